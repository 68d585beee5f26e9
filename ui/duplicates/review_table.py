"""The table of two records: the arrows to the sides take the value of a side, a click on a value too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal

from intake_app.i18n import _
from ui.duplicates.review import LEFT, RIGHT
from ui.duplicates.tables import ReviewModel
from ui.widgets.mirror import is_mirrored
from ui.widgets.table import HeadView, RowDelegate, Table

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.duplicates.review import Review


class ReviewTable(Table):
    """`taken(row, side)`."""

    taken = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(_("Two records side by side"))
        self._model = ReviewModel()
        self._cells = RowDelegate(self)
        self.setModel(self._model)
        self.set_widths([238, 263, 263])
        self.clicked.connect(self._take_clicked)

    def _head(self) -> HeadView:
        return HeadView(self, lines=2)  # the card stands whole below the word, at any text size

    def show_review(self, review: Review) -> None:
        """Show a comparison as it is decided so far; the cursor stays on its field, and begins where one is to be
        decided.
        """
        first = next((number for number, row in enumerate(review.rows()) if row.is_choice), 0)
        row = self.currentIndex().row() if self.currentIndex().isValid() else first
        self._model.show_review(review)
        self._fit_columns()
        if not self.currentIndex().isValid():
            self.selectRow(min(row, self._model.rowCount() - 1))

    def name_at(self, row: int) -> str:
        """The field in a row; empty outside."""
        found = self._model.row(row)
        return found.name if found is not None else ""

    def _fit_columns(self) -> None:
        """As they are set; where that would cut a value, as each needs it, and the widest give way."""
        super()._fit_columns()
        columns = range(self._model.columnCount())
        needed = [self._needed(column) for column in columns]
        if all(needed[column] <= self.columnWidth(column) for column in columns):
            return
        left = self.viewport().width()
        for place, column in enumerate(sorted(columns, key=needed.__getitem__)):
            width = min(needed[column], left // (len(columns) - place))
            self.setColumnWidth(column, width)
            left -= width
        for column in (1, 2):
            self.setColumnWidth(column, self.columnWidth(column) + left // 2)

    def _needed(self, column: int) -> int:
        rows = range(self._model.rowCount())
        cells = [self._cells.wanted(self._model.index(row, column)) for row in rows]
        return max(self._least_width(column), *cells, 0)

    def _take_clicked(self, index: QModelIndex) -> None:
        if index.column() > 0:
            self.taken.emit(index.row(), index.column() - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            is_left = (event.key() == Qt.Key.Key_Left) != is_mirrored(self)
            self.taken.emit(self.currentIndex().row(), LEFT if is_left else RIGHT)
        else:
            super().keyPressEvent(event)
