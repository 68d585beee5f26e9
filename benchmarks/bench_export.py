"""CSV export of a large register against the `csv` module over the same joined query."""

from __future__ import annotations

import csv
import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.people import made_register
from benchmarks.rows import Row
from intake_app.domain.export_tables import EXPORT_FIELDS, default_fields
from intake_app.exchange.export import ExportRequest, export_register

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.open_register import OpenRegister

PEOPLE = 100_000
MOST = 2.0
ROUNDS = 3
ON = "2022-11-25"


def run() -> list[Row]:
    with TemporaryDirectory() as folder:
        unlocked = made_register(Path(folder) / "register", PEOPLE)
        try:
            return measure(unlocked.register, Path(folder))
        finally:
            unlocked.close()


def measure(register: OpenRegister, folder: Path) -> list[Row]:
    """The whole CSV export beside bare writing of the same rows, then the workbook beside both."""
    plain = ExportRequest(purpose="benchmark")
    workbook = ExportRequest(purpose="benchmark", formats=frozenset({"xlsx"}))
    bare = _best(lambda: _write_bare(register, folder / "bare"))
    ours = _best(lambda: export_register(register, folder / "csv", plain))
    book = _best(lambda: export_register(register, folder / "xlsx", workbook))
    ratio = ours / bare
    return [
        Row(
            f"CSV export, {PEOPLE:,} people, six files, guarded, synced",
            f"{ours:.2f} s, {ratio:.2f} x",
            f"{MOST:g} x",
            f"csv.writer over the same joined queries, {bare:.2f} s",
            ratio <= MOST,
        ),
        Row(f"workbook, {PEOPLE:,} people, six sheets", f"{book:.2f} s, {book / bare:.2f} x", "-", "the same", True),
    ]


def _write_bare(register: OpenRegister, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    with register.reading() as reading:
        for table in EXPORT_FIELDS:
            fields = default_fields(table)
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(fields)
                writer.writerows(reading.export_rows(table, fields, on=ON, with_guarded=False, only=None))


def _best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of a few rounds: what the machine does besides only adds."""
    taken = []
    for _round in range(ROUNDS):
        gc.collect()
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    for row in run():
        print(row)
