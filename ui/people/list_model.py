"""The list of people as a model over row numbers: only what is looked at is read, a page of lines at a time."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ui.people.line_store import PAGE, LineStore
from ui.people.list_columns import CHECK, SORT_OF, Columns, column_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.people.list_lines import ShownLine

_Index = QModelIndex | QPersistentModelIndex
_NOTHING = Qt.ItemFlag.NoItemFlags
_OPEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class PeopleModel(QAbstractTableModel):
    """Lines by place in a snapshot. `needed()` says that pages are wanted (`store`), `foreseen()` that they will be
    once somebody scrolls on; `give` brings one.

    A line not read yet is empty, and can be stood on but not opened; that of somebody who is gone has no flags.
    Who is checked is remembered by row number, so that it outlives another order or filter.
    """

    needed = Signal()
    foreseen = Signal()
    checked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = Columns()
        self.rows = array("I")
        self.chosen: dict[int, str] = {}
        self.sorted_by = "name"
        self.is_descending = False
        self.store = LineStore()

    def show(self, rows: array[int], first: Sequence[ShownLine | None] = ()) -> None:
        """These people in this order; `first` are the first lines as far as they were read with it."""
        self.beginResetModel()
        self.rows = rows
        self.store.begin(len(rows), first)
        self.endResetModel()

    def show_columns(self, columns: Columns) -> None:
        """Other columns of the same lines."""
        if columns != self.columns:
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def show_sort(self, sort: str, *, is_descending: bool) -> None:
        """Which head has the arrow."""
        if (sort, is_descending) == (self.sorted_by, self.is_descending):
            return
        self.sorted_by, self.is_descending = sort, is_descending
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns.keys) - 1)

    def give(self, start: int, lines: Sequence[ShownLine | None]) -> None:
        """The lines of a page that was asked for; those that are seen and say the same are not painted again."""
        if not 0 <= start < len(self.rows):
            return
        first = start + self.store.give(start, lines)
        self._repaint(first, min(start + PAGE, len(self.rows)) - 1)

    def line_at(self, row: int) -> ShownLine | None:
        """The line in a row; None while it is not read, and for somebody who is gone."""
        if not self.store.is_read(row) and self.store.want(row):
            self.needed.emit()
        return self.store.line(row)

    def look_around(self, first: int, last: int) -> None:
        """These rows are seen: what stands around them is wanted before anybody scrolls there."""
        above, below = self.store.want(first - PAGE), self.store.want(min(last + PAGE, len(self.rows) - 1))
        if above or below:
            self.foreseen.emit()

    def is_chosen(self, row: int) -> bool:
        """Whether the person in a row is checked."""
        return self.rows[row] in self.chosen

    def choose(self, row: int, *, is_chosen: bool | None = None) -> None:
        """Check somebody, or no longer; the other way round where it is not said. Who is not read yet can be, too:
        a quick hand is ahead of the reader.
        """
        line, row_no = self.line_at(row), self.rows[row]
        if self.store.is_read(row) and (line is None or not line.is_whole):
            return
        wanted = row_no not in self.chosen if is_chosen is None else is_chosen
        if wanted:
            self.chosen[row_no] = line.short if line is not None else ""
        else:
            self.chosen.pop(row_no, None)
        self._repaint(row, row)
        self.checked.emit()

    def choose_all(self) -> None:
        """Check everybody in the list."""
        known = {line.row_no: line.short for line in self.store.lines()}
        self.chosen = {row_no: known.get(row_no, "") for row_no in self.rows}
        self._repaint(0, len(self.rows) - 1)
        self.checked.emit()

    def choose_nobody(self) -> None:
        """Check nobody any more."""
        self.chosen = {}
        self._repaint(0, len(self.rows) - 1)
        self.checked.emit()

    def _repaint(self, first: int, last: int) -> None:
        if last >= first >= 0:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns.keys) - 1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.columns.keys)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.CheckStateRole):
            return None
        key = self.columns.keys[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole:
            is_chosen = key == CHECK and self.is_chosen(index.row())
            return (Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked) if key == CHECK else None
        line = self.line_at(index.row())
        if line is None:
            return ""
        text = line.texts.get(key, "")
        if key == "name" and line.why:
            return f"{text} ({line.why})"
        return f"{text} {line.mark.text}" if key == "next" and line.mark else text

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return _NOTHING
        is_gone = self.store.is_read(index.row()) and self.store.line(index.row()) is None
        return _NOTHING if is_gone else _OPEN

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns.keys):
            return None
        key = self.columns.keys[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column_title(key)
        is_sorted = SORT_OF.get(key) == self.sorted_by
        if role == Qt.ItemDataRole.InitialSortOrderRole and is_sorted:
            return Qt.SortOrder.DescendingOrder if self.is_descending else Qt.SortOrder.AscendingOrder
        return None
