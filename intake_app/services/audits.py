"""Reading the trail of who did and saw what; for those who answer for it (`services.deeds`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.domain.records import PERSONAL_TABLES, RECORD_TYPES, Card, Person, User
from intake_app.services.deeds import Deed, refuse
from intake_app.services.open_register import centre_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.audit import AuditEntry, AuditHead
    from intake_app.domain.changes import Change
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading


_MOST_NAMED = 3
_MOST_LOOKED_AT = 200
"""Changes of an act up to which it is looked up whose they are: an import is of everybody."""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry, who did it, and of whom: cards of who is still here, else ids, the first few of `people` in all."""

    entry: AuditEntry
    user_name: str
    of: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class TrailPage:
    """The lines asked for, the newest first, whether there are older ones, everybody who may stand in it, the zone."""

    lines: tuple[TrailLine, ...]
    has_older: bool
    users: Mapping[str, str]
    time_zone: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The newest entries first, how far the whole trail goes, and who the users in it are, by id."""

    entries: tuple[AuditEntry, ...]
    head: AuditHead
    users: Mapping[str, str]


def read_trail(register: OpenRegister, count: int, *, before: int = 0) -> Trail:
    """At most so many entries, older than the one numbered `before` where that is given. UserError `manager_only`."""
    refuse(register.session, Deed.AUDIT)
    with register.reading() as reading:
        entries = reading.audit_entries(count, before=before)
        found = (reading.get(User, user_id) for user_id in {entry.user_id for entry in entries})
        users = {user.user_id: user.name for user in found if user is not None}
        return Trail(entries, reading.audit_head(), users)


def read_page(register: OpenRegister, count: int, *, before: int = 0, user_id: str = "", kind: str = "") -> TrailPage:
    """As `read_trail`, of a user or kind where one is given, with names and cards. UserError `manager_only`."""
    refuse(register.session, Deed.AUDIT)
    with register.reading() as reading:
        entries = reading.audit_entries(count + 1, before=before, user_id=user_id, kind=kind)
        users = {user.user_id: user.name for user in reading.all(User)}
        lines = tuple(_line(reading, entry, users) for entry in entries[:count])
        return TrailPage(lines, len(entries) > count, users, centre_of(reading).time_zone)


def _line(reading: Reading, entry: AuditEntry, users: dict[str, str]) -> TrailLine:
    if entry.user_id not in users:
        former = reading.get(User, entry.user_id)
        users[entry.user_id] = former.name if former is not None else ""
    if entry.kind == AuditKind.KEYS:
        return TrailLine(entry, users[entry.user_id], _names(reading, entry.subject), 0)
    people = _people(reading, entry)
    shown = tuple(_card(reading, person_id) for person_id in people[:_MOST_NAMED])
    return TrailLine(entry, users[entry.user_id], shown, len(people))


def _people(reading: Reading, entry: AuditEntry) -> tuple[str, ...]:
    """Ids of whom an entry is: those that it names, or whose records its act changed."""
    if entry.kind != AuditKind.ACT:
        return tuple(entry.subject.split())
    if entry.count > _MOST_LOOKED_AT:
        return ()
    owners = (_owner(reading, change) for change in reading.changes_of_act(entry.subject))
    return tuple(dict.fromkeys(filter(None, owners)))


def _owner(reading: Reading, change: Change) -> str:
    if change.table == "person":
        return change.record_id
    if change.table not in PERSONAL_TABLES:
        return ""
    record = reading.get(RECORD_TYPES[change.table], change.record_id)
    return str(record.person_id) if record is not None else ""


def _card(reading: Reading, person_id: str) -> str:
    if reading.get(Person, person_id) is None:
        return person_id
    cards = sorted(reading.of_person(Card, person_id), key=lambda card: (not card.voided_on, card.card_id))
    return cards[-1].card_number if cards else person_id


def _names(reading: Reading, user_ids: str) -> tuple[str, ...]:
    found = (reading.get(User, user_id) for user_id in user_ids.split())
    return tuple(user.name for user in found if user is not None)
