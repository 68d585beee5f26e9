"""One evening through the real window, by key events only: set-up, arrivals, sheets, export, lock."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.paths import data_folder
from tests.made import PASSPHRASE, doors
from tests.ui.keyboard import Keyboard
from ui.asks.day_cover import DayCover
from ui.desk.page import DeskPage
from ui.exchange.page import ExchangePage
from ui.first_run.screen import FirstRunScreen
from ui.first_run.steps import KEY, KEY_BACK, PLACES
from ui.jobs import Jobs
from ui.main import make_pages
from ui.people.page import PeoplePage
from ui.preferences import Preferences
from ui.resources.theme import apply_theme
from ui.resources.tokens import LIGHT
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.widgets.page import Page

CTRL = Qt.KeyboardModifier.ControlModifier
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F3204153ZE184226B<<<<<16\n"
LONG_MS = 20_000


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Shell]:
    """The program's window on an empty folder, its jobs in threads of their own."""
    apply_theme(qapp, LIGHT)
    house = House(data_folder(tmp_path / "centre"), doors, make_pages, Jobs.threaded)
    made = Shell(house, Preferences())
    qtbot.addWidget(made)
    made.start()
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    yield made
    made.close()


class Evening:
    """The clerk: types, and waits for what the window shows, never for time."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        self.shell = shell
        self.qtbot = qtbot
        self.keys = Keyboard()

    def set_up(self) -> None:
        """Answer the first run, from the first question to the window."""
        screen = self.shell.centralWidget()
        assert isinstance(screen, FirstRunScreen)
        self.keys.press(Qt.Key.Key_Space)
        assert screen.run is not None
        run = screen.run
        self.keys.enter("Oral, hall 1", "", "", "", "Aigerim B.", PASSPHRASE, PASSPHRASE)
        self.wait(lambda: run.key == KEY)
        self.keys.enter("")
        assert run.key == KEY_BACK
        self.keys.enter(run.recovery_key)
        assert run.key == PLACES
        self.keys.type("Hall 1, mat 1-9")
        self.keys.press(Qt.Key.Key_Return, CTRL)
        self.wait(lambda: self.shell.window_ is not None)
        self.answer_day()
        self.wait(lambda: QApplication.focusWidget() is self.desk().token.line and self.desk().work.form is not None)

    def answer_day(self) -> None:
        """The first of the day says that the clock is right: Enter."""
        window = self.shell.window_
        assert window is not None
        cover = window.covers.cover()
        assert isinstance(cover, DayCover)
        self.wait(cover.yes.hasFocus)
        self.keys.press(Qt.Key.Key_Return)
        self.wait(lambda: window.covers.cover() is None)

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Until something is so."""
        self.qtbot.waitUntil(is_so, timeout=LONG_MS)

    def page(self) -> Page:
        """The page that is shown."""
        assert self.shell.window_ is not None
        page = self.shell.window_.page()
        assert page is not None
        return page

    def desk(self) -> DeskPage:
        page = self.page()
        assert isinstance(page, DeskPage)
        return page

    def said(self) -> str:
        """The status line."""
        assert self.shell.window_ is not None
        return self.shell.window_.status.said()


def test_an_evening_at_the_desk(shell: Shell, qtbot: QtBot, tmp_path: Path) -> None:
    evening = Evening(shell, qtbot)
    keys, sheets, stick = evening.keys, tmp_path / "sheets", tmp_path / "stick"
    sheets.mkdir()
    stick.mkdir()
    evening.set_up()
    choose_folder_for_sheets(evening, sheets)
    _record_a_party(evening)
    _record_a_scanned_passport(evening)
    evening.wait(lambda: len(list(sheets.glob("*.pdf"))) == 2)
    _read_sheets(sheets)
    _find_and_open(evening)
    _export(evening, stick)
    with (stick / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["family_name"] or row["family_name_latin"] for row in rows) == ["ERIKSSON", "Иванов", "Иванова"]
    assert {row["entered_on"] for row in rows} == {"2022-11-25"}
    keys.press(Qt.Key.Key_L, CTRL)
    evening.wait(lambda: isinstance(shell.centralWidget(), UnlockScreen))


def choose_folder_for_sheets(evening: Evening, folder: Path) -> None:
    """Down in the list of printers to the folder, which then has the focus; its path."""
    keys = evening.keys
    keys.press(Qt.Key.Key_7, CTRL)
    page = evening.page()
    assert isinstance(page, ExchangePage)
    page.target.printer.focus()
    for _press in range(page.target.printer.combo.count() - 1):
        keys.press(Qt.Key.Key_Down)
    evening.wait(page.target.folder.editor.hasFocus)
    keys.enter(str(folder))
    keys.press(Qt.Key.Key_1, CTRL)
    evening.wait(evening.desk().token.line.hasFocus)


def _record_a_party(evening: Evening) -> None:
    keys = evening.keys
    keys.enter("47", "", "4512 345678", "Иванов", "Сергей", "Петрович", "25051997", "", "25112022", "", "", "русский")
    keys.press(Qt.Key.Key_F6)
    evening.wait(lambda: evening.desk().subtitle.text() == "person 2 of the party")
    keys.enter("", "4512 111111", "Иванова", "Анна", "Олеговна", "1999", "", "", "")
    keys.press(Qt.Key.Key_Return, CTRL)
    evening.wait(lambda: "2 sheets written" in evening.said())
    assert evening.said().startswith("Saved O")
    assert evening.desk().token.line.hasFocus()


def _record_a_scanned_passport(evening: Evening) -> None:
    keys = evening.keys
    keys.scan(PASSPORT)
    evening.wait(lambda: evening.desk().fields.fields["document_number"].text() == "L898902C3")
    keys.enter("", "", "", "", "")
    keys.press(Qt.Key.Key_Return, CTRL)
    evening.wait(lambda: "1 sheet written" in evening.said())


def _read_sheets(folder: Path) -> None:
    texts = ["".join(page.extract_text() for page in PdfReader(path).pages) for path in sorted(folder.glob("*.pdf"))]
    party = next(text for text in texts if "Иванов" in text)
    assert "Иванова" in party
    assert any("ERIKSSON" in text for text in texts)
    assert not any("4512 345678" in text for text in texts)


def _find_and_open(evening: Evening) -> None:
    keys = evening.keys
    keys.press(Qt.Key.Key_K, CTRL)
    keys.type("sergei")
    evening.wait(lambda: isinstance(evening.page(), PeoplePage))
    page = evening.page()
    assert isinstance(page, PeoplePage)
    evening.wait(lambda: page.list.subtitle.text() == "1 of 3")
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    evening.wait(lambda: page.person.head.name.text() == "Иванов Сергей Петрович")
    keys.press(Qt.Key.Key_Escape)


def _export(evening: Evening, folder: Path) -> None:
    keys = evening.keys
    keys.press(Qt.Key.Key_7, CTRL)
    page = evening.page()
    assert isinstance(page, ExchangePage)
    keys.enter("figures for the akimat", "", str(folder), "")
    assert page.export.protection.combo.hasFocus()
    for _press in range(3):
        keys.press(Qt.Key.Key_Down)
    assert "Plain" in page.export.warning()
    keys.press(Qt.Key.Key_Return, CTRL)  # a plain one is asked for twice
    keys.press(Qt.Key.Key_Return, CTRL)
    evening.wait(lambda: evening.said().startswith("Exported 3 people"))
