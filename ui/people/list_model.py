"""The list of people as a model over row numbers: only what is looked at is read, a page of lines at a time."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, SignalInstance

from ui.people.list_columns import CHECK, SORT_OF, Columns, column_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ui.people.list_lines import ShownLine

PAGE = 32
"""Lines read at once: what a window shows and some; each key in the search box waits for the first of them."""
_AHEAD = 2
_MOST_PAGES = 48
_Index = QModelIndex | QPersistentModelIndex
_NOTHING = Qt.ItemFlag.NoItemFlags
_OPEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class PeopleModel(QAbstractTableModel):
    """Lines by place in a snapshot. `needed()` says that pages are wanted (`wanted`), `foreseen()` that they will be
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
        self._pages: dict[int, tuple[ShownLine | None, ...]] = {}
        self._wanted: dict[int, None] = {}

    def show(self, rows: array[int], first: Sequence[ShownLine | None] = ()) -> None:
        """These people in this order; `first` are the first lines as far as they were read with it."""
        self.beginResetModel()
        self.rows = rows
        self._pages = {start: tuple(first[start : start + PAGE]) for start in range(0, len(first), PAGE)}
        self._wanted = {}
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

    def wanted(self) -> tuple[int, ...]:
        """The first rows of pages asked for and not given, the last asked first; asking is over with it."""
        wanted = tuple(page for page in reversed(self._wanted) if not self._is_whole(page))
        self._wanted = {}
        return wanted

    def is_wanting(self) -> bool:
        """Whether pages were asked for since `wanted` was."""
        return bool(self._wanted)

    def give(self, start: int, lines: Sequence[ShownLine | None]) -> None:
        """The lines of a page that was asked for."""
        if not 0 <= start < len(self.rows):
            return
        self._pages.pop(start, None)
        while len(self._pages) >= _MOST_PAGES:
            self._pages.pop(next(iter(self._pages)))
        self._pages[start] = tuple(lines)
        last = min(start + PAGE, len(self.rows)) - 1
        self.dataChanged.emit(self.index(start, 0), self.index(last, len(self.columns.keys) - 1))

    def line_at(self, row: int) -> ShownLine | None:
        """The line in a row; None while it is not read, and for somebody who is gone."""
        start = row - row % PAGE
        page = self._pages.get(start, ())
        if row - start < len(page):
            return page[row - start]
        if start not in self._wanted:
            self._want(start)
        return None

    def is_gone(self, row: int) -> bool:
        """Whether the line of a row was read and nobody is there any more."""
        page = self._pages.get(row - row % PAGE, ())
        return row % PAGE < len(page) and page[row % PAGE] is None

    def look_around(self, first: int, last: int) -> None:
        """These rows are seen: what stands around them is wanted before anybody scrolls there."""
        for row in (first - PAGE, last + PAGE):
            start = row - row % PAGE
            if 0 <= row < len(self.rows) and not self._is_whole(start) and start not in self._wanted:
                self._want(start, self.foreseen)

    def is_chosen(self, row: int) -> bool:
        """Whether the person in a row is checked."""
        return self.rows[row] in self.chosen

    def choose(self, row: int, *, is_chosen: bool | None = None) -> None:
        """Check somebody, or no longer; the other way round where it is not said. Only who is read can be."""
        line = self.line_at(row)
        if line is None or not line.is_whole:
            return
        wanted = line.row_no not in self.chosen if is_chosen is None else is_chosen
        if wanted:
            self.chosen[line.row_no] = line.short
        else:
            self.chosen.pop(line.row_no, None)
        self._repaint(row, row)
        self.checked.emit()

    def choose_all(self) -> None:
        """Check everybody in the list."""
        known = {line.row_no: line.short for page in self._pages.values() for line in page if line}
        self.chosen = {row_no: known.get(row_no, "") for row_no in self.rows}
        self._repaint(0, len(self.rows) - 1)
        self.checked.emit()

    def choose_nobody(self) -> None:
        """Check nobody any more."""
        self.chosen = {}
        self._repaint(0, len(self.rows) - 1)
        self.checked.emit()

    def lines(self) -> Iterable[ShownLine | None]:
        """The lines of the first page, as far as it is read."""
        return self._pages.get(0, ())

    def _want(self, start: int, said: SignalInstance | None = None) -> None:
        """Ask for a page, and after it for its neighbours: whoever scrolls comes there next."""
        around = (start + by * PAGE for far in range(_AHEAD, 0, -1) for by in (far, -far))
        for page in (*around, start):
            if 0 <= page < len(self.rows) and not self._is_whole(page):
                self._wanted.pop(page, None)
                self._wanted[page] = None
        (said or self.needed).emit()

    def _is_whole(self, start: int) -> bool:
        return len(self._pages.get(start, ())) >= min(PAGE, len(self.rows) - start)

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
        return f"{text} {line.mark.text}" if key == "next" and line.mark else text

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _OPEN if index.isValid() and not self.is_gone(index.row()) else _NOTHING

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
