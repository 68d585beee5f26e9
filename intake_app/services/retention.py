"""How long the centre remembers who has left: after so many days they are erased, and only a nameless stay is counted.

The manager sets the days, sees who is due, and does it; nobody is forgotten by a clock alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.domain.ids import new_id
from intake_app.domain.local_records import LAST_ERASED
from intake_app.domain.records import PastStay, Person, Stay, id_of
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.progress import silent
from intake_app.services.deeds import Deed, may, refuse
from intake_app.services.deletion import hidden_since
from intake_app.services.erasing import erase_within
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.placements import current_stay
from intake_app.services.traces import Traces, forget_traces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.domain.changes import Changes
    from intake_app.progress import Progress
    from intake_app.services.unit_of_work import Reading

ANONYMISE = "anonymise"
SHORTEST_DAYS = 7
LONGEST_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class Forgettable:
    """Somebody whose name is not needed any more: since which day they are gone, or hidden."""

    person_id: str
    gone_on: date


@dataclass(frozen=True, slots=True)
class DueLine:
    """Somebody who is due, as a manager looks at the list before making them nameless."""

    person: Person
    card_number: str
    gone_on: date


def read_due(register: OpenRegister, most: int) -> tuple[tuple[DueLine, ...], tuple[Forgettable, ...]]:
    """The first so many of `list_forgettable` with their names, and all of them."""
    due = list_forgettable(register)
    since = {each.person_id: each.gone_on for each in due[:most]}
    with register.reading() as reading:
        day = register.today(centre_of(reading)).isoformat()
        rows = reading.rows(since, day)
    lines = tuple(DueLine(row.person, row.card_number, since[row.person.person_id]) for row in rows)
    if lines:
        register.witness(AuditKind.LIST, count=len(lines), detail="retention")
    return lines, due


class DueCount:
    """How many are due, for whom it is to be told; looked up once a day, and after somebody was erased."""

    def __init__(self) -> None:
        self._known: tuple[tuple[object, ...], int] | None = None

    def __call__(self, register: OpenRegister) -> int:
        """0 for everybody but a manager; a reading of everybody where nothing is known yet."""
        if not may(register.session, Deed.RETENTION):
            return 0
        with register.reading() as reading:
            centre = centre_of(reading)
            key = (centre.centre_id, register.today(centre), centre.retention_days, reading.local(LAST_ERASED))
        if self._known is None or self._known[0] != key:
            self._known = key, len(list_forgettable(register))
        return self._known[1]


def set_retention(register: OpenRegister, days: int) -> Changes:
    """Keep the names of those who left for so many days, 0 for ever. UserError `retention_refused`, `manager_only`."""
    refuse(register.session, Deed.RETENTION)
    if days and not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise UserError(
            "retention_refused",
            _("The names of those who left are kept for {least} to {most} days, or for ever (0).").format(
                least=SHORTEST_DAYS, most=LONGEST_DAYS
            ),
            _("Type a number of days."),
            field="retention_days",
        )
    with register.writing("settings") as unit:
        centre = centre_of(unit)
        unit.update(replace(centre, retention_days=days), unit.heads(id_of(centre)))
        return unit.commit()


def list_forgettable(register: OpenRegister) -> tuple[Forgettable, ...]:
    """Who left, or was hidden, longer ago than the centre remembers; the longest gone first, nobody where it says 0."""
    refuse(register.session, Deed.RETENTION)
    with register.reading() as reading:
        centre = centre_of(reading)
        if not centre.retention_days:
            return ()
        today = register.today(centre)
        before = today - timedelta(days=centre.retention_days)
        found = [each for each in _gone(reading, today) if each.gone_on < before]
    return tuple(sorted(found, key=lambda each: (each.gone_on, each.person_id)))


def anonymise(register: OpenRegister, person_ids: Sequence[str], progress: Progress = silent) -> Changes:
    """Erase these people in one act and count a nameless stay for each of their stays; `progress` is told of people.

    Whatever `progress` raises stops it, and then nobody is erased. UserError `not_forgettable` where one of them is
    here, or has come back since the list was read.
    """
    refuse(register.session, Deed.RETENTION)
    due = {each.person_id for each in list_forgettable(register)}
    if not due.issuperset(person_ids):
        raise UserError(
            "not_forgettable",
            _("Somebody of this list is not to be forgotten yet, or has come back."),
            _("Look at the list again."),
        )
    with register.writing(ANONYMISE) as unit:
        traces = Traces()
        for done, person_id in enumerate(person_ids):
            progress(done, len(person_ids))
            person, stays = unit.get(Person, person_id), unit.of_person(Stay, person_id)
            erase_within(register, unit, person_id, traces)
            if person is not None and not person.deleted:
                unit.create_many([_nameless(person, stay) for stay in stays])
        forget_traces(unit, traces)
        progress(len(person_ids), len(person_ids))
        return unit.commit()


def _gone(reading: Reading, today: date) -> Iterator[Forgettable]:
    for facts, rows in reading.list_facts(None, today.isoformat()):
        if facts.is_merged:  # goes with who stands for it
            continue
        if facts.is_deleted or not facts.is_present(today):
            for person_id in reading.person_ids_of(rows).values():
                if day := _day_gone(reading, person_id, facts.departed_on, is_hidden=facts.is_deleted):
                    yield Forgettable(person_id, day)


def _day_gone(reading: Reading, person_id: str, departed_on: str, *, is_hidden: bool) -> date | None:
    """The day they left; of those presumed to have left and of the hidden, when that was noted."""
    if is_hidden:
        hidden = hidden_since(reading, person_id)
        return hidden.at.date() if hidden else None
    if departed_on:
        return date.fromisoformat(departed_on)
    stay = current_stay(reading, person_id)
    changes = [each for each in reading.history([stay.stay_id]) if "departure" in each.patch] if stay else []
    return datetime.fromtimestamp(changes[-1].hlc.ms / 1000, UTC).date() if changes else None


def _nameless(person: Person, stay: Stay) -> PastStay:
    return PastStay(
        past_stay_id=new_id(),
        sex=person.sex,
        birth_year=person.birth_date[:4],
        citizenship=person.citizenship,
        entered_in=stay.entered_on[:7],
        arrived_in=stay.arrived_on[:7],
        departed_in=stay.departed_on[:7],
        departure=stay.departure,
    )
