"""Rows of actions: one where all of them have room, more before any of them loses its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

from ui.widgets.buttons import Button
from ui.widgets.mirror import is_mirrored

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_ROWS = 3
Items = list[QLayoutItem]
Row = tuple[Items, Items]
"""What stands at the beginning of a row, and what at its end."""


class BarRows(QLayout):
    """`add` puts a widget at the beginning or at the end; hidden ones take no room.

    Where one row is too narrow, those of the end stand above those of the beginning, each side in as many rows as it
    needs; where that saves a row, the last of the end stand beside those of the beginning. Were it more than three
    rows, the quiet actions show their keys alone, and where that is not enough all but the primary one; kept low, the
    quiet ones do where that makes it one row.
    """

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._items: Items = []
        self._ends: set[int] = set()
        self._gap = gap
        self._lowest = 0
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self._whole: QSize | None = None
        self._is_low = False

    def add(self, widget: QWidget, *, is_end: bool) -> None:
        """Put a widget behind the others of its side."""
        self.addChildWidget(widget)
        item = QWidgetItem(widget)
        if is_end:
            self._ends.add(id(item))
        self.addItem(item)

    def set_lowest(self, height: int) -> None:
        """Every row is at least so high, in pixels, also the one without anything in it."""
        self._lowest = max(self._lowest, height)
        self.invalidate()

    def keep_low(self, *, is_low: bool) -> None:
        """Let quiet actions show their keys alone where that makes it one row."""
        if is_low != self._is_low:
            self._is_low = is_low
            self.invalidate()

    def rows(self, room: int) -> list[Row]:
        """What stands in which row of a width, from top to bottom."""
        return self._pack(room, _whole)

    def _pack(self, room: int, wide: Callable[[QLayoutItem], int]) -> list[Row]:
        shown = [item for item in self._items if not item.isEmpty()]
        first = [item for item in shown if id(item) not in self._ends]
        last = [item for item in shown if id(item) in self._ends]
        if _width([*first, *last], self._gap, wide) <= room:
            return [(first, last)]
        apart: list[Row] = [([], row) for row in _fill(last, [room], self._gap, wide)]
        apart += [(row, []) for row in _fill_down(first, room, self._gap, wide)]
        left = room - _width(first, self._gap, wide) - self._gap
        if first and last and wide(last[-1]) <= left:
            ends = _fill(last, [left, room], self._gap, wide)
            beside: list[Row] = [([], row) for row in ends[:-1]] + [(first, ends[-1])]
            if len(beside) < len(apart):
                return beside
        return apart

    def _arrange(self, room: int) -> tuple[list[Row], Callable[[QLayoutItem], int]]:
        """The rows, with as many words as there is room for, and how wide each thing is then."""
        whole = self.rows(room)
        if self._is_low and len(whole) > 1 and len(quiet := self._pack(room, _quiet)) == 1:
            return quiet, _quiet
        if len(whole) <= MOST_ROWS:
            return whole, _whole
        quiet = self._pack(room, _quiet)
        return (quiet, _quiet) if len(quiet) <= MOST_ROWS else (self._pack(room, _short), _short)

    def _place(self, row: Row, line: QRect, wide: Callable[[QLayoutItem], int]) -> None:
        parent = self.parentWidget()
        mirrored = parent is not None and is_mirrored(parent)
        first, last = row
        start = line.width() - _width(last, self._gap, wide)
        for items, x in (
            (first, 0),
            (last, start if not first else max(start, _width(first, self._gap, wide) + self._gap)),
        ):
            for item in items:
                width = min(wide(item), line.width())
                height = item.sizeHint().height()
                box = QRect(line.x() + x, line.y() + (line.height() - height) // 2, width, height)
                if mirrored:
                    box.moveRight(line.x() + line.right() - box.x())
                item.setGeometry(box)
                x += width + self._gap  # noqa: PLW2901 - where the next one begins

    def invalidate(self) -> None:
        """Forget what was measured: Qt asks some hundred times while a page is made, and says when it changed."""
        self._heights.clear()
        self._least = self._whole = None
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            margins = self.contentsMargins()
            rows, _wide = self._arrange(width - margins.left() - margins.right())
            heights = [max(_height(row), self._lowest) for row in rows]
            inside = sum(heights) + self._gap * (len(rows) - 1)
            self._heights[width] = inside + margins.top() + margins.bottom()
        return self._heights[width]

    def minimumSize(self) -> QSize:
        if self._least is None:
            margins = self.contentsMargins()
            tallest = max((_height(([], [item])) for item in self._items if not item.isEmpty()), default=0)
            height = max(tallest, self._lowest) + margins.top() + margins.bottom()
            self._least = QSize(margins.left() + margins.right(), height)
        return QSize(self._least)

    def sizeHint(self) -> QSize:
        if self._whole is None:
            margins = self.contentsMargins()
            shown = [item for item in self._items if not item.isEmpty()]
            width = _width(shown, self._gap, _whole) + margins.left() + margins.right()
            self._whole = QSize(width, self.minimumSize().height())
        return QSize(self._whole)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        room = rect.marginsRemoved(self.contentsMargins())
        rows, wide = self._arrange(room.width())
        top = room.y()
        for item in self._items:
            if isinstance(button := item.widget(), Button):
                button.set_short(is_short=wide is _short or (wide is _quiet and button.is_flat))
        for row in rows:
            height = max(_height(row), self._lowest)
            self._place(row, QRect(QPoint(room.x(), top), QSize(room.width(), height)), wide)
            top += height + self._gap


def _whole(item: QLayoutItem) -> int:
    """With all its words."""
    widget = item.widget()
    return widget.whole_width() if isinstance(widget, Button) else item.sizeHint().width()


def _short(item: QLayoutItem) -> int:
    """With its key alone, if it is known by that."""
    widget = item.widget()
    return widget.short_width() if isinstance(widget, Button) else item.sizeHint().width()


def _quiet(item: QLayoutItem) -> int:
    """With its key alone, if it is a quiet action that is known by that."""
    widget = item.widget()
    return _short(item) if isinstance(widget, Button) and widget.is_flat else _whole(item)


def _fill(items: Items, rooms: list[int], gap: int, wide: Callable[[QLayoutItem], int]) -> list[Items]:
    """Rows filled from the last item backwards; `rooms` are those of the last row, the one above it, and so on."""
    made: list[Items] = []
    for item in reversed(items):
        room = rooms[min(max(0, len(made) - 1), len(rooms) - 1)]
        if not made or _width([item, *made[0]], gap, wide) > room:
            made.insert(0, [])
        made[0].insert(0, item)
    return made


def _fill_down(items: Items, room: int, gap: int, wide: Callable[[QLayoutItem], int]) -> list[Items]:
    made: list[Items] = []
    for item in items:
        if not made or _width([*made[-1], item], gap, wide) > room:
            made.append([])
        made[-1].append(item)
    return made


def _width(items: Items, gap: int, wide: Callable[[QLayoutItem], int]) -> int:
    return sum(map(wide, items)) + gap * max(0, len(items) - 1)


def _height(row: Row) -> int:
    return max((item.sizeHint().height() for side in row for item in side), default=0)
