"""Imports the window and its pages while a passphrase is typed: on the window's own thread, a few modules at a time.

Qt's classes are made ready at their first import. On another thread, beside the event loop, that was a crash in one
start of some fifty.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

import ui

if TYPE_CHECKING:
    from collections.abc import Callable

_SLICE_S = 0.01
"""How long is imported between two looks at what was typed; a module with many others of its own takes longer."""
_FIRST = ("ui.resources.", "ui.models.", "ui.widgets.")
"""What the others are made of: each of them brings less with it then."""
_DOOR = "__main__"


class Loading(QObject):
    """Begins with the next turn of the event loop; `pages` imports what is left, and `done` is called once."""

    def __init__(self, pages: Callable[[], object], done: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self._done = done
        names = [found.name for found in walk_packages(ui.__path__, "ui.") if not found.name.endswith(_DOOR)]
        self._names = sorted(names, key=lambda name: (name.startswith(_FIRST), name))  # the last is taken first
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(0)

    def _step(self) -> None:
        end = monotonic() + _SLICE_S
        while self._names and monotonic() < end:
            import_module(self._names.pop())
        if not self._names:
            self._timer.stop()
            self._pages()
            self._done()
