from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.clock import FixedClock
from intake_app.domain.records import PastStay
from intake_app.errors import UserError
from intake_app.progress import Cancelled
from intake_app.services.deletion import hide_person
from intake_app.services.departures import record_departure
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from intake_app.services.retention import anonymise, list_forgettable, set_retention
from tests.made import EVENING, arrival, made_centre
from tests.returning import record_return

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EVENING)


@pytest.fixture
def centre(tmp_path: Path, clock: FixedClock) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path / "centre", clock=clock)
    yield unlocked
    unlocked.close()


def record(centre: Unlocked, **fields: Any) -> str:
    who = {"birth_date": "1991-02-03", "sex": "M", "citizenship": "RUS", "entered_on": "2022-11-20", **fields}
    return register_party(centre.register, [arrival(centre, **who)]).people[0].person_id


def later(clock: FixedClock, days: int) -> None:
    clock.instant += timedelta(days=days)


def due(centre: Unlocked) -> list[str]:
    return [each.person_id for each in list_forgettable(centre.register)]


def test_who_left_is_due_when_the_days_have_passed_and_not_before(centre: Unlocked, clock: FixedClock) -> None:
    gone, _here = record(centre), record(centre)
    record_departure(centre.register, [gone], "left")
    set_retention(centre.register, 30)

    later(clock, 30)
    assert due(centre) == []
    later(clock, 1)
    assert due(centre) == [gone]


def test_nobody_is_due_where_the_centre_has_not_set_a_number_of_days(centre: Unlocked, clock: FixedClock) -> None:
    record_departure(centre.register, [record(centre)], "left")

    later(clock, 4_000)

    assert due(centre) == []


def test_those_presumed_to_have_left_and_the_hidden_are_counted_from_when_that_was_noted(
    centre: Unlocked, clock: FixedClock
) -> None:
    presumed, hidden = record(centre), record(centre)
    set_retention(centre.register, 30)
    later(clock, 5)
    record_departure(centre.register, [presumed], "presumed_left")
    later(clock, 5)
    hide_person(centre.register, hidden, "recorded twice")

    later(clock, 26)
    assert due(centre) == [presumed]
    later(clock, 5)
    assert due(centre) == [presumed, hidden]


def test_who_came_back_is_not_forgotten(centre: Unlocked, clock: FixedClock) -> None:
    person = record(centre)
    record_departure(centre.register, [person], "left")
    set_retention(centre.register, 30)
    later(clock, 40)
    listed = due(centre)
    record_return(centre.register, person, arrival(centre, entered_on="2023-01-03"))

    with pytest.raises(UserError, match="come back"):
        anonymise(centre.register, listed)

    assert due(centre) == []


def test_who_was_made_nameless_is_counted_by_month_and_found_by_nobody(centre: Unlocked, clock: FixedClock) -> None:
    gone = record(centre)
    record_departure(centre.register, [gone], "left")
    set_retention(centre.register, 30)
    later(clock, 31)

    anonymise(centre.register, due(centre))

    with centre.register.reading() as reading:
        (stay,) = reading.all(PastStay)
    assert replace(stay, past_stay_id="") == PastStay(
        past_stay_id="",
        sex="M",
        birth_year="1991",
        citizenship="RUS",
        entered_in="2022-11",
        arrived_in="2022-11",
        departed_in="2022-11",
        departure="left",
    )
    assert (find_people(centre.register, "Иванов"), due(centre), centre.check().findings) == ((), [], ())


def test_stopping_half_way_forgets_nobody(centre: Unlocked, clock: FixedClock) -> None:
    people = [record(centre), record(centre)]
    record_departure(centre.register, people, "left")
    set_retention(centre.register, 30)
    later(clock, 31)

    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        anonymise(centre.register, people, stop)

    assert sorted(due(centre)) == sorted(people)


@pytest.mark.parametrize("days", [-1, 1, 6, 4_000])
def test_a_number_of_days_out_of_all_reason_is_refused(centre: Unlocked, days: int) -> None:
    with pytest.raises(UserError) as refused:
        set_retention(centre.register, days)

    assert (refused.value.code, refused.value.field) == ("retention_refused", "retention_days")
