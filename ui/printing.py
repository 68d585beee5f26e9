"""Sheets to the printer, or to a PDF where there is none. The PDF is made in memory; we write no temporary file.

The sheet is made beside the window; Qt's printing itself belongs to the window's thread and is done page by page,
so that the desk answers between two pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from intake_app.errors import UserError
from intake_app.files import write_atomic
from intake_app.i18n import _, ngettext
from intake_app.services.print_targets import PrintTarget, read_print_target
from intake_app.services.printing import sheets_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext

_DPI = 300
_POINTS = 72


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets as PDF, how many they are, and where this laptop prints."""

    pdf: bytes
    count: int
    target: PrintTarget
    file_name: str


def make_sheets(register: OpenRegister, person_ids: Sequence[str]) -> Sheets:
    """The sheets of people in one PDF; the file's name carries the first card's number and no person's name."""
    from reports.sheet import render_sheets  # heavy, and not needed before the first sheet

    models = sheets_for(register, person_ids)
    first = models[0].head.card_number
    more = f"_and_{len(models) - 1}" if len(models) > 1 else ""
    stamp = register.clock.now().strftime("%Y%m%dT%H%M%SZ")
    return Sheets(render_sheets(models), len(models), read_print_target(register), f"sheet_{first}{more}_{stamp}.pdf")


def print_sheets(context: WindowContext, person_ids: Sequence[str], after: str = "") -> None:
    """Print the sheets of people; the status line says what became of it, behind `after`. Answers at once."""
    register, ids = context.register, tuple(person_ids)

    def say(text: str, kind: str) -> None:
        context.bus.said.emit(f"{after}. {text}" if after else text, kind)

    def failed(error: UserError) -> None:
        say(_("Not printed: {why}").format(why=error), "danger")

    if ids:
        context.jobs.read(lambda: make_sheets(register, ids), lambda sheets: deliver(context, sheets, say), failed)


def deliver(context: WindowContext, sheets: Sheets, say: Callable[[str, str], None]) -> None:
    """To the chosen printer, else to the chosen folder, else to the system's printer; `say` takes text and kind."""
    said = ngettext("{count} sheet", "{count} sheets", sheets.count).format(count=sheets.count)
    printer = find_printer(sheets.target)
    if printer is None and not sheets.target.folder:
        hint = _("{sheets} not printed: no printer is there. Choose a folder for PDF files in Exchange.")
        say(hint.format(sheets=said), "warning")
    elif printer is None:
        _write(context, sheets, said, say)
    else:
        run = PrintRun(sheets.pdf, printer, context.bus)
        run.finished.connect(lambda fault: say(*_outcome(said, printer.printerName(), fault)))
        run.start()


def find_printer(target: PrintTarget) -> QPrinter | None:
    """The printer to use; None where sheets go into a folder or no printer is there."""
    info = QPrinterInfo.printerInfo(target.printer) if target.printer else QPrinterInfo.defaultPrinter()
    if info.isNull() or (target.folder and not target.printer):
        return None
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Intake")  # what the spooler shows: no name, no card
    return printer


class PrintRun(QObject):
    """One PDF on its way to a printer; `finished` carries what went wrong, or nothing."""

    finished = Signal(str)

    def __init__(self, pdf: bytes, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer = printer
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._document = QPdfDocument(self)
        self._painter = QPainter()
        self._page = 0

    def start(self) -> None:
        """Begin; answers at once."""
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._printer.setFullPage(True)
        if self._document.pageCount() == 0 or not self._painter.begin(self._printer):
            self._end(_("the printer cannot be reached"))
            return
        QTimer.singleShot(0, self, self._print_page)

    def _print_page(self) -> None:
        if self._page and not self._printer.newPage():
            self._end(_("the printer took no more pages"))
            return
        points = self._document.pagePointSize(self._page)
        size = QSize(round(points.width() / _POINTS * _DPI), round(points.height() / _POINTS * _DPI))
        target = QRectF(self._printer.pageRect(QPrinter.Unit.DevicePixel))
        self._painter.drawImage(target, self._document.render(self._page, size))
        self._page += 1
        if self._page < self._document.pageCount():
            QTimer.singleShot(0, self, self._print_page)
        else:
            self._end("")

    def _end(self, fault: str) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._document.close()
        self.finished.emit(fault)
        self.deleteLater()


def _write(context: WindowContext, sheets: Sheets, said: str, say: Callable[[str, str], None]) -> None:
    path = Path(sheets.target.folder) / sheets.file_name

    def write() -> Path:
        if not path.parent.is_dir():
            raise UserError("folder_missing", _("The folder for sheets is gone."), _("Choose another in Exchange."))
        write_atomic(path, sheets.pdf)
        return path

    def failed(error: UserError) -> None:
        say(_("Not printed: {why}").format(why=error), "danger")

    done = _("{sheets} written: {file}").format(sheets=said, file=path.name)
    context.jobs.read(write, lambda _path: say(done, "good"), failed)


def _outcome(said: str, printer: str, fault: str) -> tuple[str, str]:
    if fault:
        return _("{sheets} not printed: {why}.").format(sheets=said, why=fault), "danger"
    return _("{sheets} sent to {printer}").format(sheets=said, printer=printer), "good"
