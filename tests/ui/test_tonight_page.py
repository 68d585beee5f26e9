"""The night by keyboard alone, in the real window: a train of 20, parties, children, beds by token, a pasted list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.local_records import PrintJob, ReservedCard
from intake_app.domain.records import Consent
from intake_app.services.drafts import list_drafts
from intake_app.services.nights import Night, keep_night, read_tonight
from intake_app.services.paper_kit import reserve_kit
from intake_app.services.placements import move_people
from intake_app.services.places import add_places, list_places
from intake_app.services.print_targets import PrintTarget, keep_print_target
from tests.ui.nights import Counter, lines, make_mats, open_night, slips_in
from ui.bus import Bus
from ui.context import WindowContext
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.tonight.page import TonightPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.clock import FixedClock
    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
TRAIN = (
    *(("Смирнов Павел", "1996"), ("Смирнов Егор", "1999"), ("Лаптев Никита", "1998"), ("Орлов Илья", "1997")),
    *(("Ахметова Диляра", "34"), ("Гусева Марина", "1988"), ("Гусев Тимофей", "2016"), ("Гусева Вера", "1961")),
    *(("Беляев Роман", "1985"), ("Тихонов Кирилл", "1995"), ("Зайцев Антон", "1994"), ("Соколов Марк", "27")),
    *(("Попов Денис", "1990"), ("Волков Артур", "1991"), ("Зуева Нина", "1970"), ("Зуев Пётр", "1968")),
    *(("Фомин Олег", "1999"), ("Быков Глеб", "2000"), ("Носов Лев", "1993"), ("Панов Юрий", "1989")),
)
PARTIES = ((0, 4), (4, 5), (5, 8), (8, 9), (9, 12), (12, 14), (14, 16), (16, 20))


@pytest.fixture
def keys() -> Counter:
    return Counter()


@pytest.fixture
def first_page(register: OpenRegister) -> str:
    return make_mats(register)


@pytest.fixture
def page(app_window: MainWindow, keys: Counter) -> TonightPage:
    """The night's table after the notice was read out, forty mats free."""
    return open_night(app_window, keys)


@pytest.fixture
def threaded(unlocked: Unlocked) -> Iterator[WindowContext]:
    """A window's context with its real threads, which end before the register is closed, whatever the test finds."""
    context = WindowContext(unlocked, Jobs.threaded(), Bus(), Preferences())
    yield context
    context.keys.stop()
    context.jobs.close()


def places(register: OpenRegister) -> list[str]:
    return [line.place_name for line in lines(register)]


def test_a_train_of_twenty_is_typed_by_keyboard_alone(page: TonightPage, register: OpenRegister, keys: Counter) -> None:
    keys.enter("211")
    for first, last in PARTIES:
        for number in range(first, last):
            name, born = TRAIN[number]
            keys.enter(name)
            keys.type(born)
            if number + 1 < last:
                keys.press(Qt.Key.Key_F6)
            else:
                keys.enter("", "")
    saved = lines(register)
    assert [line.token for line in saved] == [str(211 + number) for number in range(20)]
    assert [line.name for line in saved] == [name for name, _born in TRAIN]
    assert [len({line.party for line in saved[first:last]}) for first, last in PARTIES] == [1] * len(PARTIES)
    assert places(register) == [f"Hall 1, mat {number}" for number in range(1, 21)]  # each party side by side
    assert all(line.sex for line in saved)
    letters = sum(len(name) + len(born) for name, born in TRAIN)
    assert keys.presses - letters <= 2.65 * len(TRAIN), keys.presses  # beside what must be typed


def test_the_notice_is_read_out_once_and_recorded_with_every_line(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнов Павел", "1996", "")
    keys.enter("Лаптев Никита", "1998", "")
    with register.reading() as reading:
        consents = [consent for line in lines(register) for consent in reading.of_person(Consent, line.person_id)]
    assert [(each.subject, each.answer, each.language) for each in consents] == [("notice", "understood", "rus")] * 2


def test_no_name_is_asked_before_the_notice_and_its_language_can_be_changed(
    app_window: MainWindow, register: OpenRegister, keys: Counter
) -> None:
    app_window.show_page("tonight")
    keys.enter("Train 325", "many")
    page = app_window.page()
    assert isinstance(page, TonightPage)
    assert page.start.expected.value_state == "error"
    page.start.expected.set_text("")
    keys.enter("")
    keys.press(Qt.Key.Key_Right)
    keys.enter("")
    night = read_tonight(register).night
    assert (night.what, night.expected, night.notice_language) == ("Train 325", 0, "eng")


def test_somebody_who_wants_to_speak_alone_gets_a_bed_by_token_and_no_record(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("219", "3")
    [line] = lines(register)
    assert (line.token, line.person_id, line.place_name) == ("219", "", "Hall 1, mat 1")
    texts = [cell.text for cell in page.table.lines.row_at(0).cells]
    assert "lead" in texts  # the screen faces the queue
    assert not any("alone" in text for text in texts)
    assert list_drafts(register) == ()
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_Up)
    page.work.edit("")
    keys.enter("")
    assert lines(register) == []


def test_a_child_alone_is_saved_and_held_until_an_adult_of_the_party_follows(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("220", "Беляев Роман")
    keys.type("2010")
    keys.press(Qt.Key.Key_F6)
    assert lines(register)[0].is_held
    assert page.table.lines.row_at(0).cells[4].text == "held, lead called"
    keys.enter("Беляева Анна", "1980", "")
    assert places(register) == ["Hall 1, mat 2", "Hall 1, mat 1"]


def test_enter_stops_only_where_nothing_is_guessed_and_tab_stops_everywhere(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Ким Юна")
    keys.enter("1990")
    assert page.work.field == "sex"  # the name tells nothing
    keys.enter("ж", "")
    keys.enter("Смирнов Павел")
    keys.enter("1996")
    assert page.work.field == "urgent"
    keys.press(Qt.Key.Key_Backtab)
    keys.enter("own")
    keys.enter("1")
    assert [(line.sex, line.sleeps, line.need_code) for line in lines(register)] == [
        ("F", "here", ""),
        ("M", "own", "doctor"),
    ]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнов Павел", "1850")
    assert page.work.field == "born"
    assert page.table._error.isVisible()
    assert lines(register) == []


def test_a_token_that_another_line_has_is_said_beside_it_and_hinders_nothing(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("7", "Смирнов Павел", "1996", "")
    keys.press(Qt.Key.Key_Backtab)
    keys.type("7")
    assert page.table._error.text() == "Another line has this token"
    assert page.table._error.isVisible()
    assert page.table.editor._state == "focus"
    keys.enter("", "Лаптев Никита")
    assert page.table.lines.row_at(1).cells[0].tone == "warning"
    assert not page.table._error.isVisible()
    keys.enter("1998", "")
    assert [line.token for line in lines(register)] == ["7", "7"]
    assert page.table.lines.row_at(2).cells[0].tone == "strong"


def test_ctrl_z_takes_the_last_line_back_into_the_table(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнов Павел", "1996", "")
    keys.press(Qt.Key.Key_Z, CTRL)
    assert lines(register) == []
    assert page.work.board is not None
    assert page.work.board.entry.texts["name"] == "Смирнов Павел"
    keys.enter("", "")
    assert [line.token for line in lines(register)] == ["1"]


def test_a_saved_line_is_corrected_in_place_as_an_act_of_its_own(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("1", "Смирнов Павел", "1996", "")
    keys.type("Лап")
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Tab)
    page.table.editor.line.selectAll()
    keys.enter("1969")
    [line] = lines(register)
    assert line.birth_date == "1969"
    with register.reading() as reading:
        assert [each.act_kind for each in reading.history([line.person_id])] == ["register", "correct"]


def test_a_half_typed_line_is_there_again_after_the_window_was_closed(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("7", "Смирнов Павел")
    keys.type("19")
    page.keep_draft()
    again = TonightPage(page.context)
    assert again.work.board is not None
    assert again.work.board.entry.texts["born"] == "19"
    again.deleteLater()


def test_a_slip_of_the_paper_kit_is_typed_in_by_its_number(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    reserve_kit(register, 2)
    with register.reading() as reading:
        number = reading.kept(ReservedCard)[0].card_number
    keys.enter(number, "Смирнов Павел", "1996", "")
    [line] = lines(register)
    assert (line.token, line.card_number) == ("1", number)
    assert page.work.field == "token"  # the next slip begins with its number too


def test_a_pasted_list_is_previewed_and_what_cannot_be_taken_stays_to_be_mended(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    keys.enter("100")
    QApplication.clipboard().setText("Смирнов Павел\t1996\tм\nСмирнов Егор\t1999\n\nЛаптев Илья\t31.02.2004\n")
    keys.press(Qt.Key.Key_V, CTRL)
    assert lines(register) == []
    assert page.save_list.text() == "Record 2 lines"
    keys.press(Qt.Key.Key_Return, CTRL)
    saved = lines(register)
    assert [line.name for line in saved] == ["Смирнов Павел", "Смирнов Егор"]
    assert len({line.party for line in saved}) == 1
    assert [line.token for line in saved] == ["100", "101"]
    assert page.paste.area.text() == "Лаптев Илья\t31.02.2004\n"
    page.paste.area.area.setPlainText("Лаптев Илья;1988;1989")
    page.paste.parse()
    assert page.paste.rows.index(0, 1).data() == "Two birth dates: leave one"  # what there are two of
    page.paste.area.area.setPlainText("Лаптев Илья\t28.02.2004")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert len(lines(register)) == 3
    assert page.table.isVisible()


def test_a_list_can_be_stopped_while_it_is_recorded_and_then_nobody_of_it_is(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    page.show_paste("Смирнов Павел;1996\nСмирнов Егор;1999\nЛаптев Илья;1998")
    page.work.saver.moved.connect(lambda done, _total: page.paste.back.click() if done == 2 else None)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert lines(register) == []
    assert len(page.paste.lines) == 3  # the list is still there
    assert not page.work.saver.is_saving


def test_keys_typed_while_a_line_is_saved_go_into_the_next_line(
    threaded: WindowContext, register: OpenRegister, keys: Counter, qtbot: QtBot
) -> None:
    add_places(register, "Hall 1, mat 1-40")
    keep_night(register, Night(notice_language="rus", notice_version="1"))
    page = TonightPage(threaded)
    qtbot.addWidget(page)
    threaded.keys.watch(page)
    page.resize(1170, 690)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.work.board is not None and page.table.isVisible())
    page.take_focus()
    keys.enter("1")
    for name, born in TRAIN[:5]:  # faster than a disk: nothing waits for the save
        keys.enter(name, born, "")
    qtbot.waitUntil(lambda: not page.work.saver.is_saving and page.table.lines.rowCount() == 6)
    assert [line.name for line in lines(register)] == [name for name, _born in TRAIN[:5]]


def test_bed_slips_are_printed_once_and_a_held_childs_is_not_among_them(
    page: TonightPage, register: OpenRegister, keys: Counter, clock: FixedClock, tmp_path: Path
) -> None:
    keep_print_target(register, PrintTarget(folder=str(tmp_path)))
    keys.enter("31", "Смирнов Павел", "1996", "")
    keys.enter("Беляев Роман", "2010", "")
    keys.enter("3")
    assert page.print_all.text() == "Print 2 bed slips"
    keys.press(Qt.Key.Key_Return, CTRL)
    [slips] = slips_in(tmp_path)
    card = lines(register)[0].card_number
    assert [slips.count(each) for each in ("31", "33", "Hall 1, mat 1", "Hall 1, mat 2", card)] == [1] * 5
    assert slips.count("ORL-A") == 2  # who wants to speak alone carries no other slip than everybody
    assert "Смирнов" not in slips
    assert page.print_all.text() == "Print bed slips"
    clock.instant += timedelta(minutes=1)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert len(slips_in(tmp_path)) == 1
    with register.reading() as reading:  # the sheets of the night wait for Handouts, the held child's too
        assert [job.state for job in reading.kept(PrintJob)] == ["waiting"] * 2
    assert TonightPage(page.context).print_all.text() == "Print bed slips"  # as it is after the window was closed


def test_a_slip_that_was_not_printed_or_says_it_wrong_now_is_printed_next(
    page: TonightPage, register: OpenRegister, keys: Counter, clock: FixedClock, tmp_path: Path
) -> None:
    keep_print_target(register, PrintTarget(folder=str(tmp_path / "gone" / "deeper")))
    keys.enter("31", "Смирнов Павел", "1996", "")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.print_all.text() == "Print 1 bed slip"
    keep_print_target(register, PrintTarget(folder=str(tmp_path)))
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.print_all.text() == "Print bed slips"
    [line] = lines(register)
    move_people(register, [line.person_id], list_places(register)[6].place.place_id)
    page.work.reload()
    assert page.print_all.text() == "Print 1 bed slip"
    clock.instant += timedelta(minutes=1)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert ["mat 7" in text for text in slips_in(tmp_path)] == [False, True]


def test_a_whole_night_is_typed_by_keyboard_family_urgent_bedless_list_slips_and_call(
    page: TonightPage, register: OpenRegister, keys: Counter, tmp_path: Path
) -> None:
    keep_print_target(register, PrintTarget(folder=str(tmp_path)))
    keys.enter("211")
    for name, born in (("Смирнов Павел", "1990"), ("Смирнова Анна", "1992"), ("Смирнов Егор", "2015")):
        keys.enter(name)
        keys.type(born)
        keys.press(Qt.Key.Key_F6)
    keys.enter("Смирнова Вера", "1965", "")
    keys.enter("Ахметова Диляра", "34", "1")  # the doctor
    keys.enter("Зайцев Антон", "1994")
    keys.press(Qt.Key.Key_Backtab)
    keys.enter("host", "")
    keys.enter("3")  # speaks alone
    for name, born in TRAIN[8:14]:
        keys.enter(name, born, "")
    text = "Фомин Олег\t1999\nБыков Глеб\t19x0\nНосов Лев\t1993\n\nПанов Юрий\t1989\nПанова Нина\t3024\nПанов Лев\t2001"
    QApplication.clipboard().setText(text)
    keys.press(Qt.Key.Key_F3)
    keys.type("1990")
    keys.press(Qt.Key.Key_F8)
    keys.type("2002")
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.enter("Иванов Олег")
    keys.type("1980")
    keys.press(Qt.Key.Key_Return, CTRL)
    saved = lines(register)
    assert [line.token for line in saved] == [str(211 + number) for number in range(20)]
    assert [line.place_name for line in saved[:4]] == [f"Hall 1, mat {number}" for number in range(1, 5)]
    assert [len({line.party for line in group}) for group in (saved[:4], saved[13:16], saved[16:19])] == [1, 1, 1]
    assert [line.sleeps for line in saved if not line.place_name] == ["host"]
    [slips] = slips_in(tmp_path)
    assert slips.count("ORL-A") == 19
    assert page.right.call.isVisible()
    keys.press(Qt.Key.Key_D, CTRL)
    keys.press(Qt.Key.Key_D, CTRL)
    assert [line.token for line in lines(register) if line.called_at] == ["215", "217"]
    assert not page.right.call.isVisible()


def test_the_urgent_are_called_from_the_keyboard(page: TonightPage, register: OpenRegister, keys: Counter) -> None:
    keys.enter("1", "Смирнов Павел", "1996", "1")
    assert page.right.call.isVisible()
    keys.press(Qt.Key.Key_D, CTRL)
    assert not page.right.call.isVisible()
    assert lines(register)[0].called_at


def test_320_pasted_lines_are_saved_and_stand_on_the_page_when_it_is_opened_again(
    page: TonightPage, register: OpenRegister, keys: Counter
) -> None:
    add_places(register, "Hall 2, mat 1-300")
    QApplication.clipboard().setText("\n".join(f"Смирнов Павел\t{1950 + number % 50}\tм" for number in range(320)))
    keys.press(Qt.Key.Key_V, CTRL)
    keys.press(Qt.Key.Key_Return, CTRL)
    again = TonightPage(page.context)
    assert again.table.lines.rowCount() == 321
    again.deleteLater()
