"""One line of the table that `make bench` prints."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, its figure, the budget and what it is held against, and whether it was met."""

    what: str
    figure: str
    budget: str
    against: str
    is_met: bool


def times(work: Callable[[int], object], count: int, warm_up: int = 5) -> list[float]:
    """Seconds of each of `count` runs, sorted, after a few that are not counted."""
    for number in range(warm_up):
        work(number)
    taken = []
    for number in range(count):
        start = perf_counter()
        work(warm_up + number)
        taken.append(perf_counter() - start)
    return sorted(taken)


def p95(taken: list[float]) -> float:
    """The time that 95 of 100 runs stay under."""
    return taken[int(len(taken) * 0.95)]


def median(taken: list[float]) -> float:
    """The middle of sorted times."""
    return taken[len(taken) // 2]


def ms(seconds: float) -> str:
    """Seconds as milliseconds for the table."""
    return f"{seconds * 1000:.2f} ms"
