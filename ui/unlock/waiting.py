"""After too many wrong passphrases: the seconds are counted down, and the next can be typed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from intake_app.errors import UserError
    from ui.widgets.buttons import Button

_SECOND_MS = 1_000


class Waiting(QObject):
    """Says in a label how long it lasts and keeps a button from being pressed; `ended` when it is over."""

    ended = Signal()

    def __init__(self, advice: QLabel, button: Button, parent: QObject) -> None:
        super().__init__(parent)
        self._advice = advice
        self._button = button
        self._left = 0
        self._why = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.count_down)

    def is_on(self) -> bool:
        """Whether nothing may be tried yet."""
        return self._left > 0

    def begin(self, error: UserError, *, is_said: bool) -> None:
        """Begin where a refusal says for how long (`Throttled`); any other does nothing. Why stands in the label too,
        unless it `is_said` beside the field.
        """
        self._left = int(getattr(error, "seconds", 0))
        self._why = "" if is_said else error.what
        if self._left:
            self._button.setEnabled(False)
            self._timer.start(_SECOND_MS)

    def count_down(self) -> None:
        """One second less."""
        self._left -= 1
        if self._left > 0:
            from intake_app.opening.throttle import say_wait

            self._advice.setText(f"{self._why}\n{say_wait(self._left)}".strip())
            return
        self._timer.stop()
        self._button.setEnabled(True)
        self._advice.setText("")
        self.ended.emit()
