"""What volunteers stumbled over at the desk, each on the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.arrivals import Arrival
from intake_app.domain.local_records import QueueLine
from intake_app.domain.records import Person, Stay
from intake_app.services.drafts import list_drafts
from intake_app.services.people import open_person
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from tests.ui.keyboard import Keyboard
from ui.desk.page import DeskPage
from ui.desk.read_back_cover import ReadBackCover

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.people import PersonFile
    from ui.window import MainWindow

PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F3204153ZE184226B<<<<<16"
SERGEI = ("", "", "4512 345678", "Иванов", "Сергей", "Петрович", "25051997", "", "25112022", "", "", "русский")
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def unlocked(unlocked: Unlocked) -> Unlocked:
    """The centre with five mats."""
    add_places(unlocked.register, "Hall 1, mat 1-5")
    return unlocked


@pytest.fixture
def page(app_window: MainWindow) -> DeskPage:
    """The desk with the focus in its first field."""
    found = app_window.page()
    assert isinstance(found, DeskPage)
    return found


@pytest.fixture
def keys() -> Keyboard:
    """Somebody at the keyboard."""
    return Keyboard()


def people(register: OpenRegister) -> list[PersonFile]:
    """Everybody recorded, the first first."""
    with register.reading() as reading:
        ids = reading.person_ids(0, 100)
    return [open_person(register, person_id) for person_id in reversed(ids)]


def save(keys: Keyboard) -> None:
    """Ctrl+Enter."""
    keys.press(Qt.Key.Key_Return, CTRL)


def at(page: DeskPage) -> str:
    """The field with the focus, "token" or "notice"."""
    assert page.right is not None
    if page.token.line.hasFocus():
        return "token"
    return "notice" if page.right.notice.answers.hasFocus() else page.fields.focused()


def text(page: DeskPage, name: str) -> str:
    """What stands in a field."""
    return page.fields.fields[name].text()


def helper(page: DeskPage, name: str) -> str:
    """What stands below a field."""
    return page.fields.fields[name].helper()


def state(page: DeskPage, name: str) -> str:
    """What is known of a field's value."""
    return page.fields.fields[name].value_state


def card(page: DeskPage) -> str:
    """What the card asks; empty while it asks nothing."""
    assert page.right is not None
    return "" if page.right.card.isHidden() else page.right.card.accessibleName()


def aside(page: DeskPage) -> str:
    """The quiet line of a hint that was answered with "someone else"; empty where there is none."""
    assert page.right is not None
    line = page.right.put_aside
    return "" if line.isHidden() else line.accessibleDescription()


# A parked form


def test_a_form_parked_with_its_token_typed_last_goes_on_in_its_first_open_field(
    page: DeskPage, keys: Keyboard
) -> None:
    keys.enter("", "", "", "Ким")
    keys.press(Qt.Key.Key_F5)
    keys.type("47")
    keys.press(Qt.Key.Key_F5)
    keys.press(Qt.Key.Key_F5)
    keys.enter("")
    assert (text(page, "family_name"), at(page)) == ("Ким", "given_name")


def test_a_parked_form_without_a_name_asks_for_the_name(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("47", "", "4512 345678")
    page.go_to("entered_on")
    keys.enter("25112022")
    keys.press(Qt.Key.Key_F5)
    keys.enter("47")
    assert at(page) == "family_name"


def test_enter_in_the_token_of_a_form_in_progress_goes_to_what_is_open(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "4512 345678", "Ким")
    page.go_to("token")
    keys.enter("47")
    assert at(page) == "given_name"


@pytest.mark.parametrize("digit", ["1", "2", "3", "4"])
def test_no_digit_answers_the_notice_of_a_form_that_has_gone_on(page: DeskPage, keys: Keyboard, digit: str) -> None:
    keys.enter("", "", "4512 345678", "Ким")
    page.go_to("notice")
    keys.type(digit)
    assert page.work.form is not None
    assert (page.work.form.notice, text(page, "family_name")) == ("understood", "Ким")


def test_del_asks_the_notice_again_and_then_a_digit_answers_it(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "", "Ким")
    page.go_to("notice")
    assert page.right is not None
    assert page.right.notice.answers.accessibleDescription() == "Enter: Understood. Del: Ask the notice again"
    keys.press(Qt.Key.Key_Delete)
    assert page.band.text() == "Give the notice first, before the name"
    keys.type("2")
    assert page.band.text() == "Notice given in English, text 1; through an interpreter"
    assert text(page, "family_name") == "Ким"


def test_a_slip_of_the_finger_on_speak_alone_costs_nothing_that_was_typed(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter("47", "", "4512 345678", "Ким")
    page.go_to("notice")
    keys.press(Qt.Key.Key_Delete)
    keys.type("3")
    page.keep_draft()
    assert (text(page, "family_name"), list_drafts(register)) == ("", ())
    keys.type("1")
    assert (text(page, "family_name"), page.token.line.text(), at(page)) == ("Ким", "47", "notice")


def test_who_got_a_bed_by_token_leaves_nothing_that_could_come_back(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter("47", "", "", "Ким")
    page.go_to("notice")
    keys.press(Qt.Key.Key_Delete)
    keys.type("3")
    keys.enter("")
    keys.press(Qt.Key.Key_N, CTRL)
    assert (text(page, "family_name"), page.work._before_alone, list_drafts(register)) == ("", {}, ())


# A hint


def test_someone_else_stays_as_one_line_and_f7_makes_it_the_person(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter(*SERGEI)
    save(keys)
    keys.enter("", "", "4512345678")
    keys.press(Qt.Key.Key_F8)
    assert (card(page), aside(page)) == ("", "F7: You said: someone else")
    assert helper(page, "document_number") == "on an earlier record"
    keys.press(Qt.Key.Key_F7)
    assert (aside(page), page.save.text()) == ("", "Save, new stay")
    save(keys)
    assert [len(file.stays) for file in people(register)] == [2]


def test_someone_else_is_still_said_after_the_window_died(
    page: DeskPage, keys: Keyboard, app_window: MainWindow
) -> None:
    keys.enter(*SERGEI)
    save(keys)
    keys.enter("", "", "4512345678")
    keys.press(Qt.Key.Key_F8)
    page.keep_draft()
    again = DeskPage(app_window.context)
    assert aside(again) == "F7: You said: someone else"
    again.deleteLater()


def test_beside_a_child_alone_f7_is_the_adults_and_shift_f7_takes_someone_else_back(
    page: DeskPage, keys: Keyboard
) -> None:
    keys.enter("", "", "4512 345678", "Ковалёв", "Артём", "", "2010")
    save(keys)
    keys.enter("", "", "4512 345678", "", "", "", "2010")
    keys.press(Qt.Key.Key_F8)
    assert card(page).startswith("The lead decides")
    assert aside(page) == "Shift+F7: You said: someone else"
    keys.press(Qt.Key.Key_F7, SHIFT)
    assert page.save.text() == "Save, new stay"


def test_f7_fills_what_is_recorded_and_asks_only_for_the_rest(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter(*SERGEI)
    save(keys)
    keys.enter("", "", "4512345678")
    keys.press(Qt.Key.Key_F7)
    assert [text(page, name) for name in ("family_name", "given_name", "patronymic", "birth_date")] == [
        "Иванов",
        "Сергей",
        "Петрович",
        "25 May 1997",
    ]
    assert (state(page, "family_name"), helper(page, "family_name")) == ("guess", "as recorded before")
    assert at(page) == "entered_on"
    keys.enter("24112022", "")
    save(keys)
    [file] = people(register)
    assert [stay.entered_on for stay in file.stays] == ["2022-11-25", "2022-11-24"]
    assert (file.person.family_name, file.person.birth_date) == ("Иванов", "1997-05-25")


def test_f7_again_takes_back_what_came_from_the_record_and_nothing_else(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI)
    save(keys)
    keys.enter("", "", "4512345678", "Иваноф")
    keys.press(Qt.Key.Key_F7)
    assert (text(page, "family_name"), text(page, "given_name")) == ("Иваноф", "Сергей")
    keys.press(Qt.Key.Key_F7)
    assert (text(page, "family_name"), text(page, "given_name")) == ("Иваноф", "")


def test_what_is_recorded_is_not_read_back_to_the_arrival(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI)
    save(keys)
    keys.enter("", "", "4512345678")
    keys.press(Qt.Key.Key_F7)
    page.read_back.click()
    [cover] = page.findChildren(ReadBackCover)
    assert "Иванов" not in cover.accessibleName()
    assert "1997" not in cover.accessibleName()


# Errors


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


@pytest.mark.parametrize(
    ("typed", "said"),
    [
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
    ],
)
def test_an_absurd_day_of_entry_is_refused_beside_its_field(
    page: DeskPage, keys: Keyboard, typed: str, said: str
) -> None:
    keys.enter(*SERGEI[:8], typed)
    assert (at(page), state(page, "entered_on"), helper(page, "entered_on")) == ("entered_on", "error", said)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31.02.1997", "No such day in the calendar."),
        ("00051997", "No such day in the calendar."),
        ("001997", "No such day in the calendar."),
        ("3024", "This day has not come yet."),
        ("26112022", "This day has not come yet."),
        ("1850", "More than 125 years ago."),
        ("121", "This cannot be read as a date."),
    ],
)
def test_an_absurd_birth_is_refused_beside_its_field(page: DeskPage, keys: Keyboard, typed: str, said: str) -> None:
    keys.enter(*SERGEI[:6], typed)
    assert (at(page), state(page, "birth_date"), helper(page, "birth_date")) == ("birth_date", "error", said)


# No document


def test_f4_keeps_the_citizenship_that_was_typed(page: DeskPage, keys: Keyboard, register: OpenRegister) -> None:
    keys.enter("", "")
    page.go_to("citizenship")
    keys.enter("Казахстан")
    keys.press(Qt.Key.Key_F4)
    assert (text(page, "citizenship"), at(page)) == ("Kazakhstan", "family_name")
    keys.enter("Ким")
    save(keys)
    assert people(register)[0].person.citizenship == "KAZ"


def test_without_a_document_the_citizenship_is_asked_for_behind_the_language(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "")
    keys.press(Qt.Key.Key_F4)
    assert (at(page), helper(page, "document_number")) == ("family_name", "no paper seen")
    keys.enter("Ким", "", "", "25", "m", "25112022", "", "", "рус")
    assert at(page) == "citizenship"
    keys.enter("рос")
    assert (at(page), text(page, "citizenship")) == ("need_code", "Russia")


def test_f4_in_the_middle_of_the_form_leaves_the_cursor_there(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "", "Ким", "Лев")
    keys.press(Qt.Key.Key_F4)
    assert (at(page), text(page, "family_name")) == ("patronymic", "Ким")


def test_f4_before_the_notice_goes_to_the_notice(page: DeskPage, keys: Keyboard) -> None:
    keys.press(Qt.Key.Key_F4)
    assert at(page) == "notice"
    keys.enter("")
    assert at(page) == "family_name"


# Refusals


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


# The token


def test_a_slips_number_with_a_wrong_letter_is_said_and_taken_only_by_another_enter(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter("ORL-A-000001-8")
    assert (at(page), page.token.said()) == ("token", "No slip has this number: compare. Enter keeps it")
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


# Languages


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("рус", "Russian"),
        ("rus", "Russian"),
        ("ru", "Russian"),
        ("орыс", "Russian"),
        ("қаз", "Kazakh"),
        ("қазақ", "Kazakh"),
        ("kaz", "Kazakh"),
        ("узб", "Uzbek"),
        ("рус, узб", "Russian, Uzbek"),
        ("фарси", "Persian"),
    ],
)
def test_a_language_is_known_by_the_beginning_of_its_name(
    page: DeskPage, keys: Keyboard, typed: str, shown: str
) -> None:
    page.go_to("languages")
    keys.enter(typed)
    assert (text(page, "languages"), at(page)) == (shown, "need_code")


def test_a_beginning_that_two_languages_share_is_none(page: DeskPage, keys: Keyboard) -> None:
    page.go_to("languages")
    keys.enter("тур")
    assert (at(page), helper(page, "languages")) == ("languages", "This language is not known.")


def test_a_scanned_birth_stands_there_as_it_is_written(page: DeskPage, keys: Keyboard, qtbot: QtBot) -> None:
    keys.enter("", "")
    keys.scan(f"{PASSPORT}\n")
    qtbot.waitUntil(lambda: text(page, "document_number") == "L898902C3")
    assert (text(page, "birth_date"), helper(page, "birth_date")) == ("12.08.1974", "12 August 1974, 48 years old")


# A party


def test_a_party_that_says_how_many_it_is_sees_how_far_it_has_come(
    page: DeskPage, keys: Keyboard, app_window: MainWindow
) -> None:
    assert page.party.isHidden()
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_F6, SHIFT)
    keys.enter("3")
    assert (page.subtitle.text(), at(page)) == ("person 1 of 3 in the party", "need_code")
    keys.press(Qt.Key.Key_F6)
    assert page.subtitle.text() == "person 2 of 3 in the party"
    page.keep_draft()
    again = DeskPage(app_window.context)
    assert again.subtitle.text() == "person 2 of 3 in the party"
    again.deleteLater()


def test_more_than_were_said_are_not_refused(page: DeskPage, keys: Keyboard) -> None:
    keys.enter(*SERGEI)
    keys.press(Qt.Key.Key_F6, SHIFT)
    keys.enter("1")
    keys.press(Qt.Key.Key_F6)
    assert page.subtitle.text() == "person 2 of 2 in the party"
    page.go_to("family_name")
    assert not page.party.isHidden()


# Keys


def test_a_command_key_during_a_save_waits_in_its_place(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "")
    page.work.stop_typing()
    keys.press(Qt.Key.Key_F4)
    keys.type("Ким")
    form = page.work.form
    assert form is not None
    assert not form.is_as_told
    page.work.release_keys()
    assert (form.is_as_told, text(page, "family_name"), text(page, "document_number")) == (True, "Ким", "")


def test_f2_leads_into_the_further_fields_and_back(page: DeskPage, keys: Keyboard) -> None:
    page.go_to("phone")
    keys.press(Qt.Key.Key_F2)
    assert at(page) == "family_name_latin"
    keys.press(Qt.Key.Key_F2)
    assert (at(page), page.fields.is_more_open()) == ("phone", False)
