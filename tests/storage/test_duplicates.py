"""Who may be recorded twice, looked for in a real register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.records import Person
from intake_app.domain.roles import Role, Session
from intake_app.errors import UserError
from intake_app.progress import Cancelled
from intake_app.services.duplicates import compare_people, scan_register
from intake_app.services.known_people import find_known
from intake_app.services.not_the_same import declare_different
from intake_app.services.registration import register_party
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked

SERGEI = {"patronymic": "Петрович", "birth_date": "1987-05-12", "sex": "M", "citizenship": "RUS"}
IN_LATIN = {
    "family_name": "",
    "given_name": "",
    "family_name_latin": "IVANOV",
    "given_name_latin": "SERGEY",
    "birth_date": "1987-12-05",
    "phone": "+79123456789",
}


def _record(centre: Unlocked, **fields: object) -> str:
    return register_party(centre.register, [arrival(centre, **fields)]).people[0].person_id


def test_somebody_recorded_in_two_scripts_is_found_with_the_evidence_of_each_field(centre: Unlocked) -> None:
    first = _record(centre, **SERGEI, phone="+79123456789", document_number="4512 345678", document_type="passport")
    second = _record(centre, **IN_LATIN, document_number="45 12 345678", document_type="passport")
    _record(centre, family_name="Зырянов", given_name="Олег", birth_date="1990")

    [pair] = scan_register(centre.register)

    assert (pair.person_id_a, pair.person_id_b) == tuple(sorted((first, second)))
    assert pair.is_flagged
    assert {(each.field, each.code) for each in pair.evidence} >= {
        ("family_name", "same"),
        ("given_name", "same"),
        ("birth_date", "swapped"),
        ("document_number", "same"),
        ("phone", "same"),
    }
    assert pair == compare_people(centre.register, second, first)


def test_people_of_one_party_are_not_flagged_as_one_person(centre: Unlocked) -> None:
    born = {"birth_date": "2001-03-04", "sex": "F", "patronymic": "Ивановна", "phone": "+79123456789"}
    names = ("Анна", "Мария")
    register_party(centre.register, [arrival(centre, **born, family_name="Ким", given_name=given) for given in names])

    assert not any(pair.is_flagged for pair in scan_register(centre.register))


def test_the_deleted_and_the_merged_are_not_compared(centre: Unlocked) -> None:
    first, second, third = (_record(centre, **SERGEI) for _time in range(3))
    for person_id, changed in ((second, {"deleted": True}), (third, {"merged_into": first})):
        with centre.register.writing("test") as unit:
            person = unit.get(Person, person_id)
            assert person is not None
            unit.update(replace(person, **changed), unit.heads(person_id))
            unit.commit()

    assert scan_register(centre.register) == ()
    with pytest.raises(UserError) as refused:
        compare_people(centre.register, first, second)
    assert refused.value.code == "person_unknown"


def test_who_was_said_not_to_be_the_same_is_named_no_more(centre: Unlocked) -> None:
    first, second = _record(centre, **SERGEI), _record(centre, **SERGEI)
    declare_different(centre.register, second, first)

    assert scan_register(centre.register) == ()
    with centre.register.reading() as reading:
        person = reading.get(Person, first)
        assert person is not None
        assert find_known(centre.register, reading, person) == ()
        at_the_desk = find_known(centre.register, reading, replace(person, person_id=""))
    assert {each.person_id for each in at_the_desk} == {first, second}


def test_a_scan_says_how_far_it_is_and_stops_when_it_is_told_to(centre: Unlocked) -> None:
    _record(centre, **SERGEI)
    _record(centre, **SERGEI)
    told: list[tuple[int, int]] = []

    scan_register(centre.register, lambda done, total: told.append((done, total)))

    assert told
    assert all(0 <= done <= total for done, total in told)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        scan_register(centre.register, stop)


def test_a_volunteer_looks_for_no_duplicates(centre: Unlocked) -> None:
    first, second = _record(centre, **SERGEI), _record(centre, **SERGEI)
    volunteer = replace(centre.register, session=Session("somebody", "Somebody", Role.VOLUNTEER))

    for refused in (lambda: scan_register(volunteer), lambda: compare_people(volunteer, first, second)):
        with pytest.raises(UserError) as error:
            refused()
        assert error.value.code == "lead_only"
