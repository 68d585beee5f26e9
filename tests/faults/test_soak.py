"""A whole night at one desk: as many registrations as there may be, and the last is as quick as the first."""

from __future__ import annotations

import gc
import os
import random
import sys
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from intake_app.services.registration import register_party
from tests.faults.conftest import IS_LONG
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = 20_000 if IS_LONG else 300
MOST_MEMORY_MB = 50
MOST_RATIO = 1.2 if IS_LONG else 3.0  # a short run measures a few hundred saves on a machine that does other things too
WARM = 50
SYLLABLES = ("ва", "но", "ри", "ка", "до", "ми", "ле", "со", "ту", "бе", "ха", "ши", "юр", "зи", "ге")


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read from /proc")
def test_a_night_of_registrations_neither_grows_nor_slows(tmp_path: Path, seen: Callable[[str, str], None]) -> None:
    centre = made_centre(tmp_path / "centre")
    chance = random.Random(20221125)
    times, memory = [], 0.0
    for number in range(COUNT + WARM):
        names = {"family_name": _made_up(chance, 4), "given_name": _made_up(chance, 3)}
        person = arrival(centre, **names, document_number=f"{number:09}")
        begun = perf_counter()
        register_party(centre.register, [person])
        times.append(perf_counter() - begun)
        if number == WARM:
            memory = _memory_mb()
    grown = _memory_mb() - memory
    part = COUNT // 10
    first, last = _p95(times[WARM : WARM + part]), _p95(times[-part:])
    with centre.register.reading() as reading:
        recorded = reading.count_people()
    findings = centre.check().findings
    centre.close()
    p95 = f"save p95 {1000 * first:.1f} ms, at the end {1000 * last:.1f} ms ({last / first:.2f} x)"
    seen("soak", f"{COUNT} registrations: memory +{grown:.0f} MB, {p95}")
    assert (recorded, findings) == (COUNT + WARM, ())
    assert grown < MOST_MEMORY_MB
    assert last < MOST_RATIO * first


def _made_up(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _syllable in range(syllables)).capitalize()


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _memory_mb() -> float:
    """What this process holds in memory."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6
