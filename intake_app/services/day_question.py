"""The daily question: whether the computer's clock is right. Every legal date is counted from it.

Asked at the first unlock of a day at the centre, and when the clock stands before what was seen already or jumped more
than a day ahead while the window was open. What was seen is what a window has kept, and what the audit trail tells: a
laptop whose power and clock failed together has kept nothing at its end. The answer is this laptop's own: day, instant,
who said so, and how far the trail went: what it told before does not count any more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.services.open_register import OpenRegister, centre_of

if TYPE_CHECKING:
    from intake_app.services.unit_of_work import Reading

SLACK = timedelta(minutes=2)
"""A clock that another one corrects goes back by seconds; nobody is asked about that."""
FAR_AHEAD = timedelta(hours=24)
LONG_AFTER = timedelta(days=31)
"""A desk that nobody worked at for so long is rarer than a clock that is wrong."""
_LAST_ENTRIES = 50
_CONFIRMED, _SEEN = "day_confirmed", "clock_seen"


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """What is asked: the moment at the centre, aware; whether the clock was ahead of it before; whether it stands more
    than a month after the last that was seen.
    """

    moment: datetime
    has_gone_back: bool
    is_long_after: bool = False

    @property
    def doubt(self) -> str:
        """Why the clock may be wrong, as `messages.say_clock` takes it; empty where it is only asked."""
        return "gone_back" if self.has_gone_back else "long_after" if self.is_long_after else ""


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """Who said last that the clock is right, when by that clock, and for which day at the centre (ISO)."""

    day: str
    at: datetime
    user_id: str


def read_question(register: OpenRegister, seen: datetime | None = None) -> DayQuestion | None:
    """The question that must be answered before anything is recorded; None where it was answered today.

    `seen` is the last instant that an open window saw.
    """
    now = register.clock.now()
    with register.reading() as reading:
        zone = centre_of(reading).time_zone
        answer = read_answer(reading)
        before = max(filter(None, (seen, _last_seen(reading))), default=now)
    local = now.astimezone(ZoneInfo(zone))
    has_gone_back = now < before - SLACK
    if answer is not None and answer.day == local.date().isoformat() and not has_gone_back:
        return None
    return DayQuestion(local, has_gone_back, now > before + LONG_AFTER)


def read_answer(reading: Reading) -> DayAnswer | None:
    """The last answer on this laptop."""
    text = reading.local(_CONFIRMED)
    if not text:
        return None
    kept = json.loads(text)
    return DayAnswer(kept["day"], datetime.fromisoformat(kept["at"]), kept["user_id"])


def confirm_day(register: OpenRegister) -> None:
    """Remember that the clock is right, who said so, and from when on it is believed."""
    now = register.clock.now()
    with register.writing("day_question") as unit:
        day = register.today(centre_of(unit)).isoformat()
        told = unit.audit_head().count
        answer = {"day": day, "at": _iso(now), "user_id": register.session.user_id, "told": told}
        unit.set_local(_CONFIRMED, json.dumps(answer))
        unit.set_local(_SEEN, _iso(now))
        unit.commit()


def remember_clock(register: OpenRegister) -> None:
    """Remember the instant that was seen last, as at a lock; an earlier one changes nothing."""
    now = register.clock.now()
    with register.writing("day_question") as unit:
        seen = unit.local(_SEEN)
        if not seen or now > datetime.fromisoformat(seen):
            unit.set_local(_SEEN, _iso(now))
            unit.commit()


def has_jumped(before: datetime, now: datetime) -> bool:
    """Whether a clock looked at twice, moments apart, went back, or more than a day ahead."""
    return now < before - SLACK or now > before + FAR_AHEAD


def _last_seen(reading: Reading) -> datetime | None:
    """The latest instant that was seen here since somebody said that the clock is right."""
    answer, seen = json.loads(reading.local(_CONFIRMED) or "{}"), reading.local(_SEEN)
    entries = (entry for entry in reading.audit_entries(_LAST_ENTRIES) if entry.audit_no > answer.get("told", 0))
    instants = [entry.at for entry in entries] + ([seen] if seen else [])
    return max(map(datetime.fromisoformat, instants), default=None)


def _iso(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
