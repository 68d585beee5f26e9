from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from reports.sheet import render_sheets
from tests.ui.keyboard import Keyboard
from tests.unit.sheet_cases import make_sheet
from ui.preview import Preview, show_preview

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def two_pages() -> bytes:
    """A PDF of two sheets of one page each."""
    return render_sheets([make_sheet(), make_sheet()])


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A page with a field that has the focus."""
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1170, 640)
    line = QLineEdit(host)
    host.show()
    host.activateWindow()
    QTest.qWaitForWindowActive(host)
    line.setFocus()
    return host


def test_it_covers_its_page_says_the_page_and_gives_the_focus_back(host: QWidget, two_pages: bytes) -> None:
    preview = show_preview(host, two_pages, title="Sheet in Russian")
    assert preview.geometry() == host.rect()
    assert preview.place.text() == "Page 1 of 2"
    Keyboard().press(Qt.Key.Key_End)
    assert preview.place.text() == "Page 2 of 2"
    closed: list[bool] = []
    preview.closed.connect(lambda: closed.append(True))
    Keyboard().press(Qt.Key.Key_Escape)
    assert closed == [True]
    assert isinstance(host.focusWidget(), QLineEdit)
    assert host.focusWidget().hasFocus()


def test_it_grows_with_its_page(host: QWidget, two_pages: bytes) -> None:
    preview = show_preview(host, two_pages, title="Sheet")
    host.resize(1400, 800)
    assert preview.geometry() == host.rect()


def test_ctrl_enter_prints_once_and_closes(host: QWidget, two_pages: bytes) -> None:
    printed: list[bool] = []
    preview = show_preview(
        host, two_pages, title="Sheet", print_text="Save and print", printed=lambda: printed.append(preview.isHidden())
    )
    Keyboard().press(Qt.Key.Key_Return, CTRL)
    assert printed == [True]


def test_without_something_to_print_there_is_no_button(host: QWidget, two_pages: bytes) -> None:
    preview = show_preview(host, two_pages, title="Sheet")
    assert not preview.print_button.isVisible()
    Keyboard().press(Qt.Key.Key_Return, CTRL)
    assert preview.isVisible()


def test_the_keys_of_the_page_below_do_nothing_but_locking_works(host: QWidget, two_pages: bytes) -> None:
    pressed: list[str] = []
    for keys in ("Ctrl+Return", "F6", "Esc", "Ctrl+L"):
        QShortcut(QKeySequence(keys), host, lambda keys=keys: pressed.append(keys))
    preview = show_preview(host, two_pages, title="Sheet")
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_F6)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    keyboard.press(Qt.Key.Key_L, CTRL)
    keyboard.press(Qt.Key.Key_Escape)
    assert pressed == ["Ctrl+L"]
    assert preview.isHidden()


def test_a_second_preview_replaces_the_first(host: QWidget, two_pages: bytes) -> None:
    first = show_preview(host, two_pages, title="Sheet")
    second = show_preview(host, two_pages, title="Another")
    assert first.isHidden()
    assert [each for each in host.findChildren(Preview) if each.isVisible()] == [second]


def test_plus_and_minus_change_the_size(host: QWidget, two_pages: bytes) -> None:
    preview = show_preview(host, two_pages, title="Sheet")
    paper = preview.pages.widget()
    assert paper is not None
    width = paper.width()
    Keyboard().type("-")
    preview.pages.zoom(-1)
    assert paper.width() < width
    preview.pages.zoom(0)
    assert paper.width() == width


def test_bytes_that_are_no_pdf_are_said(host: QWidget) -> None:
    preview = show_preview(host, b"no pdf", title="Sheet")
    assert preview.place.text() == "This cannot be shown."


def test_a_page_is_drawn_white_with_black_letters(host: QWidget, two_pages: bytes) -> None:
    preview = show_preview(host, two_pages, title="Sheet")
    image = preview.pages.grab().toImage()
    middle = image.width() // 2
    greys = {image.pixelColor(middle + x, 60 + y).lightness() for x in range(-200, 200) for y in range(0, 120, 2)}
    assert min(greys) < 60
    assert max(greys) == 255
