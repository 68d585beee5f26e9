"""Printing the night's bed slips: each once; whatever goes wrong, they are still there to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.i18n import _, ngettext
from intake_app.services.bed_slips import NightSlips, mark_slipped, read_slips
from intake_app.services.nights import read_tonight
from ui.printing import Document, print_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.services.nights import Tonight
    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext


class SlipPrinter:
    """`taken(Tonight)` is called with the night after its slips were printed; one run at a time."""

    def __init__(self, context: WindowContext, taken: Callable[[Tonight], None]) -> None:
        self._context = context
        self._taken = taken
        self._said: Mapping[str, str] | None = None
        self.is_printing = False

    def print_due(self, tonight: Tonight) -> None:
        """Print what the lines want; answers at once."""
        bus, register = self._context.bus, self._context.register
        if self.is_printing:
            bus.said.emit(_("The bed slips are on their way to the printer."), "muted")
        elif not any(line.wants_slip for line in tonight.lines):
            bus.said.emit(_("Every bed slip is printed."), "muted")
        else:
            self.is_printing = True
            print_document(self._context, lambda: self._make(register), self._note, self.stop)

    def stop(self) -> None:
        """A run has ended one way or another."""
        self.is_printing = False

    def _make(self, register: OpenRegister) -> Document:
        """Runs beside the window; what was worded is noted only when its pages were taken."""
        found = read_slips(register)
        if not found.slips:
            raise UserError("no_slip_due", _("Every bed slip is printed."), _("Go on with the next line."))
        self._said = found.said
        return render_night(register, found)

    def _note(self) -> None:
        said, register = self._said or {}, self._context.register

        def noted(tonight: Tonight) -> None:
            self.stop()
            self._taken(tonight)

        def failed(error: UserError) -> None:
            self.stop()
            self._context.bus.said.emit(str(error), "danger")

        def mark() -> Tonight:
            mark_slipped(register, said)
            return read_tonight(register)

        self._context.jobs.write(mark, noted, failed)


def render_night(register: OpenRegister, night: NightSlips) -> Document:
    """The slips ready to print; the file's name tells the minute, no name and no card."""
    from reports.slips import render_slips  # heavy, and not needed before the first slip

    count = len(night.slips)
    said = ngettext("{count} bed slip", "{count} bed slips", count).format(count=count)
    stamp = register.clock.now().strftime("%Y%m%dT%H%M%SZ")
    return Document(render_slips(night.slips), f"bed_slips_{stamp}.pdf", said)
