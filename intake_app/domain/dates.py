"""Dates as people know them: partial birth dates, dates as typed at a desk, and ages.

A birth date may be a year, a month or a day; what is not known is never filled in (an estimated age is a year,
never 1 January). Text that is no date is answered with a `DateProblem` whose code the doors put into words.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

OLDEST_YEARS = 125
OLDEST_TYPED_AGE = 120
FULL_AGE_YEARS = 18

_LONGEST_TEXT = 40
_CENTURIES_OF_BIRTH = ("18", "19", "20")
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAYS_AGO = re.compile(r"-([0-9]{1,3})")
_YEAR_WORD = re.compile(r"(?<=[0-9])\s*(?:лет|года|год|г|жас|years?)\.?$")
_SEPARATOR = re.compile(r"\s*[./,-]\s*|\s+")
_DASHES = str.maketrans("‐‑‒–—−", "------")

ProblemCode = Literal["not_a_date", "impossible_date", "in_future", "too_old"]
SaidKind = Literal["age", "year", "month", "day"]


class DateProblem(ValueError):  # noqa: N818 - a thing somebody typed, not a fault of ours
    """Why a text is no usable date.

    `code` is `not_a_date` (cannot be read), `impossible_date` (30 February), `in_future`, or `too_old` (more than
    125 years ago). It carries no text of the person's, so it may be logged.
    """

    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code)
        self.code: ProblemCode = code


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A real date of the Gregorian calendar of which the day, or day and month, may be unknown.

    Raises `DateProblem` (`impossible_date`, or `not_a_date` for a day without a month) when made from anything else.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise DateProblem("not_a_date")
        try:
            date(self.year, self.month or 1, 1 if self.day is None else self.day)
        except ValueError:
            raise DateProblem("impossible_date") from None
        if self.month == 0:
            raise DateProblem("impossible_date")

    @classmethod
    def parse_iso(cls, text: str) -> Self:
        """Read exactly `1987`, `1987-05` or `1987-05-30`; raises `DateProblem` for anything else."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise DateProblem("not_a_date")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def from_date(cls, day: date) -> Self:
        """The full date of a calendar day."""
        return cls(day.year, day.month, day.day)

    @property
    def is_full(self) -> bool:
        """Whether the day itself is known."""
        return self.day is not None

    def iso(self) -> str:
        """`1987`, `1987-05` or `1987-05-30`: exactly as much as is known; `parse_iso` reads it back."""
        parts = (f"{self.month:02}" if self.month else "", f"{self.day:02}" if self.day else "")
        return "-".join((f"{self.year:04}", *filter(None, parts)))

    def earliest(self) -> date:
        """The first calendar day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last calendar day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A birth date as understood from what was typed, so that the form can say it back in words."""

    date: PartialDate
    is_estimated: bool
    said: SaidKind


def check_birth(birth: PartialDate, today: date) -> None:
    """Raise `DateProblem` if nobody alive can be born then: `in_future`, or `too_old` (over 125 years ago)."""
    if birth.earliest() > today:
        raise DateProblem("in_future")
    _refuse_too_old(birth.latest(), today)


def parse_typed_birth(text: str, today: date) -> TypedDate:
    """Read a birth date as it is typed at a desk.

    `25` (up to 120, also `25 лет`) is an age and becomes the estimated year `today.year - 25`; `1997`; `051997` and
    `05.1997` are a month; `25051997`, `250597`, `25.5.1997`, `25/05/97`, `25 05 1997` and `1997-05-25` are a day. A
    leading `~` marks an estimate. Six digits are MMYYYY when the third and fourth are 18, 19 or 20, which no DDMMYY
    can have; otherwise DDMMYY. A two-digit year is the latest one that is not in the future. Raises `DateProblem`.
    """
    typed = _YEAR_WORD.sub("", _normalise(text))
    is_estimated = typed.startswith("~")
    parts = _split(typed.removeprefix("~").strip())
    if len(parts) == 1:
        parts = _split_birth_digits(parts[0])
    if len(parts) == 1 and len(parts[0]) < 4:
        return TypedDate(PartialDate(today.year - _read_age(parts[0])), is_estimated=True, said="age")
    birth = _read_birth_parts(parts, today)
    check_birth(birth, today)
    said: SaidKind = "day" if birth.day else "month" if birth.month else "year"
    return TypedDate(birth, is_estimated, said)


def parse_typed_day(text: str, today: date, *, allow_future: bool = False) -> date:
    """Read a full day as it is typed at a desk: the day of entry, of issue, of arrival.

    `-1` is yesterday; `25` the latest 25th of this or last month that is not in the future; `2511` and `25.11` the
    same of this or last year; `251122`, `25112022`, `25.11.22`, `25.11.2022`, `2022-11-25` say the year, two digits
    meaning the year nearest to today (an entry typed one day ahead must be refused, not become 1922). Short forms
    look back also where `allow_future` is set. Raises `DateProblem`; empty text is `not_a_date`.
    """
    typed = _normalise(text)
    offset = _DAYS_AGO.fullmatch(typed)
    if offset is not None:
        return today - timedelta(days=int(offset[1]))
    parts = _split(typed)
    if len(parts) == 1:
        parts = _split_day_digits(parts[0])
    day = _read_day_parts(parts, today)
    if day > today and not allow_future:
        raise DateProblem("in_future")
    _refuse_too_old(day, today)
    return day


def age_range(birth: PartialDate, on: date) -> tuple[int, int]:
    """The lowest and highest age in whole years that the birth date allows on a day; never below 0.

    Somebody born on 29 February is counted a year older from 1 March in other years, the later day.
    """
    return _age(birth.latest(), on), _age(birth.earliest(), on)


def may_be_minor(birth: PartialDate, on: date) -> bool:
    """Whether the person may be under 18 on that day, also when only a year or a month is known.

    An estimate is taken at its year, without a margin: with one, every adult of 19 or 20 who told an age would be
    stopped at the desk. An age of 18 told today still asks, because its year allows 17.
    """
    return age_range(birth, on)[0] < FULL_AGE_YEARS


def _age(born: date, on: date) -> int:
    return max(0, on.year - born.year - ((on.month, on.day) < (born.month, born.day)))


def _refuse_too_old(day: date, today: date) -> None:
    if (day.year + OLDEST_YEARS, day.month, day.day) < (today.year, today.month, today.day):
        raise DateProblem("too_old")


def _normalise(text: str) -> str:
    """Lower case, one kind of dash, digits of every script as ASCII; a text too long to be a date is refused unread."""
    if len(text) > _LONGEST_TEXT:
        raise DateProblem("not_a_date")
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    return digits.translate(_DASHES).strip().lower()


def _split(typed: str) -> list[str]:
    """One to three groups of ASCII digits; raises `not_a_date` for anything else."""
    parts = _SEPARATOR.split(typed.rstrip(" ."))
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise DateProblem("not_a_date")
    return parts


def _split_birth_digits(digits: str) -> list[str]:
    match len(digits):
        case 1 | 2 | 3 | 4:
            return [digits]
        case 6 if digits[2:4] in _CENTURIES_OF_BIRTH:
            return [digits[:2], digits[2:]]
        case 6 | 8:
            return [digits[:2], digits[2:4], digits[4:]]
    raise DateProblem("not_a_date")


def _split_day_digits(digits: str) -> list[str]:
    match len(digits):
        case 1 | 2:
            return [digits]
        case 4:
            return [digits[:2], digits[2:]]
        case 6 | 8:
            return [digits[:2], digits[2:4], digits[4:]]
    raise DateProblem("not_a_date")


def _read_age(digits: str) -> int:
    age = int(digits)
    if age > OLDEST_TYPED_AGE or (len(digits) == 3 and age < 100):
        raise DateProblem("not_a_date")
    return age


def _read_birth_parts(parts: list[str], today: date) -> PartialDate:
    """A year, month and year, or a full date in either order, from groups of digits."""
    match [len(part) for part in parts]:
        case [4] | [4, 1 | 2] | [4, 1 | 2, 1 | 2]:
            return _make_partial(*parts)
        case [1 | 2, 4] | [1 | 2, 1 | 2, 4]:
            return _make_partial(*reversed(parts))
        case [1 | 2, 1 | 2, 2]:
            day, month, year = (int(part) for part in parts)
            this_century = today.year // 100 * 100 + year
            is_ahead = (this_century, month, day) > (today.year, today.month, today.day)
            return PartialDate(this_century - 100 if is_ahead else this_century, month, day)
    raise DateProblem("not_a_date")


def _make_partial(year: str, month: str | None = None, day: str | None = None) -> PartialDate:
    if year.startswith("0"):  # a slip of the finger (0597), not somebody born in the year 597
        raise DateProblem("not_a_date")
    return PartialDate(int(year), None if month is None else int(month), None if day is None else int(day))


def _read_day_parts(parts: list[str], today: date) -> date:
    match [len(part) for part in parts]:
        case [1 | 2]:
            day = int(parts[0])
            last_month = today.replace(day=1) - timedelta(days=1)
            months = ((today.year, today.month), (last_month.year, last_month.month))
            return _latest_real([(year, month, day) for year, month in months], today)
        case [1 | 2, 1 | 2]:
            day, month = (int(part) for part in parts)
            return _latest_real([(today.year, month, day), (today.year - 1, month, day)], today)
        case [1 | 2, 1 | 2, 2]:
            day, month, year = (int(part) for part in parts)
            return PartialDate(_nearest_year(year, today), month, day).earliest()
        case [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2]:
            year_first = parts if len(parts[0]) == 4 else parts[::-1]
            return _make_partial(*year_first).earliest()
    raise DateProblem("not_a_date")


def _nearest_year(two_digits: int, today: date) -> int:
    """The year with these last digits from 49 years before today's to 50 after."""
    earliest = today.year - 49
    return earliest + (two_digits - earliest) % 100


def _latest_real(candidates: list[tuple[int, int, int]], today: date) -> date:
    """The first candidate (they run backwards) that exists and is not ahead; else one that exists, though ahead."""
    real = []
    for year, month, day in candidates:
        try:
            real.append(date(year, month, day))
        except ValueError:
            continue
    if not real:
        raise DateProblem("impossible_date")
    return next((day for day in real if day <= today), real[0])
