"""What the desk's keys do: they change the form, start jobs, and show the form again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from intake_app.i18n import _
from ui.desk.draft_keeper import DraftKeeper
from ui.desk.drafts import restore_form
from ui.desk.facts import DeskFacts, load_facts
from ui.desk.fields import KIND
from ui.desk.form import SPEAK_ALONE, DeskForm
from ui.desk.saver import Saver
from ui.desk.saving import DeskStart, load_start
from ui.desk.scans import fill_from_scan
from ui.desk.slots import FIRST, KINDS, NOTICE, ORDER, Slot

if TYPE_CHECKING:
    from intake_app.domain.mrz import LetterTable
    from ui.context import WindowContext
    from ui.desk.page import DeskPage


class DeskActions(QObject):
    """One desk's form and what is done with it; until `load` has answered, keys wait."""

    def __init__(self, context: WindowContext, page: DeskPage) -> None:
        super().__init__(page)
        self.context = context
        self.form: DeskForm | None = None
        self.keys = context.keys
        self.drafts = DraftKeeper(context, lambda: self.form, self)
        self.saver = Saver(self, page)
        self._page = page
        self._letters: LetterTable | None = None
        self._at = FIRST
        self._before_scan: dict[str, Any] = {}
        self._discarded: dict[str, Any] = {}
        self.keys.began.connect(self._remember)

    def load(self) -> None:
        """Read what the desk needs, beside the window."""
        register = self.context.register
        self.keys.hold(self._page)
        self.context.jobs.read(lambda: load_start(register), self._begin)

    def edit(self, name: str, text: str) -> None:
        """A field changed."""
        if self.form is None:
            return
        if name == KIND:
            self.form.choose_kind(next(kind for kind in KINDS if kind.code == text))
        else:
            self.form.edit(name, text)
        self.drafts.touch()
        self.show_form()

    def confirm(self, name: str) -> None:
        """Enter: on to the next field; a kind of document goes on to its number."""
        if self.form is None:
            return
        self._at = "document_number" if name == KIND else self.form.confirm(name)
        self.show_form()
        self._page.go_to(self._at)

    def leave(self, name: str) -> None:
        """The focus went elsewhere: check the field, keep the form."""
        if self.form is None or self.saver.is_saving or name == KIND:
            return
        self.form.settle(name)
        self.drafts.keep_soon()
        self.show_form()

    def answer_notice(self, answer: str, language: str, version: str) -> None:
        """How the notice was answered; somebody who wants to speak alone leaves no trace in the form."""
        if self.form is None:
            return
        if answer == SPEAK_ALONE:
            token = self.form.slots["token"]
            self.form.clear()
            self.form.slots["token"] = token
        self.form.answer_notice(answer, language, version)
        self.drafts.keep_soon()
        self.show_form()

    def refuse_document(self) -> None:
        """F4: no paper was seen."""
        if self.form is not None:
            self.form.refuse_document()
            self.show_form()
            self._page.go_to("family_name" if self.form.is_as_told else "document_number")

    def take_scan(self, text: str) -> None:
        """A scan or a pasted zone: the form is as before its first key, then filled."""
        if self.form is None or self._letters is None or self.form.notice == SPEAK_ALONE:
            return
        vars(self.form).update(self._before_scan)
        result = fill_from_scan(self.form, text, self._letters)
        self.drafts.keep_soon()
        self.show_form()
        if self._page.right is not None:
            self._page.right.show_scan(result.lines)
        self.context.bus.said.emit(result.said, "good" if not _has_errors(result.lines) else "warning")
        self._page.go_to(NOTICE if not self.form.notice else self._first_open())

    def start_anew(self) -> None:
        """Ctrl+N: an empty form; once more brings back what stood there."""
        form = self.form
        if form is None or self.saver.is_saving:
            return
        if form.has_typed():
            self._discarded = _frozen(form)
            form.clear()  # a party that was begun goes on
            self.context.bus.said.emit(_("New form. Ctrl+N again brings the last one back."), "muted")
        elif self._discarded:
            vars(form).update(self._discarded)
            self._discarded = {}
        self.start_form(FIRST)

    def forget_discarded(self) -> None:
        """Somebody was saved since: what was thrown away before does not come back."""
        self._discarded = {}

    def go_on(self) -> None:
        """Put the focus where the form stands."""
        self._page.go_to(self._at)

    def reload_facts(self) -> None:
        """Another page or process changed the register: the free places may differ."""
        register = self.context.register
        self.context.jobs.read(lambda: load_facts(register), self._take_facts, latest="desk_facts")

    def start_form(self, name: str) -> None:
        """Another form begins, or the same comes back: show it with the focus on a field."""
        form, right = self.form, self._page.right
        if form is None or right is None:
            return
        right.show_scan(())
        right.notice.show_language(form.notice_language or form.slots["languages"].raw.partition(" ")[0])
        self._at = name
        self.show_form()
        self._page.go_to(name)

    def show_form(self) -> None:
        """Show the form as it stands."""
        if self.form is not None:
            self._page.show_form(self.form)
            self._page.show_band(self.form)

    def _begin(self, start: DeskStart) -> None:
        self.form = DeskForm(start.facts)
        self._letters = start.letters
        self._page.begin(start)
        if start.draft:
            restore_form(self.form, start.draft)
            self.context.bus.said.emit(_("What was half typed is here again."), "muted")
        self.start_form(FIRST)
        self.keys.release()

    def _take_facts(self, facts: DeskFacts) -> None:
        if self.form is not None:
            self.form.take_facts(facts)
            self.show_form()

    def _first_open(self) -> str:
        form = self.form
        names = [name for name in ORDER[2:] if form is not None and not form.slots[name].is_scanned]
        return names[0] if names else FIRST

    def _remember(self) -> None:
        self._before_scan = _frozen(self.form) if self.form is not None else {}


def _frozen(form: DeskForm) -> dict[str, Any]:
    """All of a form as it stands; slots never change, so their dictionary is copied and they are not."""
    slots: dict[str, Slot] = dict(form.slots)
    return vars(form) | {"slots": slots}


def _has_errors(lines: tuple[Any, ...]) -> bool:
    return any(line.kind == "error" for line in lines)
