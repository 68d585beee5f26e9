"""How the lines of the list of people are painted, all that are seen in one go: a frame has sixteen milliseconds.

One painter for the whole picture and texts shaped once (`line_shapes`): through a delegate each cell cost three times
as much, most of it for what Qt hands to a delegate.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from ui.people.line_shapes import EDGE, ICON, LINE_HEIGHT
from ui.people.list_columns import CHECK
from ui.resources.theme import colour, px, theme
from ui.widgets.frames import paint_dotted_line
from ui.widgets.icons import pixmap

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QTextLayout

    from ui.people.line_shapes import LineShapes, ShapedLine
    from ui.people.list_table import PeopleTable

__all__ = ["EDGE", "LINE_HEIGHT", "LinePainter", "hairline_of", "ink"]

_BOX = 16
_MARK_ICONS = {"danger": "circle-alert", "warning": "clock"}


class LinePainter:
    """Paints lines of a `PeopleTable`'s viewport.

    Layer by layer: grounds, what was found, texts of one colour after the other. A pen is then set some three times a
    frame, not once a cell.
    """

    def __init__(self, view: PeopleTable, shapes: LineShapes) -> None:
        self._view = view
        self._shapes = shapes
        self._painter = QPainter(view.viewport())
        self._height = px(LINE_HEIGHT)
        self._ratio = view.devicePixelRatioF()
        self._hairlines: list[int] = []
        self._boxes: list[tuple[int, str]] = []
        self._found: list[QRectF] = []
        self._texts: dict[str, list[tuple[QPointF, QTextLayout]]] = {}
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shapes.begin()

    def paint_ground(self, box: QRect) -> None:
        """What lies under the lines and below the last: the table hides all that is behind it."""
        self._painter.fillRect(box, ink("surface"))

    def paint(self, first: int, last: int) -> None:
        """Paint the lines of these rows."""
        people, view, shapes = self._view.people, self._view, self._shapes
        current = view.currentIndex().row() if view.hasFocus() else -1
        top, height = view.rowViewportPosition(first), self._height
        for row in range(first, last + 1):
            line, is_chosen = people.line_at(row), people.is_chosen(row)
            if is_chosen or row in (view.hovered, current):
                self._paint_wash(top, "accent_wash" if is_chosen else "done_fill", is_current=row == current)
            if row != current:
                self._hairlines.append(top + height - 1)
            self._boxes.append((top, "checked" if is_chosen else "open" if line is not None else "closed"))
            if line is not None:
                self._take(shapes.of(line), top)
            top += height
        self._paint_hairlines()
        self._paint_boxes()
        self._paint_found()
        self._write()

    def _paint_wash(self, top: int, token: str, *, is_current: bool) -> None:
        painter, width = self._painter, self._view.viewport().width()
        painter.fillRect(0, top, width, self._height, ink(token))
        if is_current:
            painter.setPen(QPen(ink("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, top + 1, width - 2, self._height - 2))

    def _paint_hairlines(self) -> None:
        painter, hairline = self._painter, ink("hairline")
        left, right = hairline_of(self._view)
        for top in self._hairlines:
            painter.fillRect(left, top, right - left, 1, hairline)

    def _paint_boxes(self) -> None:
        painter, ratio, look = self._painter, self._ratio, _look()
        side = px(_BOX)
        is_mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        below = (self._height - side) / 2
        for column in self._shapes.columns:
            if column.key == CHECK:
                left = column.left + (column.width - px(EDGE) - side if is_mirrored else px(EDGE))
                for top, state in self._boxes:
                    painter.drawPixmap(QPointF(left, top + below), _box(state, ratio, look))

    def _take(self, line: ShapedLine, top: int) -> None:
        """Gather what is painted in layers; paint what stands by itself."""
        for token, left, below, layout in line.texts:
            self._texts.setdefault(token, []).append((QPointF(left, top + below), layout))
        self._found += [box.translated(0, top) for box in line.found]
        if line.underline is not None:
            at, width = line.underline
            paint_dotted_line(self._painter, QPointF(at.x(), top + at.y()), width)
        if line.icon is not None:
            at, tone = line.icon
            picture = _picture(_MARK_ICONS[tone], tone, ICON, self._ratio, _look())
            self._painter.drawPixmap(QPointF(at.x(), top + at.y()), picture)

    def _paint_found(self) -> None:
        painter, radius = self._painter, px(2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_wash(theme().tokens.name))
        for box in self._found:
            painter.drawRoundedRect(box, radius, radius)

    def _write(self) -> None:
        painter = self._painter
        for token, texts in self._texts.items():
            painter.setPen(ink(token))
            for at, layout in texts:
                layout.draw(painter, at)


def hairline_of(view: PeopleTable) -> tuple[int, int]:
    """From where to where a hairline goes below a line: inset at both ends."""
    return px(EDGE), view.viewport().width() - px(EDGE)


def ink(token: str) -> QColor:
    """A token's colour; read for a hundred cells a frame, so it is kept."""
    return _kept_ink(token, theme().tokens.name)


def _look() -> tuple[str, float]:
    """What pictures that are kept depend on."""
    return theme().tokens.name, theme().scale


@cache
def _kept_ink(token: str, _scheme: str) -> QColor:
    return colour(token)


@cache
def _wash(_scheme: str) -> QColor:
    """What lies behind a text that was found."""
    wash = QColor(colour("accent"))
    wash.setAlphaF(0.16)
    return wash


@cache
def _picture(name: str, token: str, size: int, ratio: float, _look: tuple[str, float]) -> QPixmap:
    """An icon ready to be drawn: rendering it anew for each cell takes longer than the whole cell."""
    return pixmap(name, token, size, ratio)


@cache
def _box(state: str, ratio: float, look: tuple[str, float]) -> QPixmap:
    """A check box: `checked`, `open`, or `closed` while its line is not read."""
    side = px(_BOX)
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(0.5, 0.5, side - 1, side - 1)
    painter.setPen(colour({"checked": "accent", "open": "strong_border", "closed": "hairline"}[state]))
    painter.setBrush(colour("accent" if state == "checked" else "surface"))
    painter.drawRoundedRect(box, px(4), px(4))
    if state == "checked":
        picture = _picture("check", "on_accent", _BOX - 4, ratio, look)
        painter.drawPixmap(box.adjusted(px(2), px(2), 0, 0).topLeft(), picture)
    painter.end()
    return made
