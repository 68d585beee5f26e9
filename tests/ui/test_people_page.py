from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.services.people import open_person
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from tests.ui.keyboard import Keyboard
from ui.people.correction import check_corrections, shown_values
from ui.people.page import PeoplePage
from ui.people.person import load_person

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.arrivals import Arrival
    from intake_app.services.open_register import OpenRegister
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SERGEI = {
    "family_name": "Иванов",
    "given_name": "Сергей",
    "patronymic": "Петрович",
    "birth_date": "1997-05-25",
    "document_type": "internal_passport",
    "document_number": "4512 345678",
    "document_country": "RUS",
    "entered_on": "2022-11-25",
    "sleeps": "here",
    "phone": "+7 912 345-67-89",
    "languages": "rus",
}


@pytest.fixture
def record(register: OpenRegister) -> Callable[..., str]:
    """Records somebody and answers the id."""
    add_places(register, "Hall 1, mat 1-3")

    def make(**values: str) -> str:
        context = DeskContext(register.clock.now().date(), "KZ")
        arrival: Arrival = parse_arrival(SERGEI | values, context)
        return register_party(register, [arrival]).people[0].person_id

    return make


@pytest.fixture
def page(app_window: MainWindow, record: Callable[..., str]) -> PeoplePage:
    """The people page of a window with two people."""
    record()
    record(family_name="Ким", given_name="Лев", document_number="4512 999999", birth_date="25", phone="")
    app_window.show_page("people")
    found = app_window.page()
    assert isinstance(found, PeoplePage)
    return found


def test_a_person_is_told_in_words(register: OpenRegister, record: Callable[..., str]) -> None:
    view = load_person(register, record())
    assert (view.title, view.latin, view.card) == ("Иванов Сергей Петрович", "IVANOV SERGEI", "ORL-A-000001-9")
    assert view.facts == (
        ("Born", "25 May 1997, 25 years old"),
        ("Citizenship", "Russia"),
        ("Internal passport", "4512 345678"),
        ("Phone", "+7 912 345-67-89"),
        ("Speaks", "Russian"),
        ("Sleeps", "Hall 1, mat 1"),
    )
    assert [(line.when, line.mark) for line in view.dates] == [
        ("Wed 30 Nov", "confirmed"),
        ("Fri 23 Dec", "sources disagree"),
        ("Wed 22 Feb", "confirmed"),
    ]
    assert view.stays == (("Here now", "entered 25 November 2022\nHall 1, mat 1"),)


def test_the_history_tells_who_recorded_what(register: OpenRegister, record: Callable[..., str]) -> None:
    [line] = load_person(register, record()).history
    assert (line.day, line.time, line.what) == ("Friday 25 November 2022", "23:40", "Aigerim B.: recorded")
    assert any(detail.startswith("Person: Иванов Сергей Петрович") for detail in line.details)


def test_a_correction_is_made_by_keys_and_its_old_value_and_reason_stay(
    page: PeoplePage, register: OpenRegister
) -> None:
    keys = Keyboard()
    page.list.list.table.opened.emit(0)
    keys.press(Qt.Key.Key_E, CTRL)
    assert page.person.correction is not None
    page.person.correction.fields["birth_date"].focus()
    page.person.correction.fields["birth_date"].line.selectAll()
    keys.enter("25051996")
    page.person.correction.reason.focus()
    keys.enter("misread")
    assert page.person.view is not None
    person_id = page.person.view.file.person.person_id
    assert open_person(register, person_id).person.birth_date == "1996-05-25"
    newest = page.person.view.history[0]
    assert newest.details == ("misread", "Birth date from 25 May 1997 to 25 May 1996")


def test_a_correction_without_a_reason_or_with_a_wrong_date_is_refused_beside_the_field(
    register: OpenRegister, record: Callable[..., str]
) -> None:
    view = load_person(register, record())
    typed = shown_values(view.file.person) | {"birth_date": "31021997"}
    checked = check_corrections(view.file.person, typed, " ", view.today, "KZ")
    assert checked.person is None
    assert set(checked.problems) == {"birth_date", "reason"}


def test_fields_nobody_touched_stay_as_they_are(register: OpenRegister, record: Callable[..., str]) -> None:
    view = load_person(register, record(birth_date="25"))
    checked = check_corrections(view.file.person, shown_values(view.file.person), "why", view.today, "KZ")
    assert checked.person == view.file.person


def test_leaving_a_correction_changes_nothing(page: PeoplePage, register: OpenRegister) -> None:
    keys = Keyboard()
    page.list.list.table.opened.emit(0)
    keys.press(Qt.Key.Key_E, CTRL)
    keys.type("X")
    keys.press(Qt.Key.Key_Escape)
    assert page.person.correction is None
    assert page.person.view is not None
    assert open_person(register, page.person.view.file.person.person_id).person.family_name == "Иванов"
