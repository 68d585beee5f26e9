"""One batch of waiting sheets on its way out, each marked printed only when its pages were taken.

Whatever goes wrong, the sheet it went wrong with and all behind it still wait, with the fault beside them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.print_faults import NO_PRINTER, Fault, fault_of
from intake_app.errors import UserError
from intake_app.i18n import _, ngettext
from intake_app.services.print_queue import ReadySheet, count_waiting, mark_failed, mark_printed, ready_sheet
from intake_app.services.print_targets import PrintTarget, read_print_target
from ui import print_run
from ui.print_faults import say_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.changes import Changes
    from intake_app.services.open_register import OpenRegister
    from reports.page import Mark
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


@dataclass(frozen=True, slots=True)
class Written:
    """A file of sheets: its name, the digest of each job in it, and why others are not; no name without a sheet."""

    file_name: str
    printed: dict[str, str]
    problem: str


class BatchRun(QObject):
    """`progressed(printed, count)` after each sheet; `ended` once, when nothing of the batch is on its way any more."""

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, context: WindowContext, batch: Batch, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.batch = batch
        self._stopped = Event()

    def start(self) -> None:
        """Begin; answers at once."""
        register = self.context.register
        self.context.jobs.read(lambda: read_print_target(register), self._choose, self._stop_for, is_lasting=True)

    def stop(self) -> None:
        """Print nothing more after the sheet that is in the printer."""
        del self.batch.job_ids[1:]
        self._stopped.set()

    def _choose(self, target: PrintTarget) -> None:
        self.batch.target = target
        if target.folder and not target.printer:
            self._write()
        else:
            self._next()

    def _write(self) -> None:
        """All sheets of the batch into one file; they are printed when it is there. What is stopped waits on."""
        register, ids, folder = self.context.register, tuple(self.batch.job_ids), self.batch.target.folder
        start = self.context.jobs.take_long if len(ids) > 1 else self.context.jobs.read

        def go_on(count: int) -> bool:
            self.progressed.emit(count, len(ids))
            return not self._stopped.is_set()

        start(lambda: write_sheets(register, ids, folder, go_on), self._note_written, self._stop_for, is_lasting=True)

    def _note_written(self, written: Written) -> None:
        register = self.context.register
        self.batch.problem = written.problem or self.batch.problem
        self.context.jobs.write(
            lambda: mark_printed(register, written.printed),
            lambda _changes: self._end_written(written),
            self._stop_for,
            is_lasting=True,
        )

    def _end_written(self, written: Written) -> None:
        count = len(written.printed)
        said = ngettext("{count} sheet written: {file}", "{count} sheets written: {file}", count)
        self._end(said.format(count=count, file=written.file_name) if count else "", "good")

    def _next(self) -> None:
        batch, register = self.batch, self.context.register
        if not batch.job_ids:
            self._end_printed()
            return
        job_id = batch.job_ids[0]
        self.context.jobs.read(lambda: render_job(register, job_id), self._print, self._skip, is_lasting=True)

    def _print(self, rendered: tuple[ReadySheet, bytes] | None) -> None:
        batch = self.batch
        if rendered is None:
            self._go_on()
            return
        sheet, pdf = rendered
        printer = print_run.find_printer(batch.target)
        if printer is None:
            self._stop(print_run.missing_fault(batch.target))
            return
        run = print_run.PrintRun(pdf, printer, self)
        run.finished.connect(lambda fault: self._stop(Fault(fault)) if fault else self._note_printed(sheet))
        run.start()

    def _note_printed(self, sheet: ReadySheet) -> None:
        batch, register = self.batch, self.context.register
        batch.printed += 1

        def go_on(_changes: Changes) -> None:
            self.progressed.emit(batch.printed, batch.count)
            self._go_on()

        self.context.jobs.write(
            lambda: mark_printed(register, {sheet.job_id: sheet.facts}), go_on, self._stop_for, is_lasting=True
        )

    def _skip(self, error: UserError) -> None:
        """One sheet cannot be made: it waits with its reason, the others are printed."""
        batch, register = self.batch, self.context.register
        batch.problem, job_id = str(error), batch.job_ids[0]
        self.context.jobs.write(
            lambda: mark_failed(register, [job_id], fault_of(error)),
            lambda _changes: self._go_on(),
            self._stop_for,
            is_lasting=True,
        )

    def _go_on(self) -> None:
        del self.batch.job_ids[:1]
        QTimer.singleShot(0, self, self._next)

    def _end_printed(self) -> None:
        count = self.batch.printed
        if count:
            self._end(say_printed(count), "good")
        else:
            self._end("", "good")

    def _end(self, said: str, kind: str) -> None:
        """The batch is done; what could not be printed of it is said rather than what could."""
        problem = self.batch.problem
        text = ". ".join(part for part in (said, problem) if part)
        if text:
            self._say(text, "warning" if problem else kind)
        self.ended.emit()

    def _stop_for(self, error: UserError) -> None:
        self._stop(fault_of(error))

    def _stop(self, fault: Fault) -> None:
        """The sheet in hand and all behind it wait on, with the fault; Handouts says what to do about it."""
        register, ids = self.context.register, tuple(self.batch.job_ids)

        def note() -> int:
            mark_failed(register, ids, fault)
            return count_waiting(register)

        def say(waiting: int) -> None:
            text = say_stopped(fault, self.batch.printed, waiting)
            self._say(text, "warning" if fault.code == NO_PRINTER else "danger")
            self.ended.emit()

        def say_without(_error: UserError) -> None:
            self._say(_("Not printed: {why}").format(why=say_fault(fault)), "danger")
            self.ended.emit()

        self.context.jobs.write(note, say, say_without, is_lasting=True)

    def _say(self, text: str, kind: str) -> None:
        say_after(self.context, self.batch.after, text, kind)


def say_stopped(fault: Fault, printed: int, waiting: int) -> str:
    """What stands in the status line, behind what was saved: short where there is just no printer."""
    if fault.code == NO_PRINTER:
        return ngettext(
            "No printer: {count} sheet waits in Handouts", "No printer: {count} sheets wait in Handouts", waiting
        ).format(count=waiting)
    left = ngettext("{count} waiting to print", "{count} waiting to print", waiting).format(count=waiting)
    why = _("Not printed: {why}").format(why=say_fault(fault))
    return ". ".join((*((say_printed(printed),) if printed else ()), why, left))


def say_printed(count: int) -> str:
    """How many sheets the printer has taken."""
    return ngettext("{count} sheet sent to the printer", "{count} sheets sent to the printer", count).format(
        count=count
    )


def say_after(context: WindowContext, after: str, text: str, kind: str) -> None:
    """Tell the status line what became of it, behind what was said before."""
    context.bus.said.emit(f"{after}. {text}" if after else text, kind)


def render_job(register: OpenRegister, job_id: str) -> tuple[ReadySheet, bytes] | None:
    """A waiting job's sheet as PDF; None where it must not be printed any more."""
    from reports.sheet import render_sheets  # heavy, and not needed before the first sheet

    sheet = ready_sheet(register, job_id)
    return None if sheet is None else (sheet, render_sheets([sheet.model]))


def write_sheets(
    register: OpenRegister, job_ids: Sequence[str], folder: str, go_on: Callable[[int], bool] = lambda _count: True
) -> Written:
    """Write all sheets that can be printed into one file; its name carries the first card's number and no name.

    A sheet that cannot be made waits on with its reason. `go_on(count)` is told how many are drawn, and may say that
    the rest is to wait. UserError where the file cannot be written.
    """
    from reports.sheet import draw_sheets, lay_pages

    printed: dict[str, str] = {}
    cards: list[str] = []
    pages: list[Sequence[Mark]] = []
    problem = ""
    for job_id in job_ids:
        try:
            sheet = ready_sheet(register, job_id)
        except UserError as error:
            problem = str(error)
            mark_failed(register, [job_id], fault_of(error))
            continue
        if sheet is not None:
            cards.append(sheet.model.head.card_number)
            pages += lay_pages(sheet.model)
            printed[job_id] = sheet.facts
            if not go_on(len(printed)):
                break
    if not printed:
        return Written("", {}, problem)
    more = f"_and_{len(cards) - 1}" if len(cards) > 1 else ""
    stamp = register.clock.now().strftime("%Y%m%dT%H%M%SZ")
    name = f"sheet_{cards[0]}{more}_{stamp}.pdf"
    print_run.write_pdf(folder, name, draw_sheets(pages))
    return Written(name, printed, problem)
