"""The one search box: Ctrl+K from anywhere, Esc leaves it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, colour, font, px
from ui.widgets.frames import paint_frame
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps

WIDTH, HEIGHT, BLEED = 440, 34, 3
LONGEST = 200  # characters; a scanned machine-readable zone has 90


class SearchBox(QWidget):
    """`searched(text)` on every change and on Enter; `left` on Esc; `went_down` on the down arrow."""

    searched = Signal(str)
    left = Signal()
    went_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self._build()
        self._connect()

    def text(self) -> str:
        """What is searched for."""
        return self.line.text()

    def take_focus(self) -> None:
        """Be typed into, what stands there marked so that typing replaces it."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _build(self) -> None:
        self.setFixedSize(px(WIDTH) + 2 * BLEED, px(HEIGHT) + 2 * BLEED)
        self.setFocusProxy(self.line)
        self.line.setFrame(False)
        self.line.setFont(font(Size.BASE))
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(_("Search people, cards, documents"))
        self.line.setAccessibleName(_("Search people, cards, documents"))
        self.line.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(BLEED + px(33), 0, BLEED + caps_width("Ctrl+K") + px(14), 0)
        row.addWidget(self.line)

    def _connect(self) -> None:
        self.line.textEdited.connect(self.searched)
        self.line.returnPressed.connect(lambda: self.searched.emit(self.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Down:
                self.went_down.emit()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
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
        paint_icon(painter, "search", colour("muted"), QRectF(frame.left() + px(11), middle - side / 2, side, side))
        keys = "Esc" if has_focus else "Ctrl+K"
        at = QPointF(frame.right() - px(7) - caps_width(keys), middle)
        paint_caps(painter, keys, at, colour("muted"), colour("border"))
