"""What the keys of the print queue do, beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _, ngettext
from intake_app.packs.notices import load_notices
from intake_app.services.paper_kit import list_kits, read_kit, reserve_kit
from intake_app.services.print_lists import list_jobs, preview_job
from intake_app.services.print_queue import drop, hand_over, reprint, reprint_from
from intake_app.services.print_targets import read_print_target
from ui.print_run import can_print
from ui.print_spool import spool_of
from ui.printing import Document, print_document, print_waiting, say_missing

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.domain.report_models import SheetModel
    from intake_app.errors import UserError
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.paper_kit import Kit
    from intake_app.services.print_targets import PrintTarget
    from ui.context import WindowContext


WHERE_SHEETS_GO = ("exchange", "sheets")
"""The page, and what it is to show: where a printer or a folder is chosen."""


class QueueActions(QObject):
    """`listed(JobList)`, `kits_listed(tuple[Kit])`, `previewed(bytes, reason)`: no bytes where there is a reason."""

    listed = Signal(object)
    kits_listed = Signal(object)
    previewed = Signal(object, str)

    def __init__(self, context: WindowContext, initiator: QObject) -> None:
        super().__init__(initiator)
        self.context = context
        self.spool = spool_of(context)
        self._initiator = initiator

    def load(self, state: str) -> None:
        """Read a group of the queue; of several readings only the newest answers."""
        register = self.context.register
        self.context.jobs.read(lambda: list_jobs(register, state), self.listed.emit, latest="handouts")

    def load_kits(self) -> None:
        """Read the kits there are."""
        register = self.context.register
        self.context.jobs.read(lambda: list_kits(register), self.kits_listed.emit, latest="kits")

    def print_waiting(self) -> None:
        """Print what waits."""
        print_waiting(self.context)

    def preview(self, job_id: str) -> None:
        """Make the sheet of a job as it would be printed now."""
        register = self.context.register
        self.context.jobs.read(
            lambda: render_preview(register, job_id),
            lambda pdf: self.previewed.emit(pdf, ""),
            lambda error: self.previewed.emit(b"", str(error)),
            latest="preview",
        )

    def reprint(self, job_id: str) -> None:
        """Print one spoilt sheet again, alone."""
        register = self.context.register
        self.context.jobs.write(lambda: reprint(register, job_id), self.spool.print_job)

    def reprint_from(self, job_id: str) -> None:
        """Print a sheet again and all that came out after it: a jam was seen late."""
        register = self.context.register
        self.context.jobs.write(lambda: reprint_from(register, job_id), self.spool.print_jobs)

    def ask_for_printer(self) -> None:
        """Go to where a printer, or a folder for PDF files, is chosen."""
        self.context.bus.asked_to_show.emit(*WHERE_SHEETS_GO)

    def hand_over_all(self) -> None:
        """Note that every sheet in the tray that is not outdated was given to its person."""
        self.hand_over(())

    def hand_over(self, job_ids: tuple[str, ...]) -> None:
        """Note that sheets were given to their people."""
        register = self.context.register

        def say(changes: Changes) -> None:
            count = len(changes.record_ids)
            said = ngettext("{count} sheet handed over", "{count} sheets handed over", count).format(count=count)
            self._changed(changes, said)

        self.context.jobs.write(lambda: hand_over(register, job_ids), say)

    def drop(self, job_id: str, card_number: str) -> None:
        """Take a sheet from the queue."""
        register = self.context.register
        said = _("{card} taken from the queue").format(card=card_number)
        self.context.jobs.write(lambda: drop(register, [job_id]), lambda changes: self._changed(changes, said))

    def make_kit(self, count: int) -> None:
        """Set numbers aside and print their kit; where it could not be printed anyway no numbers are lost to it."""
        register = self.context.register

        def begin(target: PrintTarget) -> None:
            if can_print(target):
                self._reserve(count)
            else:
                say_missing(self.context, target)

        self.context.jobs.read(lambda: read_print_target(register), begin)

    def _reserve(self, count: int) -> None:
        register = self.context.register

        def done(kit: Kit) -> None:
            self.load_kits()
            self.print_kit(kit.kit)

        self.context.jobs.write(lambda: reserve_kit(register, count), done, self._refuse)

    def print_kit(self, kit: str) -> None:
        """Print the part of a kit that nobody has typed in."""
        register = self.context.register
        print_document(self.context, lambda: render_kit_document(register, kit))

    def _changed(self, changes: Changes, said: str) -> None:
        self.context.bus.said.emit(said, "good")
        self.context.bus.changed.emit(changes, self._initiator)

    def _refuse(self, error: UserError) -> None:
        self.context.bus.said.emit(str(error), "danger")


def render_preview(register: OpenRegister, job_id: str) -> bytes:
    """The sheet of a job as PDF; nothing where the job is gone."""
    from reports.sheet import render_sheets  # heavy, and not needed before the first sheet

    model: SheetModel | None = preview_job(register, job_id)
    return render_sheets([model]) if model else b""


def render_kit_document(register: OpenRegister, kit: str) -> Document:
    """A kit ready to print; its file's name carries the first number and how many there are."""
    from reports.paper_kit import render_kit

    notices = {code: notice.lines for code, notice in load_notices().items()}
    model = read_kit(register, kit, notices)
    numbers = model.card_numbers
    said = ngettext("Paper kit for {count} person", "Paper kit for {count} people", len(numbers))
    return Document(render_kit(model), f"paper_kit_{numbers[0]}_{len(numbers)}.pdf", said.format(count=len(numbers)))
