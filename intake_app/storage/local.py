"""Local records in their tables: what this laptop alone keeps (`domain.local_records`)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from intake_app.domain.local_records import LOCAL_TYPES, local_fields, local_table_of
from intake_app.storage.rows import quoted

if TYPE_CHECKING:
    from sqlalchemy import Connection

R = TypeVar("R")


SET_VALUE = (
    "INSERT INTO local_value (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
READY_JOBS = (
    "SELECT j.job_id FROM print_job j JOIN person p ON p.person_id = j.person_id "
    "WHERE j.state = 'waiting' AND p.deleted = 0 AND p.guarded = 0 AND p.merged_into = '' "
    "AND NOT EXISTS (SELECT 1 FROM need n WHERE n.person_id = j.person_id AND n.deleted = 0 "
    "AND n.need_code = 'child_alone' AND n.met_on = '') ORDER BY j.job_id"
)


def ready_jobs(connection: Connection) -> tuple[str, ...]:
    """Ids of the waiting sheets that `services.print_queue.find_hold` finds nothing against, in one query."""
    return tuple(row[0] for row in connection.exec_driver_sql(READY_JOBS))


def select(connection: Connection, kind: type[R], equal: dict[str, object], newest: int = 0) -> tuple[R, ...]:
    """The records whose fields have these values, oldest id first; a field that is not theirs raises KeyError.

    With `newest` only so many, the newest id first.
    """
    table = local_table_of(kind)
    order = f"DESC LIMIT {newest:d}" if newest else ""
    sql = f"SELECT {_columns(table)} FROM {quoted(table)}{_where(table, equal)} ORDER BY 1 {order}"
    rows = connection.exec_driver_sql(sql, tuple(equal.values()))
    return tuple(_record(table, row) for row in rows)


def count(connection: Connection, kind: type[object], equal: dict[str, object]) -> int:
    """How many there are of them."""
    table = local_table_of(kind)
    sql = f"SELECT count(*) FROM {quoted(table)}{_where(table, equal)}"
    return int(connection.exec_driver_sql(sql, tuple(equal.values())).scalar_one())


def write(connection: Connection, record: object) -> None:
    """Keep a record; one of the same id is replaced."""
    table = local_table_of(type(record))
    values = tuple(getattr(record, name) for name, _kind in local_fields(table))
    connection.exec_driver_sql(_write_sql(table), values)


def remove(connection: Connection, kind: type[object], record_id: str) -> None:
    """Forget a record; an unknown one is no error."""
    table = local_table_of(kind)
    sql = f"DELETE FROM {quoted(table)} WHERE {quoted(local_fields(table)[0][0])} = ?"
    connection.exec_driver_sql(sql, (record_id,))


def _where(table: str, equal: dict[str, object]) -> str:
    names = {name for name, _kind in local_fields(table)}
    if unknown := set(equal) - names:
        raise KeyError(f"{table} has no {sorted(unknown)}")
    return f" WHERE {' AND '.join(f'{quoted(name)} = ?' for name in equal)}" if equal else ""


@cache
def _columns(table: str) -> str:
    return ", ".join(quoted(name) for name, _kind in local_fields(table))


@cache
def _write_sql(table: str) -> str:
    marks = ", ".join("?" * len(local_fields(table)))
    return f"INSERT OR REPLACE INTO {quoted(table)} ({_columns(table)}) VALUES ({marks})"


def _record(table: str, row: Any) -> Any:
    values = {name: kind(value) for (name, kind), value in zip(local_fields(table), row, strict=True)}
    return LOCAL_TYPES[table](**values)
