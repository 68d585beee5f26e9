"""The table of people: what was found is marked, dates that press are too; check boxes choose many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLayout

from ui.people.line_head import PeopleHead
from ui.people.line_painter import EDGE, LINE_HEIGHT, LinePainter
from ui.people.line_shapes import BAR, LineShapes
from ui.people.list_columns import CHECK, SORT_OF
from ui.resources.theme import px
from ui.widgets.mirror import margins
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from ui.people.list_model import PeopleModel

_Index = QModelIndex | QPersistentModelIndex
_SORT_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_SORT_WAYS = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
_LEAST_LAST = 40
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class PeopleTable(Table):
    """Space checks, Shift with the arrows checks on the way, Ctrl+A everybody, Ctrl with the arrows sorts.

    `sorted_by(sort, is_descending)`: another order is asked for; `is_descending` None turns the same one round.
    """

    sorted_by = Signal(str, object)

    def __init__(self, name: str, model: PeopleModel, *, has_checks: bool) -> None:
        super().__init__(name)
        self.people = model
        self.hovered = -1
        self._has_checks = has_checks
        self._shapes = LineShapes(self)
        self._build()
        self._connect()

    def fit_columns(self) -> None:
        """Give the model's columns their widths; in large text what is needed least makes way for the rest."""
        columns = self.people.columns
        shown = columns.fitting(int(self.viewport().width() / max(1, px(100)) * 100), self.people.sorted_by)
        for number, key in enumerate(columns.keys):
            self.setColumnHidden(number, key not in shown)
            if key != shown[-1]:  # that one takes the rest: told a width first, its head would be painted twice
                self.setColumnWidth(number, px(columns.width(key)))
        head = self.horizontalHeader()
        head.setStretchLastSection(True)
        if head.length() > self.viewport().width():  # Qt lets none shrink again that was told a width
            head.setStretchLastSection(False)
            self.setColumnWidth(columns.keys.index(shown[-1]), px(_LEAST_LAST))
            head.setStretchLastSection(True)

    def _head(self) -> PeopleHead:
        return PeopleHead(self)

    def _build(self) -> None:
        # Where the keyboard stands is painted with the line; what is chosen is what is checked.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setModel(self.people)
        self.verticalHeader().setDefaultSectionSize(px(LINE_HEIGHT))
        # All behind it, up to the window itself, need not be painted for each picture of the list.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # Its place is always kept: lines are as wide with it as without.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setEnabled(False)
        self.fit_columns()

    def _connect(self) -> None:
        head = self.horizontalHeader()
        head.setSectionsClickable(self._has_checks)
        head.sectionClicked.connect(self._sort_by_head)
        self.people.modelReset.connect(self._fit_anew)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))

    def _fit_anew(self) -> None:
        """All at once, or the list is painted twice: before its scroll bar is there and after."""
        self.fit_columns()
        self.executeDelayedItemsLayout()

    def _sort_by_head(self, section: int) -> None:
        key = self.people.columns.keys[section]
        if key in SORT_OF:
            self.sorted_by.emit(SORT_OF[key], None)

    def _step_sort(self, by: int) -> None:
        """The next column that sorts, to that side."""
        sorts = [SORT_OF[key] for key in self.people.columns.keys if key in SORT_OF]
        here = sorts.index(self.people.sorted_by) if self.people.sorted_by in sorts else 0
        self.sorted_by.emit(sorts[max(0, min(len(sorts) - 1, here + by))], False)

    def _step_page(self, by: int) -> None:
        """As many lines on as are seen whole; Qt itself would walk over each to see whether it can be stood on."""
        lines = max(1, self.viewport().height() // px(LINE_HEIGHT))
        row = self.currentIndex().row() + by * lines
        self.setCurrentIndex(self.people.index(max(0, min(self.people.rowCount() - 1, row)), 0))

    def _choose_on(self, by: int) -> None:
        row = self.currentIndex().row()
        following = row + by
        self.people.choose(row, is_chosen=True)
        if 0 <= following < self.people.rowCount():
            self.setCurrentIndex(self.people.index(following, 0))
            self.people.choose(following, is_chosen=True)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        is_control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if self._has_checks and is_control and key in _SORT_STEPS:
            self._step_sort(_SORT_STEPS[key])
        elif self._has_checks and is_control and key in _SORT_WAYS:
            self.sorted_by.emit(self.people.sorted_by, _SORT_WAYS[key])
        elif key in _ENDS and self.people.rowCount():
            self.setCurrentIndex(self.people.index(_ENDS[key] % self.people.rowCount(), 0))
        elif key in _PAGES and not is_control and self.people.rowCount():
            self._step_page(_PAGES[key])
        elif self._has_checks and event.matches(QKeySequence.StandardKey.SelectAll):
            self.people.choose_all()
        elif self._has_checks and key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.people.choose(self.currentIndex().row())
        elif self._has_checks and modifiers & Qt.KeyboardModifier.ShiftModifier and key in _SORT_WAYS:
            self._choose_on(1 if _SORT_WAYS[key] else -1)
        else:
            return False
        return True

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            top = self.rowViewportPosition(row)
            self.viewport().update(QRect(0, top, self.viewport().width(), self.rowHeight(row)))

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            before, self.hovered = self.hovered, row
            self._repaint_row(before)
            self._repaint_row(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.people.columns.keys[index.column()] == CHECK:
            self.people.choose(index.row())
        super().mousePressEvent(event)

    def dataChanged(self, topLeft: _Index, bottomRight: _Index, roles: Sequence[int] = ()) -> None:  # noqa: N803
        """Lines that are read ahead are not seen: Qt itself would paint all that is."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if topLeft.row() <= (last if last >= 0 else self.people.rowCount()) and bottomRight.row() >= first:
            super().dataChanged(topLeft, bottomRight, roles)

    def paintEvent(self, event: QPaintEvent) -> None:
        rows, box = self.people.rowCount(), event.rect()
        first, last = self.rowAt(box.top()), self.rowAt(box.bottom())
        painter = LinePainter(self, self._shapes)
        painter.paint_ground(box)
        if not rows or first < 0:
            return
        last = last if last >= 0 else rows - 1
        painter.paint(first, last)
        self.people.look_around(first, last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)


__all__ = ["BAR", "EDGE", "PeopleTable"]


def count_seen(table: PeopleTable) -> int:
    """How many lines there is room for, one that is cut off at the bottom too."""
    return table.viewport().height() // max(1, px(LINE_HEIGHT)) + 1


def stand_in_line(layout: QLayout, table: PeopleTable, bleed: int = 0) -> None:
    """Let a layout above the table begin and end where the texts of its lines do, `bleed` pixels further out."""
    begin, end = px(EDGE) - bleed, px(EDGE + BAR) - bleed
    layout.setContentsMargins(*margins(table, begin, 0, end, layout.contentsMargins().bottom()))
