"""The night's rows as Qt asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from intake_app.i18n import _
from ui.table_roles import GUESS_ROLE, ICON_ROLE, TONE_ROLE
from ui.tonight.entry import FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.tonight.rows import Cell, Row

ROW_ROLE = Qt.ItemDataRole.UserRole + 20
"""The whole `Row`, for brackets and lines."""
CELL_ROLE = Qt.ItemDataRole.UserRole + 21
"""The `Cell`; None in the gutter and at the end."""
FIRST = 1
"""The column of the first field; the bracket stands before it, the mark behind the last."""
_Index = QModelIndex | QPersistentModelIndex


class LinesModel(QAbstractTableModel):
    """`show` takes all rows; only what differs is told to the view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """The rows as they are now."""
        old, new = len(self._rows), tuple(rows)
        if len(new) != old:
            self._resize(old, new)
        before, self._rows = self._rows, new
        changed = [number for number, row in enumerate(new) if number >= len(before) or row != before[number]]
        if changed:
            last = self.index(changed[-1], self.columnCount() - 1)
            self.dataChanged.emit(self.index(changed[0], 0), last)

    def row_at(self, number: int) -> Row:
        """One row."""
        return self._rows[number]

    def _resize(self, old: int, new: tuple[Row, ...]) -> None:
        if len(new) > old:
            self.beginInsertRows(QModelIndex(), old, len(new) - 1)
            self._rows = (*self._rows, *new[old:])
            self.endInsertRows()
        else:
            self.beginRemoveRows(QModelIndex(), len(new), old - 1)
            self._rows = self._rows[: len(new)]
            self.endRemoveRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(FIELDS) + 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        cell = _cell(row, index.column())
        if cell is None:
            return _("saved") if role == Qt.ItemDataRole.AccessibleTextRole and row.mark == "check" else None
        answers = {
            Qt.ItemDataRole.DisplayRole: cell.text,
            CELL_ROLE: cell,
            TONE_ROLE: cell.tone,
            GUESS_ROLE: cell.is_guess,
            ICON_ROLE: cell.icon,
        }
        return answers.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = ("", _("Token"), _("Family, given name"), _("Born"), _("Sex"), _("Sleeps"), _("Urgent"), "")
        return titles[section]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


def _cell(row: Row, column: int) -> Cell | None:
    number = column - FIRST
    return row.cells[number] if 0 <= number < len(row.cells) else None
