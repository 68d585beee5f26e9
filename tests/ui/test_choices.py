"""Drop-downs by keys: letters and blanks find, Enter takes, Esc leaves all as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.resources.theme import apply_theme, colour
from ui.resources.tokens import DARK, LIGHT
from ui.widgets.choices import ChoiceField
from ui.widgets.drop_down import PAUSE_MS, DropDown, TypedWord

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from ui.resources.tokens import Tokens

PLACES = ("any place", "Hall 1, mat 1", "Hall 1, mat 10", "Hall 2, mat 1", "House 4", "Saint Kitts", "San Marino")


@pytest.fixture
def field(qtbot: QtBot) -> ChoiceField:
    """A shown field with places."""
    made = ChoiceField("Place", [(text.lower(), text) for text in PLACES])
    qtbot.addWidget(made)
    made.resize(300, made.height())
    made.show()
    QTest.qWaitForWindowExposed(made)
    made.focus()
    return made


def type_into(widget: QWidget, text: str, *, start_ms: int = 1_000, apart_ms: int = 150) -> None:
    """Type at a hand's pace; nobody waits for it."""
    for number, char in enumerate(text):
        key = Qt.Key.Key_Space if char == " " else Qt.Key.Key_unknown
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, char)
        event.setTimestamp(start_ms + number * apart_ms)
        QApplication.sendEvent(widget, event)


def standing_on(combo: DropDown) -> str:
    return str(combo.view().currentIndex().data())


def test_a_name_with_blanks_is_typed_into_the_closed_field(field: ChoiceField) -> None:
    type_into(field.combo, "hall 2")
    assert field.text() == "Hall 2, mat 1"
    assert not field.combo.is_open()
    type_into(field.combo, "saint k", start_ms=60_000)
    assert (field.value(), field.combo.is_open()) == ("saint kitts", False)


def test_a_blank_by_itself_opens_the_list(field: ChoiceField) -> None:
    QTest.keyClick(field.combo, Qt.Key.Key_Space)
    assert field.combo.is_open()
    QTest.keyClick(field.combo.view(), Qt.Key.Key_Escape)


def test_in_the_open_list_typing_finds_and_enter_takes(field: ChoiceField, qtbot: QtBot) -> None:
    combo = field.combo
    combo.showPopup()
    type_into(combo.view(), "hall 1, mat 10")
    assert standing_on(combo) == "Hall 1, mat 10"
    assert (combo.is_open(), field.text()) == (True, "any place")
    with qtbot.waitSignal(field.edited) as taken:
        QTest.keyClick(combo.view(), Qt.Key.Key_Return)
    assert taken.args == ["hall 1, mat 10"]
    assert (combo.is_open(), field.text()) == (False, "Hall 1, mat 10")


def test_esc_closes_the_list_and_changes_nothing(field: ChoiceField) -> None:
    edited: list[str] = []
    field.edited.connect(edited.append)
    field.set_value("house 4")
    field.combo.showPopup()
    type_into(field.combo.view(), "san")
    assert standing_on(field.combo) == "San Marino"
    QTest.keyClick(field.combo.view(), Qt.Key.Key_Escape)
    assert (field.combo.is_open(), field.text(), edited) == (False, "House 4", [])


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_row_one_stands_on_can_be_told_from_the_others(
    field: ChoiceField, qapp: QApplication, tokens: Tokens
) -> None:
    apply_theme(qapp, tokens)
    field.combo.showPopup()
    view = field.combo.view()
    type_into(view, "house")
    here = view.visualRect(view.currentIndex())
    other = view.visualRect(field.combo.model().index(1, 0))
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(here.left() + 6, here.center().y()) == colour("accent")
    assert picture.pixelColor(other.left() + 6, other.center().y()) != colour("accent")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    apply_theme(qapp, LIGHT)


def test_the_list_is_as_wide_as_its_longest_choice(field: ChoiceField) -> None:
    longest = "Moved within the country, to relatives or to a flat of their own"
    field.set_options([("a", "left"), ("b", longest)])
    field.combo.showPopup()
    view = field.combo.view()
    assert view.viewport().width() >= view.sizeHintForColumn(0) - 1
    QTest.keyClick(view, Qt.Key.Key_Escape)


def test_letters_begin_anew_after_a_pause_and_one_letter_goes_round() -> None:
    word, texts = TypedWord(), ["Kazakh", "Kyrgyz", "Russian", "Uzbek"]
    assert word.find("k", 0, texts, 0) == 1
    assert word.find("k", 100, texts, 1) == 0
    assert word.find("y", 100 + PAUSE_MS, texts, 0) == -1
    assert word.find("r", 200 + 2 * PAUSE_MS, texts, 0) == 2
    assert word.find("x", 300 + 2 * PAUSE_MS, texts, 2) == -1
    assert word.find("u", 400 + 2 * PAUSE_MS, texts, 2) == 2


def test_a_further_word_is_found_where_no_choice_begins_so() -> None:
    word, texts = TypedWord(), ["internal passport", "passport", "birth certificate"]
    found = [word.find(char, at, texts, 2) for at, char in enumerate("cert")]
    assert found[-1] == 2
    assert TypedWord().find("p", 0, texts, 0) == 1
