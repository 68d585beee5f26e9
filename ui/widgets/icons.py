"""Lucide icons, drawn in a token's colour at the moment of painting, so that they follow the colour scheme.

One that points along the line, as a chevron or the arrow back, points the other way where lines run from right to left.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from ui.resources.theme import colour, px
from ui.widgets.mirror import RIGHT_TO_LEFT

_FOLDER = Path(__file__).resolve().parent.parent / "resources/icons"
_STROKE = "1.75"
DEFAULT = 18
_POINTING = frozenset({"arrow-left", "arrow-right", "chevron-left", "chevron-right", "log-out", "undo-2"})


def paint_icon(painter: QPainter, name: str, ink: QColor, rect: QRectF) -> None:
    """Draw an icon of `resources/icons` into a rectangle; FileNotFoundError for a name without one."""
    painter.save()
    if name in _POINTING and painter.layoutDirection() == RIGHT_TO_LEFT:
        painter.translate(2 * rect.center().x(), 0)
        painter.scale(-1, 1)
    _renderer(name, ink.name()).render(painter, rect)
    painter.restore()


def pixmap(name: str, ink: str = "muted", size: int = DEFAULT, ratio: float = 2.0) -> QPixmap:
    """An icon as a picture of `size` pixels at 100 %, sharp up to `ratio` device pixels each."""
    return _drawn(name, colour(ink), px(size), ratio)


def icon(name: str, ink: str = "muted", size: int = DEFAULT) -> QIcon:
    """An icon in the colour the token has now; for Qt's own widgets. What paints itself uses `paint_icon`."""
    return QIcon(pixmap(name, ink, size))


class IconLabel(QWidget):
    """An icon that stands in a layout beside its word."""

    def __init__(self, name: str, ink: str = "muted", size: int = DEFAULT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._ink = ink
        self.setFixedSize(px(size), px(size))

    def show_icon(self, name: str, ink: str) -> None:
        """Show another icon."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            ink, ratio, direction = colour(self._ink).name(), self.devicePixelRatioF(), self.layoutDirection()
            QPainter(self).drawPixmap(0, 0, _kept(self._name, ink, self.width(), ratio, direction))


@cache
def _kept(name: str, ink: str, side: int, ratio: float, direction: Qt.LayoutDirection) -> QPixmap:
    """The picture of an icon, which is painted again whenever its neighbours are."""
    return _drawn(name, QColor(ink), side, ratio, direction)


def _drawn(
    name: str, ink: QColor, side: int, ratio: float, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
) -> QPixmap:
    made = QPixmap(QSize(side, side) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setLayoutDirection(direction)
    paint_icon(painter, name, ink, QRectF(0, 0, side, side))
    painter.end()
    return made


@cache
def _source(name: str) -> str:
    return (
        (_FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{_STROKE}"')
    )


@cache
def _renderer(name: str, colour_name: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour_name).encode()))
