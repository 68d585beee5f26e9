"""Duplicates: likely pairs, two records side by side, and who was said to be two people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from intake_app.i18n import _
from intake_app.services.comparisons import compare_records
from intake_app.services.duplicates import compare_people
from ui.duplicates.buttons import PageButtons
from ui.duplicates.decider import Decider
from ui.duplicates.heading import Heading
from ui.duplicates.lists import PairLists
from ui.duplicates.panel import PairPanel
from ui.duplicates.review import Review
from ui.duplicates.review_table import ReviewTable
from ui.duplicates.second import SecondRecord
from ui.pages import Compare
from ui.resources.theme import px
from ui.widgets.field_shell import BLEED
from ui.widgets.page import Page

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.errors import UserError
    from intake_app.services.comparisons import Comparison
    from intake_app.services.duplicates import Pair
    from ui.context import WindowContext


@dataclass(frozen=True, slots=True)
class PairsPlace:
    """Where the page stood: what was found, the tab, and who was compared."""

    pairs: tuple[Pair, ...] | None
    tab: str
    ids: tuple[str, ...] = ()


def make_duplicates_page(context: WindowContext) -> DuplicatesPage:
    """The page as the window's rail opens it."""
    return DuplicatesPage(context)


class DuplicatesPage(Page):
    """Enter compares the pair under the cursor, Esc comes back; after a decision the next pair comes up by itself.

    `show_argument` takes a `Compare`, or the place of a page before.
    """

    has_halo = True  # for the one field of the second record
    begins_high = True
    runs_down = True

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("Duplicates"), has_panel=True, has_actions=True, is_scrolling=False)
        self.context = context
        self.lists = PairLists(context)
        self.decider = Decider(context, self)
        self.table = ReviewTable()
        self.beside = PairPanel()
        self.second = SecondRecord(context)
        self._first = ""
        self.buttons = PageButtons(self)
        self.heading = Heading(self)
        self.review: Review | None = None
        self._stack = QStackedWidget()
        self._at = -1
        self._goes_on = False
        self._wants_focus = False
        self._build()
        self._connect()
        self.lists.finder.read()

    def compare(self, ids: tuple[str, ...], said: str = "") -> None:
        """Show two records side by side, as the register has them now; `said` stands in the band above them."""
        register, before = self.context.register, self.review

        def look() -> tuple[Comparison, Pair]:
            comparison = compare_records(register, ids)
            return comparison, compare_people(register, *comparison.people[:2])

        def show(found: tuple[Comparison, Pair]) -> None:
            comparison, pair = found
            is_same = before is not None and before.ids == comparison.people
            self.review = before.onto(comparison) if before is not None and is_same else Review(comparison)
            self.beside.show_pair(pair.score, pair.reasons, comparison)
            self._show_review(said)

        def refuse(error: UserError) -> None:
            self._refuse(error)
            self.show_list()

        self.context.jobs.read(look, show, refuse, latest="compared")

    def show_list(self) -> None:
        """Come back to the list, where it stood."""
        self.review = None
        self._first = ""
        self._goes_on = False
        self.band.clear()
        self._stack.setCurrentWidget(self.lists)
        self.heading.show()
        self.take_focus()

    def is_asking(self) -> bool:
        """Whether it is asked with whom somebody is compared."""
        return bool(self._first) and self.review is None

    def take_focus(self) -> None:
        if self.review is not None:
            self.table.setFocus()
        elif self._first:
            self.second.box.focus()
        elif not self.lists.take_focus():
            self.buttons.look.setFocus()

    def show_argument(self, argument: object) -> None:
        if isinstance(argument, Compare):
            self._at = -1
            if len(argument.person_ids) == 1:
                self.review, self._first = None, argument.person_ids[0]
                self._stack.setCurrentWidget(self.second)
                self.heading.ask_second(self._first)
                self.second.ask(self._first)
            else:
                self._first = ""
                self.compare(argument.person_ids)
        elif isinstance(argument, PairsPlace):
            self.lists.finder.pairs = argument.pairs
            self.lists.show_tab(argument.tab)
            self.lists.finder.read()
            if argument.ids:
                self.compare(argument.ids)

    def place(self) -> PairsPlace:
        ids = self.review.ids if self.review is not None else ()
        return PairsPlace(self.lists.finder.pairs, self.lists.tabs.current(), ids)

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        if initiator is self:
            return
        self.lists.finder.read()
        review = self.review
        if review is not None and (changes is None or set(changes.record_ids) & set(review.comparison.seen)):
            told = _("One of the two records was changed meanwhile: this is what they say now.")
            self.compare(review.ids, told if changes is not None else "")

    def key_words(self) -> tuple[tuple[str, str], ...]:
        """The keys that the table takes by itself."""
        if self.review is None:
            return ()
        return (("Left", _("Take the value of the first record")), ("Right", _("Take the value of the second record")))

    def _build(self) -> None:
        def keep_in_line(_index: int) -> None:
            inset = 0 if self._stack.currentWidget() is self.second else BLEED
            above = 0 if self._stack.currentWidget() is self.lists else px(12)
            self._stack.setContentsMargins(inset, above, inset, 0)

        for shown in (self.lists, self.table, self.second):
            self._stack.addWidget(shown)
        self._stack.setContentsMargins(BLEED, 0, BLEED, 0)
        self._stack.currentChanged.connect(keep_in_line)
        self.body.addWidget(self._stack, 1)
        self.panel.addWidget(self.beside)
        self.panel.addStretch(1)
        self.panel.addWidget(self.heading.just_done)
        self.heading.show()

    def _connect(self) -> None:
        buttons, decider, lists = self.buttons, self.decider, self.lists

        def take(row: int, side: int) -> None:
            if self.review is not None and (name := self.table.name_at(row)):
                self.review = self.review.take(name, side)
                self.table.show_review(self.review)

        lists.listed.connect(self._take_lists)
        lists.moved.connect(self.heading.show)
        lists.opened.connect(self._open)
        lists.finder.moved.connect(lambda _percent: self.heading.show())
        lists.finder.ended.connect(self._say_ended)
        lists.finder.refused.connect(self._refuse)
        decider.decided.connect(self._go_on)
        decider.took_back.connect(self._come_back)
        decider.refused.connect(self._refuse)
        self.table.taken.connect(take)
        self.second.chosen.connect(lambda person_id: self.compare((self._first, person_id)))
        for button in (buttons.look, buttons.again):
            button.clicked.connect(self.heading.begin)
        buttons.stop.clicked.connect(lists.finder.stop)
        buttons.compare.clicked.connect(lambda: self._open(pair.ids) if (pair := lists.pair()) else None)
        buttons.doubt.clicked.connect(lambda: decider.doubt(told.pair) if (told := lists.told()) else None)
        buttons.back.clicked.connect(self.show_list)
        buttons.later.clicked.connect(lambda: self._open_next(self._at + 1))
        buttons.join.clicked.connect(lambda: decider.join(self.review) if self.review else None)
        buttons.differ.clicked.connect(lambda: decider.differ(self.review.ids) if self.review else None)
        buttons.take_back.clicked.connect(decider.take_last_back)

    def _show_review(self, said: str = "") -> None:
        if self.review is None:
            return
        self.table.show_review(self.review)
        self._stack.setCurrentWidget(self.table)
        self.band.say(said, "warning") if said else self.band.clear()
        self.heading.show()
        self.table.setFocus()

    def _open(self, ids: tuple[str, str] | None) -> None:
        if ids is not None:
            self._at = self.lists.pairs.row_of(ids)
            self.compare(ids)

    def _open_next(self, row: int) -> None:
        """Compare the pair in a row; the list where there is no further one."""
        ids = self.lists.ids_at(row) if 0 <= row < self.lists.pairs.rowCount() else None
        self._open(ids) if ids is not None else self.show_list()

    def _go_on(self, changes: Changes) -> None:
        """What was decided is not in the list any more: the next pair stands in its row."""
        self._goes_on = self.review is not None
        self.context.bus.changed.emit(changes, self)
        self.lists.finder.read()

    def _take_lists(self) -> None:
        goes_on, self._goes_on = self._goes_on, False
        if goes_on:
            self._open_next(min(self._at, self.lists.pairs.rowCount() - 1))
            return
        self.heading.show()
        if self._wants_focus and self.review is None:
            self._wants_focus = False
            self.take_focus()

    def _come_back(self, changes: Changes, ids: tuple[str, str]) -> None:
        self.context.bus.changed.emit(changes, self)
        self.lists.finder.read()
        self._open(ids)

    def _arrange(self) -> None:
        """Where the panel stands below, quiet actions show their keys alone: the table needs the height."""
        super()._arrange()
        self.bar.keep_low(is_low=self.is_panel_below)

    def _refuse(self, error: UserError) -> None:
        if error.code == "changed_meanwhile" and self.review is not None:
            self.compare(self.review.ids, str(error))
        else:
            self.context.bus.said.emit(str(error), "danger")

    def _say_ended(self, was_stopped: bool) -> None:
        if was_stopped:
            self.context.bus.said.emit(_("Stopped: what was found before stays."), "muted")
        self._wants_focus = True
        self.heading.show()
