"""What the audit trail costs: a save and a search with it and without, by turns in one run."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from benchmarks.bench_find import TYPED
from benchmarks.bench_save import save_person
from benchmarks.people import CHEAP, PASSPHRASE, kept_register, made_register
from benchmarks.rows import Row, median, ms, p95
from intake_app.clock import SystemClock
from intake_app.opening import Doors, unlock
from intake_app.paths import data_folder
from intake_app.services.people import find_people
from intake_app.storage import audit
from intake_app.storage.witnessing import Witnessing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FEW, MANY = 2_000, 100_000
TURNS, IN_A_TURN = 12, 42
BUDGET_SAVE, BUDGET_FIND = 1.2, 1.1


def run() -> list[Row]:
    """Save people in a small register, search in a large one."""
    with tempfile.TemporaryDirectory() as folder:
        centre = made_register(Path(folder) / "centre", FEW)
        saves = _by_turns(lambda number: save_person(centre, number))
        centre.close()
    large = unlock(data_folder(kept_register(MANY)), PASSPHRASE, Doors(SystemClock(), CHEAP))
    finds = _by_turns(lambda number: find_people(large.register, TYPED[number % len(TYPED)]))
    large.close()
    return [
        _row("a save with its audit entry against one without, p95", saves, BUDGET_SAVE),
        _row("find on 100,000 people with the audit trail, p95", finds, BUDGET_FIND),
    ]


def _row(what: str, taken: tuple[list[float], list[float]], budget: float) -> Row:
    told, untold = map(sorted, taken)
    ratio = p95(told) / p95(untold)
    against = (
        f"p95 {ms(p95(told))} / {ms(p95(untold))}, medians {ms(median(told))} / {ms(median(untold))} "
        f"({median(told) / median(untold):.2f} x)"
    )
    return Row(what, f"{ratio:.2f} x", f"{budget} x", against, ratio <= budget)


def _by_turns(work: Callable[[int], object]) -> tuple[list[float], list[float]]:
    """Seconds of each run with the trail, and without it; the first turn of each is not counted."""
    told: list[float] = []
    untold: list[float] = []
    number = 0
    for turn in range(TURNS + 1):
        for taken, trail in ((told, _kept), (untold, _left_out)):
            with trail():
                for _run in range(IN_A_TURN):
                    number += 1
                    start = perf_counter()
                    work(number)
                    if turn:
                        taken.append(perf_counter() - start)
    return told, untold


@contextmanager
def _kept() -> Iterator[None]:
    yield


@contextmanager
def _left_out() -> Iterator[None]:
    """As if there were no trail: neither in the transaction of a save nor beside a search."""
    with patch.object(audit, "append", lambda *_told: None), patch.object(Witnessing, "note", lambda *_seen: None):
        yield
