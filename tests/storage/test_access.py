"""What each role sees of people, on a real register: the same for whatever door asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.cards import parse_card
from intake_app.domain.person_rows import PersonRow
from intake_app.domain.records import Person
from intake_app.domain.roles import Role, Session
from intake_app.errors import UserError
from intake_app.services.access import (
    Sight,
    initials,
    is_limited,
    may_open,
    pages_of,
    person_line,
    refuse_guarded,
    refuse_volunteer,
)
from intake_app.services.corrections import correct_record
from intake_app.services.people import find_people, open_person
from intake_app.services.printing import sheets_for
from intake_app.services.registration import register_party
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister

DOCUMENT = {"document_number": "4512 345678", "document_type": "internal_passport", "document_country": "RUS"}
UNLIMITED = [role for role in Role if role is not Role.VOLUNTEER]


def session(role: Role) -> Session:
    return Session("u1", "Aigerim B.", role)


def seen_by(centre: Unlocked, role: Role) -> OpenRegister:
    return replace(centre.register, session=session(role))


@pytest.fixture
def sergei(centre: Unlocked) -> Any:
    """Somebody with a card, a document and a whole birth date."""
    made = arrival(centre, patronymic="Петрович", birth_date="1997-05-25", phone="+79123456789", **DOCUMENT)
    return register_party(centre.register, [made]).people[0]


def guard(centre: Unlocked, person_id: str) -> None:
    file = open_person(centre.register, person_id)
    correct_record(centre.register, replace(file.person, guarded=True), file.seen[person_id], "asked for it")


def test_a_volunteer_has_three_pages_and_the_others_more() -> None:
    assert pages_of(Role.VOLUNTEER) == {"desk", "tonight", "find"}
    for role in (Role.SHIFT_LEAD, Role.MANAGER):
        assert pages_of(role) > pages_of(Role.VOLUNTEER) | {"messages", "settings"}
    assert "messages" not in pages_of(Role.DATA_OFFICER)
    assert "exchange" not in pages_of(Role.PROTECTION)
    assert {role for role in Role if is_limited(session(role))} == {Role.VOLUNTEER}


@pytest.mark.parametrize("text", ["Иванов", "sergei", "+79123456789", "1997"])
def test_a_name_a_phone_or_a_year_answers_a_volunteer_initials_and_birth_year(
    centre: Unlocked, sergei: Any, text: str
) -> None:
    lines = find_people(seen_by(centre, Role.VOLUNTEER), text)
    if text == "1997":
        assert lines == ()
        return
    (line,) = lines
    assert line.sight is Sight.INITIALS
    assert line.row == PersonRow(Person(person_id=sergei.person_id, given_name="S. I.", birth_date="1997"))


@pytest.mark.parametrize(
    "text",
    ["4512345678", "4512 345678", "Иванов 25.05.1997", "25051997 Ivanov", "IVANOV, 1997-05-25", "Сергей 25/05/1997"],
)
def test_a_document_or_a_name_with_the_birth_date_opens_the_record(centre: Unlocked, sergei: Any, text: str) -> None:
    volunteer = seen_by(centre, Role.VOLUNTEER)
    (line,) = find_people(volunteer, text)
    assert line.sight is Sight.WHOLE
    assert line.row.person.family_name == "Иванов"
    assert open_person(volunteer, sergei.person_id, text).card_number == sergei.card_number


@pytest.mark.parametrize("number", ["4510100188", "45 10 100029"])
def test_a_document_and_a_phone_that_read_as_a_card_are_looked_for_as_what_they_are(
    centre: Unlocked, number: str
) -> None:
    volunteer, phone = seen_by(centre, Role.VOLUNTEER), "9125556677"
    assert parse_card(number)
    assert parse_card(phone)
    made = arrival(centre, phone=f"+7{phone}", **{**DOCUMENT, "document_number": number})
    person_id = register_party(centre.register, [made]).people[0].person_id
    (line,) = find_people(volunteer, number)
    assert line.sight is Sight.WHOLE
    assert open_person(volunteer, person_id, number).person.person_id == person_id
    assert [each.row.person.person_id for each in find_people(centre.register, phone)] == [person_id]


def test_the_card_opens_the_record(centre: Unlocked, sergei: Any) -> None:
    volunteer = seen_by(centre, Role.VOLUNTEER)
    (line,) = find_people(volunteer, sergei.card_number.lower())
    assert line.sight is Sight.WHOLE
    assert open_person(volunteer, sergei.person_id, sergei.card_number).person.phone == "+79123456789"


@pytest.mark.parametrize(
    "shown", ["", "Иванов", "Иванов Сергей 1997", "25.05.1997", "Петров 25.05.1997", "Иванов 26.05.1997", "45123456"]
)
def test_what_proves_nothing_opens_nothing(centre: Unlocked, sergei: Any, shown: str) -> None:
    with pytest.raises(UserError) as refused:
        open_person(seen_by(centre, Role.VOLUNTEER), sergei.person_id, shown)
    assert refused.value.code == "unproven"


def test_an_estimated_birth_date_proves_nothing(centre: Unlocked) -> None:
    made = arrival(centre, birth_date="1997-05-25", birth_date_estimated=True)
    person_id = register_party(centre.register, [made]).people[0].person_id
    with pytest.raises(UserError):
        open_person(seen_by(centre, Role.VOLUNTEER), person_id, "Иванов 25.05.1997")


def test_a_name_with_a_birth_date_finds_only_who_was_born_then(centre: Unlocked, sergei: Any) -> None:
    register_party(centre.register, [arrival(centre, birth_date="1980-01-02")])
    assert len(find_people(centre.register, "Иванов")) == 2
    (line,) = find_people(centre.register, "Иванов 25.05.1997")
    assert line.row.person.person_id == sergei.person_id
    assert find_people(centre.register, "Иванов 03.01.1980") == ()


@pytest.mark.parametrize("text", ["Иванов", "4512345678", "Иванов 25.05.1997"])
def test_somebody_guarded_is_only_a_call_for_the_lead_to_a_volunteer(centre: Unlocked, sergei: Any, text: str) -> None:
    guard(centre, sergei.person_id)
    volunteer = seen_by(centre, Role.VOLUNTEER)
    (line,) = find_people(volunteer, text)
    assert line.sight is Sight.GUARDED
    assert line.row == PersonRow(Person(person_id=sergei.person_id, guarded=True))
    for shown in ("", text, sergei.card_number):
        with pytest.raises(UserError) as refused:
            open_person(volunteer, sergei.person_id, shown)
        assert (refused.value.code, refused.value.do) == ("guarded", "Call the shift lead.")


def test_the_sheet_of_somebody_guarded_is_not_printed_by_a_volunteer(centre: Unlocked, sergei: Any) -> None:
    volunteer = seen_by(centre, Role.VOLUNTEER)
    assert len(sheets_for(volunteer, [sergei.card_number])) == 1
    guard(centre, sergei.person_id)
    with pytest.raises(UserError, match="Call the shift lead"):
        sheets_for(volunteer, [sergei.card_number])


def test_the_sheet_of_somebody_is_not_printed_by_a_volunteer_without_the_card(centre: Unlocked, sergei: Any) -> None:
    with pytest.raises(UserError, match="Ask for the card"):
        sheets_for(seen_by(centre, Role.VOLUNTEER), [sergei.person_id])
    assert len(sheets_for(seen_by(centre, Role.SHIFT_LEAD), [sergei.person_id])) == 1


@pytest.mark.parametrize("role", UNLIMITED)
def test_every_other_role_sees_and_opens_everybody(centre: Unlocked, sergei: Any, role: Role) -> None:
    guard(centre, sergei.person_id)
    register = seen_by(centre, role)
    (line,) = find_people(register, "Иванов")
    assert line.sight is Sight.WHOLE
    assert line.row.person.guarded
    person = open_person(register, sergei.person_id).person
    assert may_open(register.session, person)
    refuse_guarded(register.session, person)
    refuse_volunteer(register.session)


def test_what_is_the_leads_is_refused_to_a_volunteer_in_a_sentence() -> None:
    with pytest.raises(UserError, match="shift lead") as refused:
        refuse_volunteer(session(Role.VOLUNTEER))
    assert refused.value.code == "lead_only"


def test_a_line_that_shows_initials_keeps_no_card_document_or_place() -> None:
    row = PersonRow(
        Person(person_id="p", family_name="Иванов", phone="+7", birth_date="1997-05-25", citizenship="RUS"),
        card_number="ORL-A-000001-X",
        document_number="4512",
        place_name="hall 1",
        departed_on="2022-11-30",
    )
    line = person_line(session(Role.VOLUNTEER), row)
    assert line.row == PersonRow(Person(person_id="p", given_name="И.", birth_date="1997"))
    assert may_open(session(Role.VOLUNTEER), row.person, is_proven=True)
    assert not may_open(session(Role.VOLUNTEER), row.person)


def test_initials_are_latin_where_that_is_known_and_made_of_what_there_is() -> None:
    both = Person(person_id="p", family_name="Иванов", given_name="Сергей", family_name_latin="IVANOV")
    assert initials(both) == "I."
    assert initials(replace(both, family_name_latin="")) == "С. И."
    assert initials(Person(person_id="p", other_names="the tall one")) == "T. T."
    assert initials(Person(person_id="p")) == ""
