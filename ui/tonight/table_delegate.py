"""How a row of the night looks: brackets, guesses, pills, and the mark at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.resources.theme import Size, Weight, colour, font, px
from ui.tonight.table_model import CELL_ROLE, FIRST, ROW_ROLE
from ui.widgets.frames import paint_dotted_line
from ui.widgets.icons import paint_icon
from ui.widgets.mirror import kept_in_order
from ui.widgets.table import TipDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.tonight.rows import Cell, Row

ROW = 36
PADDING = 8
_LEADING = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
_INKS = {"": "text", "strong": "text", "placeholder": "placeholder"}
_WASHES = {"danger": "danger_wash", "warning": "warning_wash", "muted": "hover"}
_Index = QModelIndex | QPersistentModelIndex


class LineDelegate(TipDelegate):
    """Paints a `Row` cell by cell; right to left it is the mirror image."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(ROW_ROLE)
        box = QRectF(option.rect)
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind == "typed":
            painter.fillRect(box, colour("done_fill"))
        if index.column() >= FIRST or row.bracket in ("", "last"):
            painter.setPen(QPen(colour("hairline"), 1))
            painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        cell: Cell | None = index.data(CELL_ROLE)
        if index.column() < FIRST:
            _paint_bracket(painter, box, row, is_mirrored=is_mirrored)
        elif cell is None:
            _paint_mark(painter, box, row.mark)
        elif cell.is_pill:
            _paint_pill(painter, box, cell, is_mirrored=is_mirrored)
        else:
            _paint_text(painter, box.adjusted(px(PADDING), 0, -px(PADDING), 0), cell, is_mirrored=is_mirrored)
        painter.restore()


def _paint_text(painter: QPainter, room: QRectF, cell: Cell, *, is_mirrored: bool) -> None:
    ink = colour(_INKS.get(cell.tone, cell.tone))
    if cell.icon:
        side = px(16)
        at = room.right() - side if is_mirrored else room.left()
        paint_icon(painter, cell.icon, ink, QRectF(at, room.center().y() - side / 2, side, side))
        room = room.adjusted(0, 0, -side - px(6), 0) if is_mirrored else room.adjusted(side + px(6), 0, 0, 0)
    painter.setFont(font(Size.ROW, Weight.MEDIUM if cell.tone == "strong" else Weight.REGULAR))
    painter.setPen(ink)
    metrics = QFontMetricsF(painter.font())
    text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEADING, kept_in_order(painter, text))
    if cell.is_guess and text:
        width = metrics.horizontalAdvance(text)
        left = room.right() - width if is_mirrored else room.left()
        paint_dotted_line(painter, QPointF(left, room.center().y() + metrics.ascent() / 2 + 4), width)


def _paint_pill(painter: QPainter, box: QRectF, cell: Cell, *, is_mirrored: bool) -> None:
    painter.setFont(font(Size.LABEL, Weight.MEDIUM))
    metrics = QFontMetricsF(painter.font())
    side, height = px(15), px(24)
    box = box.adjusted(0, 0, -px(PADDING), 0) if is_mirrored else box.adjusted(px(PADDING), 0, 0, 0)  # below its head
    text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, box.width() - side - px(26))
    width = side + px(26) + metrics.horizontalAdvance(text)
    left = box.right() - width if is_mirrored else box.left()
    pill = QRectF(left, box.center().y() - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(_WASHES.get(cell.tone, "hover")))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    ink = colour("text" if cell.tone == "muted" else cell.tone)
    at = pill.right() - px(9) - side if is_mirrored else pill.left() + px(9)
    paint_icon(painter, cell.icon, ink, QRectF(at, pill.center().y() - side / 2, side, side))
    painter.setPen(ink)
    inner = pill.adjusted(0, 0, -px(13) - side, 0) if is_mirrored else pill.adjusted(px(13) + side, 0, 0, 0)
    painter.drawText(inner, _LEADING, kept_in_order(painter, text))


def _paint_mark(painter: QPainter, box: QRectF, mark: str) -> None:
    if mark:
        side = px(16)
        at = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        paint_icon(painter, mark, colour("muted"), at)


def _paint_bracket(painter: QPainter, box: QRectF, row: Row, *, is_mirrored: bool) -> None:
    """A line at the side of a party, turned inwards at its ends."""
    if not row.bracket:
        return
    painter.setPen(
        _bracket_pen(colour("accent") if row.is_active else colour("strong_border"), is_active=row.is_active)
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = box.right() - px(5) if is_mirrored else box.left() + px(5)
    inner = line - px(8) if is_mirrored else line + px(8)
    bend = -px(5) if is_mirrored else px(5)
    path = QPainterPath()
    if row.bracket == "first":
        top = box.top() + px(9)
        path.moveTo(inner, top)
        path.lineTo(line + bend, top)
        path.quadTo(line, top, line, top + px(5))
        path.lineTo(line, box.bottom())
    elif row.bracket == "last":
        bottom = box.bottom() - px(10)
        path.moveTo(line, box.top())
        path.lineTo(line, bottom - px(5))
        path.quadTo(line, bottom, line + bend, bottom)
        path.lineTo(inner, bottom)
    else:
        path.moveTo(line, box.top())
        path.lineTo(line, box.bottom())
    painter.drawPath(path)


def _bracket_pen(ink: QColor, *, is_active: bool) -> QPen:
    width = px(2) if is_active else 1.25
    return QPen(ink, width, c=Qt.PenCapStyle.FlatCap)  # a square one would reach into the next row, and be darker there
