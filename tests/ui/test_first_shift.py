"""A new shift lead on a fresh laptop, with the keyboard alone: from the first question to an export that came back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.i18n import current_language
from tests.ui.clipping import settle
from tests.ui.day import answer_day
from tests.ui.keyboard import Keyboard
from tests.ui.made_up import PASSPHRASE
from ui.exchange.page import ExchangePage
from ui.first_run.screen import FirstRunScreen
from ui.handouts.page import HandoutsPage
from ui.jobs import Jobs
from ui.main import make_pages
from ui.preferences import Preferences
from ui.resources.theme import theme
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors
    from intake_app.paths import DataFolder
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
DOWN, TAB = Qt.Key.Key_Down, Qt.Key.Key_Tab


@pytest.fixture
def shell(qtbot: QtBot, folder: DataFolder, doors: Doors) -> Iterator[Shell]:
    """The process's window on an empty folder; it may be locked and unlocked."""
    made = Shell(House(folder, lambda: doors, make_pages, Jobs.inline), Preferences("light", language="en"))
    qtbot.addWidget(made)
    yield made
    made.close()


class Lead:
    """Somebody at the keyboard, who sees only what the window shows."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.keys = Keyboard()
        self._number = 0

    def look(self, name: str) -> None:
        settle()
        self._number += 1
        if folder := os.environ.get("WALK"):
            self.shell.grab().save(f"{folder}/{self._number:02d}_{name}.png")

    def window(self) -> MainWindow:
        assert self.shell.window_ is not None
        return self.shell.window_

    def tab_to(self, name: str) -> None:
        """Tab until something with this name has the keyboard."""
        for _step in range(60):
            focused = QApplication.focusWidget()
            assert focused is not None
            if focused.accessibleName() == name:
                return
            self.keys.press(TAB)
        raise AssertionError(name)

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        self.keys.press(key, CTRL if ctrl else Qt.KeyboardModifier.NoModifier)
        settle()


@pytest.fixture
def lead(shell: Shell) -> Lead:
    """Before the first question, the window shown."""
    shell.resize(1366, 768)
    shell.start()
    shell.show()
    shell.activateWindow()
    QTest.qWaitForWindowActive(shell)
    return Lead(shell)


def set_up(lead: Lead) -> None:
    """Five questions with their guesses, the recovery key typed back, and on to the paper kit."""
    screen = lead.shell.centralWidget()
    assert isinstance(screen, FirstRunScreen)
    lead.look("welcome")
    lead.press(Qt.Key.Key_Return)
    lead.look("centre")
    lead.keys.enter("Oral, hall 1")
    for _guess in ("code", "country", "zone"):
        lead.press(Qt.Key.Key_Return)
    lead.look("desk")
    lead.press(Qt.Key.Key_Return)
    lead.keys.enter("Aigerim B.")
    lead.look("passphrase")
    lead.keys.enter(PASSPHRASE, PASSPHRASE)
    lead.look("key")
    assert screen.run is not None
    key = screen.run.recovery_key
    lead.press(Qt.Key.Key_Return)
    lead.keys.enter(key.lower().replace("-", " "))
    lead.keys.type("Hall 1, mat 1-40")
    lead.look("places")
    lead.press(Qt.Key.Key_P, ctrl=True)
    answer_day(lead.shell)


def print_kit(lead: Lead, sheets: Path) -> None:
    """Without a printer: one key leads to where a folder is chosen."""
    lead.look("kit")
    page = lead.window().page()
    assert isinstance(page, HandoutsPage)
    assert page.kits.count.line.hasFocus()
    lead.press(Qt.Key.Key_P, ctrl=True)
    lead.look("kit_without_printer")
    lead.press(Qt.Key.Key_F4)
    lead.look("where_sheets_go")
    lead.press(Qt.Key.Key_End)
    lead.keys.enter(str(sheets / "not there"))
    lead.look("no_such_folder")
    lead.press(Qt.Key.Key_A, ctrl=True)
    lead.keys.enter(str(sheets))
    lead.look("folder_chosen")
    assert lead.window().status.said() == f"Sheets are written into {sheets}"
    lead.press(Qt.Key.Key_6, ctrl=True)
    lead.look("back_at_the_kit")
    lead.press(Qt.Key.Key_P, ctrl=True)
    lead.look("kit_printed")
    assert [path.name for path in sheets.iterdir()] == ["paper_kit_ORA-A-000001-D_40.pdf"]  # no number was lost before


def lock_and_unlock(lead: Lead) -> None:
    lead.press(Qt.Key.Key_L, ctrl=True)
    lead.look("locked")
    assert isinstance(lead.shell.centralWidget(), UnlockScreen)
    for number in range(3):
        lead.keys.enter("not the passphrase")
        lead.look(f"wrong_{number + 1}")
    lead.keys.enter(PASSPHRASE)
    lead.look("unlocked")


def choose_look(lead: Lead) -> None:
    """Russian, dark, larger, without leaving the panel."""
    lead.press(Qt.Key.Key_J, ctrl=True)
    lead.look("panel")
    lead.press(DOWN)
    lead.press(TAB)
    lead.press(DOWN)
    lead.look("panel_dark")
    lead.press(TAB)
    lead.press(DOWN)
    lead.look("panel_size")
    assert (theme().tokens.name, theme().scale, current_language()) == ("dark", 1.1, "ru")
    lead.press(Qt.Key.Key_Escape)


def export_and_bring_back(lead: Lead, stick: Path) -> None:
    lead.press(Qt.Key.Key_7, ctrl=True)
    lead.look("exchange")
    lead.keys.enter("weekly figures", "")
    lead.keys.enter(str(stick), "", "", "seven green horses")
    lead.look("export_filled")
    lead.press(Qt.Key.Key_Return, ctrl=True)
    lead.look("exported")
    page = lead.window().page()
    assert isinstance(page, ExchangePage)
    assert [path.name for path in stick.iterdir()] == ["export.zip.age"]
    lead.tab_to(page.bring.path.label)
    lead.keys.enter(str(stick / "export.zip.age"), "seven green horses")
    lead.look("looked")
    lead.press(Qt.Key.Key_F4)
    lead.look("brought")
    assert page.bring.outcome.text() != ""
    assert page.bring.path.value_state != "error"


def test_a_first_shift_is_begun_with_the_keyboard_alone(lead: Lead, tmp_path: Path) -> None:
    sheets, stick = tmp_path / "sheets", tmp_path / "stick"
    sheets.mkdir()
    stick.mkdir()
    set_up(lead)
    print_kit(lead, sheets)
    lock_and_unlock(lead)
    choose_look(lead)
    export_and_bring_back(lead, stick)
