"""The queue token at the head of the form: small, optional, never recorded."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, font, px
from ui.widgets.frames import paint_frame
from ui.widgets.labels import label
from ui.widgets.layouts import bare

_LONGEST = 8
_HALO = 3


class _Line(QLineEdit):
    came = Signal()
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit()


class TokenBox(QWidget):
    """`edited` carries what was typed, `confirmed` is Enter."""

    edited = Signal(str)
    confirmed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setMaxLength(_LONGEST)
        self.line.setFixedSize(px(72), px(30))
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setFont(font(Size.VALUE, Weight.MEDIUM))
        self.line.setAccessibleName(_("Token"))
        self.setFocusProxy(self.line)
        row = bare(QHBoxLayout(self), px(8))
        row.setContentsMargins(0, px(4), _HALO, px(4))
        row.addWidget(label(_("Token"), "helper"))
        row.addWidget(self.line)
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.confirmed)
        self.line.left.connect(self.left)
        for moved in (self.line.came, self.line.left):
            moved.connect(self.update)

    def show_text(self, text: str) -> None:
        """Put a token there, or none."""
        if self.line.text() != text:
            self.line.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = "done" if self.line.text() else "empty"
        paint_frame(painter, QRectF(self.line.geometry()), state, is_focused=self.line.hasFocus())
