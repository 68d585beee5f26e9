"""The queue's token at the head of the form, or a paper slip's number; what is wrong with it stands in the band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, font, px
from ui.widgets.frames import paint_frame
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from ui.desk.slots import Slot

_LONGEST = 20  # a token, or a slip's number as somebody types it
_WIDTH, _WIDE, _SHORT = 72, 176, 5
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
    """`edited` carries what was typed, `confirmed` is Enter. What is wrong is `said` by the page, in its band."""

    edited = Signal(str)
    confirmed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setMaxLength(_LONGEST)
        self.line.setFixedSize(px(_WIDTH), px(30))
        self._refusal = self._doubt = ""
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setFont(font(Size.VALUE, Weight.MEDIUM))
        self.line.setAccessibleName(_("Token"))
        self.setFocusProxy(self.line)
        row = bare(QHBoxLayout(self), px(8))
        row.setContentsMargins(_HALO, px(4), _HALO, px(4))  # at whichever side the line ends: mirrored at the left
        row.addWidget(label(_("Token"), "helper"))
        row.addWidget(self.line)
        self.line.textEdited.connect(self._edit)
        self.line.returnPressed.connect(self.confirmed)
        self.line.left.connect(self.left)
        for moved in (self.line.came, self.line.left):
            moved.connect(self.update)

    def take_focus(self) -> None:
        """Go to the token; what is wrong is selected, and typing replaces it."""
        self.line.setFocus()
        if self.said():
            self.line.selectAll()

    def show_slot(self, slot: Slot) -> None:
        """Put a token there, or none; with what makes it doubtful."""
        text = slot.shown
        if self.line.text() != text:
            self.line.setText(text)
        self._doubt = slot.helper if slot.state == "error" else ""
        self._show_said()
        is_long = len(text) > _SHORT
        self.line.setFont(font(Size.BASE if is_long else Size.VALUE, Weight.MEDIUM))
        self.line.setMinimumWidth(px(_WIDTH))
        self.line.setMaximumWidth(px(_WIDE if is_long else _WIDTH))

    def say(self, text: str) -> None:
        """Let it be said what is wrong with the token, until another is typed."""
        self._refusal = text
        self._show_said()

    def said(self) -> str:
        """What is wrong with the token; empty where nothing is."""
        return self._refusal or self._doubt

    def _show_said(self) -> None:
        self.line.setAccessibleDescription(self.said())
        self.update()

    def _edit(self, text: str) -> None:
        self.say("")
        self.edited.emit(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = "error" if self.said() else "done" if self.line.text() else "empty"
        paint_frame(painter, QRectF(self.line.geometry()), state, is_focused=self.line.hasFocus())
