"""One act as one transaction: changes, tables and search index together, or nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from intake_app.clock import utc_text
from intake_app.domain import changes as change_rules
from intake_app.domain.audit import AuditEvent, AuditKind
from intake_app.domain.cards import card_number
from intake_app.domain.changes import Changes, Heads
from intake_app.domain.clocks import Hlc, tick
from intake_app.domain.collation import person_key
from intake_app.domain.ids import new_id
from intake_app.domain.local_records import LAST_ERASED
from intake_app.domain.records import PERSONAL_TABLES, id_of, new_record, patch_between, record_from, table_of
from intake_app.domain.search_entries import SearchEntry
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.storage import audit, erasing, person_keys, search_index
from intake_app.storage.local_writing import LocalWriting
from intake_app.storage.rows import execute_many, insert_sql, join_lists, to_row, update_sql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection

    from intake_app.domain.changes import Dot
    from intake_app.domain.records import Person

_LAST_ROW = "last_row"
_INDEXED = frozenset({"document", "card", "stay"})
"""Tables beside the person that say what somebody is found by."""
INSERT_CHANGE = (
    "INSERT INTO change (replica_no, seq, act_id, act_kind, hlc_ms, hlc_counter, table_name, record_id, patch, "
    "supersedes, user_id, reason, schema_version, salt, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, from which replica, why, and when by the wall clock (milliseconds UTC)."""

    user_id: str
    replica: bytes
    act_kind: str
    reason: str
    now_ms: int


@dataclass(slots=True)
class _Pending:
    """What the act has said since the last flush."""

    changes: list[tuple[Any, ...]] = field(default_factory=list)
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    keys: list[tuple[int, str]] = field(default_factory=list)


class SqlUnitOfWork(LocalWriting):
    """See `services.unit_of_work.UnitOfWork` for what each method promises."""

    def __init__(self, connection: Connection, author: Author) -> None:
        super().__init__(connection)
        self._author = author
        self._act_id = new_id()
        self._pending = _Pending()
        self._tables: set[str] = set()
        self._record_ids: list[str] = []
        self._new_entries: dict[str, tuple[int, SearchEntry]] = {}
        self._changed_entries: dict[str, bool] = {}
        self._row_no = 0
        act = (self._act_id, author.act_kind)
        self._header = change_rules.header_maker(author.replica, act, author.user_id, change_rules.SCHEMA_VERSION)
        self._replica_no, self._seq = self._open_replica()
        self._first_seq = self._seq
        self._witnessed: list[AuditEvent] = []
        self._has_erased = False
        ms, _colon, counter = self.local("hlc").partition(":")
        self._hlc = Hlc(int(ms or 0), int(counter or 0))

    def create(self, record: object) -> None:
        self.create_many((record,))

    def create_many(self, records: Sequence[object]) -> None:
        for record in records:
            table, values, patch = new_record(record)
            self._append(table, str(values[0]), change_rules.canonical(patch), {})
            row = join_lists(table, values)
            if table == "person":
                row = (self._next_row_no(), *row)
                self._pending.keys.append((self._row_no, person_key(cast("Person", record))))
            self._pending.rows.setdefault(table, []).append(row)
            self._remember_new_entry(table, record)

    def update(self, record: object, seen: Heads) -> None:
        table, record_id = table_of(type(record)), id_of(record)
        current = self.get(type(record), record_id)
        if current is None:
            raise UserError("record_unknown", _("This record is not here any more."), _("Search for it again."))
        patch = patch_between(current, record)
        if not patch:
            return
        self._append(table, record_id, change_rules.canonical(patch), change_rules.heads_for(seen, patch))
        self._flush_changes()
        folded = change_rules.fold(self.changes_of(record_id))
        merged = record_from(table, record_id, folded.values)
        row = to_row(table, merged)
        self._connection.exec_driver_sql(update_sql(table), (*row[1:], row[0]))
        self._store_conflicts(record_id, folded.conflicts)
        for each in (current, merged):  # a paper may go to somebody else
            self._remember_changed_entry(table, each)
        if table == "person":
            person_keys.change(self._connection, merged)

    def next_card_number(self) -> str:
        centre, desk = self.local("centre_code"), self.local("desk_code")
        number = int(self.local(f"card.{desk}") or 0)
        text = None
        while text is None:
            number += 1
            text = card_number(centre, desk, number)
        self.set_local(f"card.{desk}", str(number))
        return text

    def erase(self, record_ids: Sequence[str]) -> bool:
        self._flush()
        for record_id in record_ids:
            self._new_entries.pop(record_id, None)
            self._changed_entries.pop(record_id, None)
        last = self._connection.exec_driver_sql("SELECT max(row_no) FROM person").scalar() or 0
        has_erased = erasing.erase(self._connection, record_ids)
        if has_erased:
            self.set_local(LAST_ERASED, self._act_id)
            self.set_local(_LAST_ROW, str(max(last, int(self.local(_LAST_ROW) or 0))))
            self._tables |= {"person", "group", *PERSONAL_TABLES}
        self._record_ids.extend(record_ids)
        self._has_erased = self._has_erased or has_erased
        return has_erased

    def hollow(self, dots: Iterable[Dot]) -> None:
        self._flush()
        self._has_erased = erasing.hollow(self._connection, dots) or self._has_erased

    def silence(self, is_named: Callable[[str], bool]) -> int:
        self._flush()
        silenced = erasing.silence(self._connection, is_named)
        self._has_erased = self._has_erased or bool(silenced)
        return silenced

    def mark_export(self, exported_at: str, purpose: str, description: str, vector: str) -> None:
        sql = "INSERT INTO export_mark (exported_at, user_id, purpose, description, vector) VALUES (?, ?, ?, ?, ?)"
        self._connection.exec_driver_sql(sql, (exported_at, self._author.user_id, purpose, description, vector))

    def witness(self, event: AuditEvent) -> None:
        self._witnessed.append(event)

    def commit(self) -> Changes:
        self._flush()
        self._tell_audit()
        search_index.index(self._connection, self._changed_entries)
        new = [(row_no, entry.indexed()) for row_no, entry in self._new_entries.values()]
        search_index.add(self._connection, new)
        self.set_local("hlc", f"{self._hlc.ms}:{self._hlc.counter}")
        self._connection.commit()
        if self._has_erased:  # what was there before lies in the log until it is written back
            self._connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Changes(self._act_id, frozenset(self._tables), tuple(dict.fromkeys(self._record_ids)))

    def _tell_audit(self) -> None:
        """The trail grows in the transaction of what it tells of: neither is there without the other."""
        author, done = self._author, self._seq - self._first_seq
        act = AuditEvent(AuditKind.ACT, (self._act_id,), done, author.act_kind)
        witness = audit.Witness(
            author.replica, author.user_id, utc_text(datetime.fromtimestamp(author.now_ms / 1000, UTC)), self._first_seq
        )
        events, self._witnessed = self._witnessed, []
        audit.append(self._connection.exec_driver_sql, witness, [act, *events] if done else events)

    def _append(self, table: str, record_id: str, patch: str, supersedes: Heads) -> None:
        author = self._author
        self._seq += 1
        self._hlc = tick(self._hlc, author.now_ms)
        superseded = change_rules.supersedes_text(supersedes)
        salt = os.urandom(16)
        header = self._header(self._seq, self._hlc, table, record_id)
        digest = change_rules.hash_of(header, salt, patch, superseded, author.reason)
        self._pending.changes.append(
            (
                self._replica_no,
                self._seq,
                self._act_id,
                author.act_kind,
                self._hlc.ms,
                self._hlc.counter,
                table,
                record_id,
                patch,
                superseded,
                author.user_id,
                author.reason,
                change_rules.SCHEMA_VERSION,
                salt,
                digest,
            )
        )
        self._tables.add(table)
        self._record_ids.append(record_id)

    def _next_row_no(self) -> int:
        if not self._row_no:
            last = self._connection.exec_driver_sql("SELECT max(row_no) FROM person").scalar() or 0
            # Nobody gets the number of somebody erased: a list may still know them by it.
            self._row_no = max(last, int(self.local(_LAST_ROW) or 0))
        self._row_no += 1
        return self._row_no

    def _remember_new_entry(self, table: str, record: Any) -> None:
        """Gather what people made in this act are found by as it comes; somebody else's is read when the act ends."""
        if table == "person":
            self._new_entries[record.person_id] = (self._row_no, SearchEntry(record))
        elif table in _INDEXED:
            if record.person_id in self._new_entries:
                self._new_entries[record.person_id][1].add(record)
            else:
                self._changed_entries.setdefault(record.person_id, False)

    def _remember_changed_entry(self, table: str, record: Any) -> None:
        """People whose entry is read again when the act ends; True for one made in this act, who has none yet."""
        if table == "person" or table in _INDEXED:
            is_new = self._new_entries.pop(record.person_id, None) is not None
            self._changed_entries[record.person_id] = is_new or self._changed_entries.get(record.person_id, False)

    def _store_conflicts(self, record_id: str, fields: frozenset[str]) -> None:
        run = self._connection.exec_driver_sql
        run("DELETE FROM conflict WHERE record_id = ?", (record_id,))
        for name in sorted(fields):
            run("INSERT INTO conflict (record_id, field) VALUES (?, ?)", (record_id, name))

    def _open_replica(self) -> tuple[int, int]:
        run = self._connection.exec_driver_sql
        number = run("SELECT replica_no FROM replica WHERE replica = ?", (self._author.replica,)).scalar()
        if number is None:
            run("INSERT INTO replica (replica) VALUES (?)", (self._author.replica,))
            number = run("SELECT replica_no FROM replica WHERE replica = ?", (self._author.replica,)).scalar_one()
        last = run("SELECT max(seq) FROM change WHERE replica_no = ?", (number,)).scalar()
        return number, last or 0

    def _flush_changes(self) -> None:
        if self._pending.changes:
            execute_many(self._connection, INSERT_CHANGE, self._pending.changes)
            self._pending.changes = []

    def _flush(self) -> None:
        self._flush_changes()
        rows, self._pending.rows = self._pending.rows, {}
        for table, values in rows.items():
            execute_many(self._connection, insert_sql(table, "row_no" if table == "person" else ""), values)
        keys, self._pending.keys = self._pending.keys, []
        if keys:
            person_keys.write(self._connection, keys)
