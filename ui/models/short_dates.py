"""Dates as a column of a list has room for them, as the language in force writes them; and as they are typed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from intake_app.domain.dates import PartialDate
from intake_app.i18n import _, interface_language

_PATTERNS = {"en": ("d MMM y", "MMM y"), "ru": ("dd.MM.y", "MM.y"), "kk": ("dd.MM.y", "MM.y")}
"""Of a day and of a month; English months are words, because day and month change places from country to country."""


def short_date(iso: str) -> str:
    """A full or partial ISO date: `25 May 1997` or `25.05.1997`, `May 1997`, `1997`; empty stays empty."""
    return _written(iso, interface_language()) if iso else ""


def typed_date(iso: str) -> str:
    """A full or partial ISO date as somebody types it, day first: `25.05.1997`, `05.1997`, `1997`."""
    return ".".join(reversed(iso.split("-")))


def short_birth(iso: str, *, is_estimated: bool) -> str:
    """A birth date in a column; `1996 est.` for an estimate."""
    return _("{year} est.").format(year=iso) if iso and is_estimated else short_date(iso)


def day_of_year(iso: str, today: date) -> str:
    """A full ISO date in words, as everywhere outside a column: `25 May`; with its year where that is not today's."""
    from babel.dates import format_date

    day = date.fromisoformat(iso)
    return format_date(day, "d MMM" if day.year == today.year else "d MMM y", locale=interface_language())


@lru_cache(maxsize=4_096)
def _written(iso: str, language: str) -> str:
    from babel.dates import format_date

    found = PartialDate.parse_iso(iso)
    day, month = _PATTERNS[language]
    pattern = day if found.day else month if found.month else "y"
    return format_date(found.earliest(), pattern, locale=language)
