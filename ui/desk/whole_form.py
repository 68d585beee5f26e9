"""What happens to a form as a whole: the answer to the notice, a scan, an empty one in its place, one put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _
from ui.desk.discarded import Discarded, frozen
from ui.desk.form import SPEAK_ALONE
from ui.desk.scans import fill_from_scan
from ui.desk.slots import FIRST, NOTICE
from ui.desk.way import first_not_scanned

if TYPE_CHECKING:
    from intake_app.domain.mrz import LetterTable
    from ui.desk.actions import DeskActions


class WholeForm(QObject):
    """`scanned(lines)`: what a scan found. What stood in the form before the first key of a scan, before somebody
    asked to speak alone, and before Ctrl+N is kept by nobody but this window.
    """

    scanned = Signal(object)

    def __init__(self, work: DeskActions) -> None:
        super().__init__(work)
        self._work = work
        self.discarded = Discarded()
        self.letters: LetterTable | None = None
        self._before_scan: dict[str, Any] = {}
        self._before_alone: dict[str, Any] = {}
        work.context.keys.began.connect(self._remember)

    def answer_notice(self, answer: str, language: str, version: str) -> None:
        """How the notice was answered; somebody who wants to speak alone leaves no trace in the form.

        What stood there comes back if the answer was a slip of the finger.
        """
        form = self._work.form
        if form is None:
            return
        if answer == SPEAK_ALONE:
            self._before_alone = frozen(form)
            token = form.slots[FIRST]
            form.clear()
            form.slots[FIRST] = token
        form.answer_notice(answer, language, version)
        self._work.weigh_again()

    def ask_notice_again(self) -> None:
        """The answer to the notice is taken back, or that somebody speaks alone: the form is as it was before."""
        form = self._work.form
        if form is None:
            return
        if form.notice == SPEAK_ALONE:
            vars(form).update(self._before_alone)
        self.forget_alone()
        form.answer_notice("", "", "")
        self._work.weigh_again()
        self._work.go(NOTICE)

    def forget_alone(self) -> None:
        """Another form is in its place: what stood there before somebody spoke alone comes back no more."""
        self._before_alone = {}

    def take_scan(self, text: str) -> None:
        """A scan or a pasted zone: the form is as before its first key, then filled."""
        work, form = self._work, self._work.form
        if form is None or self.letters is None or form.notice == SPEAK_ALONE or work.saver.is_saving:
            return
        vars(form).update(self._before_scan)
        result = fill_from_scan(form, text, self.letters)
        work.drafts.keep_soon()
        work.outlook.look()
        self.scanned.emit(result.lines)
        is_wrong = any(line.kind == "error" for line in result.lines)
        work.context.bus.said.emit(result.said, "warning" if is_wrong else "good")
        work.go(NOTICE if not form.notice else first_not_scanned(form))

    def start_anew(self) -> None:
        """Ctrl+N: an empty form; once more brings back what stood there."""
        work, form = self._work, self._work.form
        if form is None or work.saver.is_saving:
            return
        if self.discarded.turn(form):
            work.context.bus.said.emit(_("New form. Ctrl+N again brings the last one back."), "muted")
        work.drafts.keep_soon()
        work.start_form(FIRST)

    def park(self) -> None:
        """F5: put the form aside under its token."""
        work, form = self._work, self._work.form
        if form is None or work.saver.is_saving:
            return
        if form.notice == SPEAK_ALONE:
            work.context.bus.said.emit(_("Nothing is written. Bed by token, call the shift lead."), "warning")
        elif work.parking.can_park(form):
            work.stop_typing()
            work.parking.park(form)

    def take_back(self, token: str) -> None:
        """Bring a parked form back into the empty one."""
        work, form = self._work, self._work.form
        if form is not None and not work.saver.is_saving and not form.is_in_progress():
            work.stop_typing()
            work.parking.bring_back(token)

    def _remember(self) -> None:
        self._before_scan = frozen(self._work.form) if self._work.form is not None else {}
