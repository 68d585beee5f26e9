"""The demo's people: made up, of all kinds, and the same every time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from intake_app.cli.arriving import make_arrival
from intake_app.cli.demo_people import count_written, make_up_people
from intake_app.cli.demo_story import SEED
from intake_app.domain.arrivals import DeskContext
from intake_app.domain.mrz import read_mrz

if TYPE_CHECKING:
    from pathlib import Path

    from tests.flows.conftest import CommandLine

CONTEXT = DeskContext(date(2026, 11, 22), "KZ")


def test_the_written_people_are_of_all_kinds() -> None:
    parties = list(make_up_people(count_written(), SEED))
    zones = [read_mrz(zone, CONTEXT.today).format for party in parties for zone in party.zones]
    assert set(zones) == {"TD1", "TD2", "TD3", "MRV-A", "MRV-B", "RUS-INTERNAL"}
    people = [
        make_arrival(flat, party.zones[number] if number < len(party.zones) else "", CONTEXT)[0]
        for party in parties
        for number, flat in enumerate(party.people)
    ]
    assert len(people) >= 40
    assert {each.stay.sleeps for each in people} == {"here", "host", "own", "leaving"}
    assert {len(party.people) for party in parties} >= {1, 2, 4, 5}
    assert {len(each.person.birth_date) for each in people} == {4, 7, 10}
    assert any(each.person.birth_date_estimated for each in people)
    assert any(each.document is None for each in people)
    assert len({language for each in people for language in each.person.languages}) > 8
    assert any(each.person.guarded for each in people)


def test_the_same_number_is_the_same_people_and_exactly_as_many() -> None:
    for count in (1, 10, 500):
        parties = list(make_up_people(count, SEED))
        assert parties == list(make_up_people(count, SEED))
        assert sum(len(party.people) for party in parties) == count
        for party in parties:
            for flat in party.people:
                make_arrival(flat, party.zones[0] if party.zones else "", CONTEXT)


def test_the_demo_makes_a_folder_of_its_own(cli: CommandLine, tmp_path: Path) -> None:
    cli("demo", "--out", tmp_path / "demo").refusal(2)


def test_the_number_of_people_has_its_bounds(unset: CommandLine) -> None:
    unset("demo", "--people", "0").refusal(2)
    unset("demo", "--people", "100001").refusal(2)
