"""An open register's storage: readings and units of work over one encrypted file."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Protocol

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _
from intake_app.storage import migrations
from intake_app.storage.engine import open_connection, open_engine
from intake_app.storage.faults import explain, explained
from intake_app.storage.kept import KeptReading
from intake_app.storage.reading import SqlReading
from intake_app.storage.unit_of_work import Author, SqlUnitOfWork
from intake_app.storage.verdict import judge
from intake_app.storage.witnessing import Witnessing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from intake_app.clock import Clock
    from intake_app.domain.audit import AuditEvent


class Room(Protocol):
    """Space on the disk that is kept back for saves."""

    def ease(self) -> None:
        """Before a save: give it up where the disk is nearly full."""

    def give_up(self) -> None:
        """After the disk refused a save: the next one shall go through."""


OPENINGS = 4
"""A disk that fails to answer once is asked again before it is told."""


class SqlStore:
    """Readings and units of work for one user on one replica."""

    def __init__(
        self,
        engine: Engine,
        replica: bytes,
        user_id: str,
        clock: Clock,
        witnessing: Witnessing,
        judge: Callable[[UserError], UserError],
        room: Room | None = None,
    ) -> None:
        self.engine = engine
        self.replica = replica
        self.user_id = user_id
        self._clock = clock
        self._witnessing = witnessing
        self._judge = judge
        self._room = room

    @contextmanager
    def reading(self) -> Iterator[SqlReading]:
        """A consistent view; nothing can be written through it."""
        with self._connected(), self.engine.connect() as connection:
            yield KeptReading(connection)

    @contextmanager
    def writing(self, act_kind: str, reason: str = "") -> Iterator[SqlUnitOfWork]:
        """One act; rolled back unless it was committed."""
        if self._room is not None:
            self._room.ease()
        now_ms = int(self._clock.now().timestamp() * 1000)
        author = Author(self.user_id, self.replica, act_kind, reason, now_ms)
        with self._connected(), self.engine.connect().execution_options(is_writing=True) as connection:
            yield SqlUnitOfWork(connection, author)

    def for_user(self, user_id: str) -> SqlStore:
        """The same connections for somebody else who goes on; closing one closes both."""
        return SqlStore(self.engine, self.replica, user_id, self._clock, self._witnessing, self._judge, self._room)

    def witness(self, event: AuditEvent) -> None:
        """Remember for the audit trail what was seen; written within a second, beside readings and units of work."""
        self._witnessing.note(self.user_id, event)

    def trail_problem(self) -> UserError | None:
        """Why what was seen last could not be written to the trail, which is tried again; None where it could."""
        return self._witnessing.fault

    def close(self) -> None:
        """Close every connection; the file's log is written back with the last one."""
        self._witnessing.close()
        self.engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlcipher.Error) as error:
            # One transient read error makes a SQLCipher connection report corruption until it is reopened.
            self.engine.dispose()
            refusal = self._judge(explain(error))
            if self._room is not None and refusal.code == "disk_full":
                self._room.give_up()
            raise refusal from None
        except UserError as error:
            raise self._judge(error) from None


def create_store(path: Path, key: bytes, user_id: str, clock: Clock, replica: bytes) -> SqlStore:
    """A new encrypted file with all tables, empty, for the replica that it is to be."""
    with explained():
        engine = open_engine(path, key)
        migrations.upgrade(engine)
    return _store(engine, path, key, user_id, clock, replica)


def open_store(
    path: Path,
    key: bytes,
    user_id: str,
    clock: Clock,
    new_replica: bytes = b"",
    *,
    before_upgrade: Callable[[], None] = lambda: None,
    room: Room | None = None,
) -> SqlStore:
    """Open a register, bringing its tables to this version; a `new_replica` makes the copy a desk of its own.

    `before_upgrade` is called where the tables are not of this version yet; what it raises stops the upgrade.
    DamagedError where the file cannot be read with the key, UserError where a newer program made it.
    """
    left = OPENINGS
    while True:
        left -= 1
        try:
            with explained():
                engine, replica = _open_engine(path, key, before_upgrade)
            return _store(engine, path, key, user_id, clock, new_replica or replica, room)
        except UserError as error:
            if not left or error.code not in {"disk_error", "register_damaged"}:
                raise judge(path, key, error) from None


def _open_engine(path: Path, key: bytes, before_upgrade: Callable[[], None]) -> tuple[Engine, bytes]:
    engine = open_engine(path, key)
    try:
        if not migrations.revision_of(engine):
            raise DamagedError(  # an empty file, where a register was: never made anew by itself
                "register_damaged",
                _("The register's file is empty."),
                _("Do not delete it. Restore the newest backup into an empty folder."),
            )
        if not migrations.is_current(engine):
            before_upgrade()
            migrations.upgrade(engine)
        return engine, _own_replica(engine)
    except BaseException:
        engine.dispose()
        raise


def _store(
    engine: Engine, path: Path, key: bytes, user_id: str, clock: Clock, replica: bytes, room: Room | None = None
) -> SqlStore:
    witnessing = Witnessing(partial(open_connection, path, key), replica, clock)
    return SqlStore(engine, replica, user_id, clock, witnessing, partial(judge, path, key), room)


def _own_replica(engine: Engine) -> bytes:
    with engine.connect() as connection:
        return bytes.fromhex(SqlReading(connection).local("replica"))
