"""The one search box: Ctrl+K from anywhere, Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, colour, font, px, theme
from ui.widgets.frames import paint_frame
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps
from ui.widgets.mirror import begin_at_edge, is_mirrored, margins, placed

WIDTH, NARROWEST, HEIGHT, BLEED = 440, 180, 34, 3
LONGEST = 200  # characters; a scanned machine-readable zone has 90


class _Line(QLineEdit):
    """What is typed into; `turned()` where it gets the focus or loses it.

    A filter from outside would be asked about every event of it, several at each key.
    """

    left = Signal()
    went_down = Signal()
    turned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.turned.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.turned.emit()


class SearchBox(QWidget):
    """`searched(text)` on every change, `confirmed(text)` on Enter; `left` on Esc; `went_down` on the down arrow."""

    searched = Signal(str)
    confirmed = Signal(str)
    left = Signal()
    went_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self._drawn = QPixmap()
        self._drawn_for: tuple[object, ...] = ()
        self._build()
        self._connect()

    def text(self) -> str:
        """What is searched for."""
        return self.line.text()

    def show_text(self, text: str) -> None:
        """Say what a list shows people by, whoever has asked for it; what is just being typed says so already."""
        if text != self.text():
            self.line.setText(text)

    def take_focus(self) -> None:
        """Be typed into, what stands there marked so that typing replaces it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _build(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.line.setFrame(False)
        begin_at_edge(self.line)
        self.line.setFont(font(Size.BASE))
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(_("Search people, cards, documents, rooms"))
        self.line.setAccessibleName(_("Search people, cards, documents, rooms"))
        self.line.setToolTip(self.line.placeholderText())
        self.line.setProperty("elides", True)
        row = QHBoxLayout(self)
        icon, key = BLEED + px(33), BLEED + caps_width("Ctrl+K") + px(14)
        row.setContentsMargins(*margins(self, icon, 0, key, 0))
        row.addWidget(self.line)

    def _connect(self) -> None:
        self.line.textEdited.connect(self.searched)
        self.line.returnPressed.connect(lambda: self.confirmed.emit(self.text()))
        self.line.left.connect(self.left)
        self.line.went_down.connect(self.went_down)
        self.line.turned.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH) + 2 * BLEED, px(HEIGHT) + 2 * BLEED)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(NARROWEST) + 2 * BLEED, px(HEIGHT) + 2 * BLEED)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each key paints the line anew and what lies behind it: that is the same picture until the focus goes, and it
        hides the window's own ground, which need not be painted with it.
        """
        look = (self.size(), self.line.hasFocus(), self.devicePixelRatioF(), is_mirrored(self), theme())
        if look != self._drawn_for:
            self._drawn_for, self._drawn = look, self._draw()
        QPainter(self).drawPixmap(0, 0, self._drawn)

    def _draw(self) -> QPixmap:
        """The frame, the icon and the keys."""
        drawn = QPixmap(self.size() * self.devicePixelRatioF())
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        drawn.fill(colour("surface"))
        painter = QPainter(drawn)
        painter.setLayoutDirection(self.layoutDirection())
        self._draw_with(painter)
        painter.end()
        return drawn

    def _draw_with(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(BLEED, BLEED, -BLEED, -BLEED)
        has_focus = self.line.hasFocus()
        if has_focus:
            paint_frame(painter, frame, "focus", is_focused=True)
        else:
            painter.setPen(QPen(colour("border"), 1))
            painter.setBrush(colour("done_fill"))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        side, middle = px(16), frame.center().y()
        icon = QRectF(frame.left() + px(11), middle - side / 2, side, side)
        paint_icon(painter, "search", colour("muted"), placed(painter, icon, frame))
        keys = "Esc" if has_focus else "Ctrl+K"
        caps = QRectF(frame.right() - px(7) - caps_width(keys), frame.top(), caps_width(keys), frame.height())
        at = QPointF(placed(painter, caps, frame).left(), middle)
        paint_caps(painter, keys, at, colour("muted"), colour("border"))
