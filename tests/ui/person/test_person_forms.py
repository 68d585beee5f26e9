"""What is corrected and done from somebody's page, each in a form by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.services.people import find_people, open_person
from intake_app.services.places import list_places
from tests.ui.keyboard import Keyboard
from tests.ui.person_reading import CTRL, as_user, ask, fill, form_of, line_of
from ui.people.correction import Desk, person_form, shown_value, stay_form
from ui.people.forms import FormProblems
from ui.people.page import PeoplePage
from ui.people.person import load_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.open_register import OpenRegister
    from ui.people.person_page import PersonPage
    from ui.window import MainWindow


def test_a_day_of_leaving_that_cannot_be_stands_beside_its_field_with_all_that_was_typed(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    keys = Keyboard()
    ask(keys, 4, Qt.Key.Key_D)
    keys.type("l")
    day, why = line_of(page, "departed_on"), line_of(page, "reason")
    why.set_text("to Almaty")
    for typed, told in (
        ("24112022", "They cannot have left before they entered."),
        ("26112022", "This day has not come yet."),
        ("31022022", "No such day in the calendar."),
        ("\u202e25", "This cannot be read as a date."),
        ("soon", "This cannot be read as a date."),
        ("x" * 1_000_000, "This cannot be read as a date."),
    ):
        day.set_text(typed)
        page.save_correction()
        QApplication.processEvents()

        assert page.correction is not None
        assert (day.value_state, day.helper()) == ("error", told)
        assert why.text() == "to Almaty"
    assert open_person(register, person_id).place_name == "Hall 1, mat 1"


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    Keyboard().press(Qt.Key.Key_E, CTRL)
    line_of(page, "birth_date").set_text("31021997")
    page.save_correction()
    assert line_of(page, "birth_date").value_state == "error"
    assert line_of(page, "reason").value_state == "error"
    assert line_of(page, "birth_date").editor.hasFocus()
    assert open_person(register, person_id).person.birth_date == "1997-05-25"


def test_esc_leaves_a_form_as_it_was_and_then_the_person(page: PersonPage, app_window: MainWindow) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_E, CTRL)
    keys.type("X")
    keys.press(Qt.Key.Key_Escape)
    assert page.correction is None
    keys.press(Qt.Key.Key_Escape)
    people = app_window.page()
    assert isinstance(people, PeoplePage)
    assert people.stack.currentWidget() is people.list


def test_ctrl_e_corrects_what_the_tab_shows(page: PersonPage, register: OpenRegister, person_id: str) -> None:
    keys = Keyboard()
    ask(keys, 4, Qt.Key.Key_E)
    fill(page, entered_on="24112022", reason="misheard")
    keys.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    ask(keys, 5, Qt.Key.Key_E)
    fill(page, document_number="4512 000000", reason="misread")
    keys.press(Qt.Key.Key_Return, CTRL)

    file = open_person(register, person_id)
    assert file.stay is not None
    assert (file.stay.entered_on, file.documents[0].document_number) == ("2022-11-24", "4512 000000")


def test_another_bed_a_departure_and_a_new_card_are_given_by_keys(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    keys = Keyboard()
    ask(keys, 4, Qt.Key.Key_B)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.correction is not None, "no bed was chosen"
    assert open_person(register, person_id).place_name == "Hall 1, mat 1"
    keys.press(Qt.Key.Key_Down)
    assert form_of(page).save.text() == "Move ORL-A-000001-9 to Hall 1, mat 2"
    keys.press(Qt.Key.Key_Return, CTRL)
    assert open_person(register, person_id).place_name == "Hall 1, mat 2"
    ask(keys, 5, Qt.Key.Key_R)
    fill(page, reason="lost")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert open_person(register, person_id).card_number == page.head.card.text() == "ORL-A-000002-7"
    ask(keys, 4, Qt.Key.Key_D)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert form_of(page).fields["departure"].helper() == "Choose what happened.", "nobody leaves the country by default"
    keys.type("l")
    assert form_of(page).fields["departure"].value_state == "done"
    keys.press(Qt.Key.Key_Return, CTRL)
    assert not page.head.print._primary
    stay = open_person(register, person_id).stay
    assert stay is not None
    assert stay.departure == "left"
    assert page.head.pill.text() == "left"
    assert [line.taken for line in list_places(register)] == [0, 0, 0]


def test_a_hidden_person_says_who_hid_them_and_comes_back(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    keys = Keyboard()
    ask(keys, 2, Qt.Key.Key_H)
    assert form_of(page).save.text() == "Hide ORL-A-000001-9"
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.correction is not None, "no reason was given"
    fill(page, reason="recorded twice")
    keys.press(Qt.Key.Key_Return, CTRL)

    assert page.band.text() == "This person is hidden. By Aigerim B.: recorded twice"
    assert find_people(register, "Иванов") == ()
    assert not page.head.print.isVisible()
    assert page.isAncestorOf(QApplication.focusWidget() or page.window())
    assert page.view is not None
    assert [(stay.title, stay.is_now) for stay in page.view.stays] == [("Last stay", False)]
    QApplication.processEvents()
    keys.press(Qt.Key.Key_R, CTRL)
    fill(page, reason="two people after all")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert open_person(register, person_id).place_name == "Hall 1, mat 1"
    assert page.head.pill.text() == "here now"


def test_a_child_alone_is_held_until_the_lead_has_seen_to_it(
    page: PersonPage, register: OpenRegister, record: Callable[..., str]
) -> None:
    child = record(birth_date="2008", document_number="1")
    page.open(child)
    QApplication.processEvents()
    held = "Bed and sheet are held: a child without an adult."
    assert page.band.text() == f"{held} It ends with “Seen to”, or when the child joins the party of an adult."
    assert page.view is not None
    assert ("Sleeps", "held") in page.view.facts
    assert not page.head.print.isVisible()
    as_user(page, "u")
    assert page.band.text() == f"{held} Call the shift lead."
    as_user(page, register.session.user_id, register.session.role)
    keys = Keyboard()
    keys.press(Qt.Key.Key_M, CTRL)
    fill(page, reason="an aunt came")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert not open_person(register, child).is_held
    assert page.band.text() == ""


def test_fields_nobody_touched_stay_as_they_are(register: OpenRegister, record: Callable[..., str]) -> None:
    view = load_person(register, record(birth_date="25"))
    desk: Desk = view.desk(register)
    [stay] = view.file.stays
    form = person_form(desk)
    assert {field.name: field.value for field in stay_form(desk, stay).fields}["entered_on"] == "25.11.2022"
    typed = {field.name: field.value for field in form.fields} | {"reason": "why"}
    assert typed["birth_date"] == shown_value(view.file.person, "birth_date") == "~1997"
    with pytest.raises(FormProblems) as refused:
        form.check(typed)
    assert refused.value.problems == {"family_name": "Nothing was changed."}


def test_a_name_taken_away_whole_is_refused_beside_it(register: OpenRegister, person_id: str) -> None:
    form = person_form(load_person(register, person_id).desk(register))
    gone = dict.fromkeys(("family_name", "given_name", "family_name_latin", "given_name_latin"), "")
    with pytest.raises(FormProblems) as refused:
        form.check({field.name: field.value for field in form.fields} | gone | {"reason": "why"})
    assert set(refused.value.problems) == {"family_name"}
