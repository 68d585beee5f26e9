"""The daily question: whether the computer's clock is right. Every legal date is counted from it.

Asked at the first unlock of a day at the centre, and when the clock stands before what was seen already or jumped more
than a day ahead while the window was open. The answer is this laptop's own: day, instant and who said so.
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
_CONFIRMED, _SEEN = "day_confirmed", "clock_seen"


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """What is asked: the moment at the centre, aware, and whether the clock was ahead of it before."""

    moment: datetime
    has_gone_back: bool


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """Who said last that the clock is right, when by that clock, and for which day at the centre (ISO)."""

    day: str
    at: datetime
    user_id: str


def read_question(register: OpenRegister) -> DayQuestion | None:
    """The question that must be answered before anything is recorded; None where it was answered today."""
    now = register.clock.now()
    with register.reading() as reading:
        zone = centre_of(reading).time_zone
        answer, seen = read_answer(reading), reading.local(_SEEN)
    local = now.astimezone(ZoneInfo(zone))
    has_gone_back = bool(seen) and now < datetime.fromisoformat(seen) - SLACK
    if answer is not None and answer.day == local.date().isoformat() and not has_gone_back:
        return None
    return DayQuestion(local, has_gone_back)


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
        answer = {"day": day, "at": _iso(now), "user_id": register.session.user_id}
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


def _iso(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
