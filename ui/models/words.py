"""Dates, ages, countries and languages as the window says them, in the interface's language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.dates import PartialDate, age_range
from intake_app.domain.names import isolate
from intake_app.i18n import _, interface_language, kept_apart, ngettext
from intake_app.values import say_iso

if TYPE_CHECKING:
    from datetime import date, datetime

    from intake_app.domain.records import Person


_OF_ANOTHER_YEAR = {"en": "EEE d MMM y", "ru": "EEE dd.MM.y", "kk": "EEE dd.MM.y"}


def say_day(day: date) -> str:
    """`25 Nov 2022`."""
    from babel.dates import format_date

    return format_date(day, "d MMM y", locale=interface_language())


def say_weekday(day: date, today: date) -> str:
    """`Wed 30 Nov`; of another year than today's with it, as short as a narrow column has room for."""
    from babel.dates import format_date

    language = interface_language()
    of_year = _OF_ANOTHER_YEAR.get(language, _OF_ANOTHER_YEAR["en"])
    return format_date(day, "EEE d MMM" if day.year == today.year else of_year, locale=language)


def say_site(source: str) -> str:
    """Of a source, a name and an address, the site alone, in nobody's language; one without an address is whole."""
    name, _colon, address = source.partition(": http")
    return address.partition("//")[2].partition("/")[0].removeprefix("www.") or name


def say_age(iso: str, today: date) -> str:
    """`25 years old`, or `17 or 18 years old` where the birth date allows both."""
    low, high = age_range(PartialDate.parse_iso(iso), today)
    if low == high:
        return ngettext("{age} year old", "{age} years old", high).format(age=high)
    return ngettext("{low} or {high} year old", "{low} or {high} years old", high).format(low=low, high=high)


def say_birth(iso: str, *, is_estimated: bool, today: date) -> str:
    """`25 May 1997, 25 years old`; an estimate says so and is never a day."""
    if not iso:
        return ""
    if is_estimated:
        return _("about {year}, {age}").format(year=say_iso(iso), age=say_age(iso, today))
    return f"{kept_apart(say_iso(iso))}, {say_age(iso, today)}"


def say_time(instant: datetime, time_zone: str) -> str:
    """`23:38` at the centre."""
    return f"{instant.astimezone(ZoneInfo(time_zone)):%H:%M}"


def say_name(person: Person) -> str:
    """Family, given and patronymic name as written, else the Latin name, else other names; safe beside other text."""
    own = " ".join(filter(None, (person.family_name, person.given_name, person.patronymic)))
    return isolate(own or say_latin(person) or person.other_names)


def say_latin(person: Person) -> str:
    """`IVANOV SERGEI`, as it stands in a passport; empty where it is not known."""
    return " ".join(filter(None, (person.family_name_latin, person.given_name_latin))).upper()


def say_distance(day: date, today: date) -> str:
    """`today`, `in 5 days`, `5 days ago`."""
    away = (day - today).days
    if away == 0:
        return _("today")
    if away > 0:
        return ngettext("in {days} day", "in {days} days", away).format(days=away)
    return ngettext("{days} day ago", "{days} days ago", -away).format(days=-away)
