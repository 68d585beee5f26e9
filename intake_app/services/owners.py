"""Whose a record is once records of people were joined, or parted again.

A record that was made for somebody is theirs for good; while they are joined with others it stands with the one who
stands for all of them (`domain.joined_people`). So it follows from who is joined with whom, and from nothing else,
where everything belongs: joining, taking it back and doing it again settle it by the same rule, in any order.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.joined_people import canonical_of, first_owner
from intake_app.domain.local_records import LOCAL_TYPES, MovedRecord, PrintJob, QueueLine, ReservedCard, local_fields
from intake_app.domain.local_records import local_table_of as table_of_kind
from intake_app.domain.records import Person, id_of
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading, UnitOfWork

_LOCAL = ((PrintJob, "person_id"), (QueueLine, "person_id"), (ReservedCard, "used_by"))
_OWNER = {table_of_kind(kind): name for kind, name in _LOCAL}
_WAITING, _DROPPED = "waiting", "dropped"


def canonical_id(reading: Reading, person_id: str) -> str:
    """Who stands for somebody whose record was joined with another; the id itself for everybody else."""
    person = reading.get(Person, person_id)
    if person is None or not person.merged_into:
        return person_id
    return canonical_of(reading.joined_with(person_id))[person_id]


def who_stands(register: OpenRegister, reading: Reading, person_id: str) -> str:
    """The id of who stands for somebody recorded here; UserError `person_unknown`, `guarded`."""
    found = canonical_id(reading, person_id)
    person = reading.get(Person, found)
    if person is None or person.deleted:
        raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
    refuse_guarded(register.session, person)
    return found


def settle_owners(unit: UnitOfWork, people: Iterable[str]) -> frozenset[str]:
    """Give every record of these people, and of whom they are joined with, to who stands for its first owner.

    Within the act that joined or parted them. Answers everybody whom it looked at.
    """
    links: dict[str, str] = {}
    for person_id in people:
        if person_id not in links:
            links |= unit.joined_with(person_id)
    homes = canonical_of(links)
    for person_id in homes:
        for record in unit.belongings(person_id):
            home = homes.get(first_owner(unit.history([id_of(record)])), person_id)
            if home != person_id:
                unit.update(replace(record, person_id=home), unit.heads(id_of(record)))
    _settle_local(unit, homes)
    return frozenset(homes)


def _settle_local(unit: UnitOfWork, homes: Mapping[str, str]) -> None:
    for person_id, home in homes.items():
        if person_id != home:
            for kind, owner in _LOCAL:
                for record in unit.kept(kind, **{owner: person_id}):
                    _give_along(unit, record, owner, person_id, home)
    for person_id, home in homes.items():
        for moved in unit.kept(MovedRecord, first_owner=person_id):
            _bring_home(unit, moved, home)


def _give_along(unit: UnitOfWork, record: Any, owner: str, person_id: str, home: str) -> None:
    table = table_of_kind(type(record))
    moved_id = str(getattr(record, local_fields(table)[0][0]))
    is_twice = _is_there_twice(unit, record, home)
    known = next(iter(unit.kept(MovedRecord, moved_id=moved_id)), None)
    moved = known or MovedRecord(moved_id=moved_id, table=table, first_owner=person_id)
    unit.keep(replace(moved, body=json.dumps(asdict(record), ensure_ascii=False)) if is_twice else moved)
    if is_twice and isinstance(record, QueueLine):
        unit.drop(QueueLine, moved_id)
    elif is_twice:
        unit.keep(replace(record, person_id=home, state=_DROPPED))
    else:
        unit.keep(replace(record, **{owner: home}))


def _is_there_twice(unit: UnitOfWork, record: Any, home: str) -> bool:
    """One sheet waits for one person, and a night has one line of them."""
    if isinstance(record, PrintJob):
        return record.state == _WAITING and bool(unit.kept(PrintJob, person_id=home, state=_WAITING))
    return isinstance(record, QueueLine) and bool(unit.kept(QueueLine, person_id=home, day=record.day))


def _bring_home(unit: UnitOfWork, moved: MovedRecord, home: str) -> None:
    """To who stands for its first owner now; once that is the owner, nothing was moved any more."""
    kind, owner = LOCAL_TYPES[moved.table], _OWNER[moved.table]
    record = next(iter(unit.kept(kind, **{local_fields(moved.table)[0][0]: moved.moved_id})), None)
    if record is not None and getattr(record, owner) != home:
        record = replace(record, **{owner: home})
        unit.keep(record)
    if home != moved.first_owner:
        return
    if moved.body and (record is None or getattr(record, "state", "") == _DROPPED):
        unit.keep(kind(**json.loads(moved.body) | {owner: home}))
    unit.drop(MovedRecord, moved.moved_id)
