"""Backups in the window: made by themselves, at the end, and one brought back where the register is damaged."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.opening import keep_window
from intake_app.opening.archive import find_archives
from intake_app.opening.backups import back_up
from intake_app.paths import DataFolder, data_folder
from intake_app.services.backups import last_backup, set_second_place
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from tests.made import arrival
from tests.ui.keys import press, type_text
from tests.ui.made_up import PASSPHRASE
from ui.preferences import Preferences
from ui.settings.page import SettingsPage
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.clock import FixedClock
    from intake_app.opening import Doors, Unlocked
    from ui.jobs import Jobs
    from ui.window import MainWindow


def damage(folder: DataFolder) -> None:
    content = bytearray(folder.register.read_bytes())
    content[5000:9000] = bytes(4000)
    folder.register.write_bytes(content)


def test_the_window_makes_the_days_backup_by_itself_and_shows_its_age(
    app_window: MainWindow, unlocked: Unlocked, clock: FixedClock
) -> None:
    assert app_window.status.fact("backup") == "No backup yet"
    app_window.backups.look()
    assert len(find_archives(unlocked.folder.backups)) == 1
    assert app_window.status.fact("backup") == "Backed up just now"

    clock.instant += timedelta(hours=2)
    app_window.backups.look()
    assert len(find_archives(unlocked.folder.backups)) == 1
    register_party(unlocked.register, [arrival(unlocked)])
    clock.instant += timedelta(hours=24)
    app_window.backups.look()
    assert last_backup(unlocked.register) == clock.now()


def test_a_stick_that_is_away_is_said_once_and_its_age_grows(
    app_window: MainWindow, unlocked: Unlocked, clock: FixedClock, tmp_path: Path
) -> None:
    said: list[str] = []
    app_window.context.bus.said.connect(lambda text, _kind: said.append(text))
    set_second_place(unlocked.register, str(tmp_path / "stick"))
    for _day in range(2):
        register_party(unlocked.register, [arrival(unlocked)])
        app_window.backups.look()
        clock.instant += timedelta(days=1)
    assert said == ["The second place was not there; the backup on this laptop was made."]
    assert app_window.status.fact("backup") == "No backup on the second place yet"


def test_where_no_place_takes_the_backup_it_is_said_and_work_goes_on(
    app_window: MainWindow, unlocked: Unlocked
) -> None:
    unlocked.folder.backups.write_bytes(b"a file where a folder is needed")
    said: list[str] = []
    app_window.context.bus.said.connect(lambda text, _kind: said.append(text))
    app_window.backups.look()
    app_window.backups.look()
    assert len(said) == 1
    assert said[0].startswith("No backup was made.")


def test_closing_the_window_makes_the_days_backup_when_it_is_gone_and_keeps_the_next_window_from_nothing(
    qtbot: QtBot, folder: DataFolder, doors: Doors, jobs: Jobs, unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.main import make_pages

    shell = Shell(House(folder, lambda: doors, make_pages, lambda: jobs, backs_up_at_end=True), Preferences())
    qtbot.addWidget(shell)
    shell.claim()
    shell.open_window(unlocked)
    shell.show()
    seen: list[bool] = []

    def look_at_the_window(_name: str) -> None:
        with keep_window(folder):
            seen.append(shell.isVisible())

    monkeypatch.setattr("intake_app.opening.backups._remove_parts", lambda _folder, name: look_at_the_window(name))
    shell.close()
    assert seen == [False]
    assert len(find_archives(folder.backups)) == 1


@pytest.fixture
def locked(shell: Shell, unlocked: Unlocked, clock: FixedClock) -> UnlockScreen:
    """The lock screen of a register that was backed up with one person in it, and damaged after a second."""
    register_party(unlocked.register, [arrival(unlocked)])
    back_up(unlocked)
    clock.instant += timedelta(hours=1)
    register_party(unlocked.register, [arrival(unlocked)])
    unlocked.close()
    damage(unlocked.folder)
    shell.start()
    shell.show()
    shell.activateWindow()
    QTest.qWaitForWindowActive(shell)
    screen = shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    return screen


def test_a_damaged_register_offers_its_newest_backup_says_what_it_costs_and_opens_with_it(
    shell: Shell, locked: UnlockScreen
) -> None:
    assert not locked.rescue_button.isVisible()
    type_text(locked.passphrase.line, PASSPHRASE)
    press(locked.passphrase.line, Qt.Key.Key_Return)
    assert locked.rescue_button.isVisible()
    assert "The newest backup of this laptop is of Fri 25 Nov 2022" in locked.advice.text()
    assert "What was recorded since then is lost" in locked.advice.text()
    assert locked.passphrase.value_state != "error", "what was typed is not what is wrong"
    assert not locked.button._primary, "another try of the passphrase is not what is to be done"

    locked.rescue_button.click()

    window = shell.window_
    assert window is not None
    register = window.context.register
    assert len(find_people(register, "Иванов")) == 1
    assert "The register is back from the backup of Fri 25 Nov 2022" in window.status.said()
    assert "This laptop is now desk" in window.status.said()
    assert list(window.context.unlocked.folder.root.glob("register-damaged-*.db"))


def test_where_no_backup_holds_up_the_screen_says_so_and_stays(
    shell: Shell, locked: UnlockScreen, folder: DataFolder
) -> None:
    for path in find_archives(folder.backups):
        path.write_bytes(path.read_bytes()[:1000])
    type_text(locked.passphrase.line, PASSPHRASE)
    press(locked.passphrase.line, Qt.Key.Key_Return)
    locked.rescue_button.click()
    assert shell.window_ is None
    assert "No backup that holds up was found" in locked.advice.text() + locked.passphrase.helper()
    assert locked.rescue_button.isEnabled()


def test_a_wrong_passphrase_offers_no_restoring(shell: Shell, unlocked: Unlocked) -> None:
    unlocked.close()
    shell.start()
    screen = shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    type_text(screen.passphrase.line, "something else")
    press(screen.passphrase.line, Qt.Key.Key_Return)
    assert screen.passphrase.value_state == "error"
    assert screen.rescue_button.isHidden()


def test_a_copied_folder_says_which_desk_it_is_from_now_on(
    qtbot: QtBot, folder: DataFolder, doors: Doors, jobs: Jobs, unlocked: Unlocked, tmp_path: Path
) -> None:
    from ui.main import make_pages

    unlocked.close()
    shutil.copytree(folder.root, tmp_path / "copy")
    copy = data_folder(tmp_path / "copy")
    shell = Shell(House(copy, lambda: doors, make_pages, lambda: jobs), Preferences())
    qtbot.addWidget(shell)
    shell.start()
    screen = shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    screen.passphrase.set_text(PASSPHRASE)
    screen.try_passphrase()
    assert shell.window_ is not None
    assert shell.window_.status.said().startswith("This data folder was copied: this laptop is desk ")
    shell.close()


def test_a_backup_made_by_itself_is_listed_in_settings_that_are_shown(app_window: MainWindow) -> None:
    app_window.show_page("settings")
    page = app_window.page()
    assert isinstance(page, SettingsPage)
    assert page.backup.model.rowCount() == 0
    app_window.backups.look()
    assert page.backup.model.rowCount() == 1
    assert page.backup.age.text() == "Backed up just now."


def test_a_nearly_full_disk_is_said_and_no_backup_fills_it(
    qtbot: QtBot, shell: Shell, unlocked: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    from intake_app.opening.ballast import Ballast

    monkeypatch.setattr(Ballast, "_free", lambda _self: 0)
    full = replace(unlocked, doors=replace(unlocked.doors, ballast_size=1024))
    shell.open_window(full)
    assert shell.window_ is not None
    shell.window_.backups.look()
    assert shell.window_.status.said().startswith("The disk is nearly full")
    assert find_archives(unlocked.folder.backups) == ()
