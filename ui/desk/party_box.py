"""How many the party says they are: asked by a key of its own, never on the way of Enter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, font, px
from ui.widgets.frames import paint_frame
from ui.widgets.keycap import Keycap
from ui.widgets.labels import ElidedLabel
from ui.widgets.layouts import bare
from ui.widgets.mirror import margins

KEYS = "Shift+F6"
MOST = 99
_WIDTH, _HALO = 44, 3


class _Line(QLineEdit):
    moved = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.moved.emit()


class PartyBox(QWidget):
    """Shown within a party, or once its key was pressed. `counted` carries the number, 0 for none."""

    counted = Signal(int)
    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = _Line()
        self._cap = Keycap(KEYS)
        self._is_asked = False
        self._has_room = True
        self._build()
        self._connect()

    def ask(self) -> None:
        """Come, and take the focus."""
        self._is_asked = True
        self.show()
        self.line.setFocus()
        self.line.selectAll()

    def show_party(self, told: int, *, has_begun: bool, has_room: bool) -> None:
        """Show how many were told, 0 for none; `has_begun` once somebody of the party is recorded."""
        self._has_room = has_room
        text = str(told) if told else ""
        if self.line.text() != text:
            self.line.setText(text)
        self.setVisible(has_begun or bool(told) or self._is_asked)
        self._show_key()

    def _build(self) -> None:
        self.line.setValidator(QIntValidator(0, MOST, self.line))
        self.line.setFixedSize(px(_WIDTH), px(30))
        self.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.line.setFont(font(Size.VALUE, Weight.MEDIUM))
        self.line.setAccessibleName(_("How many are in the party"))
        self.setFocusProxy(self.line)
        row = bare(QHBoxLayout(self), px(8))
        row.setContentsMargins(*margins(self, 0, px(4), _HALO, px(4)))
        row.addWidget(ElidedLabel(_("Party of"), "helper"))
        row.addWidget(self._cap)
        row.addWidget(self.line)
        self.hide()

    def _connect(self) -> None:
        self.line.textEdited.connect(lambda text: self.counted.emit(int(text or 0)))
        self.line.returnPressed.connect(self.confirmed)
        self.line.moved.connect(self._move)

    def _move(self) -> None:
        if not self.line.hasFocus():
            self._is_asked = False
        self._show_key()
        self.update()

    def _show_key(self) -> None:
        """The key, until it was pressed: what follows stands beside the title and needs the room."""
        self._cap.setVisible(self._has_room and not self.line.text() and not self.line.hasFocus())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = "done" if self.line.text() else "empty"
        paint_frame(painter, QRectF(self.line.geometry()), state, is_focused=self.line.hasFocus())
