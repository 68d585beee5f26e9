"""Buttons that show the key that presses them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps
from ui.widgets.mirror import kept_in_order, placed
from ui.widgets.pressed import EnterButton

HEIGHT = 36
_ICON = 18
_FAINT = 0.5
_SHORTEST = 48  # of the words, where there is little room
_NOT_SHORTCUTS = {"Enter", "Space"}  # these belong to whatever has the focus


class Button(EnterButton):
    """A button with its key in it; pressing the key clicks it while it can be seen.

    `primary` is filled and stands once a screen, `flat` has no frame; `danger` has the colour of what cannot be taken
    back, and nothing else has. A keycap `Enter` is only drawn, as is one that is not `is_bound`. Without room for its
    words it ends them in dots and is whole in its tool tip.
    """

    def __init__(
        self,
        text: str,
        keycap: str = "",
        *,
        primary: bool = False,
        flat: bool = False,
        danger: bool = False,
        icon: str = "",
        is_bound: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.keycap = keycap
        self._primary = primary
        self.is_flat = flat
        self._tone = "danger" if danger else "accent"
        self._icon = icon
        self._height = px(HEIGHT)
        self._is_short = False
        self._is_tip_of_words = False
        self._measured: tuple[str, int, float] = ("", 0, 0.0)
        self.setText(text)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("elides", True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if keycap and is_bound and keycap not in _NOT_SHORTCUTS:
            for keys in _sequences(keycap):
                shortcut = QShortcut(QKeySequence(keys), self, self.click)
                shortcut.setAutoRepeat(not danger)  # a key that is held down must not answer "press again"

    def set_text(self, text: str, *, icon: str = "", keycap: str | None = None) -> None:
        """Another label, as the situation asks, and another icon where one is given; another keycap or none, of a key
        that is the page's own and does something else just now.
        """
        self._icon = icon or self._icon
        self.keycap = self.keycap if keycap is None else keycap
        self.setText(text)
        self.setAccessibleName(text)
        self._say_whole()
        self.updateGeometry()

    def set_primary(self, *, is_primary: bool) -> None:
        """Whether it is the one filled button now: where another has the work, it only has its frame."""
        self._primary = is_primary
        self.updateGeometry()  # it keeps its words, or need not any more
        self.update()

    def can_be_short(self) -> bool:
        """Whether it is known by its key or its icon alone; the one primary button keeps its words."""
        return bool(self.keycap or self._icon) and not self._primary

    def set_short(self, *, is_short: bool) -> None:
        """Show key and icon alone where there is no room for more; the words are then in the tool tip."""
        is_short = is_short and self.can_be_short()
        if is_short != self._is_short:
            self._is_short = is_short
            self._say_whole()
            self.updateGeometry()
            self.update()

    def set_height(self, height: int) -> None:
        """Another height than 36, in pixels at 100 %."""
        self._height = px(height)
        self.updateGeometry()

    def whole_width(self) -> int:
        """How wide it is with all its words."""
        return self._wide(self._words_width())

    def short_width(self) -> int:
        """How wide it is with its key or icon alone, if it may be."""
        return self._wide(0) if self.can_be_short() else self.whole_width()

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._text_width()), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(min(self._text_width(), px(_SHORTEST))), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        self._paint_content(painter)

    def _ink(self) -> QColor:
        """What cannot be pressed now is quiet, and can still be read: it may say what is under way."""
        if not self.isEnabled():
            return colour("muted")
        if self._primary:
            return colour(f"on_{self._tone}")
        if self._tone == "danger":
            return colour("danger")
        return colour("muted" if self.is_flat else "text")

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
        if not self.isEnabled() and not self._primary:
            fill, line = QColor(Qt.GlobalColor.transparent), colour("hairline")
        elif not self.isEnabled():
            fill = line = colour("hover")
        elif self._primary:
            fill = line = colour(self._tone).darker(110) if is_hot else colour(self._tone)
        elif self.is_flat:
            fill = line = colour("hover") if is_hot else QColor(Qt.GlobalColor.transparent)
        else:
            fill = colour("hover" if is_hot else "surface")
            line = colour("danger" if self._tone == "danger" else "border")
        painter.setPen(QPen(line, 1) if not self.is_flat else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, radius, radius)

    def _paint_content(self, painter: QPainter) -> None:
        ink = self._ink()
        if self.is_flat and not self.isEnabled():
            painter.setOpacity(_FAINT)  # its ink is as quiet already as that of a disabled button with a frame
        room = QRectF(self.rect())
        left = (self.width() - _content_width(self._shown_width(), self.keycap, self._icon)) / 2
        middle = self.height() / 2
        if self._icon:
            side = px(_ICON)
            paint_icon(painter, self._icon, ink, placed(painter, QRectF(left, middle - side / 2, side, side), room))
            left += side + px(8)
        if width := self._shown_width():
            painter.setFont(font(Size.BASE, Weight.MEDIUM))
            shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, round(width + 1))
            painter.setPen(ink)
            text_box = placed(painter, QRectF(left, 0, width + 1, self.height()), room)
            sides = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(text_box, sides, kept_in_order(painter, shown))
            left += width + px(11)
        if self.keycap:
            line = QColor(ink)
            line.setAlphaF(0.45)
            caps = placed(painter, QRectF(round(left), 0, caps_width(self.keycap), self.height()), room)
            at = QPointF(caps.left(), middle)
            if not self.isEnabled():
                painter.setOpacity(_FAINT)  # the words can be read, the key does nothing
            paint_caps(painter, self.keycap, at, ink if self._primary else colour("muted"), line)

    def _text_width(self) -> float:
        """0 while the button is short."""
        return 0 if self._is_short else self._words_width()

    def _shown_width(self) -> float:
        """Of the words in the room there is for them."""
        text = self._text_width()
        return min(text, max(0.0, text - (self._wide(text) - self.width()))) if text else 0

    def _say_whole(self) -> None:
        is_whole = not self._is_short and self._shown_width() >= self._text_width()
        if not is_whole:
            self.setToolTip(self.text())
        elif self._is_tip_of_words:
            self.setToolTip("")
        self._is_tip_of_words = not is_whole

    def _words_width(self) -> float:
        """Measured anew for other words and another text size only: layouts ask again and again."""
        text, pixels = self.text(), px(Size.BASE)
        if self._measured[:2] != (text, pixels):
            width = QFontMetricsF(font(Size.BASE, Weight.MEDIUM)).horizontalAdvance(text)
            self._measured = (text, pixels, width)
        return self._measured[2]

    def _wide(self, text: float) -> int:
        side = px(8) if self.is_flat else px(14)
        return round(_content_width(text, self.keycap, self._icon)) + 2 * side


def _content_width(text: float, keycap: str, icon: str) -> float:
    keys = caps_width(keycap)
    before = px(_ICON) + (px(8) if text or keys else 0) if icon else 0
    return before + text + keys + (px(11) if text and keys else 0)


def _sequences(keycap: str) -> tuple[str, ...]:
    """Both Enter keys of a keyboard count as one."""
    if keycap.endswith("Enter"):
        return (f"{keycap.removesuffix('Enter')}Return", keycap)
    return (keycap,)
