"""One PDF on its way to a printer, or into a folder where there is none. No temporary file of ours is written.

Qt draws on a printer while it holds the window's thread, so a page goes out in bands: between two of them the desk
answers the next key. Lossless and in greys: Qt's own choice for a picture on paper is JPEG, which smears letters.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from intake_app.domain.print_faults import NO_MORE_PAGES, NO_PRINTER, PRINTER_GONE, PRINTER_UNREACHABLE, Fault
from intake_app.errors import UserError
from intake_app.files import write_atomic
from intake_app.i18n import _

if TYPE_CHECKING:
    from intake_app.services.print_targets import PrintTarget

_DPI = 300
_POINTS = 72
_BANDS = 16
_FAULTY = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


def find_printer(target: PrintTarget) -> QPrinter | None:
    """The printer to use; None where sheets go into a folder or no printer is there."""
    info = QPrinterInfo.printerInfo(target.printer) if target.printer else QPrinterInfo.defaultPrinter()
    if info.isNull() or (target.folder and not target.printer):
        return None
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def can_print(target: PrintTarget) -> bool:
    """Whether there is a printer, or a folder that is still there."""
    if target.folder and not target.printer:
        return Path(target.folder).is_dir()
    return find_printer(target) is not None


def missing_fault(target: PrintTarget) -> Fault:
    """Why there is no printer, or no folder."""
    if target.folder and not target.printer:
        return Fault("folder_missing")
    return Fault(PRINTER_GONE, target.printer) if target.printer else Fault(NO_PRINTER)


def write_pdf(folder: str, file_name: str, pdf: bytes) -> Path:
    """Put a PDF into the chosen folder, whole or not at all; UserError where it cannot be written."""
    path = Path(folder) / file_name
    if not path.parent.is_dir():
        raise UserError("folder_missing", _("The folder for sheets is gone."), _("Choose another in Exchange."))
    write_atomic(path, pdf)
    return path


class PrintRun(QObject):
    """One document for the printer's queue; `finished` carries a fault's code, or nothing when its pages were taken.

    Each sheet is a document of its own: a printer set to both sides never puts two people on one leaf.
    """

    finished = Signal(str)

    def __init__(self, pdf: bytes, printer: QPrinter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._printer = printer
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._document = QPdfDocument(self)
        self._renderer = QPdfPageRenderer(self)
        self._painter = QPainter()
        self._drawn = QImage()
        self._page = 0
        self._band = 0

    def start(self) -> None:
        """Begin; answers at once."""
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._printer.setDocName("Intake")  # what the spooler shows: no name, no card
        self._printer.setFullPage(True)
        self._printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._turn_page()
        if self._document.pageCount() == 0 or not self._painter.begin(self._printer):
            self._end(PRINTER_UNREACHABLE)
            return
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._renderer.setDocument(self._document)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take_page)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self._give_up)
        self._draw_page()

    def _turn_page(self) -> None:
        """Upright or lying, as the next page is."""
        size = self._document.pagePointSize(self._page)
        is_lying = size.width() > size.height()
        way = QPageLayout.Orientation.Landscape if is_lying else QPageLayout.Orientation.Portrait
        self._printer.setPageOrientation(way)

    def _draw_page(self) -> None:
        """Have the page drawn beside the window; its bands follow."""
        points = self._document.pagePointSize(self._page)
        size = QSize(round(points.width() / _POINTS * _DPI), round(points.height() / _POINTS * _DPI))
        self._renderer.requestPage(self._page, size)

    def _take_page(self, _page: int, _size: QSize, drawn: QImage) -> None:
        if not self._painter.isActive():
            return
        self._drawn = drawn
        self._band = 0
        self._print_band()

    def _print_band(self) -> None:
        if not self._painter.isActive():
            return
        height = self._drawn.height()
        top, end = (height * band // _BANDS for band in (self._band, self._band + 1))
        paper = self._printer.pageRect(QPrinter.Unit.DevicePixel)
        scale = paper.height() / height
        target = QRectF(0, top * scale, paper.width(), (end - top) * scale)
        self._painter.drawImage(target, _on_paper(self._drawn.copy(0, top, self._drawn.width(), end - top)))
        self._go_on()

    def _go_on(self) -> None:
        """The next band, the next page, or the end."""
        self._band += 1
        if self._band < _BANDS:
            QTimer.singleShot(0, self, self._print_band)
            return
        self._page += 1
        if self._page == self._document.pageCount():
            self._end("")
            return
        self._turn_page()
        if self._printer.newPage():
            self._draw_page()
        else:
            self._end(NO_MORE_PAGES)

    def _give_up(self) -> None:
        """The window closes: what the printer has is taken back, and the sheet waits for the next time."""
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _end(self, fault: str) -> None:
        if self._painter.isActive():
            if fault:
                self._printer.abort()
            is_taken = self._painter.end() and self._printer.printerState() not in _FAULTY
            if not fault and not is_taken:
                fault = NO_MORE_PAGES
        self._document.close()
        self.finished.emit(fault)
        self.deleteLater()


def _on_paper(drawn: QImage) -> QImage:
    """A picture whose ground is transparent, in greys on white: without its ground it would print black."""
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper.convertToFormat(QImage.Format.Format_Grayscale8)
