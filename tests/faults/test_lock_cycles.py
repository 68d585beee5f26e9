"""A thousand times locked and unlocked, with a form half typed each time: none is lost, and nothing piles up."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from intake_app.paths import data_folder
from intake_app.services.places import add_places
from tests.faults.conftest import IS_LONG
from tests.made import PASSPHRASE, doors, made_centre
from tests.ui.day import answer_day
from tests.ui.keys import type_text
from ui.jobs import Jobs
from ui.main import make_pages
from ui.preferences import Preferences
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen
from ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

CYCLES = 1_000 if IS_LONG else 30
WARM = 10  # cycles after which fonts, texts and imports are there
MAY_GROW = 50.0 if IS_LONG else 15.0  # MiB; a window that stays behind costs one or two
FAMILY, GIVEN = "Family name", "Given name"


def test_no_form_is_lost_however_often_it_is_locked_and_nothing_piles_up(
    tmp_path: Path, qtbot: QtBot, seen: Callable[[str, str], None]
) -> None:
    made = made_centre(tmp_path)
    add_places(made.register, "Hall 1, mat 1-40")
    made.close()
    shell = Shell(House(data_folder(tmp_path), doors, make_pages, Jobs.inline), Preferences())
    qtbot.addWidget(shell)
    shell.start()
    shell.show()
    _unlock(shell)
    answer_day(shell)
    typed = {FAMILY: "", GIVEN: ""}
    begun = 0.0
    for cycle in range(CYCLES):
        _type(shell, typed, cycle)
        shell.lock()
        _unlock(shell)
        assert {name: _field(shell, name).text() for name in typed} == typed, f"lost in cycle {cycle}"
        if cycle == WARM:
            begun = _resident()
    grown = _resident() - begun
    windows = [each for each in gc.get_objects() if isinstance(each, MainWindow)]
    shell.close()
    seen("locks", f"{CYCLES} locks and unlocks: no form lost, memory grew {grown:.1f} MiB")
    assert len(windows) == 1
    assert grown < MAY_GROW


def _type(shell: Shell, typed: dict[str, str], cycle: int) -> None:
    """A letter more in one of the two fields; now and then both are begun anew."""
    name = FAMILY if cycle % 2 else GIVEN
    field = _field(shell, name)
    if cycle % 40 == 0:
        for each in typed:
            _field(shell, each).clear()
            _field(shell, each).textEdited.emit("")
            typed[each] = ""
    field.setFocus()
    letter = chr(ord("а") + cycle % 32)
    type_text(field, letter)
    typed[name] += letter


def _unlock(shell: Shell) -> None:
    screen = shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    screen.passphrase.set_text(PASSPHRASE)
    screen.try_passphrase()
    QApplication.processEvents()  # else what Qt posts to the window that stays piles up
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def _field(shell: Shell, name: str) -> QLineEdit:
    assert shell.window_ is not None
    return next(each for each in shell.window_.findChildren(QLineEdit) if each.accessibleName() == name)


def _resident() -> float:
    """MiB of this process in memory."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024
