"""The panel of whoever is at the desk: opened and closed by Ctrl+J or the chip in the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.user_panel import UserPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import WindowContext
    from ui.rail import Rail


class UserCorner(QObject):
    """`asked_keys` where the list of keys is wanted, `closed` when the panel is gone and the page has the keyboard."""

    asked_keys = Signal()
    closed = Signal()

    def __init__(self, context: WindowContext, frame: QWidget, rail: Rail) -> None:
        super().__init__(frame)
        self.panel: UserPanel | None = None
        self._context = context
        self._frame = frame
        self._rail = rail
        rail.user_asked.connect(self.turn)

    def turn(self) -> None:
        """Open the panel; once more closes it."""
        if self.panel is not None:
            self.close()
            return
        panel = self.panel = UserPanel(self._frame, self._context.settings)
        panel.chose.connect(self._context.bus.chose_preferences)
        panel.asked_lock.connect(self._context.bus.asked_to_lock)
        panel.asked_keys.connect(self._show_keys)
        panel.left.connect(self.close)
        panel.place_above(self._rail.user)
        panel.show()
        panel.raise_()
        panel.take_focus()

    def close(self) -> None:
        """Take the panel away."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.hide()
            panel.deleteLater()
            self.closed.emit()

    def _show_keys(self) -> None:
        self.close()
        self.asked_keys.emit()
