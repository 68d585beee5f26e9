"""The system sleeps or locks its screen, told by a made-up logind on a bus of its own: the window locks before that."""

from __future__ import annotations

import ctypes
import os
import select
import shutil
import subprocess
from ctypes import wintypes
from typing import TYPE_CHECKING

import pytest
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

from tests.ui.made_up import PASSPHRASE
from tests.ui.test_locking import type_name, unlock_again, unlock_screen
from ui.jobs import Jobs
from ui.locking.logind import CHANGED, LOCK, MANAGER, PROPERTIES, ROOT, SERVICE, SESSION, SLEEP, path_of_session
from ui.locking.windows_session import POWER, SESSION_CHANGE, SESSION_LOCKED, SUSPENDS, WindowsSession
from ui.main import make_pages
from ui.preferences import Preferences
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors
    from intake_app.paths import DataFolder
    from ui.window import MainWindow

OWN = "3"

needs_bus = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None and not os.environ.get("CI"), reason="needs a bus: sudo apt install dbus"
)


class MadeUpLogind(QDBusVirtualObject):
    """Answers what Intake asks of logind, and says what a test wants it to say."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self.is_locked = False
        self.waits_for: list[int] = []
        self._bus = bus
        assert bus.registerService(SERVICE)
        assert bus.registerVirtualObject(ROOT, self, QDBusConnection.VirtualObjectRegisterOption.SubPath)

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        answer = message.createReply()
        if message.member() == "Inhibit":
            mine, given = os.pipe()
            self.waits_for.append(mine)
            answer.setArguments([QDBusUnixFileDescriptor(given)])
            os.close(given)
        else:
            answer.setArguments([QDBusVariant(self.is_locked)])
        connection.send(answer)
        return True

    def say(self, path: str, interface: str, name: str, *told: object) -> None:
        signal = QDBusMessage.createSignal(path, interface, name)
        signal.setArguments(list(told))
        self._bus.send(signal)

    def say_locked(self, session: str, *, is_locked: bool = True) -> None:
        self.is_locked = is_locked
        self.say(path_of_session(session), PROPERTIES, CHANGED, SESSION, {"LockedHint": is_locked}, [])

    def may_sleep(self) -> bool:
        """Whether nobody keeps the laptop awake any more."""
        return all(select.select([each], [], [], 0)[0] for each in self.waits_for)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={tmp_path / 'bus'}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def logind(address: str) -> Iterator[MadeUpLogind]:
    made = MadeUpLogind(QDBusConnection.connectToBus(address, "logind"))
    yield made
    QDBusConnection.disconnectFromBus("logind")
    for each in made.waits_for:
        os.close(each)


@pytest.fixture
def shell(
    qtbot: QtBot,
    folder: DataFolder,
    doors: Doors,
    logind: MadeUpLogind,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Shell]:
    """The process's window as the program makes it, on the test's bus."""
    monkeypatch.setenv("XDG_SESSION_ID", OWN)
    house = House(
        folder,
        lambda: doors,
        make_pages,
        Jobs.inline,
        listens=lambda guard: guard.listen(QDBusConnection.connectToBus(address, "intake")),
    )
    made = Shell(house, Preferences())
    qtbot.addWidget(made)
    made.claim()
    qtbot.waitUntil(lambda: len(logind.waits_for) == 1)
    yield made
    made.close()
    QDBusConnection.disconnectFromBus("intake")


def is_locked(shell: Shell) -> bool:
    return isinstance(shell.centralWidget(), UnlockScreen)


def _is_asked(logind: MadeUpLogind, times: int) -> Callable[[], bool]:
    return lambda: len(logind.waits_for) == times


@needs_bus
def test_before_the_laptop_sleeps_the_window_is_locked_and_only_then_it_sleeps(
    shell: Shell, app_window: MainWindow, logind: MadeUpLogind, qtbot: QtBot
) -> None:
    type_name(shell, "Свинцова")
    assert app_window.isVisible()
    assert not logind.may_sleep()
    logind.say(ROOT, MANAGER, SLEEP, True)
    qtbot.waitUntil(logind.may_sleep)
    assert is_locked(shell)
    assert "slept" in unlock_screen(shell)._text.text()


@needs_bus
def test_after_waking_it_asks_to_be_waited_for_again(
    shell: Shell, app_window: MainWindow, logind: MadeUpLogind, qtbot: QtBot
) -> None:
    assert app_window.isVisible()
    for time in (1, 2):
        logind.say(ROOT, MANAGER, SLEEP, True)
        qtbot.waitUntil(logind.may_sleep)
        assert is_locked(shell)
        logind.say(ROOT, MANAGER, SLEEP, False)
        qtbot.waitUntil(_is_asked(logind, time + 1))
        assert not logind.may_sleep()
        unlock_again(shell, PASSPHRASE)
        assert not is_locked(shell)


@needs_bus
@pytest.mark.parametrize("told", ["asked for", "seen"])
def test_the_lock_of_the_systems_screen_locks_the_window(
    shell: Shell, app_window: MainWindow, logind: MadeUpLogind, qtbot: QtBot, told: str
) -> None:
    assert app_window.isVisible()
    if told == "asked for":
        logind.say(path_of_session(OWN), SESSION, LOCK)
    else:
        logind.say_locked(OWN)
    qtbot.waitUntil(lambda: is_locked(shell))
    assert "screen" in unlock_screen(shell)._text.text()


@needs_bus
def test_the_screen_of_another_session_and_one_that_is_unlocked_are_nothing_to_it(
    shell: Shell, app_window: MainWindow, logind: MadeUpLogind, qtbot: QtBot
) -> None:
    assert app_window.isVisible()
    logind.say_locked("12")
    logind.say_locked(OWN, is_locked=False)
    logind.say(ROOT, MANAGER, SLEEP, False)  # answered after the others were heard
    qtbot.waitUntil(lambda: len(logind.waits_for) == 2)
    assert not is_locked(shell)


def test_without_a_bus_the_window_opens_all_the_same(
    qtbot: QtBot, folder: DataFolder, doors: Doors, tmp_path: Path
) -> None:
    nowhere = QDBusConnection.connectToBus(f"unix:path={tmp_path / 'nobody'}", "nowhere")
    made = Shell(House(folder, lambda: doors, make_pages, Jobs.inline, listens=lambda guard: guard.listen(nowhere)),
                 Preferences())  # fmt: skip
    qtbot.addWidget(made)
    made.claim()
    made.start()
    made.close()


def test_the_path_of_a_session_is_escaped_as_logind_does_it() -> None:
    assert path_of_session("3") == f"{ROOT}/session/_33"
    assert path_of_session("12") == f"{ROOT}/session/_312"
    assert path_of_session("c2") == f"{ROOT}/session/c2"
    assert path_of_session("") == ""


@pytest.mark.parametrize(
    ("message", "meaning", "heard"),
    [(POWER, SUSPENDS, "slept"), (SESSION_CHANGE, SESSION_LOCKED, "locked"), (POWER, 7, ""), (SESSION_CHANGE, 8, "")],
)
def test_windows_says_it_by_messages_to_the_window(message: int, meaning: int, heard: str) -> None:
    """As the messages are written down by Microsoft; this was not run on Windows."""
    told: list[str] = []
    session = WindowsSession(lambda: told.append("slept"), lambda: told.append("locked"))
    sent = wintypes.MSG(message=message, wParam=meaning)
    assert session.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent)) == (False, 0)
    assert "".join(told) == heard
