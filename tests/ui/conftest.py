"""A window on a made-up centre: real register, real pages, no thread and no waiting."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent

from intake_app.clock import FixedClock
from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.opening import Doors, Unlocked
from intake_app.paths import DataFolder, data_folder
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from intake_app.vault.policy import KdfPolicy
from tests.moulds import pour_centre
from tests.ui.made_up import NIGHT, PASSPHRASE, SERGEI, SETUP
from tests.ui.opened import show_unlocked
from ui.bus import Bus
from ui.context import WindowContext
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.resources.theme import apply_theme
from ui.resources.tokens import LIGHT
from ui.shell import House, Shell
from ui.speech import speak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from intake_app.services.open_register import OpenRegister
    from ui.window import MainWindow

A_FEW = 100  # widgets; a window has some hundreds
PATIENCE_MS = 30_000


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits on a machine that does much else too: whatever comes is waited for no longer than it takes."""
    for wait in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE_MS))
    return qtbot


@pytest.fixture(autouse=True, scope="module")
def no_widgets_left(qapp: QApplication) -> Iterator[None]:
    """Free closed windows here: on the thread of a later test that saves beside, they would crash it (ui/garbage)."""
    yield
    _free_closed_windows(qapp)
    gc.collect()
    gc.freeze()  # what was imported since stays as well
    _look_plain(qapp)


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> None:
    """The light look at 100 % in English, whatever the test before has chosen; none of its windows is styled anew."""
    _free_closed_windows(qapp)
    _look_plain(qapp)


def _free_closed_windows(app: QApplication) -> None:
    """Without an event loop under way Qt keeps what is to be deleted later for ever."""
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if len(app.allWidgets()) > A_FEW:
        gc.collect()


def _look_plain(app: QApplication) -> None:
    speak(app, "en")
    apply_theme(app, LIGHT)


@pytest.fixture
def clock() -> FixedClock:
    """The night of the design's pictures; a test may move it."""
    return FixedClock(NIGHT)


@pytest.fixture
def doors(clock: FixedClock) -> Doors:
    """The fixed clock, and a key derivation that costs nothing."""
    return Doors(clock, KdfPolicy(64, 1, 1, 64, 1))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A data folder in which nothing is set up."""
    return data_folder(tmp_path / "centre")


@pytest.fixture
def unlocked(folder: DataFolder, doors: Doors) -> Iterator[Unlocked]:
    """A centre set up in the folder, open."""
    opened = pour_centre(folder, SETUP, PASSPHRASE, doors)
    yield opened
    opened.close()


@pytest.fixture
def register(unlocked: Unlocked) -> OpenRegister:
    """The open register, as services take it."""
    return unlocked.register


@pytest.fixture
def record(register: OpenRegister) -> Callable[..., str]:
    """Records Sergei, or somebody with other values, where three mats are; answers the id."""
    add_places(register, "Hall 1, mat 1-3")

    def make(**values: str) -> str:
        context = DeskContext(register.clock.now().date(), "KZ")
        return register_party(register, [parse_arrival(SERGEI | values, context)]).people[0].person_id

    return make


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """Jobs that are done at once; a crash in one fails the test."""
    made = Jobs.inline()
    crashes: list[str] = []
    made.crashed.connect(crashes.append)
    yield made
    assert crashes == []


@pytest.fixture
def context(unlocked: Unlocked, jobs: Jobs) -> WindowContext:
    """What a page is given."""
    return WindowContext(unlocked, jobs, Bus(), Preferences())


@pytest.fixture
def shell(qtbot: QtBot, folder: DataFolder, doors: Doors, jobs: Jobs) -> Iterator[Shell]:
    """The process's window, not started yet, on the folder."""
    from ui.main import make_pages

    made = Shell(House(folder, lambda: doors, make_pages, lambda: jobs), Preferences())
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def first_page() -> str:
    """The page the window opens on. Where the tests of a module are about another page than the desk, it names that and
    prepares what the page shows: the desk is then not made.
    """
    return ""


@pytest.fixture
def app_window(shell: Shell, unlocked: Unlocked, first_page: str, qtbot: QtBot) -> MainWindow:
    """The unlocked window, shown, with its real pages."""
    show_unlocked(shell, unlocked, first_page)
    assert shell.window_ is not None
    return shell.window_
