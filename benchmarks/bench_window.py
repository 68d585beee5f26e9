"""The unlock window against the smallest useful one, cold; and the memory of the whole window on 100,000 people."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.people import kept_register, made_register
from benchmarks.rows import Row, median
from benchmarks.windows import PAINTED

PEOPLE = 100_000
RUNS = 9
BUDGET_RATIO, BUDGET_MIB = 1.5, 200
NO_SCREEN = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
ROOT = Path(__file__).resolve().parent.parent


def run() -> list[Row]:
    """Start both windows in turn, each in a process of its own; then open the whole one on many people."""
    with tempfile.TemporaryDirectory() as folder:
        made_register(Path(folder) / "few", 10).close()
        many = kept_register(PEOPLE)
        small, ours, empty = [], [], 0
        for turn in range(RUNS + 1):
            seconds, (empty, *_rest) = _start("small")
            unlock, _memory = _start("unlock", str(Path(folder) / "few"))
            if turn:  # the first of each fills the disk's cache
                small.append(seconds)
                ours.append(unlock)
        _seconds, (resident, peak) = _start("people", str(many))
    ratio = median(sorted(ours)) / median(sorted(small))
    return [
        Row(
            "unlock window against an empty PySide6 window",
            f"{ratio:.2f} x",
            f"{BUDGET_RATIO} x",
            f"medians {median(sorted(ours)):.2f} s / {median(sorted(small)):.2f} s from start to painted",
            ratio <= BUDGET_RATIO,
        ),
        Row(
            "memory, window on 100,000 people scrolled through",
            f"{resident / 1024:.0f} MiB",
            f"{BUDGET_MIB} MiB",
            f"peak {peak / 1024:.0f} MiB; an empty window {empty / 1024:.0f} MiB",
            resident / 1024 <= BUDGET_MIB,
        ),
    ]


def _start(*arguments: str) -> tuple[float, list[int]]:
    """Seconds from the start of the process to its word that it has painted, and the memory figures it said."""
    start = perf_counter()
    command = [sys.executable, "-m", "benchmarks.windows", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=NO_SCREEN
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = perf_counter() - start
    if not line.startswith(PAINTED):
        message = f"the window {arguments[0]} did not paint"
        raise RuntimeError(message)
    return seconds, [int(word) for word in line.split()[1:]]
