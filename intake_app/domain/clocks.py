"""Hybrid logical clocks: an order of changes that survives wrong laptop clocks.

After Kulkarni et al., "Logical Physical Clocks" (2014): milliseconds since 1970 and a counter.
"""

from __future__ import annotations

from typing import NamedTuple


class Hlc(NamedTuple):
    """An instant that never goes back: milliseconds UTC, then a counter within one millisecond."""

    ms: int
    counter: int


def tick(last: Hlc, now_ms: int) -> Hlc:
    """The stamp of the next local change: later than `last` whatever the wall clock says."""
    if now_ms > last.ms:
        return Hlc(now_ms, 0)
    return Hlc(last.ms, last.counter + 1)
