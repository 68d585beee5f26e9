"""What stands around the page's content: title, panel and buttons, as the page stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _, kept_apart
from intake_app.services.people import open_person
from ui.duplicates.just_done import JustDone
from ui.duplicates.words import say_left
from ui.models.words import say_name

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from intake_app.services.people import PersonFile
    from ui.duplicates.decider import Decision
    from ui.duplicates.page import DuplicatesPage
    from ui.duplicates.review import Review


class Heading:
    """Says who is compared, and how many pairs are left: after a decision the next pair comes up by itself."""

    def __init__(self, page: DuplicatesPage) -> None:
        self._page = page
        self._has_begun = False
        self.just_done = JustDone(page.buttons.take_back)

    def show(self) -> None:
        """Everything anew."""
        page, lists = self._page, self._page.lists
        page.buttons.show_for(page)
        self.just_done.show_last(self._last_decision())
        if page.review is not None:
            page.set_title(_("Are they the same person?"), self._say_whom(page.review))
            return
        if page.is_asking():
            return
        page.set_title(_("Duplicates"), lists.said)
        self._show_running()
        if pair := lists.pair():
            page.beside.show_pair(pair.score, pair.reasons)
        elif told := lists.told():
            page.beside.show_told(told, lists.zone)
        else:
            page.beside.show_help()

    def ask_second(self, person_id: str) -> None:
        """It is asked with whom somebody is compared: say who that is."""
        page, register = self._page, self._page.context.register
        self.show()
        page.set_title(_("Compare with another record"))
        page.beside.clear()

        def show(file: PersonFile) -> None:
            if page.is_asking():
                who = ", ".join(filter(None, (say_name(file.person), file.card_number)))
                page.set_title(_("Compare with another record"), who)
                page.beside.show_one(file)

        def refuse(error: UserError) -> None:
            page.context.bus.said.emit(str(error), "danger")

        page.context.jobs.read(lambda: open_person(register, person_id), show, refuse, latest="compared")

    def begin(self) -> None:
        """Look through the register; the way to stop it gets the focus that the button had."""
        self._has_begun = True
        self._page.lists.finder.start()
        self._has_begun = False

    def _show_running(self) -> None:
        """How far the search is: where the invitation to it stood, else beside the title."""
        lists = self._page.lists
        lists.show_running()
        if not lists.finder.is_running():
            return
        if lists.pairs.rowCount() or lists.is_of_the_told():
            percent = lists.finder.percent()
            self._page.subtitle.setText(_("Looking through the register: {percent} %").format(percent=percent))
        if self._has_begun:
            self._has_begun = False
            self._page.buttons.stop.setFocus()

    def _say_whom(self, review: Review) -> str:
        pairs = self._page.lists.pairs
        left = say_left(pairs.rowCount()) if pairs.row_of(review.ids) >= 0 else ""
        return ", ".join(filter(None, (kept_apart(say_name(review.comparison.files[0].person)), left)))

    def _last_decision(self) -> Decision | None:
        """What can be taken back; a joining is not where those are listed who were said to be two."""
        page = self._page
        last = page.decider.done[-1] if page.decider.done else None
        is_listed = page.review is None and not page.is_asking()
        return None if last and last.is_joining and is_listed and page.lists.is_of_the_told() else last
