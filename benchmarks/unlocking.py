"""A window in a process of its own that is unlocked once, for bench_unlock: it says how long that took.

It waits at the passphrase as a program does that was started a moment ago, everything loaded; then the passphrase is
typed. Usable is: a key pressed in the window that comes is painted. The search is pressed after that.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from benchmarks.paints import WAITING, Stopwatch
from benchmarks.people import CHEAP, PASSPHRASE
from intake_app.clock import SystemClock
from intake_app.opening import Doors
from intake_app.paths import data_folder
from tests.ui.keyboard import Keyboard
from ui.main import make_pages
from ui.preferences import Preferences
from ui.resources.theme import apply_theme
from ui.resources.tokens import LIGHT
from ui.shell import House, Shell

SAID = "usable"
SEARCHED = "Иванов Сергей"


def unlock_once(folder: Path) -> None:
    """Prints the milliseconds from Enter to the window made, to the first key painted, and to found people painted."""
    app = QApplication(sys.argv[:1])
    apply_theme(app, LIGHT)
    watch = Stopwatch(app)
    doors = Doors(SystemClock(), CHEAP)
    shell = Shell(House(data_folder(folder), lambda: doors, make_pages, watch.jobs, looks_ahead=True), Preferences())
    shell.start()
    shell.show()
    shell.activateWindow()
    shell.claim()
    watch.settle(2.0)
    keys = Keyboard()
    keys.type(PASSPHRASE)
    watch.settle(0.1)

    start = perf_counter()
    keys.type("\n")
    while shell.window_ is None:
        app.processEvents(WAITING)
    made = perf_counter()
    watch.frame(lambda: keys.type("1"))
    usable = perf_counter()
    keys.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    keys.type(SEARCHED)
    watch.settle(0.2)
    while watch.reader.is_busy:
        app.processEvents(WAITING)
    found = perf_counter() - 0.2
    assert shell.window_.covers.cover() is None, "the daily question stands in the way"
    sys.stdout.write(f"{SAID} {' '.join(f'{1000 * (each - start):.1f}' for each in (made, usable, found))}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    unlock_once(Path(sys.argv[1]))
