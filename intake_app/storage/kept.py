"""What readings keep from one to the next: whoever types a name asks for the same at each key.

A reading is told by its connection whether anything was written since the last one; only then is it asked for again.
Rows of people follow from changes alone, so that they outlive what is written beside, such as the audit trail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from intake_app.domain.local_records import LAST_ERASED
from intake_app.domain.records import Centre, Place
from intake_app.storage.reading import SqlReading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from intake_app.domain.person_rows import PersonRow

MOST_ROWS = 400
"""People whose rows are kept by each connection, of each kind of row: half a megabyte."""
_KEPT = "kept from readings"
_FEW_RECORDS = (Centre, Place)

R = TypeVar("R")


class _Rows:
    """Rows of people, and of when they are."""

    def __init__(self) -> None:
        self.of: object = None
        self.by_number: dict[int, PersonRow | None] = {}


class _Kept:
    """Of one connection: what was read at a version of the file, and rows at a version of the register."""

    def __init__(self) -> None:
        self.version: tuple[int, int] | None = None
        self.answers: dict[object, Any] = {}
        self.rows = {"whole": _Rows(), "cards": _Rows()}


class KeptReading(SqlReading):
    """A reading that knows what the one before on its connection knew, where nothing was written between.

    What it hands over may be handed over again: nobody may change it.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._kept: _Kept | None = None

    def vector(self) -> dict[str, int]:
        return self._once("vector", super().vector)

    def local(self, name: str) -> str:
        return self._once(("local", name), lambda: super(KeptReading, self).local(name))

    def all(self, kind: type[R]) -> tuple[R, ...]:
        if kind not in _FEW_RECORDS:
            return super().all(kind)
        return self._once(("all", kind), lambda: super(KeptReading, self).all(kind))

    def list_rows(self, row_nos: Sequence[int], on: str) -> dict[int, PersonRow]:
        read = super().list_rows
        return self._rows_once("whole", on, row_nos, lambda unknown: read(unknown, on))

    def card_rows(self, row_nos: Sequence[int]) -> dict[int, PersonRow]:
        return self._rows_once("cards", "", row_nos, super().card_rows)

    def _rows_once(
        self, kind: str, on: str, row_nos: Sequence[int], read: Callable[[Sequence[int]], dict[int, PersonRow]]
    ) -> dict[int, PersonRow]:
        if len(row_nos) > MOST_ROWS:
            return read(row_nos)
        kept = self._rows_kept(kind, on)
        unknown = [row_no for row_no in row_nos if row_no not in kept]
        if unknown:
            if len(kept) + len(unknown) > MOST_ROWS:
                kept.clear()
                unknown = list(row_nos)
            found = read(unknown)
            kept.update((row_no, found.get(row_no)) for row_no in unknown)
        return {row_no: row for row_no in row_nos if (row := kept[row_no]) is not None}

    def _rows_kept(self, kind: str, on: str) -> dict[int, PersonRow | None]:
        rows, of = self._known().rows[kind], (self.vector(), self.local(LAST_ERASED), on)
        if rows.of != of:
            rows.of, rows.by_number = of, {}
        return rows.by_number

    def _once(self, what: object, read: Callable[[], R]) -> R:
        answers = self._known().answers
        if what not in answers:
            answers[what] = read()
        found: R = answers[what]
        return found

    def _known(self) -> _Kept:
        """Asked once a reading: from its first look on, a reading sees the register as it was then."""
        if self._kept is None:
            raw: Any = self._connection.connection.driver_connection
            version = (raw.execute("PRAGMA data_version").fetchone()[0], raw.total_changes)
            kept: _Kept = self._connection.info.setdefault(_KEPT, _Kept())
            if kept.version != version:
                kept.version, kept.answers = version, {}
            self._kept = kept
        return self._kept
