"""What the window has put on the clipboard does not stay there: 30 seconds, or until the window blanks or locks."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

AFTER_MS = 30_000
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardGuard(QObject):
    """Clears the clipboard, and on Linux what is selected with the mouse, while it is still what the window put there.

    A copy that a clipboard history of the system has made is out of reach.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._ours: dict[QClipboard.Mode, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.clear)
        self._clipboard.changed.connect(self._take)

    def clear(self) -> None:
        """Clear what is still ours, now."""
        self._timer.stop()
        ours, self._ours = self._ours, {}
        for mode, text in ours.items():
            if self._clipboard.text(mode) == text:
                self._clipboard.clear(mode)

    def _take(self, mode: QClipboard.Mode) -> None:
        """Something was copied, here or in another program; ours comes while a window of ours has the keyboard."""
        if mode not in _MODES:
            return
        text = self._clipboard.text(mode)
        if text and self._is_ours(mode):
            self._ours[mode] = text
            self._timer.start()
        else:
            self._ours.pop(mode, None)

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        owns = {
            QClipboard.Mode.Clipboard: self._clipboard.ownsClipboard,
            QClipboard.Mode.Selection: self._clipboard.ownsSelection,
        }
        return owns[mode]() or (QGuiApplication.focusWindow() is not None and not _tells_owner())


def _tells_owner() -> bool:
    """Whether this platform knows whose the clipboard is."""
    return QGuiApplication.platformName() not in ("offscreen", "minimal")
