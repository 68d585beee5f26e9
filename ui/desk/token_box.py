"""The queue's token at the head of the form, or the number of a paper slip; what is wrong with it stands beside."""

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
_LEAST_SAID, _MOST_SAID, _HALF = 120, 360, 0.62


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
    """`edited` carries what was typed, `confirmed` is Enter. Where it `has_room` what is wrong is said in one line."""

    edited = Signal(str)
    confirmed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self.line.setMaxLength(_LONGEST)
        self.line.setFixedSize(px(_WIDTH), px(30))
        self._said = label("", "helper", "danger", is_wrapped=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._said.hide()
        self.has_room = True
        self._refusal = self._doubt = ""
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setFont(font(Size.VALUE, Weight.MEDIUM))
        self.line.setAccessibleName(_("Token"))
        self.setFocusProxy(self.line)
        row = bare(QHBoxLayout(self), px(8))
        row.setContentsMargins(_HALO, px(4), _HALO, px(4))  # at whichever side the line ends: mirrored at the left
        row.addWidget(self._said)
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
        """Say beside the token what is wrong with it, until another is typed."""
        self._refusal = text
        self._show_said()

    def said(self) -> str:
        """What is said beside the token; empty where nothing is wrong."""
        return self._refusal or self._doubt

    def _show_said(self) -> None:
        if self._said.text() != self.said():
            self._said.setText(self.said())
            self._said.setVisible(bool(self.said()))
            self._said.setMaximumWidth(self._width_said())
            self._said.setMinimumWidth(
                self._width_said() if self.has_room else min(self._width_said(), px(_LEAST_SAID))
            )
            self.line.setAccessibleDescription(self.said())
            self.update()

    def _width_said(self) -> int:
        """One line where it is short, two of the same length where it is long."""
        whole = self._said.fontMetrics().horizontalAdvance(self.said()) + px(4)
        if whole <= px(_MOST_SAID if self.has_room else _LEAST_SAID):
            return whole
        return max(px(_LEAST_SAID), round(whole * _HALF))

    def _edit(self, text: str) -> None:
        self.say("")
        self.edited.emit(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = "error" if self.said() else "done" if self.line.text() else "empty"
        paint_frame(painter, QRectF(self.line.geometry()), state, is_focused=self.line.hasFocus())
