"""What lies over everything of an unlocked window, its covers too: the blank screen, and the shade while it locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QStackedWidget, QToolTip, QWidget

from ui.still_focus import StillFocus

if TYPE_CHECKING:
    from ui.key_watch import KeyWatch


class Veil(QStackedWidget):
    """Shows what it was made with, or one screen in its place; what is behind comes back as it was, with its focus."""

    def __init__(self, behind: QWidget, keys: KeyWatch) -> None:
        super().__init__()
        self._behind = behind
        self._keys = keys
        self._focus: QWidget | None = None
        self.addWidget(behind)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._guard_focus)

    def drawn(self) -> QWidget | None:
        """The screen drawn over the window; None where the window is shown."""
        return None if self.currentWidget() is self._behind else self.currentWidget()

    def draw(self, screen: QWidget) -> None:
        """Hide everything behind this screen, menus and dialogs of the window too; scans do nothing from now on."""
        before = self.drawn()
        if before is None:
            close_others(self.window())
            self._focus = self._focused()
        self.addWidget(screen)
        with StillFocus(self._behind):
            self.setCurrentWidget(screen)
            screen.setFocus()
        if before is not None:
            self._drop(before)
        self._keys.mute(is_muted=True, by="veil")

    def lift(self) -> None:
        """Bring the window back as it stood."""
        screen = self.drawn()
        if screen is None:
            return
        focus, self._focus = self._focus, None
        with StillFocus(self._behind):
            self.setCurrentWidget(self._behind)
            if focus is not None:
                focus.setFocus()
        self._drop(screen)
        self._keys.mute(is_muted=False, by="veil")

    def _guard_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """What works on behind the screen may ask for the keyboard: it gets it afterwards."""
        screen = self.drawn()
        if screen is not None and new is not None and self._behind.isAncestorOf(new):
            self._focus = new
            screen.setFocus()

    def _focused(self) -> QWidget | None:
        focus: QWidget | None = QApplication.focusWidget() or self.window().focusWidget()
        return focus if focus is not None and self._behind.isAncestorOf(focus) else None

    def _drop(self, screen: QWidget) -> None:
        self.removeWidget(screen)
        screen.deleteLater()


def close_others(window: QWidget) -> None:
    """Close what stands beside a window: its lists of choices, menus, tool tips and dialogs."""
    QToolTip.hideText()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()
