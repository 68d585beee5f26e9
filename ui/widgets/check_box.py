"""A box with a tick and its words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ui.resources.theme import Size, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.mirror import inset, kept_in_order, placed

_SIDE, _GAP, _HEIGHT = 16, 8, 22
_MARGIN = 3  # for the ring of the focus


class CheckBox(QCheckBox):
    """Ticked where it is chosen: a filled box alone says nothing to whoever does not know the other one."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setFont(font(Size.BASE))
        self.setProperty("elides", True)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(font(Size.BASE)).horizontalAdvance(self.text())
        return QSize(round(words) + px(_SIDE + _GAP) + 2 * _MARGIN, px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_SIDE + _GAP + 40), px(_HEIGHT))

    def hitButton(self, _place: object) -> bool:
        """Everywhere on it."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, side = QRectF(self.rect()), px(_SIDE)
        box = placed(painter, QRectF(_MARGIN, (self.height() - side) / 2, side, side), room)
        is_on = self.isChecked()
        painter.setPen(QPen(colour("accent" if is_on else "strong_border"), 1.5))
        painter.setBrush(colour("accent" if is_on else "surface"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(4), px(4))
        if is_on:
            paint_icon(painter, "check", colour("on_accent"), box.adjusted(px(2), px(2), -px(2), -px(2)))
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), px(6), px(6))
        words = inset(painter, room, _MARGIN + side + px(_GAP), 0)
        painter.setFont(font(Size.BASE))
        painter.setPen(colour("text" if self.isEnabled() else "muted"))
        shown = QFontMetricsF(painter.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, sides, kept_in_order(painter, shown))
