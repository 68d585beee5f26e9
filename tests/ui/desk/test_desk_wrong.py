"""What is wrong is said where it is, and typing puts it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.arrivals import Arrival
from intake_app.domain.local_records import QueueLine
from intake_app.domain.records import Person, Stay
from intake_app.services.registration import register_party
from tests.ui.desk_reading import SERGEI, at, helper, people, save, state, text

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from tests.ui.keyboard import Keyboard
    from ui.desk.page import DeskPage
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_field_in_error_is_replaced_by_typing(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI[:6], "31021997")
    assert helper(page, "birth_date") == "No such day in the calendar."
    keys.type("25051997")
    assert text(page, "birth_date") == "25051997"


def test_a_filled_field_that_enter_comes_to_is_replaced_by_typing(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "4512 345678", "Иваноф", "Сергей")
    page.go_to("document_number")
    keys.enter("")
    keys.enter("Иванов")
    assert text(page, "family_name") == "Иванов"


def test_coming_back_to_the_page_typing_goes_on_behind_the_text(
    page: DeskPage, keys: Keyboard, app_window: MainWindow
) -> None:
    keys.enter("", "", "")
    keys.type("Ива")
    app_window.show_page("people")
    app_window.show_page("desk")
    keys.type("нов")
    assert text(page, "family_name") == "Иванов"


@pytest.mark.parametrize("is_born_last", [True, False])
def test_dates_that_contradict_are_said_where_the_cursor_is(
    page: DeskPage, keys: Keyboard, *, is_born_last: bool
) -> None:
    keys.enter(*SERGEI)
    for name, typed in (("birth_date", "24112022"), ("entered_on", "23112022"))[:: -1 if is_born_last else 1]:
        page.go_to(name)
        keys.type(typed)
    save(keys)
    wrong, other = ("birth_date", "entered_on") if is_born_last else ("entered_on", "birth_date")
    assert (at(page), state(page, wrong), state(page, other)) == (wrong, "error", "done")
    keys.press(Qt.Key.Key_Tab)
    page.go_to(other)
    page.go_to(wrong)
    assert (state(page, wrong), state(page, other)) == ("error", "done")
    keys.type("25051997" if is_born_last else "25112022")
    page.go_to("phone")
    assert (state(page, wrong), state(page, other)) == ("done", "done")


def test_a_guessed_entry_before_the_birth_is_said_at_the_entry_and_stays_there(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI[:8], "20112022", "")
    keys.press(Qt.Key.Key_F6)
    keys.enter("", "", "Иванова", "Анна", "", "24112022")
    save(keys)
    assert (at(page), state(page, "entered_on"), state(page, "birth_date")) == ("entered_on", "error", "done")


def test_an_absurd_day_of_entry_is_refused_beside_its_field(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI[:8])
    for typed, said in (
        ("0", "No such day in the calendar."),
        ("00", "No such day in the calendar."),
        ("00112022", "No such day in the calendar."),
        ("31.02.", "No such day in the calendar."),
        ("32", "No such day in the calendar."),
        ("25113024", "This day has not come yet."),
        ("26112022", "This day has not come yet."),
        ("25.11.1022", "More than 125 years ago."),
        ("+1", "This cannot be read as a date."),
        ("завтра", "This cannot be read as a date."),
    ):
        keys.press(Qt.Key.Key_A, CTRL)
        keys.enter(typed)
        refused = (at(page), state(page, "entered_on"), helper(page, "entered_on"))
        assert refused == ("entered_on", "error", said), typed


def test_an_absurd_birth_is_refused_beside_its_field(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI[:6])
    for typed, said in (
        ("31.02.1997", "No such day in the calendar."),
        ("00051997", "No such day in the calendar."),
        ("001997", "No such day in the calendar."),
        ("3024", "This day has not come yet."),
        ("26112022", "This day has not come yet."),
        ("1850", "More than 125 years ago."),
        ("121", "This cannot be read as a date."),
    ):
        keys.press(Qt.Key.Key_A, CTRL)
        keys.enter(typed)
        refused = (at(page), state(page, "birth_date"), helper(page, "birth_date"))
        assert refused == ("birth_date", "error", said), typed


def test_f6_without_a_name_says_so_at_the_name(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    keys.enter("", "", "4512 345678")
    keys.press(Qt.Key.Key_F6)
    assert people(register) == []
    assert (at(page), state(page, "family_name")) == ("family_name", "error")
    assert helper(page, "family_name")


def test_f6_without_the_notice_says_so_above_the_form_until_it_is_given(page: DeskPage, keys: Keyboard) -> None:
    page.go_to("family_name")
    keys.enter("Ким")
    keys.press(Qt.Key.Key_F6)
    assert page.band.text() == "Give the notice first: Enter when it was understood."
    keys.enter("")
    assert page.band.text().startswith("Notice given")


def test_a_bed_given_away_meanwhile_is_said_at_the_bed(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    keys.enter(*SERGEI)
    stay = Stay(stay_id="", person_id="", sleeps="here")
    register_party(register, [Arrival(person=Person(person_id="", family_name="Ли"), document=None, stay=stay)])
    keys.press(Qt.Key.Key_F6)
    assert len(people(register)) == 1
    assert (at(page), helper(page, "sleeps")) == ("sleeps", "the other was taken; next free tonight")
    assert page.fields.fields["sleeps"]._helper.kind == "warning"


def test_a_slips_number_with_a_wrong_letter_is_said_and_taken_only_by_another_enter(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter("ORL-A-000001-8")
    assert (at(page), page.token.said()) == (
        "token",
        "No slip has this number: compare it with the paper. Enter keeps it",
    )
    assert page.token.line.text() == "ORL-A-000001-8"
    keys.enter("")
    assert (at(page), page.token.said()) == ("notice", "")
    keys.enter(*SERGEI[1:])
    save(keys)
    with register.reading() as reading:
        assert [line.token for line in reading.kept(QueueLine)] == ["ORL-A-000001-8"]


def test_saving_does_not_take_a_slips_wrong_number_silently(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter(*SERGEI)
    page.go_to("token")
    keys.type("ORL-A-000001-8")
    for _time in range(2):
        save(keys)
        assert (people(register), at(page)) == ([], "token")
    assert page.token.said()
    keys.type("47")
    save(keys)
    assert len(people(register)) == 1


def test_a_number_typed_where_the_name_stands_is_doubted_beside_it(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "", "4512345678")
    assert (at(page), helper(page, "family_name")) == ("given_name", "A name has no digits.")
    page.go_to("family_name")
    keys.enter("Иванов")
    assert helper(page, "family_name") == "Latin: IVANOV"
