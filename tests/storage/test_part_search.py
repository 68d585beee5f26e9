"""Somebody is found in the list by two things said at once: name and place, name and token."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.person_lists import ListQuery
from intake_app.services.people_lists import person_ids_of, take_snapshot
from intake_app.services.places import add_places, list_places
from intake_app.services.registration import register_party
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked


@pytest.fixture
def people(centre: Unlocked) -> dict[str, str]:
    """Two of one name in two rooms, the first with a token, and a third of another name; ids by who."""
    register = centre.register
    add_places(register, "Room 12: 2\nHall 1, mat 1-4")
    beds = {line.place.name: line.place.place_id for line in list_places(register)}
    recorded = []
    for family, place, token in (
        ("Иванов", "Room 12", "47"),
        ("Иванов", "Hall 1, mat 1", ""),
        ("Ким", "Room 12", "48"),
    ):
        made = replace(arrival(centre, family_name=family, sleeps="here"), place_id=beds[place], token=token)
        recorded.append(register_party(register, [made]).people[0].person_id)
    return dict(zip(("in 12", "in hall", "kim"), recorded, strict=True))


def found(centre: Unlocked, people: dict[str, str], text: str) -> list[str]:
    rows = take_snapshot(centre.register, ListQuery(text=text), None).rows
    ids = person_ids_of(centre.register, rows)
    return sorted(who for who, person_id in people.items() if person_id in ids)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("иванов", ["in 12", "in hall"]),
        ("room 12", ["in 12", "kim"]),
        ("иванов room 12", ["in 12"]),
        ("room 12 ivanov", ["in 12"]),
        ("ivanov hall 1", ["in hall"]),
        ("47", ["in 12"]),
        ("ivanov 47", ["in 12"]),
        ("ivanov room 12 47", ["in 12"]),
        ("ivanov 48", []),
        ("kim hall 1", []),
        ("ivanov room 13", []),
    ],
)
def test_a_name_with_a_place_or_a_token_finds_whom_both_mean(
    centre: Unlocked, people: dict[str, str], text: str, who: list[str]
) -> None:
    assert found(centre, people, text) == who
