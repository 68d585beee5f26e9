"""The frame of a field in each of its states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from ui.resources.theme import colour, px

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

RADIUS = 6
_DOT, _DOT_GAP = 1.5, 3.5  # pixels along the border


def paint_frame(painter: QPainter, rect: QRectF, state: str, *, is_focused: bool) -> None:
    """Draw a frame: strong border for empty, dots for a guess, a quiet fill for done, a ring for focus and error.

    `plain` is a quiet border that says nothing, around what shows its own state.
    """
    radius = px(RADIUS)
    if is_focused:
        _paint_ring(painter, rect, colour("danger" if state == "error" else "focus"), radius)
        return
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    fill, line = colour("surface"), colour("strong_border")
    if state == "done":
        fill, line = colour("done_fill"), colour("border")
    elif state == "plain":
        line = colour("border")
    painter.setBrush(fill)
    if state == "guess":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, radius, radius)
        paint_dots(painter, box, radius)
    elif state == "error":
        painter.setPen(QPen(colour("danger"), 2))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
    else:
        painter.setPen(QPen(line, 1))
        painter.drawRoundedRect(box, radius, radius)


def paint_dots(painter: QPainter, box: QRectF, radius: float) -> None:
    """A dotted border with the same distance between all dots, whatever the box's size."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    length = path.length()
    period = length / max(1, round(length / (_DOT + _DOT_GAP)))
    pen = QPen(colour("strong_border"), 1.25)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([_DOT / 1.25, (period - _DOT) / 1.25])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def paint_dotted_line(painter: QPainter, left: QPointF, width: float) -> None:
    """What underlines a guess in a table."""
    pen = QPen(colour("strong_border"), 1.25)
    pen.setDashPattern([1, 2])
    painter.setPen(pen)
    painter.drawLine(left, QPointF(left.x() + width, left.y()))


def _paint_ring(painter: QPainter, rect: QRectF, ink: QColor, radius: float) -> None:
    halo = colour("danger_wash") if ink == colour("danger") else colour("halo")
    painter.setBrush(colour("surface"))
    painter.setPen(QPen(halo, 2))
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), radius + 2, radius + 2)
    painter.setPen(QPen(ink, 2))
    painter.drawRoundedRect(rect, radius + 1, radius + 1)
