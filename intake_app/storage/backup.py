"""Finished, verified copies of the encrypted file, made while others read and write it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.records import RECORD_TYPES
from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _
from intake_app.progress import Progress, silent
from intake_app.storage.engine import open_connection
from intake_app.storage.faults import explained, make_disk_error
from intake_app.storage.local import SET_VALUE
from intake_app.storage.rows import quoted
from intake_app.storage.seals import broken_seals
from intake_app.storage.verdict import is_damaged, judge

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGES_AT_ONCE = 2_000
COPIES = 3


def copy_patiently(source: Path, target: Path, key: bytes, progress: Progress = silent) -> Mapping[str, int]:
    """`copy_register` on a disk that may fail to answer: tried again, and nothing is called damaged that is not."""
    left = COPIES
    while True:
        left -= 1
        try:
            return copy_register(source, target, key, progress)
        except UserError as error:
            if not left or error.code not in {"disk_error", "register_damaged", "backup_damaged"}:
                raise judge(source, key, error) from None


def copy_register(
    source: Path, target: Path, key: bytes, progress: Progress = silent, *, new_key: bytes = b""
) -> Mapping[str, int]:
    """Copy by the backup API, reopen the copy, verify it and compare its counts; answers these by table.

    The copy is what the source was at one instant, a single file without a log beside it, under `new_key` where one is
    given; those who save meanwhile never wait. `progress` is told of it in pages. DamagedError where the copy does not
    hold up, whatever `progress` raises where it stops; then no copy is left.
    """

    def tell(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    try:
        with explained():
            reader, writer = open_connection(source, key), open_connection(target, new_key or key)
            try:
                # A reading held open: the copy needs no second start when somebody saves, and has just these rows.
                reader.execute("BEGIN")
                counts = count_rows(reader)
                reader.backup(writer, pages=PAGES_AT_ONCE, progress=tell)
                writer.execute("PRAGMA journal_mode = DELETE")
            finally:
                writer.close()
                reader.close()
        if verify_copy(target, new_key or key) != counts:
            raise _damaged()
    except BaseException:
        remove_database(target)
        raise
    return counts


def verify_copy(path: Path, key: bytes) -> Mapping[str, int]:
    """Open a copy on its own, check every page's seal and the structure, and count its rows by table.

    DamagedError where the copy is damaged, UserError `disk_error` where only the disk failed to answer; either way it
    may have a log beside it, and is to be removed.
    """
    try:
        with explained(), closing(open_connection(path, key)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            if not is_sound(connection):
                raise _damaged()
            return count_rows(connection)
    except UserError as error:
        if error.code == "backup_damaged" and not is_damaged(path, key):
            raise make_disk_error() from None
        raise judge(path, key, error) from None


def read_local_values(path: Path, key: bytes) -> Mapping[str, str]:
    """What this laptop alone keeps by name, of a register of any version."""
    with explained():
        connection = open_connection(path, key)
        try:
            return {str(name): str(value) for name, value in connection.execute("SELECT name, value FROM local_value")}
        finally:
            connection.close()


def mark_restored(path: Path, key: bytes) -> None:
    """Let whoever opens a restored copy take it for one (`opening.laptops`): it goes on as a replica of its own."""
    with explained():
        connection = open_connection(path, key)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(SET_VALUE, ("laptop", "restored:restored:restored"))
        finally:
            connection.close()


def count_changes(path: Path, key: bytes) -> int | None:
    """How many changes a register holds that may be damaged; None where it cannot be read."""
    if not path.exists():
        return None
    try:
        connection = open_connection(path, key)
        try:
            return int(connection.execute("SELECT count(*) FROM change").fetchone()[0])
        finally:
            connection.close()
    except sqlcipher.Error:
        return None


def remove_database(path: Path) -> None:
    """Take away a copy and the log files beside it; what is not there is no error."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)


def is_sound(connection: Any) -> bool:
    """Whether the seal of every page that counts and the structure hold; UserError where the disk did not answer."""
    broken_pages = broken_seals(connection)
    structure = connection.execute("PRAGMA integrity_check").fetchall()
    return not broken_pages and [tuple(row) for row in structure] == [("ok",)]


def count_rows(connection: Any) -> Mapping[str, int]:
    """How many rows each record table and the table of changes hold; a register of an older version has fewer."""
    there = {
        str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    }
    tables = [table for table in (*RECORD_TYPES, "change") if table in there]
    return {table: int(connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0]) for table in tables}


def _damaged() -> DamagedError:
    return DamagedError(
        "backup_damaged",
        _("The copy does not hold up when it is opened again."),
        _("Use another stick or folder, or an older backup."),
    )
