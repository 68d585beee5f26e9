"""After too many wrong passphrases: the seconds are counted down, and the next can be typed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from ui.widgets.buttons import Button
    from ui.widgets.secret_field import SecretField

_SECOND_MS = 1_000


class Waiting(QObject):
    """Says below the field how long it lasts and keeps a button from being pressed; then both are as before."""

    def __init__(self, field: SecretField, button: Button, parent: QObject) -> None:
        super().__init__(parent)
        self._field = field
        self._button = button
        self._left = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.count_down)

    def begin(self, error: UserError) -> bool:
        """Begin where a refusal says for how long (`Throttled`), and answer whether it does; any other does nothing."""
        self._left = int(getattr(error, "seconds", 0))
        if self._left:
            self._field.set_helper(str(error), "error")
            self._button.setEnabled(False)
            self._timer.start(_SECOND_MS)
        return self._left > 0

    def count_down(self) -> None:
        """One second less."""
        self._left -= 1
        if self._left > 0:
            from intake_app.opening.throttle import Throttled

            self._field.set_helper(str(Throttled(self._left)), "error")
            return
        self._timer.stop()
        self._button.setEnabled(True)
        self._field.clear_helper()
