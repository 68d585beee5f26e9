"""A birth date or a part of one among the words of a search, as the keys that those born then have.

`1991`, `05.1992`, `1992-05`, `25.05.1992`, `25/5/92`, `1992-05-25`, `25051992`. Beside a whole date also those are
meant of whom only its year or month is recorded. A word may be a number as well: whoever asks looks for both.
"""

from __future__ import annotations

import re
from datetime import date

from intake_app.domain.search_keys import birth_key, born_within

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT = r"(?P<year>\d\d)"
_MONTH, _DAY = r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_MARK = r"[./-]"
_WAYS = tuple(
    re.compile(way)
    for way in (
        _YEAR,
        f"{_MONTH}{_MARK}{_YEAR}",
        f"{_YEAR}{_MARK}{_MONTH}",
        f"{_DAY}{_MARK}{_MONTH}{_MARK}{_YEAR}",
        f"{_DAY}{_MARK}{_MONTH}{_MARK}{_SHORT}",
        f"{_YEAR}{_MARK}{_MONTH}{_MARK}{_DAY}",
        r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d)",
    )
)
_APART = re.compile(r"(?<!\S)(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)(?!\S)")
_TURN = 30
"""Two-digit years up to this one may be of either century."""


def join_dates(text: str) -> str:
    """The text with a date of three numbers apart, `25 05 1992`, as one word."""
    return _APART.sub(lambda found: ".".join(found.groups()) if _is_day(*found.groups()) else found.group(), text)


def birth_forms(word: str) -> tuple[str, ...]:
    """The keys of those born on the date that a word may be; none where it is no date. The whole date comes first."""
    found = next((match for way in _WAYS if (match := way.fullmatch(word.strip(",;")))), None)
    if found is None:
        return ()
    parts = found.groupdict()
    day, month = parts.get("day", ""), parts.get("month", "")
    forms = [_forms(year, month, day) for year in _years(parts["year"])]
    return tuple(form for each in forms for form in each)


def is_whole_day(word: str) -> bool:
    """Whether a word is a date to the day: it is looked for also where no name stands beside it."""
    return any("day" in way.groupindex and way.fullmatch(word.strip(",;")) for way in _WAYS) and bool(birth_forms(word))


def _forms(year: str, month: str, day: str) -> tuple[str, ...]:
    if not month:
        return (born_within(year),)
    if not _is_day(day or "1", month, year):
        return ()
    of_month = f"{year}-{int(month):02}"
    if not day:
        return (born_within(of_month), birth_key(year))
    return (birth_key(f"{of_month}-{int(day):02}"), birth_key(of_month), birth_key(year))


def _years(year: str) -> tuple[str, ...]:
    if len(year) > len("92"):
        return (year,)
    return (f"19{year}",) if int(year) > _TURN else (f"20{year}", f"19{year}")


def _is_day(day: str, month: str, year: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
