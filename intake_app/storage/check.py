"""Whether the register is what its changes add up to (data.md, `check`)."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from intake_app.domain.changes import Change, fold, verify
from intake_app.domain.records import RECORD_TYPES, record_from
from intake_app.errors import UserError
from intake_app.storage import audit, person_keys, search_index
from intake_app.storage.backup import count_rows, is_sound
from intake_app.storage.faults import explained, make_disk_error
from intake_app.storage.rows import CHANGE_COLUMNS, column_list, quoted, to_change, to_row
from intake_app.storage.verdict import is_damaged, judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

MAX_FINDINGS = 100
FILE_DAMAGED = ("file_damaged", "register")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at and what is wrong: a code and where; empty findings mean all is well."""

    counts: dict[str, int]
    findings: tuple[tuple[str, str], ...]


def check_register(engine: Engine, path: Path, key: bytes) -> CheckReport:
    """Cipher integrity, changes, every table rebuilt from them and compared, what is derived of it, the audit trail.

    UserError `disk_error` where the disk did not give out everything: then nothing can be said of the file.
    """
    try:
        with explained(), closing(engine.raw_connection()) as connection:
            report = _check(engine, connection)
    except UserError as error:
        engine.dispose()
        raise judge(path, key, error) from None
    if FILE_DAMAGED in report.findings:
        engine.dispose()
        if not is_damaged(path, key):
            raise make_disk_error()
    return report


def _check(engine: Engine, connection: Any) -> CheckReport:
    findings = [] if is_sound(connection) else [FILE_DAMAGED]
    findings += _gaps(connection)
    findings += list(_compare(connection))
    if not findings:  # keys follow from the people: where these are damaged, that is what must be said
        findings += list(person_keys.compare(connection))
        with engine.connect() as reading:
            findings += list(search_index.compare(reading))
    findings += _audit(connection)
    return CheckReport(dict(count_rows(connection)), tuple(findings[:MAX_FINDINGS]))


def _gaps(connection: Any) -> list[tuple[str, str]]:
    """Replicas whose numbers do not run 1, 2, 3 ... without a gap."""
    sql = (
        "SELECT hex(r.replica) FROM change c JOIN replica r USING (replica_no) GROUP BY r.replica_no "
        "HAVING count(*) != max(c.seq) OR min(c.seq) != 1"
    )
    return [("change_missing", row[0].lower()) for row in _run(connection, sql)]


def _audit(connection: Any) -> list[tuple[str, str]]:
    """Where the trail of who did what does not hold, and acts of this desk that it does not tell of."""
    broken = [(f"audit_{found.code}", str(found.audit_no)) for found in audit.breaks(connection.execute)]
    replica = connection.execute("SELECT value FROM local_value WHERE name = 'replica'").fetchone()
    untold = audit.unwitnessed_acts(connection.execute, bytes.fromhex(replica[0])) if replica else ()
    return broken + [("audit_act_untold", act_id) for act_id in untold]


def _compare(connection: Any) -> Iterator[tuple[str, str]]:
    """Every record against its changes, and rows that no change speaks of."""
    order = "ORDER BY c.table_name, c.record_id"
    sql = f"SELECT {CHANGE_COLUMNS} FROM change c JOIN replica r USING (replica_no) {order}"
    changes = (to_change(row) for row in _run(connection, sql))
    for table, of_table in groupby(changes, key=lambda change: change.table):
        if table not in RECORD_TYPES:
            continue
        rows = {row[0]: tuple(row) for row in _run(connection, f"SELECT {column_list(table)} FROM {quoted(table)}")}
        for record_id, of_record in groupby(of_table, key=lambda change: change.record_id):
            yield from _compare_record(table, record_id, list(of_record), rows.pop(record_id, None))
        yield from ((f"{table}_without_change", record_id) for record_id in rows)
    for table in _tables_without_changes(connection):
        yield (f"{table}_without_change", "*")


def _compare_record(
    table: str, record_id: str, changes: list[Change], row: tuple[Any, ...] | None
) -> Iterator[tuple[str, str]]:
    for change in changes:
        if not verify(change):
            yield ("change_altered", str(change.dot))
    if any(change.is_erased for change in changes):
        if row is not None:
            yield (f"{table}_not_erased", record_id)
        return
    rebuilt = to_row(table, record_from(table, record_id, fold(changes).values))
    if row is None:
        yield (f"{table}_missing", record_id)
    elif rebuilt != row:
        yield (f"{table}_differs", record_id)


def _tables_without_changes(connection: Any) -> list[str]:
    spoken_of = {row[0] for row in _run(connection, "SELECT DISTINCT table_name FROM change")}
    silent = [table for table in RECORD_TYPES if table not in spoken_of]
    return [table for table in silent if next(iter(_run(connection, f"SELECT 1 FROM {quoted(table)} LIMIT 1")), None)]


def _run(connection: Any, sql: str) -> Any:
    cursor = connection.cursor()
    cursor.execute(sql)
    return cursor
