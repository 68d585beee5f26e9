"""Watches the keys of a page: a scan goes to the form instead of the field; while a save runs, keys wait.

A key that was held back and belongs to no scan is typed again where the focus is, in its order: none is lost.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.domain.mrz import looks_like_mrz
from ui.desk.bursts import GAP_MS, Burst

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SETTLED_MS = GAP_MS + 10
_MODIFIERS = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr),
    *(Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Mode_switch),
)
"""A scanner presses Shift around every capital, as a hand does; by themselves these keys neither type nor end."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyWatch(QObject):
    """`began` comes before the first key of what may become a scan; `scanned` carries the zone's text."""

    began = Signal()
    scanned = Signal(str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._burst = Burst()
        self._held: list[QKeyEvent] = []
        self._is_waiting = False
        self._is_replaying = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._decide)

    def start(self) -> None:
        """Watch; only while the page is shown."""
        if (app := QGuiApplication.instance()) is not None:
            app.installEventFilter(self)

    def stop(self) -> None:
        """Watch no longer; what was held back is typed."""
        if (app := QGuiApplication.instance()) is not None:
            app.removeEventFilter(self)
        self._is_waiting = False
        self._decide()

    def hold(self) -> None:
        """Let every key wait, as while a save runs."""
        self._is_waiting = True

    def release(self) -> None:
        """Type what has waited."""
        self._is_waiting = False
        self._replay()

    def _take(self, event: QKeyEvent) -> bool:
        """Whether a key is held back."""
        if self._is_waiting:
            self._held.append(event.clone())
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._take_paste()
        char = _char_of(event)
        if not char:
            self._decide()
            return False
        follows = self._burst.take(char, event.timestamp() or time.monotonic_ns() // 1_000_000)
        if not follows:
            self._replay()  # what was held back came before this key
            self.began.emit()
            return False
        if not self._burst.is_long:
            return False
        self._held.append(event.clone())
        if self._burst.ends_early:
            self._decide()
        else:
            self._settled.start()
        return True

    def _take_paste(self) -> bool:
        text = QGuiApplication.clipboard().text()
        if not looks_like_mrz(text):
            return False
        self._decide()
        self.began.emit()
        self.scanned.emit(text)
        return True

    def _decide(self) -> None:
        """The keys have paused: a scan, or somebody's typing after all."""
        self._settled.stop()
        text, is_scan = self._burst.text, self._burst.is_scan
        self._burst.forget()
        if is_scan:
            self._held.clear()
            self.scanned.emit(text)
        else:
            self._replay()

    def _replay(self) -> None:
        held, self._held = self._held, []
        self._is_replaying = True
        try:
            for event in held:
                if (target := QApplication.focusWidget()) is not None:
                    QApplication.sendEvent(target, event)
        finally:
            self._is_replaying = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or event.key() in _MODIFIERS
            or self._is_replaying
            or not isinstance(watched, QWidget)
            or watched is not QApplication.focusWidget()  # parents see again what a field leaves
            or not self._page.isAncestorOf(watched)
        ):
            return False
        return self._take(event)


def _char_of(event: QKeyEvent) -> str:
    """The character a key types, a line end for Enter, nothing for commands and for keys that move about."""
    if event.modifiers() & _COMMANDS:
        return ""
    text = event.text()
    if event.key() in _ENTER or text in ("\r", "\n"):  # some scanners end a line with a line feed
        return "\n"
    return text if text.isprintable() else ""
