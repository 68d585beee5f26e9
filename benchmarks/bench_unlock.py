"""From the passphrase to a window that can be used, on 100,000 people, each in a process of its own.

The key derivation of these registers costs nothing, so what is measured is what comes on top of it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.people import CHEAP, PASSPHRASE, kept_register
from benchmarks.rows import Row, median
from benchmarks.unlocking import SAID
from intake_app.clock import SystemClock
from intake_app.opening import Doors, unlock
from intake_app.paths import data_folder
from intake_app.services.day_question import confirm_day

if TYPE_CHECKING:
    from collections.abc import Sequence

PEOPLE, FEW = 100_000, 1_000
RUNS = 7
BUDGET = 1_000.0  # milliseconds
NO_SCREEN = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
ROOT = Path(__file__).resolve().parent.parent


def run() -> list[Row]:
    """Unlock a large and a small register in turn, and take the slowest of the large one."""
    many, few = (_ready(count) for count in (PEOPLE, FEW))
    large, small = [], []
    for turn in range(RUNS + 1):
        times = _unlock(many), _unlock(few)
        if turn:  # the first of each fills the disk's cache
            large.append(times[0])
            small.append(times[1])
    made, usable, found = (sorted(column) for column in zip(*large, strict=True))
    of_few = sorted(times[1] for times in small)
    against = (
        f"median {median(usable):.0f} ms, window made {median(made):.0f}, first search done {median(found):.0f}; "
        f"with {FEW:,} people {median(of_few):.0f} ms ({median(usable) / median(of_few):.2f} x)"
    )
    what = "unlock to usable on 100,000 people, longest"
    return [Row(what, f"{usable[-1]:.0f} ms", f"{BUDGET:.0f} ms", against, usable[-1] <= BUDGET)]


def _ready(count: int) -> Path:
    """A kept register in which the daily question was answered a moment ago."""
    folder = kept_register(count)
    unlocked = unlock(data_folder(folder), PASSPHRASE, Doors(SystemClock(), CHEAP))
    confirm_day(unlocked.register)
    unlocked.close()
    return folder


def _unlock(folder: Path) -> Sequence[float]:
    command = [sys.executable, "-m", "benchmarks.unlocking", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=NO_SCREEN, check=False, timeout=120)
    if not done.stdout.startswith(SAID):
        message = f"the window was not unlocked: {done.stderr[-500:]}"
        raise RuntimeError(message)
    return [float(word) for word in done.stdout.split()[1:]]
