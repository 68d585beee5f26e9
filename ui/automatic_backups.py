"""The backups that nobody asks for, and the disk that fills: looked at each minute, beside whatever else is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from intake_app.domain.changes import NO_CHANGES
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.messages import say_backup_problem
from intake_app.services.backups import read_status
from ui.running import Run

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.progress import Progress
    from ui.context import WindowContext
    from ui.status_line import StatusLine

EVERY_MS = 60_000


class AutomaticBackups(QObject):
    """`look` makes a backup if one is due; what keeps it from a place, and a full disk, is said once, not each minute.

    One at a time: a slow stick is not asked again before it has answered.
    """

    def __init__(self, context: WindowContext, status: StatusLine) -> None:
        super().__init__(status)
        self._context = context
        self._said = ""
        self._is_looking = False
        self._run = Run(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    def look(self) -> None:
        """See what is due."""
        if self._is_looking:
            return
        self._is_looking = True
        unlocked, progress = self._context.unlocked, self._run.progress()
        self._context.jobs.take_long(lambda: _back_up_if_due(unlocked, progress), self._show, self._refuse)

    def stop(self) -> None:
        """The window locks or closes: nobody waits for a backup that is under way; the next window makes it."""
        self._timer.stop()
        self._run.stop()

    def _show(self, made: tuple[bool, str]) -> None:
        self._is_looking = False
        is_made, warning = made
        self._say(warning)
        if is_made:
            self._context.bus.changed.emit(NO_CHANGES, self)

    def _refuse(self, error: UserError) -> None:
        self._is_looking = False
        self._say(_("No backup was made. {why}").format(why=error))

    def _say(self, warning: str) -> None:
        if warning and warning != self._said:
            self._context.bus.said.emit(warning, "danger")
        self._said = warning


def back_up_at_end(unlocked: Unlocked) -> None:
    """The day's backup when the window closes; where it fails, the backup's age says so tomorrow."""
    try:
        unlocked.back_up_if_due()
    except UserError:
        return


def _back_up_if_due(unlocked: Unlocked, progress: Progress) -> tuple[bool, str]:
    """Whether one was made, and what there is to be told: a sentence, or nothing."""
    if unlocked.is_disk_full():
        return False, _("The disk is nearly full and the space kept back for saving is used up. Free some space now.")
    result = unlocked.back_up_if_due(progress)
    problem = read_status(unlocked.register).problem if result is not None and result.refusals else ""
    return result is not None, say_backup_problem(problem)
