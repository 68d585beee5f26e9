"""What the keys and the short ways of the desk do: no document, languages, a party, commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from intake_app.services.bed_slips import read_slips
from intake_app.services.drafts import list_drafts
from intake_app.services.tonight import give_bed_by_token
from tests.ui.desk_reading import SERGEI, at, helper, people, save, text
from ui.desk.page import DeskPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from intake_app.services.open_register import OpenRegister
    from tests.ui.keyboard import Keyboard
    from ui.window import MainWindow

PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F3204153ZE184226B<<<<<16"
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


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


def test_a_language_is_known_by_the_beginning_of_its_name(page: DeskPage, keys: Keyboard) -> None:
    for typed, shown in (
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
    ):
        page.go_to("languages")
        keys.press(Qt.Key.Key_A, CTRL)
        keys.enter(typed)
        assert (text(page, "languages"), at(page)) == (shown, "need_code"), typed


def test_a_beginning_that_two_languages_share_is_none(page: DeskPage, keys: Keyboard) -> None:
    page.go_to("languages")
    keys.enter("тур")
    assert (at(page), helper(page, "languages")) == ("languages", "This language is not known.")


def test_a_scanned_birth_stands_there_as_it_is_written(page: DeskPage, keys: Keyboard, qtbot: QtBot) -> None:
    keys.enter("", "")
    keys.scan(f"{PASSPORT}\n")
    qtbot.waitUntil(lambda: text(page, "document_number") == "L898902C3")
    assert (text(page, "birth_date"), helper(page, "birth_date")) == ("12.08.1974", "12 August 1974, 48 years old")


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


def test_ctrl_enter_once_more_after_a_save_leaves_the_new_form_alone(
    page: DeskPage, keys: Keyboard, register: OpenRegister, app_window: MainWindow
) -> None:
    keys.enter(*SERGEI)
    save(keys)
    said = app_window.status.said()
    save(keys)
    assert (len(people(register)), at(page), app_window.status.said()) == (1, "token", said)


@pytest.mark.parametrize(
    ("key", "said"),
    [(Qt.Key.Key_F5, "Nothing is parked."), (Qt.Key.Key_F11, "Nothing to read back yet.")],
)
def test_a_key_that_finds_nothing_to_do_says_so(
    page: DeskPage, keys: Keyboard, app_window: MainWindow, key: Qt.Key, said: str
) -> None:
    keys.press(key)
    assert (app_window.status.said(), at(page)) == (said, "token")


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8])
def test_no_key_writes_anything_of_somebody_who_speaks_alone(
    page: DeskPage, keys: Keyboard, register: OpenRegister, key: Qt.Key
) -> None:
    keys.enter("49")
    keys.type("3")
    keys.press(key)
    page.keep_draft()
    assert (people(register), list_drafts(register)) == ([], ())
    assert page.band.text() == "Nothing is written. Bed by token 49, call the shift lead."
    keys.type("1")
    assert at(page) == "notice"


def test_whoever_holds_the_slip_of_a_bed_by_token_is_recorded_in_that_bed(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    bed = give_bed_by_token(register, "212")
    [slip] = read_slips(register).slips
    page.work.reload_facts()
    keys.scan(f"{slip.card_number}\n")
    assert helper(page, "sleeps") == "the bed of their slip"
    keys.enter("", *SERGEI[2:8], "25112022")
    save(keys)
    assert people(register)[-1].place_name == bed.place_name
