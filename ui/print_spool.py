"""The waiting sheets on their way out: one at a time, in order, each marked printed only when its pages were taken.

Whatever goes wrong, the sheet it went wrong with and all behind it still wait, with the fault beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.changes import Changes
from intake_app.i18n import _, ngettext
from intake_app.services.print_queue import (
    ReadySheet,
    count_waiting,
    mark_failed,
    mark_printed,
    queue_sheets,
    ready_sheet,
    waiting_ids,
)
from intake_app.services.print_targets import PrintTarget, read_print_target
from ui import print_run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intake_app.errors import UserError
    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext


@dataclass(slots=True)
class Batch:
    """Jobs that were asked for together; `after` is what the status line says before the result."""

    job_ids: list[str]
    after: str = ""
    count: int = 0
    printed: int = 0
    problem: str = ""
    target: PrintTarget = field(default_factory=PrintTarget)


def spool_of(context: WindowContext) -> Spool:
    """The spool of this window; there is one, so that no sheet is sent twice."""
    return context.bus.findChild(Spool) or Spool(context)


class Spool(QObject):
    """`progressed(printed, count)` while a batch is printed, (0, 0) when nothing is; the rest is said over the bus."""

    progressed = Signal(int, int)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context.bus)
        self.context = context
        self._batches: list[Batch] = []

    def print_people(self, person_ids: Sequence[str], after: str = "") -> None:
        """Ask for people's sheets and print those that may be printed; answers at once."""
        register, ids = self.context.register, tuple(person_ids)
        self.context.jobs.write(
            lambda: queue_sheets(register, ids),
            lambda job_ids: self._take(Batch(list(job_ids), after), held=len(ids) - len(job_ids)),
            lambda error: self._say(after, _("Not printed: {why}").format(why=error), "danger"),
        )

    def print_waiting(self) -> None:
        """Print everything that waits, in its order."""
        register = self.context.register
        self.context.jobs.read(lambda: waiting_ids(register), lambda ids: self._take(Batch(list(ids))))

    def print_job(self, job_id: str) -> None:
        """Print one sheet alone."""
        self._take(Batch([job_id]))

    def stop(self) -> None:
        """Print nothing more after the sheet that is in the printer; the rest waits on."""
        for batch in self._batches:
            del batch.job_ids[1 if batch is self._batches[0] else 0 :]
        del self._batches[1:]

    def is_busy(self) -> bool:
        """Whether sheets are on their way."""
        return bool(self._batches)

    def _take(self, batch: Batch, held: int = 0) -> None:
        on_the_way = {job_id for each in self._batches for job_id in each.job_ids}
        batch.job_ids = [job_id for job_id in batch.job_ids if job_id not in on_the_way]
        if held:
            count = ngettext("{count} sheet is held: call the shift lead", "{count} sheets are held", held)
            batch.problem = count.format(count=held)
        batch.count = len(batch.job_ids)
        if not batch.job_ids:
            if batch.problem:
                self._say(batch.after, batch.problem, "warning")
            return
        self._batches.append(batch)
        if len(self._batches) == 1:
            self._begin()

    def _begin(self) -> None:
        batch, register = self._batches[0], self.context.register
        self.progressed.emit(0, batch.count)
        self.context.jobs.read(lambda: read_print_target(register), self._choose, self._stop_for)

    def _choose(self, target: PrintTarget) -> None:
        batch = self._batches[0]
        batch.target = target
        if target.folder and not target.printer:
            self._write(batch)
        else:
            self._next()

    def _write(self, batch: Batch) -> None:
        """All sheets of the batch into one file; they are printed when it is there."""
        register, ids, folder = self.context.register, tuple(batch.job_ids), batch.target.folder
        start = self.context.jobs.take_long if len(ids) > 1 else self.context.jobs.read
        start(lambda: write_sheets(register, ids, folder), self._note_written, self._stop_for)

    def _note_written(self, written: tuple[Path, dict[str, str]]) -> None:
        path, printed = written
        register, batch = self.context.register, self._batches[0]
        self.context.jobs.write(
            lambda: mark_printed(register, printed), lambda _changes: self._end_written(batch, path), self._stop_for
        )

    def _end_written(self, batch: Batch, path: Path) -> None:
        said = ngettext("{count} sheet written: {file}", "{count} sheets written: {file}", batch.count)
        self._end(said.format(count=batch.count, file=path.name), "good")

    def _next(self) -> None:
        batch, register = self._batches[0], self.context.register
        if not batch.job_ids:
            self._end_printed(batch)
            return
        job_id = batch.job_ids[0]
        self.context.jobs.read(lambda: render_job(register, job_id), self._print, self._skip)

    def _print(self, rendered: tuple[ReadySheet, bytes] | None) -> None:
        batch = self._batches[0]
        if rendered is None:
            self._go_on(batch)
            return
        sheet, pdf = rendered
        printer = print_run.find_printer(batch.target)
        if printer is None:
            self._stop(print_run.say_missing(batch.target))
            return
        run = print_run.PrintRun(pdf, printer, self)
        run.finished.connect(lambda fault: self._stop(fault) if fault else self._note_printed(sheet))
        run.start()

    def _note_printed(self, sheet: ReadySheet) -> None:
        batch, register = self._batches[0], self.context.register
        batch.printed += 1

        def go_on(_changes: Changes) -> None:
            self.progressed.emit(batch.printed, batch.count)
            self._go_on(batch)

        self.context.jobs.write(lambda: mark_printed(register, {sheet.job_id: sheet.facts}), go_on, self._stop_for)

    def _skip(self, error: UserError) -> None:
        """One sheet cannot be made: it waits with its reason, the others are printed."""
        batch, register = self._batches[0], self.context.register
        batch.problem, job_id = str(error), batch.job_ids[0]
        self.context.jobs.write(
            lambda: mark_failed(register, [job_id], error.what.rstrip(".")),
            lambda _changes: self._go_on(batch),
            self._stop_for,
        )

    def _go_on(self, batch: Batch) -> None:
        del batch.job_ids[:1]
        QTimer.singleShot(0, self, self._next)

    def _end_printed(self, batch: Batch) -> None:
        if batch.printed:
            said = ngettext("{count} sheet sent to the printer", "{count} sheets sent to the printer", batch.printed)
            self._end(said.format(count=batch.printed), "good")
        else:
            self._end("", "good")

    def _end(self, said: str, kind: str) -> None:
        """The batch is done; what could not be printed of it is said rather than what could."""
        batch = self._batches.pop(0)
        text = ". ".join(part for part in (said, batch.problem) if part)
        if text:
            self._say(batch.after, text, "warning" if batch.problem else kind)
        self._close()

    def _stop_for(self, error: UserError) -> None:
        self._stop(str(error))

    def _stop(self, fault: str) -> None:
        """The sheet in hand and all behind it wait on, with the fault."""
        register, batch = self.context.register, self._batches.pop(0)
        ids = tuple(batch.job_ids)

        def note() -> int:
            mark_failed(register, ids, fault)
            return count_waiting(register)

        def say(waiting: int) -> None:
            left = ngettext("{count} waiting to print", "{count} waiting to print", waiting).format(count=waiting)
            self._say(batch.after, f"{_('Not printed: {why}').format(why=fault.rstrip('.'))}. {left}", "danger")
            self._close()

        def say_without(_error: UserError) -> None:
            self._say(batch.after, _("Not printed: {why}").format(why=fault), "danger")
            self._close()

        self.context.jobs.write(note, say, say_without)

    def _close(self) -> None:
        """Tell the pages that the queue has changed, and take the next batch."""
        self.progressed.emit(0, 0)
        self.context.bus.changed.emit(Changes(tables=frozenset({"print_job"})), self)
        if self._batches:
            QTimer.singleShot(0, self, self._begin)

    def _say(self, after: str, text: str, kind: str) -> None:
        self.context.bus.said.emit(f"{after}. {text}" if after else text, kind)


def render_job(register: OpenRegister, job_id: str) -> tuple[ReadySheet, bytes] | None:
    """A waiting job's sheet as PDF; None where it must not be printed any more."""
    from reports.sheet import render_sheets  # heavy, and not needed before the first sheet

    sheet = ready_sheet(register, job_id)
    return None if sheet is None else (sheet, render_sheets([sheet.model]))


def write_sheets(register: OpenRegister, job_ids: Sequence[str], folder: str) -> tuple[Path, dict[str, str]]:
    """Write all sheets that may be printed into one file; its name carries the first card's number and no name."""
    from reports.sheet import render_sheets

    sheets = [sheet for job_id in job_ids if (sheet := ready_sheet(register, job_id)) is not None]
    models = [sheet.model for sheet in sheets]
    first = models[0].head.card_number if models else "none"
    more = f"_and_{len(models) - 1}" if len(models) > 1 else ""
    stamp = register.clock.now().strftime("%Y%m%dT%H%M%SZ")
    path = print_run.write_pdf(folder, f"sheet_{first}{more}_{stamp}.pdf", render_sheets(models))
    return path, {sheet.job_id: sheet.facts for sheet in sheets}
