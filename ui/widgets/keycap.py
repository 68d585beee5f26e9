"""Keys drawn as keys: 18 high, a chord is two caps."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.resources.theme import Size, colour, font, px, theme
from ui.widgets.mirror import kept_in_order

HEIGHT = 18
_PADDING = 5
_GAP = 3
_ON_KEYS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
"""What stands on a key that Qt calls by a word."""


def caps_of(keys: str) -> tuple[str, ...]:
    """The caps of a chord written like `Ctrl+Enter`; empty for no keys."""
    return tuple(_ON_KEYS.get(part, part) for part in keys.split("+") if part)


def caps_width(keys: str) -> int:
    """How wide the caps are, in pixels of the text size in force; 0 for no keys."""
    return _caps_width(keys, theme().scale) if keys else 0


def paint_caps(painter: QPainter, keys: str, at: QPointF, ink: QColor, line: QColor) -> None:
    """Draw the caps with their left middle at a point."""
    painter.save()
    painter.setFont(font(Size.KEYCAP))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, height = at.x(), px(HEIGHT)
    for cap in caps_of(keys):
        box = QRectF(left, at.y() - height / 2, _width(cap), height)
        painter.setPen(QPen(line, 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, kept_in_order(painter, cap))
        left += box.width() + px(_GAP)
    painter.restore()


class Keycap(QWidget):
    """One key or chord that stands in a layout."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(caps_width(self._keys), px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(0, self.height() / 2)
        paint_caps(painter, self._keys, middle, colour("muted"), colour("border"))


def _width(cap: str) -> float:
    return float(max(px(HEIGHT), _letters(cap, px(Size.KEYCAP)) + 2 * px(_PADDING)))


@cache
def _caps_width(keys: str, _scale: float) -> int:
    """Every layout asks for every key again, and there are few keys and text sizes."""
    caps = caps_of(keys)
    return round(sum(_width(cap) for cap in caps) + px(_GAP) * max(0, len(caps) - 1))


@cache
def _letters(cap: str, pixels: int) -> int:
    """How wide what is written on a cap is."""
    written = font(Size.KEYCAP)
    written.setPixelSize(pixels)
    return round(QFontMetricsF(written).horizontalAdvance(cap))
