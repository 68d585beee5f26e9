"""Keys as a person or a scanner presses them: sent to whatever has the focus, in any script."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NO_KEYS = Qt.KeyboardModifier.NoModifier
_BETWEEN_KEYS_MS = 1_000  # what an event says of its time; nobody waits for it


class Keyboard:
    """A keyboard with a clock of its own: a person's keys lie a second apart, a scanner's five milliseconds."""

    def __init__(self) -> None:
        self._at_ms = 1_000

    def type(self, text: str, *, apart_ms: int = _BETWEEN_KEYS_MS) -> None:
        """Type characters; a line end is Enter."""
        for char in text:
            if char == "\n":
                self._send(Qt.Key.Key_Return, "\r", apart_ms)
            elif char.isupper() or char == "<":
                self._send_shifted(char, apart_ms)
            else:
                self._send(Qt.Key.Key_unknown, char, apart_ms)

    def enter(self, *texts: str) -> None:
        """Type each text with Enter after it; an empty one is Enter alone."""
        for text in texts:
            self.type(f"{text}\n")

    def pause(self) -> None:
        """Let what comes next begin anew."""
        self._at_ms += _BETWEEN_KEYS_MS

    def scan(self, text: str) -> None:
        """Type as a scanner does."""
        self.pause()
        self.type(text, apart_ms=5)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press one key, as for a shortcut."""
        QTest.keyClick(_target(), key, modifiers)

    def _send_shifted(self, char: str, apart_ms: int) -> None:
        """With Shift around it, as a hand and a scanner press a capital."""
        shift = Qt.KeyboardModifier.ShiftModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_Shift, NO_KEYS if kind == QEvent.Type.KeyPress else shift)
            event.setTimestamp(self._at_ms)
            QApplication.sendEvent(_target(), event)
            if kind == QEvent.Type.KeyPress:
                self._send(Qt.Key.Key_unknown, char, apart_ms, shift)

    def _send(self, key: Qt.Key, text: str, apart_ms: int, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        self._at_ms += apart_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self._at_ms)
            QApplication.sendEvent(_target(), event)


def _target() -> QWidget:
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None, "nothing has the focus"
    return target
