"""Things beside each other that go on in the next row when there is no room: large text and long words clip nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.widgets.mirror import is_mirrored


class Flow(QLayout):
    """Rows of widgets, `gap` apart across and `row_gap` apart down, in the direction of reading.

    They begin where the line does, or stand in the middle where it `is_centred`.
    """

    def __init__(self, gap: int, row_gap: int, parent: QWidget | None = None, *, is_centred: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._gap, self._row_gap = gap, row_gap
        self._is_centred = is_centred
        self.setContentsMargins(0, 0, 0, 0)

    def _place(self, room: QRect, *, is_real: bool) -> int:
        """Put every item where it goes in a width, or only count; answers the height that takes."""
        x, y, row_height = room.x(), room.y(), 0
        row: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(max(1, room.width()), 1 << 20))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if x > room.x() and x + size.width() > room.x() + room.width():
                self._set_row(row, room, is_real=is_real)
                x, y, row_height = room.x(), y + row_height + self._row_gap, 0
                row = []
            row.append((item, QRect(QPoint(x, y), size)))
            x += size.width() + self._gap
            row_height = max(row_height, size.height())
        self._set_row(row, room, is_real=is_real)
        return y + row_height - room.y()

    def _set_row(self, row: list[tuple[QLayoutItem, QRect]], room: QRect, *, is_real: bool) -> None:
        """Give the things of one row their places, unless it is only counted."""
        if not (is_real and row):
            return
        parent = self.parentWidget()
        mirrored = parent is not None and is_mirrored(parent)
        aside = (room.right() - row[-1][1].right()) // 2 if self._is_centred else 0
        for item, box in row:
            box.translate(aside, 0)
            if mirrored:
                box.moveRight(room.x() + room.right() - box.x())
            item.setGeometry(box)

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
            self._heights[width] = self._place(QRect(0, 0, width, 0), is_real=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items if not item.isEmpty()), default=0)
        tallest = max((item.minimumSize().height() for item in self._items if not item.isEmpty()), default=0)
        return QSize(widest, tallest)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, is_real=True)


class Columns(Flow):
    """Things below each other in equal columns: as many as hold the longest of them whole, and `most` at most."""

    def __init__(self, gap: int, row_gap: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(gap, row_gap, parent)
        self._most = most

    def _place(self, room: QRect, *, is_real: bool) -> int:
        shown = [item for item in self._items if not item.isEmpty()]
        widest = max((item.sizeHint().width() for item in shown), default=0)
        count = min(self._most, max(1, (room.width() + self._gap) // (widest + self._gap)))
        wide = max(1, (room.width() + self._gap) // count - self._gap)
        y = room.y()
        for start in range(0, len(shown), count):
            row = shown[start : start + count]
            height = max(item.sizeHint().height() for item in row)
            places = [QRect(room.x() + number * (wide + self._gap), y, wide, height) for number in range(len(row))]
            self._set_row(list(zip(row, places, strict=True)), room, is_real=is_real)
            y += height + self._row_gap
        return max(0, y - self._row_gap - room.y())
