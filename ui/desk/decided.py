"""What F7, F8 and the rows of the card do, as the decision that stands there asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _
from intake_app.services.tonight import TokenBed, give_bed_by_token
from ui.desk.decisions import decide_what
from ui.desk.form import SPEAK_ALONE
from ui.desk.slots import FIRST, NOTICE

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from ui.desk.actions import DeskActions


class Decided(QObject):
    """`bed_given(Changes)` once a bed was taken without a record."""

    bed_given = Signal(object)

    def __init__(self, work: DeskActions) -> None:
        super().__init__(work)
        self._work = work

    def answer(self, keys: str) -> None:
        """F7 or F8; nothing where there is nothing to decide."""
        work, form = self._work, self._work.form
        if form is None or work.saver.is_saving:
            return
        decision = decide_what(form, work.outlook.outlook)
        if decision.hint is not None:
            self._answer_hint(decision.hint.person_id, keys, may_be_known=not decision.hint.is_guarded)
        elif decision.kind == "child" and keys == "F7":
            work.save(is_next_coming=True)  # the adult is the next in the party
        elif decision.kind == "child":
            work.go("birth_date")

    def go_back(self) -> None:
        """The notice once more: nobody wants to speak alone after all."""
        form = self._work.form
        if form is not None and form.notice == SPEAK_ALONE:
            form.answer_notice("", "", "")
            self._work.go(NOTICE)

    def give_bed(self) -> None:
        """A bed for somebody who wants to speak alone, by the token and without a record."""
        work, form = self._work, self._work.form
        if form is None or form.notice != SPEAK_ALONE or work.saver.is_saving:
            return
        token, register = form.slots["token"].raw.strip(), work.context.register
        if not token:
            work.go(FIRST)
            return
        work.stop_typing()
        work.context.jobs.write(lambda: give_bed_by_token(register, token), self._take_bed, self._take_refusal)

    def _answer_hint(self, person_id: str, keys: str, *, may_be_known: bool) -> None:
        form = self._work.form
        if form is None:
            return
        if keys == "F8":
            form.dismiss(person_id)
        elif may_be_known:
            form.say_known("" if form.known_as else person_id)
        self._work.weigh_again()

    def _take_bed(self, bed: TokenBed) -> None:
        work = self._work
        if work.form is None:
            return
        if bed.place_name:
            said = _("Token {token}: {place}. Call the shift lead.").format(token=bed.token, place=bed.place_name)
        else:
            said = _("Token {token}: no bed is free. Call the shift lead.").format(token=bed.token)
        work.form.clear()
        work.start_form(FIRST)
        work.reload_facts()
        self.bed_given.emit(bed.changes)
        work.context.bus.said.emit(said, "warning")
        work.release_keys()

    def _take_refusal(self, error: UserError) -> None:
        self._work.context.bus.said.emit(str(error), "danger")
        self._work.release_keys()
