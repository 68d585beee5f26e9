"""Leaving is a normal end: the bed is free, nothing waits for the printer any more, and an undo brings both back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.local_records import PrintJob
from intake_app.errors import UserError
from intake_app.services.corrections import correct_record
from intake_app.services.departures import record_departure
from intake_app.services.people import open_person
from intake_app.services.places import add_places, list_places
from intake_app.services.print_queue import drop, mark_printed, queue_sheets, ready_sheet, reprint, waiting_ids
from intake_app.services.registration import register_party
from intake_app.services.undoing import undo_act
from tests.made import arrival
from tests.returning import record_return

if TYPE_CHECKING:
    from intake_app.opening import Unlocked

KINDS = ("left", "moved", "presumed_left")


def someone(centre: Unlocked, **fields: Any) -> str:
    add_places(centre.register, "Hall 1, mat 1")
    made = arrival(centre, **{"birth_date": "1997-05-25", "sleeps": "here", "entered_on": "2022-11-20"} | fields)
    return register_party(centre.register, [made], with_sheets=True).people[0].person_id


def jobs(centre: Unlocked, person_id: str) -> list[tuple[str, bool]]:
    with centre.register.reading() as reading:
        return [(job.state, job.is_outdated) for job in reading.kept(PrintJob, person_id=person_id)]


def print_all(centre: Unlocked) -> None:
    for job_id in waiting_ids(centre.register):
        sheet = ready_sheet(centre.register, job_id)
        assert sheet is not None
        mark_printed(centre.register, {job_id: sheet.facts})


@pytest.mark.parametrize("kind", KINDS)
def test_who_leaves_frees_the_bed_and_waits_for_no_sheet_and_an_undo_brings_both_back(
    centre: Unlocked, kind: str
) -> None:
    register, person_id = centre.register, someone(centre)

    act = record_departure(register, [person_id], kind).act_id

    assert [line.taken for line in list_places(register)] == [0]
    assert (waiting_ids(register), jobs(centre, person_id)) == ((), [("dropped", False)])
    undo = undo_act(register, act)
    assert [line.taken for line in list_places(register)] == [1]
    assert (len(waiting_ids(register)), jobs(centre, person_id)) == (1, [("waiting", False)])
    undo_act(register, undo.act_id)
    assert (waiting_ids(register), jobs(centre, person_id)) == ((), [("dropped", False)])


def test_a_sheet_given_is_outdated_by_leaving_and_no_new_one_is_asked_for(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    print_all(centre)

    act = record_departure(register, [person_id], "left").act_id

    assert (waiting_ids(register), jobs(centre, person_id)) == ((), [("printed", True)])
    undo_act(register, act)
    assert (waiting_ids(register), jobs(centre, person_id)) == ((), [("printed", False)])


def test_a_correction_of_somebody_who_has_left_asks_for_no_sheet(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    print_all(centre)
    record_departure(register, [person_id], "left")
    file = open_person(register, person_id)
    assert file.stay is not None

    correct_record(register, replace(file.stay, entered_on="2022-11-19"), {}, "misread")

    assert waiting_ids(register) == ()


def test_a_sheet_that_waited_to_be_printed_again_is_the_sheet_it_was_and_waits_again(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    print_all(centre)
    with register.reading() as reading:
        (job,) = reading.kept(PrintJob, person_id=person_id)
    reprint(register, job.job_id)

    act = record_departure(register, [person_id], "left").act_id
    assert jobs(centre, person_id)[0][0] == "printed"
    undo_act(register, act)
    assert jobs(centre, person_id) == [("waiting", False)]


def test_a_sheet_that_a_hand_took_from_the_queue_before_does_not_come_back(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    drop(register, waiting_ids(register))

    act = record_departure(register, [person_id], "left").act_id
    undo_act(register, act)

    assert jobs(centre, person_id) == [("dropped", False)]


def test_who_comes_back_and_has_a_new_sheet_does_not_get_the_old_one_too(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    record_departure(register, [person_id], "left")
    record_return(register, person_id, arrival(centre, entered_on="2022-11-25", sleeps="own"))
    queue_sheets(register, [person_id])
    print_all(centre)
    file = open_person(register, person_id)

    correct_record(register, replace(file.person, given_name="Семён"), file.seen[person_id], "misread")

    assert len(waiting_ids(register)) == 1
    assert sorted(state for state, _outdated in jobs(centre, person_id)) == ["dropped", "printed", "waiting"]


@pytest.mark.parametrize(
    ("day", "code"), [("2022-11-19", "departed_before_entry"), ("2022-11-26", "departed_in_future")]
)
def test_a_day_before_the_entry_and_one_that_has_not_come_are_refused_beside_the_day(
    centre: Unlocked, day: str, code: str
) -> None:
    register, person_id = centre.register, someone(centre)
    with pytest.raises(UserError) as refused:
        record_departure(register, [person_id], "left", day)
    assert (refused.value.code, refused.value.field) == (code, "departed_on")
    assert list_places(register)[0].taken == 1
