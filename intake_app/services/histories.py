"""A person's history: what was saved, by whom, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from intake_app.domain.audit import AuditKind
from intake_app.domain.records import Person, User
from intake_app.services.owners import canonical_id
from intake_app.services.people import refuse_unseen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.changes import Change
    from intake_app.services.open_register import OpenRegister


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change: `before` holds what the changed fields were, as far as this laptop knows."""

    act_id: str
    act_kind: str
    at: datetime
    user_id: str
    user_name: str
    reason: str
    table: str
    record_id: str
    patch: Mapping[str, Any]
    before: Mapping[str, Any]


def tell_history(register: OpenRegister, person_id: str, shown: str = "") -> tuple[HistoryEntry, ...]:
    """Every change of a person and of what belongs to them, in order; refused as `services.people.open_person`."""
    with register.reading() as reading:
        person_id = canonical_id(reading, person_id)
        if (person := reading.get(Person, person_id)) is not None:
            refuse_unseen(register, reading, person, shown)
        changes = reading.history(reading.related_ids(person_id))
        names = {user.user_id: user.name for user in reading.all(User)}
    register.witness(AuditKind.VIEW, person_id, detail="history")
    known: dict[tuple[str, str], Any] = {}
    entries = []
    for change in changes:
        before = {name: known[key] for name in change.patch if (key := (change.record_id, name)) in known}
        known |= {(change.record_id, name): value for name, value in change.patch.items()}
        entries.append(_entry(change, names, before))
    return tuple(entries)


def _entry(change: Change, names: Mapping[str, str], before: Mapping[str, Any]) -> HistoryEntry:
    return HistoryEntry(
        act_id=change.act_id,
        act_kind=change.act_kind,
        at=datetime.fromtimestamp(change.hlc.ms / 1000, UTC),
        user_id=change.user_id,
        user_name=names.get(change.user_id, ""),
        reason=change.reason,
        table=change.table,
        record_id=change.record_id,
        patch=change.patch,
        before=before,
    )
