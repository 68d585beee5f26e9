"""The print queue on a real register: nothing is lost, nothing printed twice, what was given is known to be right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.ids import new_id
from intake_app.domain.local_records import PrintJob
from intake_app.domain.print_faults import Fault
from intake_app.domain.records import Need, Person
from intake_app.opening import unlock
from intake_app.paths import data_folder
from intake_app.services import print_queue
from intake_app.services.registration import register_party
from tests.made import PASSPHRASE, arrival, doors

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister


def record(centre: Unlocked, **fields: str) -> str:
    """Somebody recorded; any sheet that recording asked for is taken away, so that each test asks itself."""
    fields = {"birth_date": "1990-05-25", "entered_on": "2022-11-25"} | fields
    person_id = register_party(centre.register, [arrival(centre, **fields)]).people[0].person_id
    with centre.register.writing("test") as unit:
        for job in unit.kept(PrintJob, person_id=person_id):
            unit.drop(PrintJob, job.job_id)
        unit.commit()
    return person_id


def jobs_of(register: OpenRegister, person_id: str) -> list[PrintJob]:
    with register.reading() as reading:
        return list(reading.kept(PrintJob, person_id=person_id))


def print_now(register: OpenRegister, *job_ids: str) -> None:
    sheets = [print_queue.ready_sheet(register, job_id) for job_id in job_ids]
    print_queue.mark_printed(register, {sheet.job_id: sheet.facts for sheet in sheets if sheet})


def correct(register: OpenRegister, person_id: str, **fields: object) -> bool:
    """A correction as services make it: the change, then the sheets, one act."""
    with register.writing("correct", "misread") as unit:
        person = unit.get(Person, person_id)
        assert person is not None
        unit.update(replace(person, **fields), unit.heads(person_id))  # type: ignore[arg-type]
        is_outdated = print_queue.outdate_sheets(register, unit, person_id)
        unit.commit()
    return is_outdated


def test_a_sheet_asked_for_waits_through_a_restart_until_its_pages_were_taken(centre: Unlocked, tmp_path: Path) -> None:
    person_id = record(centre)
    [job_id] = print_queue.queue_sheets(centre.register, [person_id])
    print_queue.mark_failed(centre.register, [job_id], Fault("no_more_pages"))
    centre.close()
    again = unlock(data_folder(tmp_path / "centre"), PASSPHRASE, doors())
    assert print_queue.waiting_ids(again.register) == (job_id,)
    assert jobs_of(again.register, person_id)[0].fault == "no_more_pages:"
    print_now(again.register, job_id)
    assert print_queue.count_waiting(again.register) == 0
    [job] = jobs_of(again.register, person_id)
    assert (job.state, job.copies, job.fault, job.printed_at) == ("printed", 1, "", "2022-11-25T18:40:00Z")
    again.close()


def test_a_sheet_asked_for_again_and_again_waits_once(centre: Unlocked) -> None:
    person_id = record(centre)
    first = print_queue.queue_sheets(centre.register, [person_id])
    assert print_queue.queue_sheets(centre.register, [person_id, person_id]) == first * 2
    assert print_queue.count_waiting(centre.register) == 1


def test_an_act_that_is_not_committed_asks_for_nothing(centre: Unlocked) -> None:
    person_id = record(centre)
    with centre.register.writing("register") as unit:
        print_queue.queue_sheet(unit, person_id, centre.register.clock.now())
    assert jobs_of(centre.register, person_id) == []


def test_sheets_wait_in_the_order_they_were_asked_for(centre: Unlocked) -> None:
    people = [record(centre, family_name=name) for name in ("Ким", "Ли", "Цой")]
    jobs = [print_queue.queue_sheets(centre.register, [person_id])[0] for person_id in reversed(people)]
    assert print_queue.waiting_ids(centre.register) == tuple(jobs)


def test_the_sheet_of_a_child_alone_is_held_until_the_need_is_met(centre: Unlocked) -> None:
    child = record(centre, birth_date="2012")
    assert print_queue.queue_sheets(centre.register, [child]) == ()
    [job] = jobs_of(centre.register, child)
    assert print_queue.ready_sheet(centre.register, job.job_id) is None
    with centre.register.writing("met") as unit:
        [need] = unit.of_person(Need, child)
        assert print_queue.find_hold(unit, job) == "child_alone"
        unit.update(replace(need, met_on="2022-11-26"), unit.heads(need.need_id))
        unit.commit()
    assert print_queue.waiting_ids(centre.register) == (job.job_id,)


@pytest.mark.parametrize(("field", "hold"), [("guarded", "guarded"), ("deleted", "gone")])
def test_the_sheet_of_somebody_guarded_or_deleted_is_not_printed(centre: Unlocked, field: str, hold: str) -> None:
    person_id = record(centre)
    [job_id] = print_queue.queue_sheets(centre.register, [person_id])
    correct(centre.register, person_id, **{field: True})
    assert print_queue.ready_sheet(centre.register, job_id) is None
    assert print_queue.count_waiting(centre.register) == 0
    with centre.register.reading() as reading:
        assert print_queue.find_hold(reading, jobs_of(centre.register, person_id)[0]) == hold
    correct(centre.register, person_id, **{field: False})
    assert print_queue.count_waiting(centre.register) == 1


def test_a_correction_outdates_the_sheet_given_and_asks_for_a_new_one_once(centre: Unlocked) -> None:
    register, person_id = centre.register, record(centre)
    print_now(register, *print_queue.queue_sheets(register, [person_id]))
    print_queue.hand_over(register)
    assert correct(register, person_id, birth_date="1991-05-25")
    assert not correct(register, person_id, family_name="Петров", family_name_latin="PETROV")
    old, new = jobs_of(register, person_id)
    assert (old.state, old.is_outdated, new.state, new.is_outdated) == ("handed_over", True, "waiting", False)
    print_now(register, new.job_id)
    assert print_queue.hand_over(register).record_ids == (new.job_id,)
    assert [job.state for job in jobs_of(register, person_id)] == ["dropped", "handed_over"]


def test_what_does_not_stand_on_the_sheet_outdates_nothing(centre: Unlocked) -> None:
    """Of the birth date only the year is printed; a phone never is."""
    register, person_id = centre.register, record(centre)
    print_now(register, *print_queue.queue_sheets(register, [person_id]))
    assert not correct(register, person_id, birth_date="1990-05-24", phone="+77001234567")
    assert [(job.state, job.is_outdated) for job in jobs_of(register, person_id)] == [("printed", False)]


def test_a_correction_taken_back_makes_the_sheet_right_again(centre: Unlocked) -> None:
    register, person_id = centre.register, record(centre)
    print_now(register, *print_queue.queue_sheets(register, [person_id]))
    correct(register, person_id, birth_date="1991")
    correct(register, person_id, birth_date="1990-05-25")
    assert [(job.state, job.is_outdated) for job in jobs_of(register, person_id)] == [
        ("printed", False),
        ("dropped", False),
    ]


def test_a_correction_while_the_sheet_is_in_the_printer_is_noticed(centre: Unlocked) -> None:
    register, person_id = centre.register, record(centre)
    [job_id] = print_queue.queue_sheets(register, [person_id])
    sheet = print_queue.ready_sheet(register, job_id)
    assert sheet is not None
    correct(register, person_id, birth_date="1991")
    print_queue.mark_printed(register, {job_id: sheet.facts})
    assert [(job.state, job.is_outdated) for job in jobs_of(register, person_id)] == [
        ("printed", True),
        ("waiting", False),
    ]


def test_a_day_that_passes_outdates_no_sheet(centre: Unlocked) -> None:
    register, person_id = centre.register, record(centre, citizenship="RUS")
    print_now(register, *print_queue.queue_sheets(register, [person_id]))
    later = replace(register, clock=type(register.clock)(register.clock.now().replace(year=2023)))  # type: ignore[call-arg]
    assert not correct(later, person_id, phone="+77001234567")


def test_one_spoilt_sheet_is_printed_again_alone_and_its_copies_are_counted(centre: Unlocked) -> None:
    register = centre.register
    people = [record(centre, family_name=name) for name in ("Ким", "Ли", "Цой")]
    jobs = print_queue.queue_sheets(register, people)
    print_now(register, *jobs)
    assert print_queue.reprint(register, jobs[1]) == jobs[1]
    assert print_queue.waiting_ids(register) == (jobs[1],)
    print_now(register, jobs[1])
    assert [jobs_of(register, person_id)[0].copies for person_id in people] == [1, 2, 1]


def test_a_reprint_thought_better_of_leaves_the_sheet_as_it_was(centre: Unlocked) -> None:
    register, person_id = centre.register, record(centre)
    jobs = print_queue.queue_sheets(register, [person_id])
    print_now(register, *jobs)
    print_queue.hand_over(register, jobs)
    print_queue.reprint(register, jobs[0])
    print_queue.drop(register, jobs)
    assert [job.state for job in jobs_of(register, person_id)] == ["handed_over"]


def test_a_sheet_dropped_is_not_printed(centre: Unlocked) -> None:
    register, person_id = centre.register, record(centre)
    jobs = print_queue.queue_sheets(register, [person_id])
    assert "print_job" in print_queue.drop(register, jobs).tables
    assert print_queue.waiting_ids(register) == ()
    assert print_queue.ready_sheet(register, jobs[0]) is None


def test_what_is_ready_in_one_query_is_what_nothing_is_found_against(centre: Unlocked) -> None:
    """The rule stands twice, once in SQL: a merged person, a met need and a deleted need are among the cases."""
    register = centre.register
    people = [record(centre, family_name=name) for name in ("Ким", "Ли", "Цой", "Пак")]
    children = [record(centre, family_name=name, birth_date="2012") for name in ("Юн", "Хан", "Мин")]
    print_queue.queue_sheets(register, people + children)
    for person_id, field, value in zip(people, ("guarded", "deleted", "merged_into"), (True, True, "x"), strict=False):
        correct(register, person_id, **{field: value})
    with register.writing("met") as unit:
        for child, values in zip(children, ({"met_on": "2022-11-26"}, {"deleted": True}), strict=False):
            [need] = unit.of_person(Need, child)
            unit.update(replace(need, **values), unit.heads(need.need_id))  # type: ignore[arg-type]
        unit.commit()
    with register.reading() as reading:
        jobs = reading.kept(PrintJob, state="waiting")
        ready = tuple(job.job_id for job in jobs if not print_queue.find_hold(reading, job))
        assert reading.ready_jobs() == ready
        assert [job.person_id for job in jobs if job.job_id in ready] == [people[3], *children[:2]]


def test_a_job_nobody_knows_is_no_sheet(centre: Unlocked) -> None:
    assert print_queue.ready_sheet(centre.register, new_id()) is None
