"""What F7, F8 and the rows of the card do, as the decision that stands there asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _
from intake_app.services.returns import recall
from intake_app.services.tonight import TokenBed, give_bed_by_token
from ui.desk.answers import half_arrival
from ui.desk.decisions import decide_what
from ui.desk.form import SPEAK_ALONE
from ui.desk.known import dismiss, fill_recorded, say_known, take_last_back
from ui.desk.slots import FIRST
from ui.desk.way import next_open

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.errors import UserError
    from intake_app.services.hints import Hint
    from ui.desk.actions import DeskActions
    from ui.desk.form import DeskForm


class Decided(QObject):
    """`bed_given(Changes)` once a bed was taken without a record."""

    bed_given = Signal(object)

    def __init__(self, work: DeskActions) -> None:
        super().__init__(work)
        self._work = work

    def answer(self, keys: str) -> None:
        """F7, F8, or Shift+F7, which only takes "someone else" back; nothing where there is nothing to decide."""
        work, form = self._work, self._work.form
        if form is None or work.saver.is_saving:
            return
        decision = decide_what(form, work.outlook.outlook)
        if keys == decision.take_back_keys:
            self._take_back(decision.put_aside)
        elif keys == "Shift+F7":
            return
        elif decision.hint is not None:
            self._answer_hint(decision.hint.person_id, keys, may_be_known=not decision.hint.is_guarded)
        elif decision.kind == "child" and keys == "F7":
            work.save(is_next_coming=True)  # the adult is the next in the party
        elif decision.kind == "child":
            work.go("birth_date")

    def go_back(self) -> None:
        """The notice once more, and the form as it was: nobody wants to speak alone after all."""
        form = self._work.form
        if form is not None and form.notice == SPEAK_ALONE:
            self._work.whole.ask_notice_again()

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
            dismiss(form, person_id)
        elif form.known_as:
            say_known(form, "")
        elif may_be_known:
            self._say_known(form, person_id)
        self._work.weigh_again()

    def _take_back(self, put_aside: Sequence[Hint]) -> None:
        """One who was "someone else" is the person after all; of several the last is asked about once more."""
        form = self._work.form
        if form is None:
            return
        last = take_last_back(form, [hint.person_id for hint in put_aside])
        if len(put_aside) == 1 and not put_aside[0].is_guarded:
            self._say_known(form, last)
        self._work.weigh_again()

    def _say_known(self, form: DeskForm, person_id: str) -> None:
        """It is this one: what is recorded of them, and may be seen here, need not be asked again."""
        say_known(form, person_id)
        register, told = self._work.context.register, half_arrival(form, is_told_only=True)
        self._work.context.jobs.read(
            lambda: recall(register, person_id, told),
            lambda values: self._fill(person_id, values),
            latest="desk_recall",
        )

    def _fill(self, person_id: str, values: Mapping[str, str]) -> None:
        work, form = self._work, self._work.form
        if form is None or form.known_as != person_id or work.saver.is_saving:
            return
        fill_recorded(form, values)
        name = next_open(form, at := work.standing())
        if name != at:
            work.go(name)
        work.weigh_again()

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
