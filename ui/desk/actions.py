"""What the desk's keys do: they change the form and start jobs. Nothing here knows the screen: signals tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _
from ui.desk.drafts import DRAFT_ID, keep_form, restore_form
from ui.desk.facts import DeskFacts, load_facts
from ui.desk.form import SPEAK_ALONE, DeskForm
from ui.desk.outlook_reader import OutlookReader
from ui.desk.parking import Parking
from ui.desk.saver import Saver
from ui.desk.saving import DeskStart, load_start
from ui.desk.slots import FIRST, KIND, KINDS, NOTICE
from ui.desk.way import after, first_open
from ui.desk.whole_form import WholeForm
from ui.draft_keeper import DraftKeeper
from ui.printing import print_sheets

if TYPE_CHECKING:
    from ui.context import WindowContext


class DeskActions(QObject):
    """One desk's form and what is done with it.

    `begun(DeskStart)`: everything is loaded. `changed()`: the form is to be shown as it stands. `restarted()`: another
    form is in its place. `went(name)`: the focus belongs to this field, whose text is replaced by typing; `returned`:
    the same, and typing goes on behind the text. `paused(bool)`: keys wait from now on, or
    go on.
    """

    begun = Signal(object)
    changed = Signal()
    restarted = Signal()
    went = Signal(str)
    returned = Signal(str)
    paused = Signal(bool)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.form: DeskForm | None = None

        def read() -> dict[str, Any] | None:
            return keep_form(self.form) if self.form is not None else None

        self.drafts = DraftKeeper(context, DRAFT_ID, read, self)
        self.outlook = OutlookReader(context, lambda: self.form, self)
        self.parking = Parking(context, self)
        self.saver = Saver(context, self)
        self.whole = WholeForm(self)
        self._at = FIRST

    def load(self) -> None:
        """Read what the desk needs, beside the window; keys wait until it is there."""
        register = self.context.register
        self.paused.emit(True)
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
        self.outlook.look_soon()
        self.changed.emit()

    def confirm(self, name: str) -> None:
        """Enter: on to the next field; a kind of document goes on to its number, a parked token to its form."""
        form = self.form
        if form is None:
            return
        token = form.slots[FIRST].raw.strip()
        if name == FIRST and token in form.facts.parked and not form.is_in_progress():
            self.whole.take_back(token)
            return
        self.go("document_number" if name == KIND else form.confirm(name))

    def leave(self, name: str) -> None:
        """The focus went elsewhere: check the field, keep the form."""
        self._at = name
        if self.form is None or self.saver.is_saving or name == KIND:
            return
        self.form.settle(name)
        self.drafts.keep_soon()
        self.outlook.look()
        self.changed.emit()

    def refuse_document(self) -> None:
        """F4: no paper was seen; again: there is one. The cursor goes to what is open then."""
        form = self.form
        if form is None or form.notice == SPEAK_ALONE:
            return
        form.refuse_document()
        self.drafts.touch()
        self.outlook.look()
        is_further = form.is_as_told and self._at not in (FIRST, NOTICE, KIND, "document_number", "citizenship")
        begins = after(form, "document_number") if form.is_as_told else "document_number"
        self.go(self._at if is_further else begins if form.notice else NOTICE)

    def save(self, *, is_next_coming: bool) -> None:
        """Ctrl+Enter and F6. With nobody begun after F6, Ctrl+Enter prints the party that is recorded."""
        form = self.form
        if form is None or self.saver.is_saving:
            return
        if form.party.cards and not form.has_typed() and not is_next_coming:
            ids = form.party.person_ids
            form.begin_new(form.party.cards[-1])
            self.drafts.keep_soon()
            self.start_form(FIRST)
            print_sheets(self.context, ids)
            return
        if not form.has_typed():  # the same key once more, after a save
            self.go_on()
            return
        self.saver.save(form, is_next_coming=is_next_coming)

    def count_party(self, told: int) -> None:
        """How many the party says they are; 0 for no answer."""
        if self.form is not None:
            self.form.count_party(told)
            self.drafts.touch()
            self.changed.emit()

    def go_on(self) -> None:
        """Put the focus where the form stands."""
        self.returned.emit(self._at)

    def stand(self, name: str) -> None:
        """The focus stands at this field, however it came there."""
        self._at = name

    def standing(self) -> str:
        """Where the focus stands, or stood last."""
        return self._at

    def reload_facts(self) -> None:
        """Another page or process changed the register: the free places may differ."""
        register = self.context.register

        def take(facts: DeskFacts) -> None:
            if self.form is not None:
                self.form.take_facts(facts)
                self.outlook.look_anew()
                self.changed.emit()

        self.context.jobs.read(lambda: load_facts(register), take, latest="desk_facts")

    def start_form(self, name: str) -> None:
        """Another form begins, or the same comes back: show it with the focus on a field."""
        self.whole.forget_alone()
        self.restarted.emit()
        self.outlook.look_anew()
        self.go(name)

    def release_keys(self) -> None:
        """What was waited for has ended one way or another: keys go to the fields again."""
        self.saver.stop()
        self.paused.emit(False)

    def _begin(self, start: DeskStart) -> None:
        self.form = DeskForm(start.facts)
        self.whole.letters = start.letters
        self.begun.emit(start)
        name = FIRST
        if start.draft:
            restore_form(self.form, start.draft)
            name = first_open(self.form)
            self.context.bus.said.emit(_("What was half typed is here again."), "muted")
        self.start_form(name)
        self.release_keys()

    def go(self, name: str) -> None:
        """Show the form, with the focus on a field."""
        self.changed.emit()
        self.went.emit(name)
        self._at = name  # now: the field that was left has said so meanwhile

    def stop_typing(self) -> None:
        """A save or the like begins: keys wait, and no draft is written behind it."""
        self.paused.emit(True)
        self.drafts.pause()

    def weigh_again(self) -> None:
        """What is decided about a hint has changed: keep it, and look again."""
        self.drafts.keep_soon()
        self.outlook.look()
        self.changed.emit()
