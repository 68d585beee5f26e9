"""Printing as the pages ask for it: people's sheets through the queue, and documents that belong to nobody's queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.print_faults import Fault
from intake_app.i18n import _
from intake_app.services.print_targets import PrintTarget, read_print_target
from ui import print_run
from ui.print_faults import is_of_the_way, say_fault
from ui.print_spool import spool_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.errors import UserError
    from ui.context import WindowContext


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF to print, the name of its file where there is no printer, and what the status line calls it."""

    pdf: bytes
    file_name: str
    said: str


def print_sheets(context: WindowContext, person_ids: Sequence[str], after: str = "") -> None:
    """Print the sheets of people; the status line says what became of it, behind `after`. Answers at once.

    Those that wait already are not asked for twice; what cannot be printed now waits in the queue.
    """
    if person_ids:
        spool_of(context).print_people(person_ids, after)


def print_waiting(context: WindowContext) -> None:
    """Print every sheet that waits, in the order they were asked for. Answers at once."""
    spool_of(context).print_waiting()


def print_document(
    context: WindowContext,
    make: Callable[[], Document],
    done: Callable[[], None] | None = None,
    failed: Callable[[], None] | None = None,
) -> None:
    """Print a paper kit, bed slips or a list: to the printer, else into the folder. Answers at once.

    `make` runs beside the window; `done` is called when the pages were taken or the file is there, `failed` when the
    status line has said why not.
    """
    register = context.register
    way = _Way(context, done or _nothing, failed or _nothing)

    def work() -> tuple[Document, PrintTarget]:
        return make(), read_print_target(register)

    context.jobs.take_long(work, lambda made: way.deliver(*made), way.say_error)


def say_missing(context: WindowContext, target: PrintTarget) -> None:
    """Nothing can be printed: the status line says why, and where that is mended."""
    _Way(context, _nothing, _nothing).say_fault(print_run.missing_fault(target))


@dataclass(frozen=True, slots=True)
class _Way:
    """One document's way out, and who waits for its end."""

    context: WindowContext
    done: Callable[[], None]
    failed: Callable[[], None]

    def deliver(self, document: Document, target: PrintTarget) -> None:
        """To the printer, else into the folder."""
        printer = print_run.find_printer(target)
        if printer is not None:
            run = print_run.PrintRun(document.pdf, printer, self.context.bus)
            run.finished.connect(lambda fault: self._end_printed(document, fault))
            run.start()
        elif target.folder and not target.printer:
            self._write(document, target.folder)
        else:
            self.say_fault(print_run.missing_fault(target))

    def say_fault(self, fault: Fault) -> None:
        """Nothing was printed, because of the printer or the folder."""
        why = _("{what}; choose a printer or a folder in Exchange") if is_of_the_way(fault) else "{what}"
        self._say(why.format(what=say_fault(fault)))

    def say_error(self, error: UserError) -> None:
        """Nothing was printed, because it was refused."""
        self._say(str(error))

    def _say(self, why: str) -> None:
        self.context.bus.said.emit(_("Not printed: {why}").format(why=why), "danger")
        self.failed()

    def _write(self, document: Document, folder: str) -> None:
        def written(_path: object) -> None:
            said = _("{document} written: {file}").format(document=document.said, file=document.file_name)
            self.context.bus.said.emit(said, "good")
            self.done()

        self.context.jobs.read(
            lambda: print_run.write_pdf(folder, document.file_name, document.pdf),
            written,
            self.say_error,
        )

    def _end_printed(self, document: Document, fault: str) -> None:
        if fault:
            self.say_fault(Fault(fault))
            return
        self.context.bus.said.emit(_("{document} sent to the printer").format(document=document.said), "good")
        self.done()


def _nothing() -> None:
    """Nobody waits for it."""
