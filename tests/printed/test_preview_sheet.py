"""The sheet of somebody who is not saved yet, as it would be printed."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from intake_app.domain.records import Person
from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.services.places import add_places, list_places
from intake_app.services.printing import preview_sheet, sheets_for
from intake_app.services.registration import register_party
from reports.page import CodeMark
from reports.sheet import lay_pages, render_sheets
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked

ANSWERS = {"birth_date": "1997-05-25", "entered_on": "2022-11-25", "sleeps": "here", "languages": "rus"}


def test_a_preview_is_the_sheet_that_saving_prints_but_for_the_number(centre: Unlocked) -> None:
    register = centre.register
    add_places(register, "Зал 1, мат 1-3")
    typed = arrival(centre, **ANSWERS)
    preview = preview_sheet(register, typed)
    person = register_party(register, [typed]).people[0]
    [printed] = sheets_for(register, [person.person_id])
    assert preview == replace(printed, head=replace(printed.head, card_number="", has_code=False))
    assert preview.tonight.place == "Зал 1, мат 1"


def test_a_preview_saves_nothing(centre: Unlocked) -> None:
    preview_sheet(centre.register, arrival(centre, **ANSWERS))
    with centre.register.reading() as reading:
        assert reading.count_people() == 0


def test_a_preview_shows_the_bed_that_was_chosen(centre: Unlocked) -> None:
    add_places(centre.register, "Зал 1, мат 1-3")
    last = list_places(centre.register)[-1].place.place_id
    typed = replace(arrival(centre, **ANSWERS), place_id=last)
    assert preview_sheet(centre.register, typed).tonight.place == "Зал 1, мат 3"


def test_a_preview_has_no_code_and_no_word_of_the_window_in_the_place_of_its_number(centre: Unlocked) -> None:
    model = preview_sheet(centre.register, arrival(centre, **ANSWERS))
    assert not [mark for page in lay_pages(model) for mark in page if isinstance(mark, CodeMark)]
    text = PdfReader(io.BytesIO(render_sheets([model]))).pages[0].extract_text()
    assert "ORL-" not in text
    assert "given" not in text


def test_a_sheet_that_would_be_held_is_not_previewed(centre: Unlocked) -> None:
    with pytest.raises(UserError) as refused:
        preview_sheet(centre.register, arrival(centre, birth_date="2012"), is_held=True)
    assert refused.value.code == "sheet_held"


def test_a_volunteer_gets_no_sheet_of_somebody_guarded(centre: Unlocked) -> None:
    register = centre.register
    person_id = register_party(register, [arrival(centre, **ANSWERS)]).people[0].person_id
    with register.writing("guard", "asked to be kept apart") as unit:
        person = unit.get(Person, person_id)
        assert person is not None
        unit.update(replace(person, guarded=True), unit.heads(person_id))
        unit.commit()
    assert sheets_for(register, [person_id])
    volunteer = replace(register, session=replace(register.session, role=Role.VOLUNTEER))
    with pytest.raises(UserError) as refused:
        sheets_for(volunteer, [person_id])
    assert refused.value.code == "guarded"
