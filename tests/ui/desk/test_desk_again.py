"""Forms that come back, people who come back: nothing is lost, and nothing is asked twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.arrivals import Arrival
from intake_app.domain.records import Document, Person, Stay
from intake_app.domain.roles import Role, Session
from intake_app.services.drafts import list_drafts
from intake_app.services.returns import recall
from tests.ui.desk_reading import SERGEI, aside, at, card, helper, people, save, state, text
from ui.desk.page import DeskPage
from ui.desk.read_back_cover import ReadBackCover

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from tests.ui.keyboard import Keyboard
    from ui.window import MainWindow

STAY = Stay(stay_id="", person_id="")
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


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
    assert page.right.notice.answers.accessibleDescription() == "Enter: Understood. Del: Give the notice again"
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
    assert (text(page, "family_name"), page.work.whole._before_alone, list_drafts(register)) == ("", {}, ())


def test_someone_else_stays_as_one_row_that_says_with_which_key_it_is_taken_back(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter(*SERGEI)
    save(keys)
    keys.enter("", "", "4512345678")
    keys.press(Qt.Key.Key_F8)
    assert (card(page), aside(page)) == ("", "Shift+F7: Take back: someone else")
    assert helper(page, "document_number") == "on an earlier record"
    keys.press(Qt.Key.Key_F7)
    assert page.save.text() == "Save and print"
    keys.press(Qt.Key.Key_F7, SHIFT)
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
    assert aside(again) == "Shift+F7: Take back: someone else"
    again.deleteLater()


def test_beside_a_child_alone_f7_is_the_adults_and_shift_f7_takes_someone_else_back(
    page: DeskPage, keys: Keyboard
) -> None:
    keys.enter("", "", "4512 345678", "Ковалёв", "Артём", "", "2010")
    save(keys)
    keys.enter("", "", "4512 345678", "", "", "", "2010")
    keys.press(Qt.Key.Key_F8)
    assert card(page).startswith("The lead decides")
    assert aside(page) == "Shift+F7: Take back: someone else"
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


def test_a_volunteer_is_filled_in_what_document_or_name_and_birth_date_prove(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter(*SERGEI)
    save(keys)
    [file] = people(register)
    volunteer = replace(register, session=Session("v", "Timur", Role.VOLUNTEER))
    person_id = file.person.person_id
    nobody = Person(person_id="")
    told = {
        "nothing": Arrival(person=nobody, document=None, stay=STAY),
        "a name": Arrival(person=replace(nobody, family_name="Иванов", given_name="Сергей"), document=None, stay=STAY),
        "a name and the birth date": Arrival(
            person=replace(nobody, family_name="Иванов", given_name="Сергей", birth_date="1997-05-25"),
            document=None,
            stay=STAY,
        ),
        "the number": Arrival(
            person=nobody, document=Document(document_id="", person_id="", document_number="4512345678"), stay=STAY
        ),
    }
    seen = {what: bool(recall(volunteer, person_id, arrival)) for what, arrival in told.items()}
    assert seen == {"nothing": False, "a name": False, "a name and the birth date": True, "the number": True}
    assert recall(register, person_id, told["nothing"])["family_name"] == "Иванов"  # who leads sees all
    assert "document_number" not in recall(register, person_id, told["the number"])


def test_of_somebody_kept_apart_a_volunteer_is_filled_in_nothing(
    page: DeskPage, keys: Keyboard, register: OpenRegister
) -> None:
    keys.enter(*SERGEI)
    save(keys)
    [file] = people(register)
    with register.writing("correct") as unit:
        unit.update(replace(file.person, guarded=True), unit.heads(file.person.person_id))
        unit.commit()
    object.__setattr__(page.work.context.register, "session", Session("v", "Timur", Role.VOLUNTEER))
    keys.enter("", "", "4512345678")
    assert "Recorded before" in card(page)
    keys.press(Qt.Key.Key_F7)
    assert (text(page, "family_name"), page.save.text()) == ("", "Save and print")
