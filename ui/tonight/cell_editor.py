"""The one field that is typed in: it stands over the cell it belongs to and knows the table's keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from ui.resources.theme import Size, font, px
from ui.tonight.list_area import is_list
from ui.widgets.field import LONGEST
from ui.widgets.frames import paint_frame
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label, set_tone
from ui.widgets.layouts import bare
from ui.widgets.mirror import begin_at_edge, margins

BLEED = 3


_KEYS = {
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Tab: "forward",
    Qt.Key.Key_Backtab: "back",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Escape: "escape",
}


class _Line(QLineEdit):
    """Tab, Enter, arrows and the keys of commands go to the table before they mean anything here."""

    pressed = Signal(str)
    pasted = Signal(str)

    def _command(self, event: QKeyEvent) -> str:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and not plain):
            return "back"
        if plain and key in _KEYS:
            return _KEYS[key]
        return "undo" if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable() else ""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.matches(QKeySequence.StandardKey.Paste) and is_list(QApplication.clipboard().text()):
                self.pasted.emit(QApplication.clipboard().text())
                return True
            if command := self._command(event):
                self.pressed.emit(command)
                return True
        return super().event(event)


class CellError(QWidget):
    """What is wrong with the field, or only doubtful, with its icon; it hides the line it stands over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = IconLabel("circle-alert", "danger", size=14)
        self._words = label("", "helper", "danger")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = bare(QHBoxLayout(self), px(5))
        row.setContentsMargins(px(8), 0, px(8), 0)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        row.addStretch(1)
        self.hide()

    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, text: str, *, is_error: bool) -> None:
        """Say this, or nothing for no text."""
        tone = "danger" if is_error else "warning"
        self._icon.show_icon("circle-alert" if is_error else "triangle-alert", tone)
        self._words.setText(text)
        set_tone(self._words, tone)
        self.setVisible(bool(text))


class CellEditor(QWidget):
    """`edited(text)`, `pressed(command)`, `pasted(text)`; commands are enter forward back up down escape undo."""

    edited = Signal(str)
    pressed = Signal(str)
    pasted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = _Line()
        self._state = "focus"
        self._build()
        self._connect()

    def show_text(self, text: str, guess: str, name: str, hint: str, *, is_error: bool) -> None:
        """Stand for a field: its text, what it means while empty, its name, what it takes; an error makes it red."""
        if self.line.text() != text:
            self.line.setText(text)
        self.line.setPlaceholderText(guess)
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(hint)
        self._state = "error" if is_error else "focus"
        self.update()

    def _build(self) -> None:
        self.setFocusProxy(self.line)
        self.line.setFrame(False)
        begin_at_edge(self.line)
        self.line.setMaxLength(LONGEST)
        self.line.setFont(font(Size.ROW))
        row = QHBoxLayout(self)
        row.setContentsMargins(*margins(self, BLEED + px(6), 0, BLEED + px(4), 0))
        row.addWidget(self.line)

    def _connect(self) -> None:
        self.line.textEdited.connect(self.edited)
        self.line.pressed.connect(self.pressed)
        self.line.pasted.connect(self.pasted)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(BLEED, BLEED, -BLEED, -BLEED)
        paint_frame(painter, box, self._state, is_focused=self.line.hasFocus())
