"""The window's one spool: batches of sheets printed one after another, so that no sheet is sent twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.changes import Changes
from intake_app.i18n import _, ngettext
from intake_app.services.print_queue import queue_sheets, waiting_ids
from ui.print_batch import Batch, BatchRun, say_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.context import WindowContext


def spool_of(context: WindowContext) -> Spool:
    """The spool of this window."""
    return context.bus.findChild(Spool) or Spool(context)


class Spool(QObject):
    """`progressed(printed, count)` while a batch is printed, (0, 0) when nothing is; the rest is said over the bus."""

    progressed = Signal(int, int)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context.bus)
        self.context = context
        self._runs: list[BatchRun] = []

    def print_people(self, person_ids: Sequence[str], after: str = "") -> None:
        """Ask for people's sheets and print those that may be printed; answers at once."""
        register, ids = self.context.register, tuple(person_ids)
        self.context.jobs.write(
            lambda: queue_sheets(register, ids),
            lambda job_ids: self._take(Batch(list(job_ids), after), held=len(ids) - len(job_ids)),
            lambda error: say_after(self.context, after, _("Not printed: {why}").format(why=error), "danger"),
            is_lasting=True,
        )

    def print_waiting(self) -> None:
        """Print everything that waits, in its order."""
        register = self.context.register
        self.context.jobs.read(lambda: waiting_ids(register), lambda ids: self._take(Batch(list(ids))), is_lasting=True)

    def print_job(self, job_id: str) -> None:
        """Print one sheet alone."""
        self.print_jobs((job_id,))

    def print_jobs(self, job_ids: Sequence[str]) -> None:
        """Print these sheets, in this order."""
        self._take(Batch(list(job_ids)))

    def stop(self) -> None:
        """Print nothing more after the sheet that is in the printer; the rest waits on."""
        if self._runs:
            self._runs[0].stop()
            del self._runs[1:]

    def is_busy(self) -> bool:
        """Whether sheets are on their way."""
        return bool(self._runs)

    def _take(self, batch: Batch, held: int = 0) -> None:
        on_the_way = {job_id for run in self._runs for job_id in run.batch.job_ids}
        batch.job_ids = [job_id for job_id in batch.job_ids if job_id not in on_the_way]
        if held:
            count = ngettext("{count} sheet is held: call the shift lead", "{count} sheets are held", held)
            batch.problem = count.format(count=held)
        batch.count = len(batch.job_ids)
        if not batch.job_ids:
            if batch.problem:
                say_after(self.context, batch.after, batch.problem, "warning")
            return
        run = BatchRun(self.context, batch, self)
        run.progressed.connect(self.progressed)
        run.ended.connect(self._close)
        self._runs.append(run)
        if len(self._runs) == 1:
            self._start()

    def _start(self) -> None:
        run = self._runs[0]
        self.progressed.emit(0, run.batch.count)
        run.start()

    def _close(self) -> None:
        """Tell the pages that the queue has changed, and take the next batch."""
        self._runs.pop(0).deleteLater()
        self.progressed.emit(0, 0)
        self.context.bus.changed.emit(Changes(tables=frozenset({"print_job"})), self)
        if self._runs:
            QTimer.singleShot(0, self, self._start)
