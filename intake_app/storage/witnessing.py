"""What was only looked at, written to the audit trail a moment later, beside whoever reads and writes.

A reading takes no write lock and must not wait for one: its events are gathered and written by a thread with a
connection of its own, several as one, at the latest when the register is closed.
"""

from __future__ import annotations

from threading import Condition, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from intake_app.clock import utc_text
from intake_app.domain.audit import AuditEvent, AuditKind
from intake_app.errors import UserError
from intake_app.storage import audit
from intake_app.storage.faults import explained

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.clock import Clock

SETTLE_S = 0.7
"""How long events wait for more: somebody who types a name searches at each key, and has searched once."""
LONGEST_S = 5.0
"""How long they wait at most while more keep coming."""
RETRY_S = 5.0
_Noted = tuple[str, str, AuditEvent]
_CACHE_KIB = 512
_SEEN = frozenset({AuditKind.SEARCH, AuditKind.LIST})
"""What a window reads anew by itself: the same list, seen again by the same user with nothing between, is one."""


class Witnessing:
    """Gathers events of readings and writes them; `fault` is what the last attempt was refused with, or None."""

    def __init__(self, connect: Callable[[], Any], replica: bytes, clock: Clock) -> None:
        self.fault: UserError | None = None
        self._connect = connect
        self._replica = replica
        self._clock = clock
        self._noted: list[_Noted] = []
        self._last: tuple[str, AuditEvent] | None = None
        self._noted_at = 0.0
        self._changed = Condition()
        self._is_closing = False
        self._thread: Thread | None = None

    def note(self, user_id: str, event: AuditEvent) -> None:
        """Remember what was seen just now; of searches and lists that follow each other the last stands for all."""
        with self._changed:
            if self._is_closing or self._last == (user_id, event):
                return
            self._last = (user_id, event) if event.kind in _SEEN else None
            noted = (utc_text(self._clock.now()), user_id, event)
            self._noted_at = monotonic()
            is_first = not self._noted
            if self._noted and _is_same_search(self._noted[-1], noted):
                self._noted[-1] = noted
            else:
                self._noted.append(noted)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="witness", daemon=True)
                self._thread.start()
            if is_first:  # else it is waiting for these to settle: woken at each key it would be in the reader's way
                self._changed.notify()

    def close(self) -> None:
        """Write what is left, and take nothing more.

        Where it cannot be written, as on a full disk or after a kill, the trail has an unlocking that no locking
        follows; whoever locks is not kept from it.
        """
        with self._changed:
            self._is_closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        connection = None
        while True:
            is_last = self._wait()
            try:
                connection = connection or self._open()
                self._write(connection)
                self.fault = None
            except UserError as error:
                self.fault = error
                # A connection that met an error once may report it for ever: the next attempt has a new one.
                _close(connection)
                connection = None
            if is_last:
                _close(connection)
                return

    def _wait(self) -> bool:
        """Until there is something to write and it has settled; True once there will be nothing more."""
        with self._changed:
            if self.fault is not None:
                self._changed.wait_for(lambda: self._is_closing, RETRY_S)
            self._changed.wait_for(lambda: self._noted or self._is_closing)
            deadline = monotonic() + LONGEST_S
            while not self._is_closing:
                left = min(self._noted_at + SETTLE_S, deadline) - monotonic()
                if left <= 0:
                    break
                self._changed.wait(left)
            return self._is_closing

    def _open(self) -> Any:
        with explained():
            connection = self._connect()
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            return connection

    def _write(self, connection: Any) -> None:
        with self._changed:
            taken, self._noted = self._noted, []
        try:
            with explained():
                self._append(connection, taken)
        except UserError:
            with self._changed:
                self._noted = taken + self._noted
            raise

    def _append(self, connection: Any, noted: list[_Noted]) -> None:
        run = connection.execute
        run("BEGIN IMMEDIATE")
        try:
            last_seq = audit.last_seq(run, self._replica)
            for at, user_id, event in noted:
                audit.append(run, audit.Witness(self._replica, user_id, at, last_seq), [event])
            run("COMMIT")
        except BaseException:
            if connection.in_transaction:
                run("ROLLBACK")
            raise


def _close(connection: Any) -> None:
    if connection is not None:
        connection.close()


def _is_same_search(before: _Noted, now: _Noted) -> bool:
    earlier, later = before[2], now[2]
    is_same = (earlier.kind, earlier.detail) == (later.kind, later.detail)
    return is_same and later.kind in _SEEN and before[1] == now[1]
