"""What Python frees, freed on the window's thread.

Python looks for unreachable cycles on whichever thread happens to allocate. A closed page in such a cycle, freed by the
thread that saves, is destroyed off the window's thread: Qt then crashes, or both threads wait for each other for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500


class Garbage(QObject):
    """From being made until `stop` cycles are freed only by a timer of the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_EVERY_MS)

    def look(self) -> None:
        """Free the oldest generation whose turn it is, as Python would have done by itself."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leave it to Python again; for when no other thread runs any more."""
        self._timer.stop()
        if self._was_enabled:
            gc.collect()
            gc.enable()
        self._was_enabled = False


def set_apart() -> None:
    """What is loaded by now stays for good: later looks pass it over, and take a fraction of a frame."""
    gc.collect()
    gc.freeze()
