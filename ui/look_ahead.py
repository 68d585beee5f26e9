"""Makes ready what the first answers and the first search need, once nobody types: else a key waits for it."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from ui.window import MainWindow

QUIET_S = 0.7
"""How long nobody has pressed a key: longer than between two keys of whoever types."""
_LOOK_MS = 200


class LookAhead(QObject):
    """Lets the page that is shown look ahead, and makes the one that the search box shows people on, as soon as the
    keys have been quiet; it ends with the watch over them.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.context.keys)
        self._window = window
        self._began_at = monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        window = self._window
        is_quiet = monotonic() - max(self._began_at, window.context.keys.pressed_at) >= QUIET_S
        if not is_quiet or not window.isVisible():
            return
        self.deleteLater()
        if (shown := window.page()) is not None:
            shown.look_ahead()
        if window.page(window.searched) is None:
            window.made(window.searched).look_ahead()
