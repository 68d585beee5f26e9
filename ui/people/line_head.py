"""The heads of the list of people's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QToolTip

from intake_app.i18n import _, ngettext
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
        if self._is_last(logicalIndex):
            taken = QFontMetricsF(painter.font()).horizontalAdvance(text) + (px(18) if is_sorted else 0)
            self._paint_hidden(painter, box, taken, is_mirrored=is_mirrored)
        painter.restore()

    def _is_last(self, section: int) -> bool:
        """Whether none that is seen comes after a section."""
        return all(map(self.isSectionHidden, range(section + 1, self.count())))

    def _hidden_titles(self) -> list[str]:
        """What the columns are called that there is no room for."""
        sections = filter(self.isSectionHidden, range(self.count()))
        return [str(self._table.people.headerData(each, Qt.Orientation.Horizontal) or "") for each in sections]

    def _paint_hidden(self, painter: QPainter, box: QRectF, taken: float, *, is_mirrored: bool) -> None:
        """How many columns there is no room for; their names, in the tool tip."""
        if not (hidden := self.hiddenSectionCount()):
            return
        said = ngettext("{count} more column", "{count} more columns", hidden).format(count=hidden)
        if QFontMetricsF(painter.font()).horizontalAdvance(said) > box.width() - taken - 2 * px(EDGE):
            said = f"{hidden} \u203a"  # it points to where they would stand
        end = Qt.AlignmentFlag.AlignLeft if is_mirrored else Qt.AlignmentFlag.AlignRight
        painter.setPen(ink("muted"))
        box = box.adjusted(px(EDGE), 0, -px(EDGE), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | end | _ABSOLUTE, said)

    def viewportEvent(self, event: QEvent) -> bool:
        """The last head says too which columns there is no room for: where they are counted."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.hiddenSectionCount():
            section = self.logicalIndexAt(event.pos())
            if section >= 0 and self._is_last(section):
                title = self._table.people.headerData(section, Qt.Orientation.Horizontal)
                hidden = _("No room for: {columns}").format(columns=", ".join(self._hidden_titles()))
                QToolTip.showText(event.globalPos(), f"{title}\n{hidden}", self.viewport())
                return True
        return super().viewportEvent(event)


def _paint_arrow(painter: QPainter, at: QPointF, *, is_down: bool) -> None:
    side = px(13)
    painter.save()
    painter.translate(at.x() + side / 2, at.y())
    if is_down:
        painter.rotate(180)
    paint_icon(painter, "arrow-up", ink("text"), QRectF(-side / 2, -side / 2, side, side))
    painter.restore()
