"""The print queue as a page shows it: cards and no names, since the screen faces the queue of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.domain.local_records import PrintJob
from intake_app.domain.records import Card, Person
from intake_app.services.open_register import centre_of
from intake_app.services.print_queue import HANDED_OVER, PRINTED, WAITING, find_hold, read_job_sheet
from intake_app.services.sheets import choose_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.report_models import SheetModel
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading

STATES = (WAITING, PRINTED, HANDED_OVER)
MOST = 200
"""Jobs of one state that are listed, the last asked for; those that ask for something are all listed."""


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job, the card it is for, its language (ISO 639-3), and why it must not be printed (`find_hold`)."""

    job: PrintJob
    card_number: str
    language: str
    hold: str


@dataclass(frozen=True, slots=True)
class JobList:
    """The jobs of one state, how many of each state and outdated there are in all, and how many of those that wait are
    `ready`: may be printed now.
    """

    lines: tuple[JobLine, ...]
    counts: Mapping[str, int]
    outdated: int
    ready: int
    time_zone: str

    @property
    def held(self) -> int:
        """How many of these lines wait, and for the shift lead."""
        return sum(bool(line.hold) for line in self.lines if line.job.state == WAITING)


def list_jobs(register: OpenRegister, state: str = WAITING) -> JobList:
    """The queue as it is: what waits in its order; else the outdated first, then the last asked for first.

    People who were deleted are left out.
    """
    with register.reading() as reading:
        counts = {each: reading.count_kept(PrintJob, state=each) for each in STATES}
        outdated = sum(reading.count_kept(PrintJob, state=each, is_outdated=True) for each in (PRINTED, HANDED_OVER))
        lines = tuple(_line(register, reading, job) for job in _jobs(reading, state))
        return JobList(
            lines=tuple(line for line in lines if line.hold != "gone"),
            counts=counts,
            outdated=outdated,
            ready=len(reading.ready_jobs()),
            time_zone=centre_of(reading).time_zone,
        )


def preview_job(register: OpenRegister, job_id: str) -> SheetModel | None:
    """The sheet of a job as it would be printed now; None for a job that is not there, or whose person is not.

    UserError where it is held: what is held is not shown either.
    """
    with register.reading() as reading:
        job = next(iter(reading.kept(PrintJob, job_id=job_id)), None)
        if job is None or find_hold(reading, job) == "gone":
            return None
        model = read_job_sheet(register, reading, job)
    register.witness(AuditKind.VIEW, job.person_id, detail="sheet")
    return model


def _jobs(reading: Reading, state: str) -> tuple[PrintJob, ...]:
    if state == WAITING:
        return reading.kept(PrintJob, state=state)
    outdated = reading.kept(PrintJob, state=state, is_outdated=True)
    return (*outdated, *(job for job in reading.kept_newest(PrintJob, MOST, state=state) if not job.is_outdated))


def _line(register: OpenRegister, reading: Reading, job: PrintJob) -> JobLine:
    hold = find_hold(reading, job)
    person = reading.get(Person, job.person_id)
    cards = [card.card_number for card in reading.of_person(Card, job.person_id) if not card.voided_on]
    language = ""
    if person is not None:
        texts, _clerk = choose_texts(person, centre_of(reading), register.sheet_texts(), job.language)
        language = texts.iso_639_3
    return JobLine(job, cards[-1] if cards else "", language, hold)
