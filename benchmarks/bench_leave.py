"""Leaving: the hard lock of a window on 100,000 people, and the quick erase of every key and backup that is reached."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.people import CHEAP, PASSPHRASE, kept_register, made_register
from benchmarks.rows import Row, median
from benchmarks.shells import open_shell
from intake_app.clock import SystemClock
from intake_app.opening import Doors, unlock
from intake_app.opening.quick_erase import quick_erase
from intake_app.paths import data_folder
from intake_app.services.backups import set_second_place

PEOPLE, FEW = 100_000, 200
LOCKS, ERASURES = 7, 5
MOST_KEPT = 23
"""Backups of a year: 7 daily, 4 weekly, 12 monthly."""
BUDGET = 1.0  # seconds


def run() -> list[Row]:
    """Lock the window again and again, and erase registers with as many backups as are ever kept, in two places."""
    return [_locked(), _erased()]


def _locked() -> Row:
    taken = []
    for _turn in range(LOCKS):
        with open_shell(kept_register(PEOPLE)) as (shell, _register):
            start = perf_counter()
            shell.lock()
            taken.append(perf_counter() - start)
    return _row(f"hard lock on {PEOPLE:,} people, keys dropped, longest", sorted(taken))


def _erased() -> Row:
    taken = []
    for _turn in range(ERASURES):
        with tempfile.TemporaryDirectory() as folder:
            taken.append(_erase_once(Path(folder)))
    return _row(f"quick erase of the keys and {2 * MOST_KEPT} backups in two places, longest", sorted(taken))


def _erase_once(folder: Path) -> float:
    stick = folder / "stick"
    stick.mkdir()
    made_register(folder / "centre", FEW).close()
    centre = unlock(data_folder(folder / "centre"), PASSPHRASE, Doors(SystemClock(), CHEAP))
    set_second_place(centre.register, str(stick))
    centre.back_up()
    for place in (centre.folder.backups, stick):
        made = next(place.glob("*.intake-backup"))
        for day in range(1, MOST_KEPT):
            shutil.copy(made, place / f"{made.name[:6]}202211{day:02}T184000Z.intake-backup")
    start = perf_counter()
    quick_erase(centre)
    taken = perf_counter() - start
    centre.close()
    return taken


def _row(what: str, taken: list[float]) -> Row:
    longest, middle = taken[-1] * 1000, median(taken) * 1000
    against = f"median {middle:.0f} ms of {len(taken)}"
    return Row(what, f"{longest:.0f} ms", f"{BUDGET * 1000:.0f} ms", against, taken[-1] <= BUDGET)
