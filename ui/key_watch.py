"""Watches the keys of the window: a scan goes to the form instead of the field; while a save runs, keys wait.

A scanner that types like a keyboard types into whatever has the focus, on any page. The few keys that arrive before
it is clear what they are leave no trace: the field is put back as it was. A key that was held back and belongs to no
scan is typed again where the focus was when it came, in its order: none is lost. A card's number that a quick hand
types into a field without Enter is such text; where no field has the focus it can only mean the card.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from intake_app.domain.mrz import looks_like_mrz
from ui.bursts import GAP_MS, Burst

if TYPE_CHECKING:
    from collections.abc import Callable

TAKES_CARDS = "takesCards"
"""The property of a field into which a scanned card is typed like any other text."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SETTLED_MS = GAP_MS + 10
_MODIFIERS = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr),
    *(Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Mode_switch),
)
"""A scanner presses Shift around every capital, as a hand does; by themselves these keys neither type nor end."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyWatch(QObject):
    """`began` comes before the first key of what may become a scan; `scanned` carries a zone's text, `card_scanned`
    the number of a card; `misread` says that a card came with a wrong check character. Inert until it is told what to
    `watch`.
    """

    began = Signal()
    scanned = Signal(str)
    card_scanned = Signal(str)
    misread = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pressed_at = 0.0
        """When the last key was pressed, on the clock that `time.monotonic` reads."""
        self._root: QWidget | None = None
        self._heard: QWidget | None = None
        self._waiting: QWidget | None = None
        self._burst = Burst()
        self._held: list[tuple[QKeyEvent | Callable[[], object], QWidget | None]] = []
        self._before: tuple[QWidget, str] | None = None
        self._muted_by: set[str] = set()
        self._is_replaying = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._decide)

    def watch(self, root: QWidget) -> None:
        """Watch the keys of a window and of everything in it.

        It listens where the keys go, to what has the focus, and not at the application, which sees every event of
        every widget: a key must be answered within a frame.
        """
        self._root = root
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow)
            self._follow()

    def stop(self) -> None:
        """Watch no longer; what was held back is typed."""
        if isinstance(app := QApplication.instance(), QApplication) and self._root is not None:
            app.focusChanged.disconnect(self._follow)
        self._root, self._waiting = None, None
        self._follow()
        self._decide()

    def hold(self, page: QWidget) -> None:
        """Let every key that goes to a page wait, as while it saves."""
        self._waiting = page

    def release(self) -> None:
        """Type what has waited."""
        self._waiting = None
        self._replay()

    def in_turn(self, act: Callable[[], object]) -> None:
        """Do what a command key asks for: now, or in its place among the keys that wait."""
        if self._waiting is None:
            act()
        else:
            self._held.append((act, None))

    def mute(self, *, is_muted: bool, by: str = "cover") -> None:
        """While anybody mutes it a scan does nothing at all, as where somebody asks who is here."""
        (self._muted_by.add if is_muted else self._muted_by.discard)(by)

    @property
    def is_holding(self) -> bool:
        """Whether keys are held back just now."""
        return bool(self._held)

    def _follow(self) -> None:
        """The keys go elsewhere; put in front of whatever else listens there, as nothing may take a key before."""
        if self._heard is not None and isValid(self._heard):
            self._heard.removeEventFilter(self)
        self._heard = focused = QApplication.focusWidget() if self._root is not None else None
        if focused is not None:
            focused.installEventFilter(self)

    def _take(self, event: QKeyEvent, target: QWidget) -> bool:
        """Whether a key is held back."""
        if self._waiting is not None and self._waiting.isAncestorOf(target):
            self._held.append((event.clone(), None))
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._take_paste()
        char = "" if event.isAutoRepeat() else _char_of(event)
        if not char:
            self._decide()
            return False
        at_ms = event.timestamp() or time.monotonic_ns() // 1_000_000
        if not self._burst.goes_on(at_ms):
            self._decide()  # what was held back came before this key
        if not self._burst.take(char, at_ms):
            self._before = (target, _text_of(target))
            self.began.emit()
            return False
        if not self._burst.is_long:
            return False
        self._held.append((event.clone(), target))
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
        self._before = None
        self.began.emit()
        if not self._muted_by:
            self.scanned.emit(text)
        return True

    def _decide(self) -> None:
        """The keys have paused: a scan, or somebody's typing after all."""
        self._settled.stop()
        burst, self._burst = self._burst, Burst()
        target = self._held[0][1] if self._held else QApplication.focusWidget()
        is_typed = _is_field(target) and not burst.is_sure
        card = "" if is_typed or (target is not None and target.property(TAKES_CARDS)) else burst.card
        if not burst.is_scan and not card and (is_typed or not burst.is_misread_card):
            self._replay()
            return
        self._held.clear()
        self._wipe()
        if self._muted_by:
            return
        if burst.is_scan:
            self.scanned.emit(burst.text)
        elif card:
            self.card_scanned.emit(card)
        else:
            self.misread.emit()

    def _wipe(self) -> None:
        """Put the field into which a scan began back as it was, as if somebody had edited it."""
        before, self._before = self._before, None
        if before is None or before[0] is not QApplication.focusWidget() or _text_of(before[0]) == before[1]:
            return
        field, text = before
        if isinstance(field, QLineEdit):
            field.setText(text)
            field.textEdited.emit(text)
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(text)

    def _replay(self) -> None:
        """Type what was held back, each key where the focus was when it came unless a key before it has moved on."""
        held, self._held = self._held, []
        self._is_replaying = True
        has_moved = False
        try:
            for number, (event, target) in enumerate(held):
                if self._waiting is not None:  # one of these keys began another save: the rest waits for its end
                    self._held = held[number:] + self._held
                    break
                before = QApplication.focusWidget()
                wanted = before if has_moved or target is None or not isValid(target) else target
                if not isinstance(event, QKeyEvent):
                    event()
                elif wanted is not None:
                    QApplication.sendEvent(wanted, event)
                has_moved = has_moved or QApplication.focusWidget() is not before
        finally:
            self._is_replaying = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or event.key() in _MODIFIERS
            or self._is_replaying
            or self._root is None
            or not isinstance(watched, QWidget)
            or watched is not QApplication.focusWidget()
            or not self._root.isAncestorOf(watched)
        ):
            return False
        self.pressed_at = time.monotonic()
        return self._take(event, watched)


def _char_of(event: QKeyEvent) -> str:
    """The character a key types, a line end for Enter, nothing for commands and for keys that move about."""
    if event.modifiers() & _COMMANDS:
        return ""
    text = event.text()
    if event.key() in _ENTER or text in ("\r", "\n"):  # some scanners end a line with a line feed
        return "\n"
    return text if text.isprintable() else ""


def _is_field(widget: QWidget | None) -> bool:
    return isinstance(widget, QLineEdit | QPlainTextEdit)


def _text_of(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else ""
