"""Import of a large export into an empty register: the whole folder, `people.csv` alone, and once more."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.people import made_register
from benchmarks.rows import Row
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.exchange.own_import import import_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.open_register import OpenRegister

PEOPLE = 100_000
MOST_SECONDS = 20.0
_AGAINST = "wall clock, one act, synced, search index included"


def run() -> list[Row]:
    with TemporaryDirectory() as folder:
        out, alone = Path(folder) / "out", Path(folder) / "alone"
        source = made_register(Path(folder) / "source", PEOPLE)
        export_register(source.register, out, ExportRequest(purpose="benchmark"))
        source.close()
        alone.mkdir()
        shutil.copy(out / "people.csv", alone)
        return [
            *_measure(Path(folder) / "first", "people.csv alone", alone),
            *_measure(Path(folder) / "second", "whole folder", out),
        ]


def _measure(folder: Path, what: str, path: Path) -> list[Row]:
    centre = made_register(folder, 0)
    try:
        first = _seconds(lambda: _take(centre.register, path, imported=PEOPLE))
        again = _seconds(lambda: _take(centre.register, path, imported=0))
    finally:
        centre.close()
    return [
        Row(
            f"import, {PEOPLE:,} people, {what}",
            f"{first:.1f} s",
            f"{MOST_SECONDS:g} s",
            _AGAINST,
            first <= MOST_SECONDS,
        ),
        Row("the same once more, all known", f"{again:.1f} s", f"{MOST_SECONDS:g} s", _AGAINST, again <= MOST_SECONDS),
    ]


def _take(register: OpenRegister, path: Path, *, imported: int) -> None:
    report = import_path(register, path)
    if (report.imported, report.known, report.rows) != (imported, PEOPLE - imported, ()):
        raise RuntimeError("the import did not bring what it was given")


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    for row in run():
        print(row)
