"""Bringing in an export of our own, and the rows of it that were not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.messages import explain_field, field_label
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.folder_field import FolderField
from ui.widgets.form import FormGrid
from ui.widgets.layouts import bare, bring_into_view, left
from ui.widgets.outcome import Outcome
from ui.widgets.secret_field import SecretField
from ui.widgets.sides import Sides
from ui.widgets.table import ROW, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.errors import UserError
    from intake_app.exchange.import_rows import RowProblem
    from ui.exchange.outcomes import Said
    from ui.widgets.field_shell import FieldShell

_Index = QModelIndex | QPersistentModelIndex
_SHOWN = 6
_NARROWEST = 320  # of what became of it, beside the buttons
_WIDTHS = [124, 50, 124]


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
    """`asked(path, passphrase, is_dry_run)`. `outcome` says what became of it, and how far it is."""

    asked = Signal(str, str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.path = FolderField(
            _("File or folder of an export"),
            helper=_("people.csv, export.zip, an .age file, or their folder"),
            file_filter=_("Exports (*.csv *.zip *.age)"),
        )
        self.passphrase = SecretField(_("Its passphrase"), helper=_("only for an encrypted file"))
        self.look = Button(_("Look only"), "F3")
        self.bring = Button(_("Bring it in"), "F4")
        self.outcome = Outcome()
        self.model = ProblemsModel(self)
        self.table = Table(_("Rows not taken"))
        self._build()
        self._connect()

    def show_rows(self, rows: Sequence[RowProblem]) -> None:
        """List the rows that were not taken; none takes the list away."""
        self.model.show_problems(rows)
        self.table.setVisible(bool(rows))
        self.table.setFixedHeight(px(ROW) * (min(len(rows), _SHOWN) + 1))

    def show_typed(self, path: str, passphrase: str) -> None:
        """Put both back, as they stood in a form before."""
        self.path.set_text(path)
        self.passphrase.set_text(passphrase)

    def show_failure(self, error: UserError) -> FieldShell:
        """Nothing was read: mark the field in question; answers which it is."""
        field = self.passphrase if error.field == "passphrase" else self.path
        field.set_helper(error.what, "error")
        return field

    def say(self, said: Said) -> None:
        """Say how far it is, or what became of it, where it can be seen."""
        self.outcome.say(*said)
        if said.what:
            bring_into_view(self.outcome)

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
        column.setContentsMargins(0, 0, 0, px(8))
        buttons = left(self.look, self.bring, spacing=px(8))
        column.addWidget(Sides(buttons, self.outcome, gap=px(16), narrowest=px(_NARROWEST)))
        column.addWidget(self.table)
        grid.add_wide(below)
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS)
        self.table.hide()
        bare(QVBoxLayout(self)).addWidget(grid)

    def _connect(self) -> None:
        self.outcome.settled.connect(lambda: bring_into_view(self.outcome if self.table.isHidden() else self.table))
        self.path.confirmed.connect(self.passphrase.focus)
        self.passphrase.confirmed.connect(lambda: self._ask(is_dry_run=True))
        self.look.clicked.connect(lambda: self._ask(is_dry_run=True))
        self.bring.clicked.connect(lambda: self._ask(is_dry_run=False))

    def _ask(self, *, is_dry_run: bool) -> None:
        if not self.path.text().strip():
            self.path.set_helper(_("Choose the file or folder first."), "error")
            self.path.focus()
            return
        self.asked.emit(self.path.text().strip(), self.passphrase.text(), is_dry_run)
