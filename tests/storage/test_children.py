"""A child alone is held at whichever door, until an adult of the same party is recorded at whichever door."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.records import GroupMember, Need
from intake_app.services.children import Released
from intake_app.services.desk_saves import save_at_desk
from intake_app.services.nights import read_tonight
from intake_app.services.people import open_person
from intake_app.services.places import add_places
from intake_app.services.print_queue import waiting_ids
from intake_app.services.registration import start_party
from intake_app.services.stories import tell_story
from intake_app.services.tonight import save_line
from intake_app.services.undoing import undo_act
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.domain.arrivals import Arrival
    from intake_app.domain.changes import Changes
    from intake_app.opening import Unlocked

DOORS = ("desk", "tonight")


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    """An open register with three mats."""
    unlocked = made_centre(tmp_path)
    add_places(unlocked.register, "Hall 1, mat 1-3")
    yield unlocked
    unlocked.close()


def somebody(centre: Unlocked, name: str, born: str, sleeps: str = "here") -> Arrival:
    return replace(arrival(centre, given_name=name, birth_date=born, sleeps=sleeps), token="7")


def save(centre: Unlocked, door: str, who: Arrival, beside: str = "") -> tuple[str, tuple[Released, ...], Changes]:
    """Record somebody through a door, in one party with somebody recorded before."""
    register = centre.register
    if door == "tonight":
        line = save_line(register, who, companion=beside)
        return line.people[0].person_id, line.released, line.changes
    group_id = start_party(register, beside) if beside else ""
    done = save_at_desk(register, who, draft_id="desk", group_id=group_id)
    return done.person.person_id, done.released, done.changes


@pytest.mark.parametrize("first", DOORS)
@pytest.mark.parametrize("second", DOORS)
def test_an_adult_of_the_party_ends_the_hold_and_undoing_the_record_holds_the_child_again(
    centre: Unlocked, first: str, second: str
) -> None:
    register = centre.register
    child, _none, _changes = save(centre, first, somebody(centre, "Тимофей", "2016"))
    assert open_person(register, child).is_held
    assert len(waiting_ids(register)) == 0

    adult, released, changes = save(centre, second, somebody(centre, "Марина", "1988"), child)
    assert released == (Released(child, has_bed=True),)
    file = open_person(register, child)
    assert (file.is_held, bool(file.place_name)) == (False, True)
    assert len(waiting_ids(register)) == 2
    told = tell_story(register, child).entries[0]
    assert told.reason == "With an adult of the party now: accompanying, not verified"
    assert "met_on" in {step.name for step in told.steps}
    with register.reading() as reading:
        assert [each.role for each in reading.of_person(GroupMember, adult)] == ["accompanying"]
        assert [each.role for each in reading.of_person(GroupMember, child)] == [""]

    undo_act(register, changes.act_id)
    file = open_person(register, child)
    assert (file.is_held, file.place_name) == (True, "")
    with register.reading() as reading:
        assert [bool(need.met_on) for need in reading.of_person(Need, child)] == [False]
    assert [line.is_held for line in read_tonight(register).lines] == [True]
    assert len(waiting_ids(register)) == 0


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("born", ["2012", "2004", ""])
def test_who_is_not_certainly_an_adult_ends_no_hold(centre: Unlocked, door: str, born: str) -> None:
    child, _none, _changes = save(centre, door, somebody(centre, "Тимофей", "2016"))
    _person, released, _changes = save(centre, door, somebody(centre, "Егор", born), child)
    assert released == ()
    assert open_person(centre.register, child).is_held


def test_a_child_with_no_bed_left_or_none_wanted_is_held_no_longer_either(centre: Unlocked) -> None:
    guest, _none, _changes = save(centre, "desk", somebody(centre, "Вера", "2016", "host"))
    _adult, released, _changes = save(centre, "desk", somebody(centre, "Марина", "1988", "host"), guest)
    assert released == (Released(guest, has_bed=False),)
    assert open_person(centre.register, guest).placements == ()
    for name in ("Егор", "Павел"):
        save(centre, "desk", somebody(centre, name, "1990"))
    child, _none, _changes = save(centre, "desk", somebody(centre, "Тимофей", "2016"))
    _adult, released, _changes = save(centre, "desk", somebody(centre, "Анна", "1988"), child)
    assert released == (Released(child, has_bed=False),)
    assert not open_person(centre.register, child).is_held
