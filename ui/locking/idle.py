"""When a window that nobody touches blanks and locks, and when the laptop has slept: plain, told the time."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from enum import StrEnum

BLANK_AFTER, LOCK_AFTER = 5 * 60.0, 20 * 60.0  # seconds (protection.md)
SLEPT = 1.0
"""Seconds by which the clock that goes on in a sleep may run ahead of the one that stops there."""
STALLED = 30.0
"""Seconds without a look that only a sleep explains, where the system has no clock that stops in one."""


class Due(StrEnum):
    """What the time asks for."""

    NOTHING = "nothing"
    BLANK = "blank"
    LOCK = "lock"
    SLEPT = "slept"


@dataclass(frozen=True, slots=True)
class Instant:
    """Seconds by two clocks that nobody sets: `running` stands still while the laptop sleeps, `elapsed` goes on.

    Where the system has only one of them both are the same.
    """

    running: float
    elapsed: float


def read_clocks() -> Instant:
    """What this machine's two clocks say now."""
    return Instant(_running(), _elapsed())


class IdleWatch:
    """Begins awake at an instant. `touch` for a key or the mouse, `look` at any other time; both say what is due.

    Blank, only `wake` counts as somebody there: who moves the mouse of a blank laptop does not keep it from locking.
    """

    def __init__(self, at: Instant) -> None:
        self.is_blank = False
        self._touched = at.elapsed
        self._last = at

    def touch(self, at: Instant) -> Due:
        """Somebody pressed a key or moved the mouse."""
        due = self.look(at)
        if due is Due.NOTHING and not self.is_blank:
            self._touched = at.elapsed
        return due

    def look(self, at: Instant) -> Due:
        """See what is due; blank is due once."""
        last, self._last = self._last, at
        if _has_slept(last, at):
            return Due.SLEPT
        idle = at.elapsed - self._touched
        if idle >= LOCK_AFTER:
            return Due.LOCK
        if idle >= BLANK_AFTER and not self.is_blank:
            self.is_blank = True
            return Due.BLANK
        return Due.NOTHING

    def wake(self, at: Instant) -> None:
        """The right PIN was typed, or somebody has unlocked."""
        self.is_blank = False
        self._touched = at.elapsed
        self._last = at


def _has_slept(last: Instant, at: Instant) -> bool:
    running, elapsed = at.running - last.running, at.elapsed - last.elapsed
    return elapsed - running >= SLEPT or elapsed >= STALLED


def _running() -> float:
    """Python's own stands still in a sleep on Linux and macOS; Windows has one that does."""
    if sys.platform == "win32":
        import ctypes

        tenths = ctypes.c_ulonglong()  # of a microsecond
        if getattr(ctypes, "windll").kernel32.QueryUnbiasedInterruptTime(ctypes.byref(tenths)):  # noqa: B009 - there only
            return tenths.value / 10_000_000
    return time.monotonic()


def _elapsed() -> float:
    """Linux counts sleep in one clock, macOS in another; Windows in the only one it has."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if (clock := getattr(time, name, None)) is not None:
            return time.clock_gettime(clock)
    return time.monotonic()
