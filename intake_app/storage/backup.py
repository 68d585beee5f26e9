"""Finished, verified copies of the encrypted file, made while others read and write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake_app.domain.records import RECORD_TYPES
from intake_app.errors import DamagedError
from intake_app.i18n import _
from intake_app.progress import Progress, silent
from intake_app.storage.engine import open_connection
from intake_app.storage.faults import explained
from intake_app.storage.rows import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGES_AT_ONCE = 2_000


def copy_register(source: Path, target: Path, key: bytes, progress: Progress = silent) -> Mapping[str, int]:
    """Copy by the backup API, reopen the copy, verify and count it; answers its counts by table.

    The copy is a single file without a log beside it; `progress` is told of it in pages. DamagedError where the copy
    does not hold up, whatever `progress` raises where it stops; then it is removed.
    """

    def tell(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    with explained():
        reader, writer = open_connection(source, key), open_connection(target, key)
        try:
            reader.backup(writer, pages=PAGES_AT_ONCE, progress=tell)
            writer.execute("PRAGMA journal_mode = DELETE")
        finally:
            writer.close()
            reader.close()
    try:
        return verify_copy(target, key)
    except DamagedError:
        target.unlink(missing_ok=True)
        raise


def verify_copy(path: Path, key: bytes) -> Mapping[str, int]:
    """Open a copy on its own, check every page's seal and the structure, and count its rows by table."""
    with explained():
        connection = open_connection(path, key)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            if not is_sound(connection):
                raise DamagedError(
                    "backup_damaged",
                    _("The copy does not hold up when it is opened again."),
                    _("Use another stick or folder, or an older backup."),
                )
            return count_rows(connection)
        finally:
            connection.close()


def is_sound(connection: Any) -> bool:
    """Whether every page's seal and the structure of the file hold."""
    broken_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    structure = connection.execute("PRAGMA integrity_check").fetchall()
    return not broken_pages and [tuple(row) for row in structure] == [("ok",)]


def count_rows(connection: Any) -> Mapping[str, int]:
    """How many rows each record table and the table of changes hold."""
    tables = (*RECORD_TYPES, "change")
    return {table: int(connection.execute(f"SELECT count(*) FROM {quoted(table)}").fetchone()[0]) for table in tables}
