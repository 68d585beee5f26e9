"""Where every instant and every "today" comes from: the domain never asks the machine itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """A source of the present instant, aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The laptop's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands at a given instant until it is moved; for tests, demos and reprints."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        return self.instant


def utc_text(instant: datetime) -> str:
    """An aware instant as it is kept and written to files: `2022-11-25T18:40:00Z`."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def today(clock: Clock, time_zone: str) -> date:
    """The local calendar date in the centre's IANA time zone."""
    # Imported on first use: the unlock window says the time without it.
    from zoneinfo import ZoneInfo

    return clock.now().astimezone(ZoneInfo(time_zone)).date()
