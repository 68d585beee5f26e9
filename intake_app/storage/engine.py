"""Opening the encrypted file: every connection is keyed before anything else and set for durability.

The key is handed to the engine by a creator function, so that it is never in a URL or a repr.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from intake_app.errors import DamagedError
from intake_app.i18n import _
from intake_app.storage.faults import explained

if TYPE_CHECKING:
    from pathlib import Path

READING_CACHE_KIB, WRITING_CACHE_KIB = 14 * 1024, 64 * 1024
"""Of each connection, and three may be open. Measured on 100,000 people: with 12 MiB the search that is slowest has no
room (p95 22 ms), with 24 it is 12 ms and the window holds 210 MiB; 14 gives 13 ms and 199 MiB (docs/speed.md). An
import needs 64 while it writes."""
PAGES_IN_LOG = 2_000
"""A save writes some 42 pages into the log, and whoever fills it writes it back: one save of 48 does so. With the
engine's own 1,000 pages it was one of 24, at the edge of the p95, which then rose by a third as the register grew."""
BUSY_MS = 5_000
_CACHE = "cache"
_PLAIN_HEADER = b"SQLite format 3\x00"


def open_engine(path: Path, key: bytes) -> Engine:
    """An engine on one encrypted file; DamagedError where the file is not ours or the cipher is missing."""
    _refuse_plain_file(path)

    def connect() -> Any:
        with explained():
            return open_connection(path, key)

    # The connection given back last comes first: its pages are those just read, and the others need not hold them too.
    engine = create_engine(
        "sqlite://", creator=connect, module=sqlcipher, poolclass=QueuePool, pool_size=3, pool_use_lifo=True
    )
    event.listen(engine, "begin", _begin)
    return engine


def open_connection(path: Path, key: bytes) -> Any:
    """A raw keyed connection in autocommit, set as protection.md says; the engine's own errors pass through."""
    # Made owner-only before the engine opens it; its log files take the mode of the database.
    path.touch(mode=0o600, exist_ok=True)
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        connection.close()
        raise DamagedError("cipher_missing", _("Encryption is missing from this installation."), _("Install again."))
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES_IN_LOG}")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute(f"PRAGMA cache_size = -{READING_CACHE_KIB}")
    return connection


def _refuse_plain_file(path: Path) -> None:
    if path.exists() and path.stat().st_size:
        with path.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
        if header == _PLAIN_HEADER:
            raise DamagedError(
                "register_not_encrypted",
                _("The register's file is not encrypted, so it is not ours."),
                _("Move it away and restore a backup."),
            )


def _begin(connection: Connection) -> None:
    """A unit of work takes the write lock at once, so that it never fails half-way; a reading takes none."""
    is_writing = connection.get_execution_options().get("is_writing", False)
    cache = WRITING_CACHE_KIB if is_writing else READING_CACHE_KIB
    if connection.info.get(_CACHE) != cache:
        connection.exec_driver_sql(f"PRAGMA cache_size = -{cache}")
        connection.info[_CACHE] = cache
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
