"""Two-digit years and unknown parts: the dates of a machine-readable zone as partial ISO dates."""

from __future__ import annotations

from datetime import date

_UNKNOWN = "<<"
_OLDEST_AGE = 110
_EXPIRED_FOR_AT_MOST = 60
_CENTURIES = (1900, 2000, 2100)


def is_date_syntax(six: str, *, may_be_partial: bool) -> bool:
    """Whether six characters are pairs of digits, with unknown (`<<`) parts only at the end where allowed."""
    pairs = [six[0:2], six[2:4], six[4:6]]
    known = [pair for pair in pairs if pair != _UNKNOWN]
    if not all(pair.isascii() and pair.isdigit() for pair in known):
        return False
    is_whole = len(known) == len(pairs)
    return is_whole or (may_be_partial and pairs[len(known) :] == [_UNKNOWN] * (len(pairs) - len(known)))


def birth_dates(six: str, today: date, *, youngest: int = 0, on: date | None = None) -> list[str]:
    """The partial ISO dates that a birth may mean, the latest first: not in the future, at most 110 years ago.

    `youngest` is the least age in years that the holder had on the day `on` (the day of issue, else today).
    """
    found = [
        text
        for year in _years(six)
        if (first := _earliest(year, six)) is not None
        and first <= today
        and _age(first, on or today) >= youngest
        and _age(first, today) <= _OLDEST_AGE
        and (text := _iso(year, six))
    ]
    return sorted(found, reverse=True)


def expiry_date(six: str, today: date) -> date | None:
    """The expiry that a zone means: from 59 years back to 40 years ahead of today; None for no real date."""
    first = today.year - _EXPIRED_FOR_AT_MOST + 1
    year = first + (int(six[0:2]) - first) % 100
    return _date(year, int(six[2:4]), int(six[4:6]))


def issue_date(six: str, today: date) -> date | None:
    """The latest real date with these digits that is not after today, or None."""
    days = [_date(year, int(six[2:4]), int(six[4:6])) for year in _years(six)]
    return max((day for day in days if day is not None and day <= today), default=None)


def _years(six: str) -> list[int]:
    return [century + int(six[0:2]) for century in _CENTURIES]


def _earliest(year: int, six: str) -> date | None:
    month = 1 if six[2:4] == _UNKNOWN else int(six[2:4])
    day = 1 if six[4:6] == _UNKNOWN else int(six[4:6])
    return _date(year, month, day)


def _iso(year: int, six: str) -> str:
    return "-".join([f"{year:04d}", *(pair for pair in (six[2:4], six[4:6]) if pair != _UNKNOWN)])


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
