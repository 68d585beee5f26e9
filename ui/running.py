"""Something long under way: how far it is, and the key that stops it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS = 100


class Run(QObject):
    """Handed into a job as its progress; `moved` comes on the window's thread, in per cent."""

    moved = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = Event()
        self._last = -1

    def stop(self) -> None:
        """Ask the work to stop at its next step; then nothing of it is kept."""
        self._stopped.set()

    def progress(self) -> Callable[[int, int], None]:
        """The callable for the job."""

        def tell(done: int, total: int, /) -> None:
            if self._stopped.is_set():
                raise Cancelled
            percent = done * _STEPS // total if total else 0
            if percent != self._last:
                self._last = percent
                self.moved.emit(percent)

        return tell
