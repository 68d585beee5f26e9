"""An open register's storage: readings and units of work over one encrypted file."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from intake_app.storage import migrations
from intake_app.storage.engine import open_connection, open_engine
from intake_app.storage.faults import explained
from intake_app.storage.reading import SqlReading
from intake_app.storage.unit_of_work import Author, SqlUnitOfWork
from intake_app.storage.witnessing import Witnessing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from intake_app.clock import Clock
    from intake_app.domain.audit import AuditEvent


class SqlStore:
    """Readings and units of work for one user on one replica."""

    def __init__(self, engine: Engine, replica: bytes, user_id: str, clock: Clock, witnessing: Witnessing) -> None:
        self.engine = engine
        self.replica = replica
        self.user_id = user_id
        self._clock = clock
        self._witnessing = witnessing

    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        """A consistent view; nothing can be written through it."""
        with self._connected(), self.engine.connect() as connection:
            yield SqlReading(connection)

    @contextmanager
    def writing(self, act_kind: str, reason: str = "") -> Iterator[SqlUnitOfWork]:
        """One act; rolled back unless it was committed."""
        now_ms = int(self._clock.now().timestamp() * 1000)
        author = Author(self.user_id, self.replica, act_kind, reason, now_ms)
        with self._connected(), self.engine.connect().execution_options(is_writing=True) as connection:
            yield SqlUnitOfWork(connection, author)

    def witness(self, event: AuditEvent) -> None:
        """Remember for the audit trail what was seen; written within a second, beside readings and units of work."""
        self._witnessing.note(self.user_id, event)

    def close(self) -> None:
        """Close every connection; the file's log is written back with the last one."""
        try:
            self._witnessing.close()
        finally:
            self.engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[None]:
        with explained():
            try:
                yield
            except DBAPIError:
                # One transient read error makes a SQLCipher connection report corruption until it is reopened.
                self.engine.dispose()
                raise


def create_store(path: Path, key: bytes, user_id: str, clock: Clock, replica: bytes) -> SqlStore:
    """A new encrypted file with all tables, empty, for the replica that it is to be."""
    with explained():
        engine = open_engine(path, key)
        migrations.upgrade(engine)
    return _store(engine, path, key, user_id, clock, replica)


def open_store(path: Path, key: bytes, user_id: str, clock: Clock, new_replica: bytes = b"") -> SqlStore:
    """Open a register, bringing its tables to this version; a `new_replica` makes the copy a desk of its own.

    DamagedError where the file cannot be read with the key, UserError where a newer program made it.
    """
    with explained():
        engine = open_engine(path, key)
        try:
            if not migrations.is_current(engine):
                migrations.upgrade(engine)
            replica = new_replica or _own_replica(engine)
        except BaseException:
            engine.dispose()
            raise
    return _store(engine, path, key, user_id, clock, replica)


def _store(engine: Engine, path: Path, key: bytes, user_id: str, clock: Clock, replica: bytes) -> SqlStore:
    witnessing = Witnessing(partial(open_connection, path, key), replica, clock)
    return SqlStore(engine, replica, user_id, clock, witnessing)


def _own_replica(engine: Engine) -> bytes:
    with engine.connect() as connection:
        return bytes.fromhex(SqlReading(connection).local("replica"))
