"""Hints while a form is typed, and a new stay for somebody whom the register knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.records import Person
from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.services.hints import find_hints
from intake_app.services.people import open_person
from intake_app.services.places import add_places, list_places
from intake_app.services.registration import register_party
from intake_app.services.returns import recall
from tests.made import arrival, made_centre
from tests.returning import record_return

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked

PAPER = {"document_type": "internal_passport", "document_number": "4512 345678", "document_country": "RUS"}
BORN = {"birth_date": "1997-05-25"}


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    """An open register with three mats."""
    unlocked = made_centre(tmp_path)
    add_places(unlocked.register, "Mat 1-3")
    yield unlocked
    unlocked.close()


def _recorded(centre: Unlocked, **fields: str) -> str:
    told = arrival(centre, **(PAPER | BORN | {"sleeps": "here"} | fields))
    return register_party(centre.register, [told]).people[0].person_id


def _guard(centre: Unlocked, person_id: str) -> None:
    with centre.register.writing("correct") as unit:
        person = unit.get(Person, person_id)
        assert person is not None
        unit.update(replace(person, guarded=True), unit.heads(person_id))
        unit.commit()


def test_a_hint_says_initials_year_and_reason_and_nothing_else(centre: Unlocked) -> None:
    person_id = _recorded(centre)
    [hint] = find_hints(centre.register, arrival(centre, **PAPER, **BORN))
    assert (hint.person_id, hint.initials, hint.birth_year) == (person_id, "S. I.", "1997")
    assert hint.reasons == ("same_document", "same_name_and_birth_date")


def test_somebody_said_to_be_another_is_hinted_at_no_more(centre: Unlocked) -> None:
    person_id = _recorded(centre)
    assert find_hints(centre.register, arrival(centre, **PAPER), {person_id}) == ()


def test_a_twin_who_stands_at_the_desk_next_is_no_hint(centre: Unlocked) -> None:
    shared = {"family_name": "Зырянова", "patronymic": "Петровна", "sex": "F", "phone": "+79123456789", **BORN}
    register_party(centre.register, [arrival(centre, given_name="Анна", **shared)])
    assert find_hints(centre.register, arrival(centre, given_name="Мария", **shared)) == ()


@pytest.mark.parametrize(
    ("told", "reasons"),
    [
        ({"family_name": "IVANOFF", "given_name": "Serguei"}, ("same_name_other_spelling", "same_birth_date")),
        ({"family_name": "Сергей", "given_name": "Иванов"}, ("swapped_name", "same_birth_date")),
        ({"given_name": "Серёжа", "patronymic": "Петрович"}, ("same_name_other_spelling", "same_birth_date")),
        ({"birth_date": "1997", "phone": "+79123456789"}, ("same_name", "same_birth_year", "same_phone")),
    ],
)
def test_who_comes_again_under_another_spelling_is_pointed_out_with_the_reasons(
    centre: Unlocked, told: dict[str, str], reasons: tuple[str, ...]
) -> None:
    person_id = _recorded(centre, phone="+79123456789")
    [hint] = find_hints(centre.register, arrival(centre, **(BORN | told)))
    assert (hint.person_id, hint.reasons) == (person_id, reasons)


def test_a_likely_spelling_proves_nobody_to_a_volunteer(centre: Unlocked) -> None:
    person_id = _recorded(centre, phone="+79123456789")
    volunteer = replace(centre.register, session=replace(centre.register.session, role=Role.VOLUNTEER))
    like, same = arrival(centre, family_name="IVANOFF", given_name="Serguei", **BORN), arrival(centre, **BORN)
    assert [hint.person_id for hint in find_hints(volunteer, like)] == [person_id]
    assert recall(volunteer, person_id, like) == {}
    assert recall(volunteer, person_id, same)["family_name"] == "Иванов"


def test_at_most_five_are_pointed_out(centre: Unlocked) -> None:
    for day in range(1, 8):
        register_party(centre.register, [arrival(centre, family_name="Зырянов", birth_date=f"1997-05-0{day}")])
    hints = find_hints(centre.register, arrival(centre, family_name="Зырянов", birth_date="1997-05-03"))
    assert len(hints) == 5
    assert hints[0].reasons == ("same_name_and_birth_date",)


def test_a_name_alone_is_no_hint(centre: Unlocked) -> None:
    _recorded(centre)
    assert find_hints(centre.register, arrival(centre)) == ()


@pytest.mark.parametrize(("role", "shown"), [(Role.VOLUNTEER, ("", "")), (Role.SHIFT_LEAD, ("S. I.", "1997"))])
def test_of_somebody_guarded_a_volunteer_sees_only_that_the_lead_is_called(
    centre: Unlocked, role: Role, shown: tuple[str, str]
) -> None:
    _guard(centre, _recorded(centre))
    register = replace(centre.register, session=replace(centre.register.session, role=role))
    [hint] = find_hints(register, arrival(centre, **PAPER))
    assert (hint.initials, hint.birth_year) == shown
    assert hint.is_guarded is (role is Role.VOLUNTEER)


def test_a_volunteer_records_no_return_of_somebody_guarded(centre: Unlocked) -> None:
    person_id = _recorded(centre)
    _guard(centre, person_id)
    register = replace(centre.register, session=replace(centre.register.session, role=Role.VOLUNTEER))
    with pytest.raises(UserError, match="kept apart"):
        record_return(register, person_id, arrival(centre))
    assert len(open_person(centre.register, person_id).stays) == 1


def test_a_return_is_a_new_stay_and_leaves_the_card_and_the_old_stay_as_they_were(centre: Unlocked) -> None:
    person_id = _recorded(centre, entered_on="2022-09-01")
    before = open_person(centre.register, person_id)
    told = arrival(centre, **PAPER, **BORN, entered_on="2022-11-25", sleeps="here")
    returned = record_return(centre.register, person_id, told)
    file = open_person(centre.register, person_id)
    assert [stay.entered_on for stay in file.stays] == ["2022-09-01", "2022-11-25"]
    assert file.stays[0] == before.stays[0]
    assert file.cards == before.cards
    assert returned.registration.people[0].card_number == before.card_number
    assert len(file.documents) == 1
    assert returned.differing == ()


def test_the_bed_of_the_last_stay_ends_where_a_new_one_begins(centre: Unlocked) -> None:
    person_id = _recorded(centre)
    record_return(centre.register, person_id, arrival(centre, sleeps="here"))
    assert sum(line.taken for line in list_places(centre.register)) == 1
    assert [bool(placement.ends_on) for placement, _name in open_person(centre.register, person_id).placements] == [
        *(True, False)
    ]


def test_a_document_with_a_new_number_is_added_to_the_known_one(centre: Unlocked) -> None:
    person_id = _recorded(centre)
    record_return(centre.register, person_id, arrival(centre, **(PAPER | {"document_number": "71 1234567"})))
    numbers = {document.document_number for document in open_person(centre.register, person_id).documents}
    assert numbers == {"4512 345678", "71 1234567"}


def test_what_is_recorded_stands_what_was_unknown_is_filled_and_what_differs_is_named(centre: Unlocked) -> None:
    person_id = _recorded(centre, phone="+79120000001")
    told = arrival(centre, family_name="Иванова", phone="+79120000002", patronymic="Петрович")
    returned = record_return(centre.register, person_id, told)
    person = open_person(centre.register, person_id).person
    assert (person.family_name, person.phone, person.patronymic) == ("Иванов", "+79120000001", "Петрович")
    assert returned.differing == ("family_name", "phone")


def test_whoever_comes_back_first_of_a_party_does_not_bring_the_old_party_with_them(centre: Unlocked) -> None:
    told = [arrival(centre, **PAPER), arrival(centre, given_name="Анна")]
    first = register_party(centre.register, told)
    person_id = first.people[0].person_id
    group = record_return(centre.register, person_id, arrival(centre), begins_party=True).registration.group_id
    assert group not in ("", first.group_id)
    record_return(centre.register, first.people[1].person_id, arrival(centre), group_id=group)
    with centre.register.reading() as reading:
        assert reading.members(group) == tuple(each.person_id for each in first.people)


def test_a_child_who_comes_back_alone_is_held_by_the_birth_date_that_is_known(centre: Unlocked) -> None:
    person_id = _recorded(centre, birth_date="2010-01-01")
    returned = record_return(centre.register, person_id, arrival(centre, sleeps="here"))
    assert returned.registration.people[0].is_held
    assert open_person(centre.register, person_id).placements == ()


def test_a_return_of_nobody_is_refused(centre: Unlocked) -> None:
    with pytest.raises(UserError, match="not recorded"):
        record_return(centre.register, "nobody", arrival(centre))
