"""One night's queue: its lines, its tokens, and when it began."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

CHILD_ALONE = "child_alone"
SPEAK_ALONE = "speak_alone"
DOCTOR = "doctor"
_TURN = time(12)
"""A night goes from noon to noon: a train at 23:40 is one queue, also after midnight."""
_TOKEN = re.compile(r"(?P<head>.*?)(?P<number>[0-9]{1,6})")
_URGENCY = {DOCTOR: 0, SPEAK_ALONE: 1, CHILD_ALONE: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class TonightLine:
    """One line of the night: a recorded person, or a bed given by token alone (`person_id` is empty).

    `name` is as written, empty without a record; `noted_at` and `called_at` are instants in ISO, UTC.
    `slip` is what their bed slip would say, empty where none may be printed; `slip_said` what the one printed says.
    """

    line_id: str
    token: str = ""
    person_id: str = ""
    placement_id: str = ""
    party: str = ""
    name: str = ""
    birth_date: str = ""
    birth_date_estimated: bool = False
    sex: str = ""
    sleeps: str = ""
    place_id: str = ""
    place_name: str = ""
    need_code: str = ""
    card_number: str = ""
    noted_at: str = ""
    called_at: str = ""
    slip: str = ""
    slip_said: str = ""

    @property
    def is_record(self) -> bool:
        """Whether somebody is recorded; else it is a bed by token."""
        return bool(self.person_id)

    @property
    def wants_slip(self) -> bool:
        """Whether there is a bed of which no slip, or one that is wrong now, was printed."""
        return bool(self.slip) and self.slip != self.slip_said

    @property
    def is_held(self) -> bool:
        """Whether bed and sheet wait for the shift lead: perhaps a child without an adult."""
        return self.need_code == CHILD_ALONE and self.sleeps == "here" and not self.place_name

    @property
    def is_without_bed(self) -> bool:
        """Whether somebody recorded sleeps here, and no bed was left for them."""
        return self.is_record and self.sleeps == "here" and not self.place_name and not self.is_held


def night_began(now: datetime, time_zone: str) -> datetime:
    """The instant (UTC) at which the night of an instant began: the last noon at the centre."""
    zone = ZoneInfo(time_zone)
    local = now.astimezone(zone)
    day = local.date() if local.time() >= _TURN else local.date() - timedelta(days=1)
    return datetime.combine(day, _TURN, zone).astimezone(UTC)


def next_token(token: str, taken: Collection[str] = ()) -> str:
    """The token after one: its number at the end counts on and keeps its zeros; `1` after nothing that counts.

    Tokens that are `taken` are passed over: a form that was parked under an early one is recorded late.
    """
    found = _TOKEN.fullmatch(token.strip())
    if found is None and token.strip():
        return ""
    head, digits = (found["head"], found["number"]) if found is not None else ("", "0")
    number = int(digits) + 1
    while (made := f"{head}{number:0{len(digits)}}") in taken:
        number += 1
    return made


def call_order(lines: Iterable[TonightLine]) -> tuple[TonightLine, ...]:
    """Whom to call, the doctor's first, then who has waited longest; who was called is not in it."""
    waiting = (line for line in lines if line.need_code in _URGENCY and not line.called_at)
    return tuple(sorted(waiting, key=lambda line: (_URGENCY[line.need_code], line.noted_at, line.line_id)))


def minutes_since(noted_at: str, now: datetime) -> int:
    """Whole minutes since an instant in ISO; 0 for one that lies ahead."""
    return max(0, int((now - datetime.fromisoformat(noted_at)).total_seconds() // 60))
