"""Our own exports brought back in bulk, as one act (data.md, "Own exports").

An unknown id is created, the same is counted as known, a different one is reported by row and never overwritten; a
missing column never blanks a field. Bad rows are reported and the good ones imported.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import islice
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import DeskContext
from intake_app.exchange.cell_checks import CellChecks
from intake_app.exchange.csv_rows import OwnTable
from intake_app.exchange.hxl import is_hxl_row
from intake_app.exchange.import_rows import TABLES, Arrived, Row, RowProblem
from intake_app.exchange.own_files import OwnFile, find_files
from intake_app.progress import Progress, silent
from intake_app.services.deeds import Deed, refuse
from intake_app.services.open_register import OpenRegister, centre_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from intake_app.domain.records import Centre
    from intake_app.services.unit_of_work import Reading, UnitOfWork

ROWS_AT_ONCE = 2_000


@dataclass(frozen=True)
class ImportReport:
    """What an import brought: people (of a single other file: its records), and every row that was not taken.

    `files` has (imported, known) of each table. A row's number counts the header as 1.
    """

    imported: int
    known: int
    rows: tuple[RowProblem, ...]
    files: dict[str, tuple[int, int]] = field(default_factory=dict)


def import_path(
    register: OpenRegister,
    path: Path,
    *,
    dry_run: bool = False,
    passphrase: str = "",
    identity: str = "",
    progress: Progress | None = None,
) -> ImportReport:
    """Import `people.csv`, any other file of an export, a folder or an archive of them, plain or encrypted (`.age`).

    `people.csv` brings the other files of its folder; they carry documents, stays, cards, groups and placements with
    their ids. Alone it makes them from its own columns. A dry run reports the same and writes nothing. A backup is made
    first. UserError, and nothing written, where a file is not ours or cannot be read to its end, or where `progress`
    raises `Cancelled`.
    """
    refuse(register.session, Deed.IMPORT)
    files = find_files(path, passphrase=passphrase, identity=identity)
    watch = _Watch(progress or silent, sum(file.size for file in files))
    if dry_run:
        with register.reading() as reading:
            return _import_files(reading, None, register, files, watch)
    register.back_up_first()
    with _without_collector(), register.writing("import") as unit:
        report = _import_files(unit, unit, register, files, watch)
        if any(imported for imported, _known in report.files.values()):
            unit.commit()
    return report


@contextmanager
def _without_collector() -> Iterator[None]:
    """Hundreds of thousands of records make no rings to be collected; they go when the import ends."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@dataclass
class _Watch:
    """How far the reading of all files has come, in bytes."""

    progress: Progress
    total: int
    before: int = 0

    def tell(self, here: int) -> None:
        self.progress(min(self.before + here, self.total), self.total)


def _import_files(
    reading: Reading, unit: UnitOfWork | None, register: OpenRegister, files: Sequence[OwnFile], watch: _Watch
) -> ImportReport:
    centre = centre_of(reading)
    arrived = Arrived(reading, unit, register.today(centre).isoformat())
    checks = CellChecks(DeskContext(register.today(centre), centre.country))
    arrived.carried = frozenset(file.name.removesuffix(".csv") for file in files) if len(files) > 1 else frozenset()
    for file in files:
        _import_file(file, checks, arrived, watch)
        watch.before += file.size
        watch.tell(0)
    arrived.finish()
    if unit is not None:
        _keep_card_counter(unit, arrived.highest_card(*_own_desk(unit, centre)))
    counts = arrived.counts
    imported, known = counts["people"] if "people" in counts else next(iter(counts.values()), (0, 0))
    return ImportReport(imported, known, tuple(arrived.problems), counts)


def _import_file(file: OwnFile, checks: CellChecks, arrived: Arrived, watch: _Watch) -> None:
    with file.open() as stream, TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
        source = OwnTable(file.name, text)
        table = TABLES[source.table](arrived, checks, source.columns, file.name)
        rows = _whole_rows(source, table.refuse)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            table.take(batch)
            watch.tell(stream.tell())
        table.finish()


def _whole_rows(source: OwnTable, refuse: Callable[[int, str], None]) -> Iterator[Row]:
    """Rows that have all their cells; the others are reported, a row of hashtags is none."""
    for number, cells in source.rows():
        if isinstance(cells, str):
            refuse(number, cells)
        elif not (number == 2 and is_hxl_row(cells)):
            yield number, cells


def _own_desk(unit: UnitOfWork, centre: Centre) -> tuple[str, str]:
    return unit.local("centre_code") or centre.code, unit.local("desk_code")


def _keep_card_counter(unit: UnitOfWork, highest: int) -> None:
    """Numbers of this desk's own block that came back are never given a second time."""
    name = f"card.{unit.local('desk_code')}"
    if highest > int(unit.local(name) or 0):
        unit.set_local(name, str(highest))
