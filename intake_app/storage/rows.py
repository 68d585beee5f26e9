"""Between records and rows: the only place that knows how a field lies in a column."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from intake_app.domain.changes import Change, Dot, parse_supersedes
from intake_app.domain.clocks import Hlc
from intake_app.domain.records import RECORD_TYPES, FieldKind, field_specs, id_field, new_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection


@cache
def quoted(name: str) -> str:
    """A table's or column's name as SQL takes it, reserved word or not."""
    return f'"{name}"'


@cache
def column_list(table: str, alias: str = "") -> str:
    """The record's columns in the order of its fields."""
    prefix = f"{alias}." if alias else ""
    return ", ".join(prefix + quoted(spec.name) for spec in field_specs(table))


@cache
def insert_sql(table: str, first: str = "") -> str:
    """One INSERT for a record of a table, its fields as positional parameters, after a column of our own if named."""
    columns = f"{quoted(first)}, {column_list(table)}" if first else column_list(table)
    marks = ", ".join("?" * (len(field_specs(table)) + bool(first)))
    return f"INSERT INTO {quoted(table)} ({columns}) VALUES ({marks})"


@cache
def update_sql(table: str) -> str:
    """One UPDATE that writes all fields of a record, its id last."""
    names = [quoted(spec.name) for spec in field_specs(table)[1:]]
    return (
        f"UPDATE {quoted(table)} SET {', '.join(name + ' = ?' for name in names)} WHERE {quoted(id_field(table))} = ?"
    )


@cache
def _list_positions(table: str) -> tuple[int, ...]:
    return tuple(i for i, spec in enumerate(field_specs(table)) if spec.kind is FieldKind.LIST)


@cache
def _flag_positions(table: str) -> tuple[int, ...]:
    return tuple(i for i, spec in enumerate(field_specs(table)) if spec.kind is FieldKind.FLAG)


@cache
def _names(table: str) -> tuple[str, ...]:
    return tuple(spec.name for spec in field_specs(table))


def to_row(table: str, record: object) -> tuple[Any, ...]:
    """A record as the parameters of `insert_sql`."""
    return join_lists(table, new_record(record)[1])


def join_lists(table: str, values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The values of a record with its lists as text, as columns hold them."""
    for position in _list_positions(table):
        values = (*values[:position], " ".join(values[position]), *values[position + 1 :])
    return values


def to_record(table: str, row: Sequence[Any]) -> Any:
    """The record of a row selected by `column_list`."""
    values = list(row)
    for position in _list_positions(table):
        values[position] = tuple(values[position].split())
    for position in _flag_positions(table):
        values[position] = bool(values[position])
    return RECORD_TYPES[table](**dict(zip(_names(table), values, strict=True)))


def execute_many(connection: Connection, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    """One statement for many rows, by the driver's own cursor: an import writes two million of them."""
    connection.connection.cursor().executemany(sql, rows)


CHANGE_COLUMNS = (
    "r.replica, c.seq, c.act_id, c.act_kind, c.hlc_ms, c.hlc_counter, c.table_name, c.record_id, "
    "c.patch, c.supersedes, c.user_id, c.reason, c.schema_version, c.salt, c.hash"
)


def to_change(row: Sequence[Any]) -> Change:
    """The change of a row selected by `CHANGE_COLUMNS`."""
    (
        replica,
        seq,
        act_id,
        act_kind,
        ms,
        counter,
        table,
        record_id,
        patch,
        supersedes,
        user,
        reason,
        schema,
        salt,
        digest,
    ) = row
    return Change(
        dot=Dot(replica, seq),
        act_id=act_id,
        act_kind=act_kind,
        hlc=Hlc(ms, counter),
        table=table,
        record_id=record_id,
        patch=json.loads(patch) if patch else {},
        supersedes=parse_supersedes(supersedes),
        user_id=user,
        reason=reason,
        schema_version=schema,
        salt=salt,
        hash=digest,
    )
