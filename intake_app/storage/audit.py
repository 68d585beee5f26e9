"""The audit trail in its table: appended to in the transaction of what it tells of, read and verified."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intake_app.domain.audit import (
    KEY_SIZE,
    AuditEntry,
    AuditEvent,
    AuditHead,
    AuditKind,
    Break,
    find_breaks,
    head_after,
    next_entry,
    parse_head,
)
from intake_app.storage import local
from intake_app.storage.records import RecordReading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Run = Callable[[str, tuple[Any, ...]], Any]

_KEY, _HEAD = "audit_key", "audit_head"
_COLUMNS = "audit_no, at, user_id, kind, subject, count, detail, seal"
_INSERT = f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Witness:
    """Who did something, on which replica, when (UTC with Z), and the last change of this replica before that."""

    replica: bytes
    user_id: str
    at: str
    last_seq: int


def append(run: Run, witness: Witness, events: Sequence[AuditEvent]) -> None:
    """Add what was done to the trail, inside the caller's transaction; the first ever begins it.

    `run` takes SQL and its parameters, on whichever connection holds the write lock.
    """
    if not events:
        return
    key, head = _key(run), head_of(run)
    if not key:
        key = os.urandom(KEY_SIZE)
        run(local.SET_VALUE, (_KEY, key.hex()))
        # What this desk did before, in a register of an older version, the trail does not tell.
        events = (AuditEvent(AuditKind.BEGUN, count=witness.last_seq, detail=witness.replica.hex()), *events)
    for event in events:
        entry = next_entry(key, head, witness.at, witness.user_id, event)
        run(_INSERT, _row(entry))
        head = head_after(entry)
    run(local.SET_VALUE, (_HEAD, head.text))


def head_of(run: Run) -> AuditHead:
    """How far the trail goes by what this laptop has kept beside it."""
    return parse_head(_local(run, _HEAD))


def newest(run: Run, count: int, *, before: int = 0, user_id: str = "", kind: str = "") -> tuple[AuditEntry, ...]:
    """At most so many entries, the newest first; with `before` those older than that number, of a user, of a kind."""
    asked = {"audit_no < ?": before, "user_id = ?": user_id, "kind = ?": kind}
    wanted = {condition: value for condition, value in asked.items() if value}
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    rows = run(f"SELECT {_COLUMNS} FROM audit {where} ORDER BY audit_no DESC LIMIT ?", (*wanted.values(), count))
    return tuple(AuditEntry(*row) for row in rows)


def about(run: Run, person_id: str) -> tuple[AuditEntry, ...]:
    """Every entry that names a person, oldest first."""
    rows = run(f"SELECT {_COLUMNS} FROM audit WHERE instr(subject, ?) ORDER BY audit_no", (person_id,))
    return tuple(AuditEntry(*row) for row in rows)


def breaks(run: Run, witnessed: Sequence[AuditHead] = ()) -> Iterator[Break]:
    """Where the trail is not what was written, held against this laptop's own head and those kept elsewhere."""
    entries = (AuditEntry(*row) for row in run(f"SELECT {_COLUMNS} FROM audit ORDER BY audit_no", ()))
    yield from find_breaks(_key(run), entries, (head_of(run), *witnessed))


def unwitnessed_acts(run: Run, replica: bytes) -> tuple[str, ...]:
    """Acts of this desk of which the trail does not tell, though it had begun."""
    sql = (
        "SELECT DISTINCT c.act_id FROM change c JOIN replica r USING (replica_no) WHERE r.replica = ? AND c.seq > "
        "coalesce((SELECT count FROM audit WHERE kind = ? AND detail = ?), 0) "
        "AND c.act_id NOT IN (SELECT subject FROM audit WHERE kind = ?)"
    )
    values = (replica, AuditKind.BEGUN.value, replica.hex(), AuditKind.ACT.value)
    return tuple(row[0] for row in run(sql, values)) if _key(run) else ()


def last_seq(run: Run, replica: bytes) -> int:
    """The number of this replica's last change; 0 before the first."""
    sql = "SELECT coalesce(max(c.seq), 0) FROM change c JOIN replica r USING (replica_no) WHERE r.replica = ?"
    return int(run(sql, (replica,)).fetchone()[0])


def _key(run: Run) -> bytes:
    return bytes.fromhex(_local(run, _KEY))


def _local(run: Run, name: str) -> str:
    row = run("SELECT value FROM local_value WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def _row(entry: AuditEntry) -> tuple[Any, ...]:
    return (
        entry.audit_no,
        entry.at,
        entry.user_id,
        entry.kind,
        entry.subject,
        entry.count,
        entry.detail,
        entry.seal,
    )


class AuditReading(RecordReading):
    """The trail as services read it; see `services.unit_of_work.AuditTrail`."""

    def audit_head(self) -> AuditHead:
        return head_of(self._run)

    def audit_entries(
        self, count: int, *, before: int = 0, user_id: str = "", kind: str = ""
    ) -> tuple[AuditEntry, ...]:
        return newest(self._run, count, before=before, user_id=user_id, kind=kind)

    def audit_about(self, person_id: str) -> tuple[AuditEntry, ...]:
        return about(self._run, person_id)

    def audit_breaks(self, witnessed: Sequence[AuditHead] = ()) -> tuple[Break, ...]:
        return tuple(breaks(self._run, witnessed))
