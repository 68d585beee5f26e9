"""Hears on Windows that the laptop is about to sleep or that its session is locked.

Written after Microsoft's pages of WM_POWERBROADCAST and WM_WTSSESSION_CHANGE; the messages are read by a test, but it
was never run on Windows.
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QByteArray
    from PySide6.QtWidgets import QWidget

POWER, SUSPENDS = 0x0218, 0x0004
SESSION_CHANGE, SESSION_LOCKED = 0x02B1, 0x0007
_THIS_SESSION = 0
_OURS = (b"windows_generic_MSG", b"windows_dispatcher_MSG")


class WindowsSession(QAbstractNativeEventFilter):
    """Calls `slept` before a sleep and `locked` when the session is locked, as long as it is kept."""

    def __init__(self, slept: Callable[[], object], locked: Callable[[], object]) -> None:
        super().__init__()
        self._meanings = {(POWER, SUSPENDS): slept, (SESSION_CHANGE, SESSION_LOCKED): locked}

    def listen(self, window: QWidget) -> None:
        """Ask the system to tell this window; without its answer only a sleep is heard."""
        if (app := QCoreApplication.instance()) is not None:
            app.installNativeEventFilter(self)
        library = getattr(ctypes, "windll").wtsapi32  # noqa: B009 - there only
        library.WTSRegisterSessionNotification(wintypes.HWND(int(window.winId())), _THIS_SESSION)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        if kind in _OURS:
            told = wintypes.MSG.from_address(int(message))
            if (act := self._meanings.get((told.message, told.wParam))) is not None:
                act()
        return False, 0
