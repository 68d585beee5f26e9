"""Hybrid logical clocks: an order of changes that survives wrong laptop clocks.

After Kulkarni et al., "Logical Physical Clocks" (2014): milliseconds since 1970 and a counter. A
clock read from elsewhere that is more than a day ahead is never adopted.
"""

from __future__ import annotations

from typing import NamedTuple

MAX_AHEAD_MS = 24 * 60 * 60 * 1000


class Hlc(NamedTuple):
    """An instant that never goes back: milliseconds UTC, then a counter within one millisecond."""

    ms: int
    counter: int


def tick(last: Hlc, now_ms: int) -> Hlc:
    """The stamp of the next local change: later than `last` whatever the wall clock says."""
    if now_ms > last.ms:
        return Hlc(now_ms, 0)
    return Hlc(last.ms, last.counter + 1)


def adopt(last: Hlc, seen: Hlc, now_ms: int) -> Hlc:
    """The local clock after a change from elsewhere was seen; a clock over a day ahead is ignored."""
    return max(last, seen) if seen.ms <= now_ms + MAX_AHEAD_MS else last
