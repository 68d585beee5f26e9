"""What a volunteer meets on the first night: tokens that are given, keys pressed out of habit, what is read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from tests.ui.clipping import settle
from tests.ui.keyboard import Keyboard
from tests.ui.nights import Counter, entry_of, lines, make_mats, open_night
from ui.tonight.cell_editor import BLEED
from ui.tonight.entry import FIELDS
from ui.tonight.page import TonightPage
from ui.tonight.table_model import FIRST

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from intake_app.services.open_register import OpenRegister
    from ui.shell import Shell
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


def test_no_token_is_offered_that_another_line_has(page: TonightPage, register: OpenRegister, keys: Counter) -> None:
    keys.enter("50", "Смирнов Павел", "1996", "")
    keys.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    keys.enter("49", "Лаптева Ольга", "1998", "")  # as of a form that was parked under an early token
    assert entry_of(page).token() == "51"
    keys.press(Qt.Key.Key_F3)
    keys.type("Ким Анна;1980\nКим Олег;1981")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert [line.token for line in lines(register)] == ["50", "49", "51", "52"]


def test_a_list_that_follows_an_early_token_passes_over_those_that_are_given(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("50", "Смирнов Павел", "1996", "")
    keys.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    keys.enter("48", "Лаптева Ольга", "1998", "")
    keys.press(Qt.Key.Key_F3)
    keys.type("Ким Анна;1980\nКим Олег;1981")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert [line.token for line in lines(register)] == ["50", "48", "49", "51"]


def test_the_field_of_a_night_that_goes_on_is_as_wide_as_its_column(
    page: TonightPage, keys: Counter, qtbot: QtBot
) -> None:
    keys.enter("1", "Смирнов Павел", "1996", "")
    again = TonightPage(page.context)
    qtbot.addWidget(again)
    again.resize(1170, 680)
    again.show()
    settle()
    name = FIRST + FIELDS.index("name")
    assert again.table.columnWidth(name) > again.table.columnWidth(FIRST)
    assert abs(again.table.editor.width() - again.table.columnWidth(name)) <= 2 * BLEED


def test_enter_behind_a_sex_typed_at_urgent_stays_there_as_it_would_come_from_the_sex(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнова Женя", "1996")
    keys.enter("m")
    assert (page.work.field, lines(register)) == ("urgent", [])
    keys.enter("1")
    assert [(line.sex, line.need_code) for line in lines(register)] == [("M", "doctor")]


def test_a_sex_typed_at_urgent_and_enter_twice_saves_the_line(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнова Женя", "1996", "m", "")
    assert [(line.sex, line.need_code) for line in lines(register)] == [("M", "")]


def test_a_number_typed_where_the_name_stands_is_doubted_once_as_at_the_desk(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "1")
    assert page.work.field == "name"
    assert page.table._error.text() == "A name has no digits. Enter once more takes it"
    assert lines(register) == []
    keys.press(Qt.Key.Key_Escape)
    keys.enter("Неизвестный 2")
    assert page.work.field == "name"
    keys.enter("")
    assert page.work.field == "born"


def test_what_is_wrong_covers_the_rest_of_the_row_that_it_stands_on(page: TonightPage, keys: Counter) -> None:
    keys.enter("1", "Смирнов Павел", "19947")
    error, table = page.table._error, page.table
    assert error.text() == "This cannot be read as a date."
    assert error.geometry().right() == table.viewport().rect().right()  # no half of a word looks out behind it


def test_what_of_a_list_was_recorded_is_said_with_what_is_left(
    page: TonightPage, keys: Counter, app_window: MainWindow
) -> None:
    said: list[str] = []
    page.work.context.bus.said.connect(lambda text, _kind: said.append(text))
    keys.enter("1", "Смирнов Павел", "1996", "")
    keys.press(Qt.Key.Key_F3)
    keys.type("Ким Анна;1980\nКим Олег;31.02.2004\nПак Ли;1999")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert said[-1] == "Saved 2 lines. 1 line is left to be mended"


def test_for_whom_no_bed_was_left_is_said_and_stands_out(page: TonightPage, keys: Counter) -> None:
    said: list[tuple[str, str]] = []
    page.work.context.bus.said.connect(lambda text, kind: said.append((text, kind)))
    keys.enter("1", "Смирнов Павел", "1996", "")
    assert said[-1][1] == "good"
    keys.press(Qt.Key.Key_F3)
    keys.type("\n".join(f"Лаптев Никита;{1950 + number}" for number in range(41)))  # 40 mats, one is taken
    keys.press(Qt.Key.Key_Return, CTRL)
    assert said[-1] == ("Saved 41 lines. No bed was left for 2: call the shift lead", "warning")
    rows = [page.table.lines.row_at(number) for number in (39, 40, 41)]
    assert [(row.cells[4].tone, row.mark) for row in rows] == [("", "check"), ("warning", ""), ("warning", "")]
    keys.enter("Ким Анна", "1980")
    assert page.table.lines.row_at(42).cells[4].tone == "warning"


@pytest.mark.parametrize("first_page", ["tonight"])
def test_a_centre_without_any_bed_misses_none(app_window: MainWindow, keys: Counter) -> None:
    app_window.show_page("tonight")
    page = app_window.page()
    assert isinstance(page, TonightPage)
    said: list[tuple[str, str]] = []
    page.work.context.bus.said.connect(lambda text, kind: said.append((text, kind)))
    keys.enter("Train 325", "", "")
    keys.enter("1", "Смирнов Павел", "1996", "")
    assert said[-1] == ("Saved 1, ORL-A-000001-9", "good")
    assert (page.table.lines.row_at(0).cells[4].tone, page.table.lines.row_at(0).mark) == ("", "check")


def test_all_that_is_read_out_is_in_sight_on_a_small_laptop(app_window: MainWindow, shell: Shell) -> None:
    shell.resize(1366, 768)
    app_window.show_page("tonight")
    settle()
    page = app_window.page()
    assert isinstance(page, TonightPage)
    for _language in range(3):
        Keyboard().press(Qt.Key.Key_Right)
        settle()
        bar = page.start._area.verticalScrollBar()
        assert bar.maximum() == bar.minimum()
