"""The real window on a register, in this process, for benchmarks that press its keys."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.people import CHEAP, PASSPHRASE
from intake_app.clock import SystemClock
from intake_app.opening import Doors, unlock
from intake_app.paths import data_folder
from ui.garbage import set_apart
from ui.jobs import Jobs
from ui.main import make_pages
from ui.preferences import Preferences
from ui.resources.theme import apply_theme
from ui.resources.tokens import LIGHT
from ui.shell import House, Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from intake_app.services.open_register import OpenRegister


@contextmanager
def open_shell(folder: Path, jobs: Callable[[], Jobs] = Jobs.inline) -> Iterator[tuple[Shell, OpenRegister]]:
    """The unlocked window on a benchmark's register, shown and active; closed afterwards."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    make_pages()
    set_apart()  # as the window does while it waits for the passphrase
    doors, place = Doors(SystemClock(), CHEAP), data_folder(folder)
    unlocked = unlock(place, PASSPHRASE, doors)
    shell = Shell(House(place, lambda: doors, make_pages, jobs, looks_ahead=True), Preferences())
    try:
        shell.open_window(unlocked)
        shell.show()
        shell.activateWindow()
        QTest.qWaitForWindowActive(shell)
        yield shell, unlocked.register
    finally:
        shell.close()
        shell.deleteLater()
