"""Records as they are, by id, by person and by group, with the changes they come from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from intake_app.domain.changes import Change, Heads, fold, in_order
from intake_app.domain.records import (
    Group,
    GroupMember,
    Person,
    id_field,
    table_of,
)
from intake_app.storage.rows import CHANGE_COLUMNS, column_list, quoted, to_change, to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

R = TypeVar("R")


class RecordReading:
    """See `services.unit_of_work.Records` for what each method promises."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, kind: type[R], record_id: str) -> R | None:
        table = table_of(kind)
        where = f"{quoted(id_field(table))} = ?"
        return next(iter(self._select(kind, where, (record_id,))), None)

    def of_person(self, kind: type[R], person_id: str) -> tuple[R, ...]:
        return self._select(kind, "person_id = ? AND deleted = 0", (person_id,))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        return self._select(kind, "deleted = 0", ())

    def heads(self, record_id: str) -> Heads:
        return fold(self.changes_of(record_id)).heads

    def members(self, group_id: str) -> tuple[str, ...]:
        members = self._select(GroupMember, "group_id = ? AND deleted = 0", (group_id,))
        return tuple(member.person_id for member in members)

    def groups_of(self, person_id: str) -> tuple[Group, ...]:
        where = "deleted = 0 AND group_id IN (SELECT group_id FROM group_member WHERE person_id = ? AND deleted = 0)"
        return self._select(Group, where, (person_id,))

    def person_with_card(self, card_number: str) -> str | None:
        sql = "SELECT person_id FROM card WHERE card_number = ? AND deleted = 0"
        found: str | None = self._run(sql, (card_number,)).scalar()
        return found

    def card_owners(self, card_numbers: Sequence[str]) -> dict[str, str]:
        sql = (
            "SELECT card_number, person_id FROM card "
            "WHERE deleted = 0 AND card_number IN (SELECT value FROM json_each(?))"
        )
        return {row[0]: row[1] for row in self._run(sql, (json.dumps(card_numbers),))}

    def known_ids(self, kind: type[object], record_ids: Sequence[str]) -> dict[str, bool]:
        table = table_of(kind)
        name = quoted(id_field(table))
        sql = f"SELECT {name}, deleted FROM {quoted(table)} WHERE {name} IN (SELECT value FROM json_each(?))"
        return {row[0]: bool(row[1]) for row in self._run(sql, (json.dumps(record_ids),))}

    def history(self, record_ids: Iterable[str]) -> tuple[Change, ...]:
        changes = [change for record_id in record_ids for change in self.changes_of(record_id)]
        return tuple(in_order(changes))

    def changes_of_act(self, act_id: str) -> tuple[Change, ...]:
        sql = (
            f"SELECT {CHANGE_COLUMNS} FROM change c JOIN replica r USING (replica_no) WHERE c.act_id = ? ORDER BY c.seq"
        )
        return tuple(to_change(row) for row in self._run(sql, (act_id,)))

    def vector(self) -> dict[str, int]:
        sql = "SELECT r.replica, (SELECT max(seq) FROM change c WHERE c.replica_no = r.replica_no) FROM replica r"
        return {row[0].hex(): row[1] for row in self._run(sql, ()) if row[1]}

    def changes_of(self, record_id: str) -> list[Change]:
        sql = f"SELECT {CHANGE_COLUMNS} FROM change c JOIN replica r USING (replica_no) WHERE c.record_id = ?"
        return [to_change(row) for row in self._run(sql, (record_id,))]

    def local(self, name: str) -> str:
        return str(self._run("SELECT value FROM local_value WHERE name = ?", (name,)).scalar() or "")

    def _select(self, kind: type[R], where: str, parameters: tuple[Any, ...]) -> tuple[R, ...]:
        table = table_of(kind)
        order = "row_no" if kind is Person else quoted(id_field(table))
        sql = f"SELECT {column_list(table)} FROM {quoted(table)} WHERE {where} ORDER BY {order}"
        return tuple(to_record(table, row) for row in self._run(sql, parameters))

    def _run(self, sql: str, parameters: tuple[Any, ...]) -> Any:
        self._flush()
        return self._connection.exec_driver_sql(sql, parameters)

    def _flush(self) -> None:
        """A unit of work writes what it holds before anything is read; a reading holds nothing."""
