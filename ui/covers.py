"""What lies over the whole window: while a cover is shown nothing of the frame is, and then it is as it was.

The frame is hidden, not only covered: nobody reads a name past the edge, and a screen reader says none. The field that
had the focus does not hear that it lost it, so that half a date is no wrong date when the clerk comes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.page_keys import QUICK_CLOSE_KEY
from ui.still_focus import StillFocus

if TYPE_CHECKING:
    from ui.key_watch import KeyWatch


class Covers(QStackedWidget):
    """The frame, or one cover over it. `shown(is_covered)` when that changes; `asked_to_lock` and `asked_to_close` by
    Ctrl+L and Ctrl+Q on a cover.
    """

    shown = Signal(bool)
    asked_to_lock = Signal()
    asked_to_close = Signal()

    def __init__(self, frame: QWidget, keys: KeyWatch) -> None:
        super().__init__()
        self._frame = frame
        self._keys = keys
        self._focus: QWidget | None = None
        self.addWidget(frame)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._guard_focus)

    def cover(self) -> QWidget | None:
        """The cover shown; None where the frame is."""
        return None if self.currentWidget() is self._frame else self.currentWidget()

    def show_cover(self, cover: QWidget) -> None:
        """Hide the frame, or the cover there is, behind this one; scans do nothing from now on."""
        before = self.cover()
        QShortcut(QKeySequence("Ctrl+L"), cover, self._ask_to_lock)
        QShortcut(QKeySequence(QUICK_CLOSE_KEY), cover, self._ask_to_close)
        self.addWidget(cover)
        if before is None:
            self._focus = self._focused()
            with StillFocus(self._frame):
                self.setCurrentWidget(cover)
        else:
            self.setCurrentWidget(cover)
            self._drop(before)
        self._keys.mute(is_muted=True)
        _take_focus(cover)
        self.shown.emit(True)

    def close_cover(self) -> None:
        """Bring the frame back as it stood, the focus where it was."""
        cover = self.cover()
        if cover is None:
            return
        with StillFocus(self._frame):
            self.setCurrentWidget(self._frame)
            if self._focus is not None:
                self._focus.setFocus()
        self._focus = None
        self._drop(cover)
        self._keys.mute(is_muted=False)
        self.shown.emit(False)

    def _guard_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """A page behind the cover that has finished its work asks for the keyboard: it gets it afterwards."""
        cover = self.cover()
        if cover is not None and new is not None and self._frame.isAncestorOf(new):
            self._focus = new
            _take_focus(cover)

    def _ask_to_lock(self) -> None:
        self.asked_to_lock.emit()

    def _ask_to_close(self) -> None:
        self.asked_to_close.emit()

    def _focused(self) -> QWidget | None:
        focus: QWidget | None = QApplication.focusWidget() or self.window().focusWidget()
        return focus if focus is not None and self._frame.isAncestorOf(focus) else None

    def _drop(self, cover: QWidget) -> None:
        self.removeWidget(cover)
        cover.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (cover := self.cover()) is not None and not event.spontaneous():
            _take_focus(cover)


def _take_focus(cover: QWidget) -> None:
    """Where typing begins on a cover."""
    take = getattr(cover, "take_focus", None)
    if take is not None:
        take()
    else:
        cover.setFocus()
