from __future__ import annotations

import ctypes
import gc
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget

from tests.ui.keys import CTRL, press, type_text
from ui.resources.theme import Size, colour, font, px
from ui.widgets.band import Band
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choices import ChoiceField, SegmentField
from ui.widgets.empty import EmptyRow, EmptyState
from ui.widgets.field import HEIGHT, Field
from ui.widgets.flow import Columns
from ui.widgets.form import FormGrid
from ui.widgets.icons import IconLabel
from ui.widgets.keycap import caps_of
from ui.widgets.labels import ElidedLabel
from ui.widgets.page import Page
from ui.widgets.runs import RunsLabel
from ui.widgets.secret_field import SecretField
from ui.widgets.table import HeadView, Table
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

KINDS = [("passport", "Passport"), ("internal", "Internal passport"), ("none", "No document")]
SEXES = [("male", "M", "м"), ("female", "F", "ж"), ("other", "X", "x")]


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., QWidget]:
    """Stand widgets below each other in a shown window, the first with the focus."""

    windows: list[QWidget] = []  # the test may not keep them, and Qt does not

    def shown(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        widgets[0].setFocus()
        return window

    return shown


def test_a_message_below_a_field_moves_nothing(show: Callable[..., QWidget]) -> None:
    field, below = Field("Born"), Field("Sex")
    show(field, below)
    top = below.y()
    field.set_helper("26 November is still to come", "error")
    assert field.height() == HEIGHT == 80
    assert below.y() == top


def test_enter_makes_a_guess_certain_and_goes_on(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    field = Field("Citizenship")
    field.set_text("Russia", "guess")
    show(field)
    with qtbot.waitSignal(field.confirmed):
        press(field.line, Qt.Key.Key_Return)
    assert field.value_state == "done"
    assert field.text() == "Russia"


def test_a_guess_is_whole_where_there_is_no_room_for_the_word_that_says_so(show: Callable[..., QWidget]) -> None:
    field = Field("Phone")
    field.setFixedWidth(200)
    field.set_text("+7 912", "guess")
    show(field)
    word = field.line.textMargins().right()
    assert word > 0
    field.set_text("+998 90 123-45-67 89", "guess")
    whole = field.line.fontMetrics().horizontalAdvance(field.text())
    assert whole <= field.line.width() - field.line.textMargins().right()
    field.setFixedWidth(300)
    assert field.line.textMargins().right() == word


def test_a_text_of_which_only_the_dots_would_be_left_is_not_shown(show: Callable[..., QWidget]) -> None:
    words = ElidedLabel("person 2 of 3 in the party")
    show(words)
    words.setFixedSize(120, 20)
    paper = words.grab().toImage().pixelColor(119, 0)
    seen = []
    for width in (120, 16):
        words.setFixedSize(width, 20)
        image = words.grab().toImage()
        seen.append(any(image.pixelColor(x, y) != paper for x in range(image.width()) for y in range(image.height())))
    assert seen == [True, False]
    assert words.toolTip() == words.text()


def test_typing_replaces_a_guess(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    field = Field("Citizenship")
    field.set_text("Russia", "guess")
    show(field)
    type_text(field.line, "Be")
    assert field.text() == "Be"
    assert field.value_state == "empty"


def test_an_error_is_seen_with_and_without_the_focus_until_something_is_typed(show: Callable[..., QWidget]) -> None:
    field, other = Field("Entered", helper="the country"), Field("Phone")
    show(field, other)
    seen: list[str] = []
    field.set_helper("26 November is still to come", "error")
    seen.append(field.state)
    other.focus()
    seen.append(field.state)
    field.focus()
    type_text(field.line, "2")
    seen.append(field.state)
    assert seen == ["error", "error", "focus"]
    assert field.helper() == "the country"


def test_leaving_a_field_with_text_makes_it_done(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    field, other = Field("Family name"), Field("Given name")
    show(field, other)
    type_text(field.line, "Ivanov")
    with qtbot.waitSignal(field.left):
        other.focus()
    assert field.state == "done"
    assert other.state == "focus"


def test_a_long_text_is_read_from_its_beginning_until_somebody_types_on_at_its_end(
    show: Callable[..., QWidget],
) -> None:
    field, other = Field("For whom"), Field("From whom")
    show(other, field)
    field.set_text("Алексей, из Самары, едет с братом")
    assert field.line.cursorPosition() == 0
    field.focus()
    QTest.keyClicks(field.line, "!")
    assert field.text().endswith("братом!")
    QTest.keyClick(field.line, Qt.Key.Key_Left)
    other.focus()
    assert field.line.cursorPosition() == 0
    field.focus()
    assert field.line.cursorPosition() == len(field.text()) - 1


def test_a_field_can_be_heard(show: Callable[..., QWidget]) -> None:
    field = Field("Born")
    field.set_helper("25 May 1997, 25 years old", "said")
    assert field.line.accessibleName() == "Born"
    assert field.line.accessibleDescription() == "25 May 1997, 25 years old"


def test_a_choice_is_cycled_by_its_key_and_confirmed_by_enter(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    field = ChoiceField("Kind", KINDS, keycap="F3")
    show(field)
    chosen: list[str] = []
    field.edited.connect(chosen.append)
    field.cycle()
    press(field.combo, Qt.Key.Key_Down)
    field.cycle()
    assert chosen == ["internal", "none", "passport"]
    with qtbot.waitSignal(field.confirmed):
        press(field.combo, Qt.Key.Key_Return)
    assert field.value() == "passport"


def test_other_options_keep_what_was_chosen_where_they_can(show: Callable[..., QWidget]) -> None:
    field = ChoiceField("Kind", KINDS)
    field.set_value("none")
    field.set_options(KINDS[1:])
    assert field.value() == "none"
    field.set_options(KINDS[:1])
    assert field.value() == "passport"


def test_sex_takes_letters_of_both_alphabets_and_arrows(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    field = SegmentField("Sex", SEXES)
    show(field)
    for text, code in (("f", "female"), ("м", "male"), ("Ж", "female"), ("x", "other")):
        type_text(field.segments, text)
        assert field.value() == code
    press(field.segments, Qt.Key.Key_Left)
    assert field.value() == "female"
    press(field.segments, Qt.Key.Key_Backspace)
    assert field.value() == ""


def test_a_button_is_pressed_by_its_key_by_enter_and_by_space(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    button = Button("Save and print", "Ctrl+Enter", primary=True)
    window = show(Field("Born"), button)
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    press(window, Qt.Key.Key_Return, CTRL)
    press(window, Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier)
    assert len(presses) == 2
    button.setFocus()
    press(button, Qt.Key.Key_Return)
    press(button, Qt.Key.Key_Space)
    assert len(presses) == 4


def test_a_disabled_button_hears_no_key(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    button = Button("Save", "Ctrl+S")
    window = show(Field("Born"), button)
    button.setEnabled(False)
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    press(window, Qt.Key.Key_S, CTRL)
    assert presses == []


def test_what_cannot_be_taken_back_has_its_own_colour_also_where_it_is_the_bright_button(
    show: Callable[..., QWidget],
) -> None:
    other, framed, bright = Button("Back"), Button("Erase", danger=True), Button("Erase", primary=True, danger=True)
    show(other, framed, bright)
    painted = [colours_of(each) for each in (framed, bright)]
    assert colour("danger").rgb() not in colours_of(other)
    assert [colour("danger").rgb() in each for each in painted] == [True, True]
    assert painted[0][colour("surface").rgb()] > painted[0][colour("danger").rgb()]
    assert max(painted[1], key=painted[1].__getitem__) == colour("danger").rgb()


def test_a_key_that_is_held_down_presses_nothing_again_that_cannot_be_taken_back(qtbot: QtBot) -> None:
    for is_danger in (False, True):
        button = Button("Go", "F8", danger=is_danger)
        qtbot.addWidget(button)
        assert [each.autoRepeat() for each in button.findChildren(QShortcut)] == [not is_danger]


def colours_of(widget: QWidget) -> Counter[int]:
    """How many pixels there are of each colour."""
    image = widget.grab().toImage()
    return Counter(image.pixel(x, y) for x in range(image.width()) for y in range(image.height()))


def test_a_chord_is_drawn_as_two_caps() -> None:
    assert caps_of("Ctrl+Enter") == ("Ctrl", "Enter")
    assert caps_of("F6") == ("F6",)
    assert caps_of("Alt+Left") == ("Alt", "←")  # what stands on the key
    assert caps_of("") == ()


def test_a_passphrase_is_dots_until_it_is_asked_for(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    field = SecretField("Your passphrase")
    show(field)
    type_text(field.line, "horse")
    assert field.line.displayText() == "•••••"
    field.eye.click()
    assert field.line.displayText() == "horse"


def test_caps_lock_is_noticed_by_a_capital_without_shift(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    field = SecretField("Your passphrase")
    show(field)
    type_text(field.line, "A")  # the letter as Caps Lock makes it: a capital, and no Shift
    assert field.helper() == "Caps Lock is on"
    type_text(field.line, "b")
    assert field.helper() != "Caps Lock is on"


def test_tab_leaves_a_text_of_several_lines(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    area, after = TextArea("Meals"), Field("Doctor")
    show(area, after)
    type_text(area.area, "Breakfast 8:00")
    press(area.area, Qt.Key.Key_Return)
    type_text(area.area, "Supper 19:00")
    press(area.area, Qt.Key.Key_Tab)
    assert area.lines() == ("Breakfast 8:00", "Supper 19:00")
    assert after.line.hasFocus()


def test_enter_opens_the_row_of_a_table(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    table = Table("People")
    model = QStandardItemModel(0, 2, table)
    for name in ("one", "two"):
        model.appendRow([QStandardItem(name), QStandardItem("x")])
    table.setModel(model)
    show(table)
    table.selectRow(0)
    press(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as signal:
        press(table, Qt.Key.Key_Return)
    assert signal.args == [1]
    assert table.rowHeight(0) == 36


def test_the_columns_of_a_narrow_table_give_way_but_never_their_heads(show: Callable[..., QWidget]) -> None:
    table = Table("People")
    model = QStandardItemModel(0, 3, table)
    model.setHorizontalHeaderLabels(["Name", "How likely it is", "Where they sleep"])
    table.setModel(model)
    table.set_widths([200, 60])
    show(table)
    heads = table.horizontalHeader()
    assert isinstance(heads, HeadView)
    for width in (600, 330):
        table.resize(width, 200)
        widths = [table.columnWidth(column) for column in range(3)]
        assert sum(widths) <= width
        assert all(wide >= heads.width_of(column) for column, wide in enumerate(widths))
    table.set_widths([200, 150], firm=(1,))
    assert (table.columnWidth(0) < 200, table.columnWidth(1)) == (True, 150)
    table.set_widths([200, 60], lesser=[1], narrow=400)
    assert table.isColumnHidden(1)
    assert table.columnWidth(0) == px(200)  # what is left out takes no room, not even that of its head
    table.resize(600, 200)
    assert not table.isColumnHidden(1)
    table.set_widths([200, 60], lesser=[1], narrow=800, least=[2], narrowest=700)
    for width, hidden in ((900, []), (750, [1]), (600, [1, 2])):
        table.resize(width, 200)
        assert [column for column in range(3) if table.isColumnHidden(column)] == hidden
    table.set_widths([200, 60, 200])
    table.setColumnHidden(2, False)
    table.resize(220, 200)
    assert sum(table.columnWidth(column) for column in range(3)) <= 220  # there is no way to scroll to a column


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_row_is_chosen_also_before_the_table_is_laid_out(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    table = Table("People")
    qtbot.addWidget(table)
    model = QStandardItemModel(0, 1, table)
    for name in ("one", "two"):
        model.appendRow([QStandardItem(name)])
    table.setModel(model)
    table.setLayoutDirection(direction)
    table.selectRow(1)
    assert table.currentIndex().row() == 1
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1]


def test_a_band_is_there_only_while_it_says_something(show: Callable[..., QWidget]) -> None:
    band = Band()
    show(band)
    assert not band.isVisible()
    band.say("The lead is called.", "warning", strong="May be under 18")
    assert band.isVisible()
    assert band.text() == band.accessibleName() == "May be under 18 The lead is called."
    narrow = band.heightForWidth(200)
    assert 2 * px(14) < narrow < 5 * px(14)  # one paragraph: what follows begins on the line of what stands out
    band.clear()
    assert band.text() == ""


@pytest.mark.parametrize(("text", "whole"), [("left on 28 Nov 2022, 10:15", "28 Nov 2022, 10:15"),
                                             ("her card is ORL-A-000001-9", "ORL-A-000001-9"),
                                             ("see \u20681 мая 2022\u2069", "1 мая 2022")])  # fmt: skip
def test_a_date_or_a_card_in_a_sentence_stays_on_one_line(show: Callable[..., QWidget], text: str, whole: str) -> None:
    label = RunsLabel(text)
    show(label)
    wide = QFontMetricsF(font(Size.ROW)).horizontalAdvance(text[:-2])
    layout, _height, _used = label._layout_for(wide)
    first = layout.text()[: layout.lineAt(0).textLength()]
    assert layout.lineCount() == 2
    assert first.strip("\u2068") == text[: text.index(whole)].rstrip("\u2068")
    assert label.text() == text


def test_an_empty_page_says_what_to_do_next(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    went: list[str] = []
    button = Button("Go to the desk", primary=True)
    state = EmptyState(
        "No one is recorded yet",
        "The first arrival is recorded at the desk.",
        button,
        [EmptyRow("file-spreadsheet", "Bring in a spreadsheet", "Excel, CSV", lambda: went.append("sheet"))],
    )
    show(state)
    button.setFocus()
    press(button, Qt.Key.Key_Tab)
    focused = state.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Bring in a spreadsheet"
    press(focused, Qt.Key.Key_Space)
    assert went == ["sheet"]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_an_empty_page_begins_where_a_line_does_in_a_stack_too(
    show: Callable[..., QWidget], direction: Qt.LayoutDirection
) -> None:
    stack = QStackedWidget()
    stack.setLayoutDirection(direction)
    state = EmptyState("No messages", "It waits here for 30 days.")
    stack.addWidget(state)
    show(stack).resize(1_000, 400)
    QApplication.processEvents()
    title = next(each for each in state.findChildren(QLabel) if each.text() == "No messages")
    begins = title.mapTo(stack, title.rect().topLeft()).x()
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    assert (stack.width() - begins - title.width() if is_mirrored else begins) == 0


def test_an_icon_that_points_along_the_line_points_the_other_way_in_a_mirrored_window(qtbot: QtBot) -> None:
    tips = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        mark = IconLabel("chevron-right")
        qtbot.addWidget(mark)
        mark.setLayoutDirection(direction)
        image = mark.grab().toImage()
        middle = [image.pixelColor(x, image.height() // 2).green() for x in range(image.width())]
        tips.append(middle.index(min(middle)))
    assert tips[0] > 9 > tips[1] + 1


def test_a_field_that_is_gone_to_is_scrolled_into_view(show: Callable[..., QWidget]) -> None:
    page = Page("Settings")
    fields = [Field(str(number)) for number in range(12)]
    for field in fields:
        page.body.addWidget(field)
    window = show(page)
    window.resize(600, 300)
    QApplication.processEvents()
    fields[11].focus()
    assert not fields[11].visibleRegion().isEmpty()


def test_a_bug_is_told_on_the_page_with_its_reference(show: Callable[..., QWidget]) -> None:
    page = Page("Desk", has_actions=True, has_panel=True)
    show(page)
    page.say_crash("1A2B")
    assert "1A2B" in page.band.text()


@pytest.mark.parametrize(("wide", "columns"), [(1000, 4), (600, 2), (320, 1)])
def test_boxes_stand_in_as_many_columns_as_hold_the_longest_of_them_whole(
    show: Callable[..., QWidget], wide: int, columns: int
) -> None:
    holder = QWidget()
    rows = Columns(6, 6, 4, holder)
    boxes = [CheckBox(text) for text in ("Sex", "Family name in Latin letters", "Phone", "Sleeps", "Plans")]
    for box in boxes:
        rows.addWidget(box)
    show(holder)
    holder.setFixedSize(wide, rows.heightForWidth(wide))
    QApplication.processEvents()
    assert len({box.x() for box in boxes}) == columns
    assert all(box.width() >= box.sizeHint().width() for box in boxes)
    assert max(box.geometry().bottom() for box in boxes) < holder.height()


class _Heap(ctypes.Structure):
    """What glibc says of its heap (mallinfo2)."""

    _names = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost"
    _fields_ = [(name, ctypes.c_size_t) for name in _names.split()]


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="the heap is read from glibc 2.33 or newer")
def test_a_form_that_is_arranged_anew_all_night_keeps_nothing_of_it(qtbot: QtBot) -> None:
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = _Heap
    form = FormGrid()
    qtbot.addWidget(form)
    for number in range(6):
        form.begin_row()
        form.add(Field(f"field {number}"), 0)
    form.show()

    def arrange(times: int) -> None:
        for _time in range(times):
            for width in (900, 300):
                form.resize(width, 600)
                QApplication.processEvents()
        gc.collect()

    arrange(20)
    before = library.mallinfo2().uordblks
    arrange(500)
    assert form.shown_columns() == 1
    assert library.mallinfo2().uordblks - before < 100_000
