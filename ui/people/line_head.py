"""The heads of the list of people's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.people.line_painter import EDGE, hairline_of, ink
from ui.people.list_columns import CHECK, SORT_OF
from ui.resources.theme import Size, Weight, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.table import HeadView

if TYPE_CHECKING:
    from ui.people.list_table import PeopleTable

_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute


class PeopleHead(HeadView):
    """Column heads that say by which one the list is sorted, and which way."""

    def __init__(self, table: PeopleTable) -> None:
        super().__init__(table)
        self._table = table
        self._keys: tuple[str, ...] = ()

    def reset(self) -> None:
        """Other columns; other lines below the same ones are no reason to lay them out and paint them anew."""
        if (keys := tuple(self._table.people.columns.keys)) != self._keys or self.count() != len(keys):
            self._keys = keys
            super().reset()

    def paintSection(self, painter: QPainter, rect: object, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        people = self._table.people
        box = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, ink("surface"))
        key = people.columns.keys[logicalIndex]
        text = str(people.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        is_sorted = SORT_OF.get(key) == people.sorted_by
        is_mirrored = self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = hairline_of(self._table)
        left, right = max(box.left(), left), min(box.right(), right)
        painter.fillRect(QRectF(left, box.bottom() - 1, right - left, 1), ink("border"))
        if logicalIndex == 0 and key != CHECK:
            box = box.adjusted(0, 0, -px(EDGE), 0) if is_mirrored else box.adjusted(px(EDGE), 0, 0, 0)
        painter.setFont(font(Size.STATUS, Weight.MEDIUM))
        painter.setPen(ink("text" if is_sorted else "muted"))
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side | _ABSOLUTE, text)
        if is_sorted:
            after = QFontMetricsF(painter.font()).horizontalAdvance(text) + px(5)
            at = box.right() - after - px(13) if is_mirrored else box.left() + after
            _paint_arrow(painter, QPointF(at, box.center().y()), is_down=people.is_descending)
        if (more := self.hiddenSectionCount()) and all(
            map(self.isSectionHidden, range(logicalIndex + 1, self.count()))
        ):
            end = Qt.AlignmentFlag.AlignLeft if is_mirrored else Qt.AlignmentFlag.AlignRight
            painter.setPen(ink("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | end | _ABSOLUTE, f"+{more}")  # there is no room for
        painter.restore()


def _paint_arrow(painter: QPainter, at: QPointF, *, is_down: bool) -> None:
    side = px(13)
    painter.save()
    painter.translate(at.x() + side / 2, at.y())
    if is_down:
        painter.rotate(180)
    paint_icon(painter, "arrow-up", ink("text"), QRectF(-side / 2, -side / 2, side, side))
    painter.restore()
