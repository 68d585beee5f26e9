"""What tests of a night begin with: its table after the notice, a keyboard that counts, and what was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.services.nights import read_tonight
from intake_app.services.places import add_places
from tests.ui.keyboard import Keyboard
from ui.tonight.page import TonightPage

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.tonight import TonightLine
    from intake_app.services.open_register import OpenRegister
    from ui.tonight.entry import Entry
    from ui.window import MainWindow


class Counter(Keyboard):
    """Counts presses; a chord is one."""

    def __init__(self) -> None:
        super().__init__()
        self.presses = 0

    def type(self, text: str, *, apart_ms: int = 1_000) -> None:
        self.presses += len(text)
        super().type(text, apart_ms=apart_ms)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.presses += 1
        super().press(key, modifiers)


def make_mats(register: OpenRegister) -> str:
    """Forty mats, free; answers the page on which the window then opens."""
    add_places(register, "Hall 1, mat 1-40")
    return "tonight"


def open_night(window: MainWindow, keys: Counter) -> TonightPage:
    """The night's table after the notice was read out."""
    QApplication.clipboard().clear()  # F3 would take a list that another test has left there
    window.show_page("tonight")
    shown = window.page()
    assert isinstance(shown, TonightPage)
    keys.enter("Train 325", "320", "")
    keys.presses = 0
    return shown


def lines(register: OpenRegister) -> list[TonightLine]:
    return list(read_tonight(register).lines)


def entry_of(page: TonightPage) -> Entry:
    """What is typed now."""
    assert page.work.board is not None
    return page.work.board.entry


def slips_in(folder: Path) -> list[str]:
    """The text of each file of slips, in the order they were written."""
    files = sorted(folder.glob("bed_slips_*.pdf"))
    return ["\n".join(page.extract_text() for page in PdfReader(path).pages) for path in files]
