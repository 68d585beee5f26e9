"""Keys between the search box and the list of people, as a hand uses them one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.keyboard import Keyboard
from tests.ui.people_stage import names, record_five, show_people
from ui.people.list_words import on_tab

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from ui.people.page import PeoplePage
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(app_window: MainWindow, register: OpenRegister) -> PeoplePage:
    """The list of five people."""
    record_five(register)
    return show_people(app_window)


def test_esc_leaves_the_search_box_with_its_words_and_in_the_list_takes_the_words_away(
    page: PeoplePage, app_window: MainWindow
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_K, CTRL)
    keys.type("Ким")
    assert names(page) == ["Ким"]
    keys.press(Qt.Key.Key_Escape)
    assert page.list.list.table.hasFocus()
    assert (app_window.search.text(), names(page)) == ("Ким", ["Ким"])
    keys.press(Qt.Key.Key_Escape)
    assert (app_window.search.text(), len(names(page))) == ("", 5)
    keys.press(Qt.Key.Key_K, CTRL)
    keys.press(Qt.Key.Key_Escape)
    assert page.list.list.table.hasFocus()


def test_a_card_finds_its_person_also_where_another_tab_is_shown(page: PeoplePage) -> None:
    model = page.list.list.model
    line = model.line_at(2)
    assert line is not None
    page.list.ask(on_tab(page.list.list.query, "left"))
    assert names(page) == []
    page.show_argument("Лыс")
    assert names(page) == []
    page.show_argument(line.texts["card"])
    assert names(page) == ["Ким"]
    assert page.list.list.tabs.current() == "all"
