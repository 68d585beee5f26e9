"""Where sheets go on this laptop: a printer, or a folder for PDF files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.services.print_targets import PrintTarget
from ui.widgets.choices import ChoiceField
from ui.widgets.folder_field import FolderField
from ui.widgets.form import FormGrid
from ui.widgets.layouts import bare

_SYSTEM, _FILES = "system", "files"
_PRINTER = "printer:"


class TargetForm(QWidget):
    """`chosen(PrintTarget)` on every change, `settled(PrintTarget)` once it can be used."""

    chosen = Signal(object)
    settled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.printer = ChoiceField(_("Sheets go to"), _options())
        self.folder = FolderField(
            _("Folder for PDF files"), helper=_("plain files with names in them: keep it on this laptop")
        )
        grid = FormGrid()
        grid.begin_group(_("Sheets"))
        grid.add(self.printer, 0)
        grid.add(self.folder, 1, 2)
        for field in (self.printer, self.folder):
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            policy.setRetainSizeWhenHidden(field is self.folder)  # the columns stay as wide as those of the other forms
            field.setSizePolicy(policy)
        self.folder.hide()
        bare(QVBoxLayout(self)).addWidget(grid)
        self.printer.edited.connect(lambda _code: self._tell())
        self.folder.edited.connect(lambda _path: self._tell())
        self.folder.confirmed.connect(self._settle)
        self.folder.left.connect(self._settle)

    def show_target(self, target: PrintTarget) -> None:
        """Show what was chosen on this laptop."""
        if target.printer:
            self.printer.set_value(f"{_PRINTER}{target.printer}")
        else:
            self.printer.set_value(_FILES if target.folder else _SYSTEM)
        if self.folder.text() != target.folder:
            self.folder.set_text(target.folder)
        self.folder.setVisible(self.printer.value() == _FILES)

    def _tell(self) -> None:
        code = self.printer.value()
        self.folder.setVisible(code == _FILES)
        printer = code.removeprefix(_PRINTER) if code.startswith(_PRINTER) else ""
        target = PrintTarget(printer, self.folder.text().strip() if code == _FILES else "")
        self.chosen.emit(target)
        if code == _FILES and not target.folder:
            self.folder.focus()
        elif code != _FILES:
            self.settled.emit(target)

    def _settle(self) -> None:
        """Whoever leaves the folder hears whether sheets can go there."""
        folder = self.folder.text().strip()
        if self.printer.value() != _FILES or not folder:
            return
        if Path(folder).expanduser().is_dir():
            self.settled.emit(PrintTarget("", folder))
        else:
            self.folder.set_helper(_("This folder is not there. Choose another, or make it first."), "error")


def _options() -> list[tuple[str, str]]:
    default = QPrinterInfo.defaultPrinterName()
    system = _("the system's printer, {name}").format(name=default) if default else _("the system's printer (none yet)")
    printers = [(f"{_PRINTER}{name}", name) for name in QPrinterInfo.availablePrinterNames()]
    return [(_SYSTEM, system), *printers, (_FILES, _("PDF files in a folder"))]
