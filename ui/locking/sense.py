"""Hears keys, the mouse and the screen's wish to be painted, before anything in the window does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
    }
)
_PAINTS = frozenset({QEvent.Type.Expose, QEvent.Type.UpdateRequest})
_HANDLES = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})


class Sense(QObject):
    """`touched` and `painting` are called before the event is; where `touched` answers true, the event goes no further.

    It listens at the native windows, which get each event once, and not at the application, which sees every event of
    every widget: a key must be answered within a frame.
    """

    def __init__(self, window: QWidget, touched: Callable[[], bool], painting: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._touched = touched
        self._painting = painting
        window.installEventFilter(self)
        if isinstance(app := QGuiApplication.instance(), QGuiApplication):
            app.focusWindowChanged.connect(self._listen)
        self._listen(window.windowHandle())

    def _listen(self, handle: QWindow | None) -> None:
        """Another window of ours has the keyboard, such as a dialog."""
        if handle is not None:
            handle.installEventFilter(self)  # once more puts it in front, and it still hears once

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _PAINTS:
            self._painting()
        elif kind in _TOUCHES and isinstance(watched, QWindow):
            return self._touched()
        elif kind in _HANDLES and watched is self._window:
            self._listen(self._window.windowHandle())
        return False


def is_suspended(state: Qt.ApplicationState) -> bool:
    """Whether the system says that the application is about to stop running."""
    return state == Qt.ApplicationState.ApplicationSuspended
