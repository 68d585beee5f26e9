"""Bringing in an export of our own, and the rows of it that were not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext
from intake_app.messages import explain_field, field_label
from ui.exchange.folder_field import FolderField
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.form import FormGrid
from ui.widgets.labels import label
from ui.widgets.layouts import bare
from ui.widgets.secret_field import SecretField
from ui.widgets.table import ROW, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.exchange.import_rows import RowProblem
    from intake_app.exchange.own_import import ImportReport

_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 6
_WIDTHS = [160, 70, 200]


class ProblemsModel(QAbstractTableModel):
    """File, row, column and reason of each row that was not taken."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RowProblem, ...] = ()

    def show_problems(self, rows: Sequence[RowProblem]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 4

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._rows[index.row()]
        what = explain_field(row.field, row.problem)[0]
        return (row.file, str(row.row), field_label(row.field) if row.field else "", what)[index.column()]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("File"), _("Row"), _("Column"), _("Why it was not taken"))[section]


class ImportForm(QWidget):
    """`asked(path, passphrase, is_dry_run)`."""

    asked = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.path = FolderField(
            _("File or folder of an export"),
            helper=_("people.csv, export.zip, an .age file, or their folder"),
            file_filter=_("Exports (*.csv *.zip *.age)"),
        )
        self.passphrase = SecretField(_("Its passphrase"), helper=_("only for an encrypted file"))
        self.look = Button(_("Look only"))
        self.bring = Button(_("Bring it in"))
        self.model = ProblemsModel(self)
        self.table = Table(_("Rows not taken"))
        self._said = label("", "strong", is_wrapped=True)
        self._build()
        self._connect()

    def show_report(self, report: ImportReport, *, is_dry_run: bool) -> str:
        """Show what an import brought, or would bring; answers it in one line."""
        new = ngettext("{count} new", "{count} new", report.imported).format(count=report.imported)
        known = ngettext("{count} known already", "{count} known already", report.known).format(count=report.known)
        refused = ngettext("{count} row not taken", "{count} rows not taken", len(report.rows))
        said = ", ".join((new, known, refused.format(count=len(report.rows))))
        said = _("Would bring: {what}").format(what=said) if is_dry_run else _("Brought in: {what}").format(what=said)
        self._said.setText(said)
        self._said.show()
        self.model.show_problems(report.rows)
        self.table.setVisible(bool(report.rows))
        self.table.setFixedHeight(px(ROW) * (min(len(report.rows), _SHOWN) + 1))
        return said

    def said(self) -> str:
        """The last report in one line; empty before the first."""
        return self._said.text()

    def _build(self) -> None:
        grid = FormGrid()
        grid.begin_group(_("Bring in"))
        grid.add(self.path, 0, 2)
        grid.add(self.passphrase, 2)
        for field in (self.path, self.passphrase):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.begin_row()
        below = QWidget()
        column = bare(QVBoxLayout(below), px(8))
        column.addLayout(_row(self.look, self.bring))
        column.addWidget(self._said)
        column.addWidget(self.table)
        grid.add_wide(below)
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS)
        self.table.hide()
        self._said.hide()
        bare(QVBoxLayout(self)).addWidget(grid)

    def _connect(self) -> None:
        self.path.confirmed.connect(self.passphrase.focus)
        self.look.clicked.connect(lambda: self._ask(is_dry_run=True))
        self.bring.clicked.connect(lambda: self._ask(is_dry_run=False))

    def _ask(self, *, is_dry_run: bool) -> None:
        if not self.path.text().strip():
            self.path.set_helper(_("Choose the file or folder first."), "error")
            self.path.focus()
            return
        self.asked.emit(self.path.text().strip(), self.passphrase.text(), is_dry_run)


def _row(*buttons: Button) -> QHBoxLayout:
    row = bare(QHBoxLayout(), px(8))
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
