"""Windows in processes of their own, for bench_window: each says when it has painted, or what memory it holds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PAINTED = "painted"


def paint_small() -> None:
    """The floor: PySide6 with a label, a field and a button."""
    from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

    app = QApplication(sys.argv[:1])
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in (QLabel("Passphrase"), QLineEdit(), QPushButton("Unlock")):
        column.addWidget(widget)
    window.resize(1366, 768)
    window.show()
    _say_painted(app)


def paint_unlock(folder: Path) -> None:
    """Our unlock window through its own door; where it would wait for people it says that it has painted."""
    from PySide6.QtWidgets import QApplication

    from ui.main import run

    QApplication.exec = lambda *_app: _say_painted(QApplication.instance())  # type: ignore[method-assign,assignment]
    run(folder)


def _say_painted(app: object) -> None:
    # Painted at once and whole: what a window puts off until its first picture is up must not count.
    for window in app.topLevelWidgets():  # type: ignore[attr-defined]
        window.grab()
    sys.stdout.write(f"{PAINTED} {_memory('VmRSS')}\n")
    sys.stdout.flush()
    os._exit(0)


def hold_people(folder: Path) -> None:
    """The whole window on a register: the list scrolled from end to end, a search, one person opened, the desk."""
    from PySide6.QtWidgets import QAbstractItemView, QApplication

    from benchmarks.people import CHEAP, PASSPHRASE
    from intake_app.clock import SystemClock
    from intake_app.opening import Doors, unlock
    from intake_app.paths import data_folder
    from ui.dressing import dress
    from ui.main import make_pages
    from ui.preferences import read_preferences
    from ui.shell import House, Shell

    app = QApplication(sys.argv[:1])
    place, doors = data_folder(folder), Doors(SystemClock(), CHEAP)
    preferences = read_preferences(place)
    dress(preferences)
    shell = Shell(House(place, lambda: doors, make_pages, looks_ahead=True), preferences)
    shell.show()
    shell.open_window(unlock(place, PASSPHRASE, doors), "people")
    _settle(app)
    assert shell.window_ is not None
    for view in shell.findChildren(QAbstractItemView):
        bar = view.verticalScrollBar()
        for step in range(200):
            bar.setValue(bar.maximum() * step // 200)
            app.processEvents()
        _settle(app)
    shell.window_.show_page("desk")
    _settle(app)
    sys.stdout.write(f"{PAINTED} {_memory('VmRSS')} {_memory('VmHWM')}\n")
    sys.stdout.flush()
    os._exit(0)


def _settle(app: object) -> None:
    """Let background reads come back: as many turns of the loop as a second holds."""
    from time import monotonic

    end = monotonic() + 1.0
    while monotonic() < end:
        app.processEvents()  # type: ignore[attr-defined]


def _memory(line: str) -> int:
    """A figure of this process in KiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(row.split()[1] for row in status.splitlines() if row.startswith(f"{line}:")))


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "small":
        paint_small()
    elif what == "unlock":
        paint_unlock(Path(rest[0]))
    else:
        hold_people(Path(rest[0]))
