"""What waits for the printer, what came out of it, what was handed over: local records, durable with the person's.

A sheet waits until its pages were taken, whatever happens to the printer; it is asked for once however often saving,
a correction and a hand at the queue ask. Who may be a child alone, somebody guarded and somebody deleted are in the
queue, and their sheets are not printed until that is over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditEvent, AuditKind
from intake_app.domain.ids import new_id
from intake_app.domain.local_records import PrintJob
from intake_app.domain.records import Need, Person, Stay
from intake_app.domain.stays import current_of, has_ended
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.printing import digest_sheet, read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.changes import Changes
    from intake_app.domain.print_faults import Fault
    from intake_app.domain.report_models import SheetModel
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading, UnitOfWork

WAITING, PRINTED, HANDED_OVER, DROPPED = "waiting", "printed", "handed_over", "dropped"
_GIVEN = (PRINTED, HANDED_OVER)
LEFT = "left"
"""The fault of a sheet that waited when its person left: it was taken back, and waits again if that is undone."""


@dataclass(frozen=True, slots=True)
class ReadySheet:
    """A waiting sheet worded for printing; `facts` is the digest to hand back once it is printed."""

    job_id: str
    model: SheetModel
    facts: str


def queue_sheet(unit: UnitOfWork, person_id: str, asked_at: datetime, language: str = "") -> PrintJob:
    """Ask for a person's sheet within an act, durable with it; one that waits already is answered as it is.

    `language` is ISO 639; empty: the person's own, decided when it is printed.
    """
    for job in unit.kept(PrintJob, person_id=person_id, state=WAITING):
        return job
    job = PrintJob(job_id=new_id(), person_id=person_id, language=language, asked_at=_stamp(asked_at))
    unit.keep(job)
    return job


def queue_sheets(register: OpenRegister, person_ids: Iterable[str], language: str = "") -> tuple[str, ...]:
    """Ask for people's sheets; answers the ids of the jobs that may be printed now, in the order asked."""
    with register.writing("print") as unit:
        jobs = [queue_sheet(unit, person_id, register.clock.now(), language) for person_id in person_ids]
        ready = tuple(job.job_id for job in jobs if not find_hold(unit, job))
        unit.commit()
    return ready


def waiting_ids(register: OpenRegister) -> tuple[str, ...]:
    """The jobs that wait and may be printed, in the order they were asked for."""
    with register.reading() as reading:
        return reading.ready_jobs()


def count_waiting(register: OpenRegister) -> int:
    """How many sheets wait and may be printed."""
    with register.reading() as reading:
        return len(reading.ready_jobs())


def ready_sheet(register: OpenRegister, job_id: str) -> ReadySheet | None:
    """The sheet of a waiting job as it is to be printed now; None where it waits no more or is held.

    UserError where there is no text in the language that was asked for.
    """
    with register.reading() as reading:
        job = next(iter(reading.kept(PrintJob, job_id=job_id)), None)
        if job is None or job.state != WAITING or find_hold(reading, job):
            return None
        model = read_job_sheet(register, reading, job)
        return ReadySheet(job_id, model, digest_sheet(register, reading, job.person_id, job.language))


def read_job_sheet(register: OpenRegister, reading: Reading, job: PrintJob) -> SheetModel:
    """What a job's sheet says now; UserError `sheet_held` for somebody guarded, and as `printing.sheets_for`."""
    if find_hold(reading, job) == "guarded":
        raise UserError("sheet_held", _("This sheet is held."), _("Call the lead."))
    return read_sheet(register, reading, job.person_id, job.language)


def mark_printed(register: OpenRegister, printed: Mapping[str, str]) -> Changes:
    """These jobs' pages were taken by the printer; `printed` gives each the digest of what was on them.

    Where the person was corrected between wording and printing, the sheet is outdated already and waits anew.
    """
    with register.writing("print") as unit:
        at = _stamp(register.clock.now())
        for job in _pick(unit, printed):
            done = replace(job, state=PRINTED, printed_at=at, handed_at="", fault="", is_outdated=False)
            unit.keep(replace(done, copies=job.copies + 1, facts=printed[job.job_id]))
            outdate_sheets(register, unit, job.person_id)
            unit.witness(AuditEvent(AuditKind.PRINT, (job.person_id,), 1, job.handout))
        return _commit(unit, printed)


def mark_failed(register: OpenRegister, job_ids: Sequence[str], fault: Fault) -> Changes:
    """These jobs still wait; `fault` is why they were not printed."""
    with register.writing("print") as unit:
        for job in _pick(unit, job_ids):
            if job.state == WAITING:
                unit.keep(replace(job, fault=fault.text()))
        return _commit(unit, job_ids)


def hand_over(register: OpenRegister, job_ids: Sequence[str] = ()) -> Changes:
    """Printed sheets were given to their people; without ids all that lie there and are not outdated.

    Older sheets of the same person that are outdated are thereby replaced: they leave the queue.
    """
    with register.writing("print") as unit:
        at = _stamp(register.clock.now())
        lying = unit.kept(PrintJob, state=PRINTED)
        jobs = [job for job in lying if (job.job_id in job_ids if job_ids else not job.is_outdated)]
        for job in jobs:
            unit.keep(replace(job, state=HANDED_OVER, handed_at=at))
            for older in unit.kept(PrintJob, person_id=job.person_id, is_outdated=True):
                if older.job_id != job.job_id and older.state in _GIVEN and not job.is_outdated:
                    unit.keep(replace(older, state=DROPPED))
        return _commit(unit, [job.job_id for job in jobs])


def reprint(register: OpenRegister, job_id: str) -> str:
    """Ask for one sheet again, as when it was spoilt; answers the job to print: this one, or the one that waits."""
    with register.writing("print") as unit:
        [job] = _pick(unit, [job_id])
        for waiting in unit.kept(PrintJob, person_id=job.person_id, state=WAITING):
            return waiting.job_id
        unit.keep(replace(job, state=WAITING, asked_at=_stamp(register.clock.now()), fault=""))
        unit.commit()
    return job_id


def reprint_from(register: OpenRegister, job_id: str) -> tuple[str, ...]:
    """Ask again for a sheet and for all that came out after it, as when a jam was seen late; answers their jobs in the
    order in which they were printed. Those that are outdated have a new sheet already.
    """
    with register.writing("print") as unit:
        [first] = _pick(unit, [job_id])
        printed = sorted(unit.kept(PrintJob, state=PRINTED), key=_printing_order)
        jobs = [job for job in printed if not job.is_outdated and _printing_order(job) >= _printing_order(first)]
        at = _stamp(register.clock.now())
        for job in jobs:
            unit.keep(replace(job, state=WAITING, asked_at=at, fault=""))
        unit.commit()
    return tuple(job.job_id for job in jobs)


def drop(register: OpenRegister, job_ids: Sequence[str]) -> Changes:
    """Take jobs from the queue: one never printed is dropped, a reprint that waits stays as the sheet it was."""
    with register.writing("print") as unit:
        for job in _pick(unit, job_ids):
            unit.keep(replace(job, state=_without_waiting(job) if job.state == WAITING else DROPPED, fault=""))
        return _commit(unit, job_ids)


def outdate_sheets(register: OpenRegister, unit: UnitOfWork, person_id: str) -> bool:
    """Within an act that changed a person: mark the sheets given that say something else now, and ask for a new one.

    Call it after the changes and before the commit. Answers whether a sheet is outdated now that was not. A new
    sheet is asked for once, however many changes follow; undoing the change makes the last sheet right again.
    Who has left waits for no sheet; if they have not left after all, what waited then waits again.
    """
    has_left = has_ended(current_of(unit.of_person(Stay, person_id)))
    is_outdated = _outdate_given(register, unit, person_id, asks=not has_left)
    if has_left:
        _take_back_waiting(unit, person_id)
    else:
        _let_wait_again(unit, person_id)
    return is_outdated


def _outdate_given(register: OpenRegister, unit: UnitOfWork, person_id: str, *, asks: bool) -> bool:
    given = [job for job in unit.kept(PrintJob, person_id=person_id) if job.state in _GIVEN]
    if not given:
        return False
    newest = max(given, key=lambda job: (job.printed_at, job.job_id))
    is_right = newest.facts == digest_sheet(register, unit, person_id, newest.language)
    for job in given:
        if not job.is_outdated and not (job is newest and is_right):
            unit.keep(replace(job, is_outdated=True))
    if is_right:
        _take_back(unit, newest)
        return False
    if asks:
        queue_sheet(unit, person_id, register.clock.now(), newest.language)
    return not newest.is_outdated


def find_hold(reading: Reading, job: PrintJob) -> str:
    """Why a sheet must not be printed now: `child_alone`, `guarded`, `gone`; empty where it may be."""
    person = reading.get(Person, job.person_id)
    if person is None or person.deleted or person.merged_into:
        return "gone"
    if person.guarded:
        return "guarded"
    needs = reading.of_person(Need, job.person_id)
    is_alone = any(need.need_code == "child_alone" and not need.met_on for need in needs)
    return "child_alone" if is_alone else ""


def _take_back(unit: UnitOfWork, newest: PrintJob) -> None:
    """The last sheet given is right again: unmark it, and forget the new one that was asked for in its place."""
    if newest.is_outdated:
        unit.keep(replace(newest, is_outdated=False))
        for job in unit.kept(PrintJob, person_id=newest.person_id, state=WAITING):
            if not job.copies and job.language == newest.language:
                unit.keep(replace(job, state=DROPPED))


def _take_back_waiting(unit: UnitOfWork, person_id: str) -> None:
    for job in unit.kept(PrintJob, person_id=person_id, state=WAITING):
        unit.keep(replace(job, state=_without_waiting(job), fault=LEFT))


def _let_wait_again(unit: UnitOfWork, person_id: str) -> None:
    jobs = unit.kept(PrintJob, person_id=person_id)
    newest = max(jobs, key=lambda job: (job.asked_at, job.job_id), default=None)
    if newest is not None and newest.fault == LEFT and not any(job.state == WAITING for job in jobs):
        unit.keep(replace(newest, state=WAITING, fault=""))


def _without_waiting(job: PrintJob) -> str:
    """What a waiting job is once it waits no more: the sheet it was, where it waited to be printed again."""
    if not job.copies:
        return DROPPED
    return HANDED_OVER if job.handed_at else PRINTED


def _printing_order(job: PrintJob) -> tuple[str, str, str]:
    """Sheets of one batch are printed in the order they were asked for."""
    return job.printed_at, job.asked_at, job.job_id


def _pick(reading: Reading, job_ids: Iterable[str]) -> list[PrintJob]:
    """The jobs of these ids that are still there."""
    return [job for job_id in job_ids for job in reading.kept(PrintJob, job_id=job_id)]


def _commit(unit: UnitOfWork, job_ids: Iterable[str]) -> Changes:
    """Commit, and say to the screens that the queue has changed."""
    changes = unit.commit()
    return replace(changes, tables=changes.tables | {"print_job"}, record_ids=(*changes.record_ids, *job_ids))


def _stamp(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}"
