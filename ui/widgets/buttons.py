"""Buttons that show the key that presses them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps
from ui.widgets.pressed import EnterButton

HEIGHT = 36
_ICON = 18
_NOT_SHORTCUTS = {"Enter", "Space"}  # these belong to whatever has the focus


class Button(EnterButton):
    """A button with its key in it; pressing the key clicks it while it can be seen.

    `primary` is filled and stands once a screen, `flat` has no frame. A keycap `Enter` is only drawn.
    """

    def __init__(
        self,
        text: str,
        keycap: str = "",
        *,
        primary: bool = False,
        flat: bool = False,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keycap = keycap
        self._primary = primary
        self._flat = flat
        self._icon = icon
        self._height = px(HEIGHT)
        self.setText(text)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if keycap and keycap not in _NOT_SHORTCUTS:
            for keys in _sequences(keycap):
                QShortcut(QKeySequence(keys), self, self.click)

    def set_text(self, text: str) -> None:
        """Another label, as the situation asks."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_height(self, height: int) -> None:
        """Another height than 36, in pixels at 100 %."""
        self._height = px(height)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        padding = px(8) if self._flat else px(14)
        return QSize(round(self._content_width()) + 2 * padding, self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.55)
        self._paint_box(painter)
        self._paint_content(painter)

    def _ink(self) -> QColor:
        if self._primary:
            return colour("on_accent")
        return colour("muted" if self._flat else "text")

    def _paint_box(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = px(6)
        is_hot = (self.underMouse() or self.isDown()) and self.isEnabled()
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            box = box.adjusted(3, 3, -3, -3)
            radius -= 2
        fill, line = colour("surface"), colour("border")
        if self._primary:
            fill = line = colour("accent").darker(110) if is_hot else colour("accent")
        elif self._flat:
            fill = line = colour("hover") if is_hot else QColor(Qt.GlobalColor.transparent)
        elif is_hot:
            fill = colour("hover")
        painter.setPen(QPen(line, 1) if not self._flat else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, radius, radius)

    def _paint_content(self, painter: QPainter) -> None:
        ink = self._ink()
        left = (self.width() - self._content_width()) / 2
        middle = self.height() / 2
        if self._icon:
            side = px(_ICON)
            paint_icon(painter, self._icon, ink, QRectF(left, middle - side / 2, side, side))
            left += side + px(8)
        painter.setFont(font(Size.BASE, Weight.MEDIUM))
        painter.setPen(ink)
        width = self._text_width()
        text_box = QRectF(left, 0, width + 1, self.height())
        painter.drawText(text_box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._keycap:
            line = QColor(ink)
            line.setAlphaF(0.45)
            at = QPointF(round(left + width + px(11)), middle)
            paint_caps(painter, self._keycap, at, ink if self._primary else colour("muted"), line)

    def _text_width(self) -> float:
        return QFontMetricsF(font(Size.BASE, Weight.MEDIUM)).horizontalAdvance(self.text())

    def _content_width(self) -> float:
        keys = px(11) + caps_width(self._keycap) if self._keycap else 0
        return self._text_width() + keys + (px(_ICON) + px(8) if self._icon else 0)


def _sequences(keycap: str) -> tuple[str, ...]:
    """Both Enter keys of a keyboard count as one."""
    if keycap.endswith("Enter"):
        return (f"{keycap.removesuffix('Enter')}Return", keycap)
    return (keycap,)
