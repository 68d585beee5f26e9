"""A whole night at one desk: as many registrations as there may be, and the last is as quick as the first."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

import pytest

from tests.faults.conftest import IS_LONG, ROOT
from tests.faults.night import Night
from tests.made import made_centre

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 20_000 if IS_LONG else 300
BESIDE = COUNT // 10  # saves at the end of the night, each beside one at a desk that has just begun
MOST_MEMORY_MB = 50
MOST_RATIO = 1.2 if IS_LONG else 3.0  # a short run measures thirty saves on a machine that does other things too
WARM = 50


@pytest.mark.alone
@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read from /proc")
def test_a_night_of_registrations_neither_grows_nor_slows(tmp_path: Path, seen: Callable[[str, str], None]) -> None:
    centre = made_centre(tmp_path / "centre")
    night = Night(centre)
    for _person in range(WARM):
        night.save_one()
    memory = _memory_mb()
    first = _p95([night.save_one() for _person in range(BESIDE)])
    for _person in range(COUNT - 2 * BESIDE):
        night.save_one()
    last, fresh = _beside_a_fresh_desk(night, tmp_path / "fresh")
    grown = _memory_mb() - memory
    with centre.register.reading() as reading:
        recorded = reading.count_people()
    findings = centre.check().findings
    centre.close()
    p95 = f"save p95 {_ms(last)} against {_ms(fresh)} at a desk that has just begun ({last / fresh:.2f} x)"
    seen("soak", f"{COUNT} registrations: memory +{grown:.0f} MB, {p95}; {_ms(first)} when this one had")
    assert (recorded, findings) == (COUNT + WARM, ())
    assert grown < MOST_MEMORY_MB
    assert last < MOST_RATIO * fresh


def _beside_a_fresh_desk(night: Night, folder: Path) -> tuple[float, float]:
    """The p95 of the last saves, and of those at a fresh desk in turn with them: what slows the machine slows both."""
    command = [sys.executable, "-m", "tests.faults.night", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdin is not None
        assert desk.stdout is not None
        last, fresh = [], []
        for number in range(WARM + BESIDE):
            desk.stdin.write("save\n")
            desk.stdin.flush()
            took = float(desk.stdout.readline())
            if number >= WARM:
                fresh.append(took)
                last.append(night.save_one())
        desk.stdin.close()
    return _p95(last), _p95(fresh)


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms"


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _memory_mb() -> float:
    """What this process holds in memory."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6
