"""Nothing typed at night is lost: lines taken back, lists, what hinders printing, and letters at the wrong field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.services.print_targets import PrintTarget, keep_print_target
from intake_app.services.undoing import undo_act
from tests.ui.nights import Counter, entry_of, lines, make_mats, open_night, slips_in
from ui.tonight.entry import Entry
from ui.tonight.page import TonightPage
from ui.tonight.rows import Cell

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.services.open_register import OpenRegister
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keys() -> Counter:
    return Counter()


@pytest.fixture
def first_page(register: OpenRegister) -> str:
    return make_mats(register)


@pytest.fixture
def page(app_window: MainWindow, keys: Counter) -> TonightPage:
    return open_night(app_window, keys)


def test_a_letter_typed_at_urgent_is_the_sex_and_a_digit_typed_at_the_sex_is_urgent(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнова Женя", "1996")
    assert page.work.field == "urgent"  # the family name tells the sex
    keys.type("m")
    assert page.table.lines.row_at(0).cells[3] == Cell("M")
    keys.enter("1")
    keys.enter("Ким Юна", "1990")
    assert page.work.field == "sex"
    keys.enter("2")
    assert [(line.sex, line.need_code) for line in lines(register)] == [("M", "doctor"), ("", "child_alone")]


@pytest.mark.parametrize(
    ("field", "typed", "sex", "urgent"),
    [
        ("urgent", "ж", "ж", ""),
        ("urgent", "1M", "M", "1"),
        ("urgent", "mf", "f", ""),
        ("urgent", "муж", "", "муж"),
        ("sex", "3", "", "3"),
        ("sex", "m1", "m", "1"),
        ("sex", "12", "", "2"),
        ("sex", "man", "man", ""),
    ],
)
def test_only_what_can_be_meant_goes_to_the_other_field(field: str, typed: str, sex: str, urgent: str) -> None:
    entry = Entry()
    entry.type(field, typed)
    assert (entry.texts["sex"], entry.texts["urgent"]) == (sex, urgent)


def test_a_line_taken_back_is_still_there_after_another_was_looked_at_and_corrected(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнов Павел", "1996", "")
    keys.enter("Лаптев Никита", "1998", "")
    keys.press(Qt.Key.Key_Z, CTRL)
    assert entry_of(page).texts["name"] == "Лаптев Никита"
    keys.press(Qt.Key.Key_Up)
    page.keep_draft()
    again = TonightPage(page.context)  # even where the laptop dies now
    assert again.work.board is not None
    assert [entry.texts["name"] for entry in again.work.board.waiting] == ["Лаптев Никита"]
    again.deleteLater()
    keys.press(Qt.Key.Key_Tab)
    page.table.editor.line.selectAll()
    keys.enter("1969")
    assert lines(register)[0].birth_date == "1969"
    assert entry_of(page).texts["name"] == "Лаптев Никита"
    keys.enter("", "", "")
    assert [(line.token, line.name) for line in lines(register)] == [("1", "Смирнов Павел"), ("2", "Лаптев Никита")]


def test_what_is_typed_waits_while_the_line_before_it_is_taken_back(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнов Павел")
    keys.type("1996")
    keys.press(Qt.Key.Key_F6)
    keys.enter("Смирнов Егор")
    keys.press(Qt.Key.Key_Z, CTRL)
    assert entry_of(page).texts["name"] == "Смирнов Павел"
    page.table.editor.line.selectAll()
    keys.enter("Смирнов Пётр")
    keys.press(Qt.Key.Key_F6)
    assert (entry_of(page).texts["name"], entry_of(page).token()) == ("Смирнов Егор", "2")
    keys.enter("", "1999", "")
    saved = lines(register)
    assert [line.name for line in saved] == ["Смирнов Пётр", "Смирнов Егор"]
    assert len({line.party for line in saved}) == 1
    assert saved[0].party


def test_a_correction_that_is_half_typed_is_not_lost_by_undo(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнов Павел", "1996", "")
    keys.press(Qt.Key.Key_Up)
    page.work.edit("Смирнов Пётр")
    page.work.undo()
    assert [line.name for line in lines(register)] == ["Смирнов Павел"]
    assert entry_of(page).texts["name"] == "Смирнов Пётр"


def test_the_list_key_and_ctrl_v_take_a_list_once(page: TonightPage, register: OpenRegister, keys: Counter) -> None:
    keys.enter("100")
    text = "Смирнов Павел\t1996\nСмирнов Егор\t19x9\n"
    QApplication.clipboard().setText(text)
    keys.press(Qt.Key.Key_F3)
    assert page.paste.area.area.textCursor().selectedText() == "19x9"
    keys.press(Qt.Key.Key_V, CTRL)
    assert page.paste.area.text() == text
    keys.type("1999")
    keys.press(Qt.Key.Key_V, CTRL)
    assert page.paste.area.text() == text.replace("19x9", "1999")
    QApplication.clipboard().setText("Лаптев Илья\t2004\nЛаптева Нина\t2001")
    keys.press(Qt.Key.Key_V, CTRL)
    assert page.paste.area.text() == text.replace("19x9", "1999") + QApplication.clipboard().text()
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_F3)  # what was mended is still there
    assert len(page.paste.area.text().splitlines()) == 4
    keys.press(Qt.Key.Key_Return, CTRL)
    assert len(lines(register)) == 4


def test_the_next_bad_word_is_selected_and_typing_replaces_it(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    page.show_paste("Смирнов 😀 Павел\t3024\n\nЛаптев Илья 19x5 м\n;1988;ж\nЗайцев4 Антон;27")
    area = page.paste.area.area
    found = []
    for _time in range(5):
        found.append(area.textCursor().selectedText())
        keys.press(Qt.Key.Key_F8)
    assert found == ["3024", "19x5", "", "Зайцев4", "3024"]
    keys.type("1985")
    page.paste.parse()
    assert page.paste.lines[1].arrival is not None


def test_printing_saves_the_line_that_is_typed_first_and_names_one_that_cannot_be(
    page: TonightPage, register: OpenRegister, keys: Counter, tmp_path: Path
) -> None:
    said: list[str] = []
    page.context.bus.said.connect(lambda text, _tone: said.append(text))
    keep_print_target(register, PrintTarget(folder=str(tmp_path)))
    keys.enter("31", "Смирнов Павел", "1996", "")
    keys.enter("Лаптев Никита")
    keys.type("18")
    keys.type("50")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert slips_in(tmp_path) == []
    assert page.work.field == "born"
    assert page.table._error.isVisible()
    assert "32" in said[-1]
    page.table.editor.line.selectAll()
    keys.type("1998")
    keys.press(Qt.Key.Key_Return, CTRL)
    [slips] = slips_in(tmp_path)
    assert [slips.count(each) for each in ("31", "32", "Hall 1, mat 1", "Hall 1, mat 2")] == [1] * 4
    assert not entry_of(page).has_typed()


def test_a_list_taken_back_stands_behind_its_key_again(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    page.show_paste("Смирнов Павел;1996\nСмирнов Егор;1999")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert len(lines(register)) == 2
    QApplication.clipboard().clear()
    keys.press(Qt.Key.Key_Z, CTRL)
    assert lines(register) == []
    keys.press(Qt.Key.Key_F3)
    assert page.paste.area.text() == "Смирнов Павел;1996\nСмирнов Егор;1999"


def test_an_undo_that_is_refused_says_why_and_takes_nothing_that_is_typed(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    said: list[str] = []
    page.context.bus.said.connect(lambda text, _tone: said.append(text))
    keys.enter("1", "Смирнов Павел", "1996", "")
    with register.reading() as reading:
        act_id = reading.history([lines(register)[0].person_id])[0].act_id
    undo_act(register, act_id)
    keys.enter("Лаптев Никита")
    keys.press(Qt.Key.Key_Z, CTRL)
    assert said[-1] == "This was undone already. Undo the undoing to have it back."
    assert entry_of(page).texts["name"] == "Лаптев Никита"


def test_an_empty_field_shows_what_it_means_until_something_is_typed(page: TonightPage, keys: Counter) -> None:
    keys.enter("211")
    editor = page.table.editor.line
    assert editor.placeholderText() == "new person or party"
    keys.enter("Смирнов Павел", "1996")
    keys.press(Qt.Key.Key_Backtab)
    assert editor.placeholderText() == "Hall 1, mat 1"
    keys.press(Qt.Key.Key_Backtab)
    assert editor.placeholderText() == "M"
    keys.type("f")
    assert editor.placeholderText() == ""
    keys.press(Qt.Key.Key_F6)
    assert editor.placeholderText() == "next in the party"


def test_what_is_wrong_in_the_last_row_is_said_beside_the_field_and_hides_no_other_line(
    page: TonightPage, keys: Counter
) -> None:
    page.window().resize(1366, 768)
    keys.enter("1")
    for _line in range(16):
        keys.enter("Смирнов Павел", "1996", "")
    keys.enter("")
    error, table = page.table._error, page.table
    assert error.text() == "A name is needed"
    assert table.viewport().rect().contains(error.geometry())
    assert not error.geometry().intersects(table.editor.geometry())
    assert not error.geometry().intersects(table.visualRect(table.lines.index(15, 2)))
    keys.enter("Ким Анна", "1980", "f", "9")
    assert (page.work.field, error.isVisible()) == ("urgent", True)
    assert table.viewport().rect().contains(error.geometry())
    assert not error.geometry().intersects(table.editor.geometry())
    assert error.geometry().top() >= table.visualRect(table.lines.index(15, 2)).bottom()


def test_an_empty_line_in_a_party_says_that_f6_leaves_it(page: TonightPage, keys: Counter) -> None:
    keys.enter("1", "Смирнов Павел", "1996")
    assert page.hints._party.text() == "same party"
    keys.press(Qt.Key.Key_F6)
    assert page.hints._party.text() == "another party"
    keys.type("Ким")
    assert page.hints._party.text() == "same party"
    keys.press(Qt.Key.Key_A, CTRL)
    keys.press(Qt.Key.Key_Delete)
    keys.press(Qt.Key.Key_F6)
    assert page.hints._party.text() == "same party"
    assert page.work.board is not None
    assert page.work.board.entry.companion == ""
