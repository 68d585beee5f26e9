"""Reads the dated rules and holidays of a country from `seeds/countries/` and checks every field.

`<cc>.json` holds the rules, `<cc>_holidays.json` the public holidays. Both say what they were compiled from and
whether somebody who knows the law has reviewed them. Whatever is not exactly as described raises `DamagedError`.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeVar, cast, get_args

from intake_app.domain.dates import DateProblem, PartialDate
from intake_app.domain.deadlines import (
    DayUnit,
    DutyHolder,
    Rule,
    RulePack,
    RulePeriod,
    RuleStatus,
    Source,
    StayWindow,
    Wording,
)
from intake_app.domain.workdays import HolidayCalendar
from intake_app.packs.fields import Fields, read_json, refuse
from intake_app.paths import seeds_folder

if TYPE_CHECKING:
    from collections.abc import Callable

_FORMAT: Final = 1
_LEAP_YEAR: Final = 2000
_HEAD = frozenset({"format", "country", "licence", "compiled_on", "is_reviewed", "note"})
_PACK = _HEAD | {"version", "exempt", "rules"}
_RULE = frozenset({"rule_id", "periods"})
_PERIOD = frozenset(
    {
        "valid_from", "valid_to", "days", "unit", "window", "citizenships", "owed_by", "needs_office", "advice_days",
        "status", "wording", "checked_on", "note", "sources",
    }
)  # fmt: skip
_SOURCE = frozenset({"name", "url", "dated", "note"})
_WINDOW = frozenset({"days", "firm_from"})
_HOLIDAYS = _HEAD | {"source", "left_out", "days"}
_LEFT_OUT = frozenset({"name", "why"})
_HOLIDAY = frozenset({"month_day", "from_year", "to_year", "status"})

_COUNTRY = re.compile(r"[A-Z]{2}")
_CITIZENSHIP = re.compile(r"[A-Z]{1,3}")
_RULE_ID = re.compile(r"[a-z]{2}\.[a-z][a-z0-9_]*")
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")

_HolidayStatus = Literal["confirmed", "unconfirmed"]
_Made = TypeVar("_Made")


@cache
def load_rule_pack(country: str) -> RulePack:
    """The rules of a country (ISO 3166-1 alpha-2, any case); an empty pack where the application has none.

    Raises `DamagedError` `damaged_pack` if a file is not as it should be, ValueError if `country` is no code.
    """
    code = country.upper()
    if not _COUNTRY.fullmatch(code):
        raise ValueError(country)
    rules = _read_seed(f"{code.lower()}.json")
    if rules is None:
        return RulePack(country=code)
    holidays = _read_seed(f"{code.lower()}_holidays.json")
    return parse_rule_pack(code, rules, holidays)


def parse_rule_pack(country: str, rules: str, holidays: str | None = None) -> RulePack:
    """The pack that the JSON texts of a country's two files describe; raises `DamagedError` `damaged_pack`."""
    where = f"{country.lower()}.json"
    fields = Fields(where, read_json(where, rules), _PACK)
    compiled_on = _check_head(fields, country)
    made = tuple(_parse_rule(*item) for item in fields.items("rules"))
    ids = [rule.rule_id for rule in made]
    if len(set(ids)) < len(ids):
        fields.refuse("rules", "has a rule_id twice")
    if strangers := [rule_id for rule_id in ids if not rule_id.startswith(f"{country.lower()}.")]:
        fields.refuse("rules", f"has a rule of another country: {strangers[0]}")
    return RulePack(
        country=country,
        version=fields.text("version", is_required=True),
        rules=made,
        holidays=HolidayCalendar() if holidays is None else parse_holidays(country, holidays),
        exempt=_parse_citizenships(fields, "exempt"),
        compiled_on=compiled_on,
        is_reviewed=fields.flag("is_reviewed"),
    )


def parse_holidays(country: str, text: str) -> HolidayCalendar:
    """The holidays that a country's JSON text describes, spelt out year by year; raises `DamagedError`."""
    where = f"{country.lower()}_holidays.json"
    fields = Fields(where, read_json(where, text), _HOLIDAYS)
    _check_head(fields, country)
    fields.text("source", is_required=True)
    for place, item in fields.items("left_out"):
        left_out = Fields(place, item, _LEFT_OUT)
        left_out.text("name", is_required=True)
        left_out.text("why", is_required=True)
    days: dict[str, set[date]] = {status: set() for status in get_args(_HolidayStatus)}
    for place, item in fields.items("days"):
        holiday = Fields(place, item, _HOLIDAY)
        days[holiday.choice("status", get_args(_HolidayStatus))] |= _spell_out(holiday)
    confirmed = frozenset(days["confirmed"])
    return HolidayCalendar(confirmed=confirmed, unconfirmed=frozenset(days["unconfirmed"]) - confirmed)


def _read_seed(name: str) -> str | None:
    seed = seeds_folder() / "countries" / name
    try:
        return seed.read_text(encoding="utf-8") if seed.is_file() else None
    except UnicodeDecodeError:
        refuse(name, "is not UTF-8")


def _check_head(fields: Fields, country: str) -> date:
    """The fields both files begin with; answers the day they were compiled on."""
    fields.number("format", least=_FORMAT, most=_FORMAT)
    fields.choice("country", (country,))
    fields.text("licence", is_required=True)
    fields.text("note")
    fields.flag("is_reviewed")
    return fields.day("compiled_on")


def _parse_rule(where: str, item: object) -> Rule:
    fields = Fields(where, item, _RULE)
    rule_id = fields.text("rule_id")
    if not _RULE_ID.fullmatch(rule_id):
        fields.refuse("rule_id", "is no rule id")
    periods = tuple(_parse_period(*each) for each in fields.items("periods"))
    if not periods:
        fields.refuse("periods", "is empty")
    for place, earlier, later in zip(fields.items("periods")[1:], periods, periods[1:], strict=False):
        if earlier.valid_to is None or later.valid_from <= earlier.valid_to:
            refuse(place[0], "overlaps the period before it, or is out of order")
    return Rule(rule_id=rule_id, periods=periods)


def _parse_period(where: str, item: object) -> RulePeriod:
    fields = Fields(where, item, _PERIOD)
    period = RulePeriod(
        valid_from=fields.day("valid_from"),
        valid_to=_take(fields, "valid_to", fields.day),
        days=fields.number("days", most=366),
        unit=cast("DayUnit", fields.choice("unit", get_args(DayUnit))),
        window=_take(fields, "window", lambda key: _parse_window(fields.place(key), fields.value(key))),
        citizenships=_parse_citizenships(fields, "citizenships"),
        owed_by=cast("DutyHolder", fields.choice("owed_by", get_args(DutyHolder))),
        needs_office=fields.flag("needs_office"),
        advice_days=_take(fields, "advice_days", fields.number),
        status=cast("RuleStatus", fields.choice("status", get_args(RuleStatus))),
        wording=cast("Wording", fields.choice("wording", get_args(Wording))),
        sources=tuple(_parse_source(*each) for each in fields.items("sources")),
        checked_on=_parse_partial(fields, "checked_on"),
        note=fields.text("note"),
    )
    _check_period(fields, period)
    return period


def _check_period(fields: Fields, period: RulePeriod) -> None:
    """What the fields of one period promise about each other."""
    if period.valid_to is not None and period.valid_to < period.valid_from:
        fields.refuse("valid_to", "lies before valid_from")
    if period.window is not None and (period.unit != "calendar" or period.window.days < period.days):
        fields.refuse("window", "needs calendar days, and at least as many as the limit")
    if period.advice_days is not None and period.advice_days >= period.days:
        fields.refuse("advice_days", "is not shorter than the period")
    if period.status == "disputed" and period.wording != "safe":
        fields.refuse("wording", "must be safe, because the sources disagree")
    if not period.sources:
        fields.refuse("sources", "is empty: a rule without a source is not printed")


def _parse_source(where: str, item: object) -> Source:
    fields = Fields(where, item, _SOURCE)
    url = fields.text("url")
    if not re.fullmatch(r"https?://\S+", url):
        fields.refuse("url", "is no address")
    dated = _parse_partial(fields, "dated") if fields.text("dated") else None
    return Source(fields.text("name", is_required=True), url, dated, fields.text("note", is_required=True))


def _parse_window(where: str, item: object) -> StayWindow:
    fields = Fields(where, item, _WINDOW)
    return StayWindow(days=fields.number("days", most=3660), firm_from=fields.day("firm_from"))


def _parse_citizenships(fields: Fields, key: str) -> frozenset[str]:
    codes = [item for _place, item in fields.items(key)]
    if not all(isinstance(code, str) and _CITIZENSHIP.fullmatch(code) for code in codes):
        fields.refuse(key, "holds something that is no country code")
    return frozenset(str(code) for code in codes)


def _parse_partial(fields: Fields, key: str) -> PartialDate:
    try:
        return PartialDate.parse_iso(fields.text(key))
    except DateProblem:
        fields.refuse(key, "is not a date")


def _spell_out(holiday: Fields) -> set[date]:
    """The dates of one holiday; 29 February only in the years that have it."""
    match = _MONTH_DAY.fullmatch(holiday.text("month_day"))
    first, last = (holiday.number(key, least=1900, most=2999) for key in ("from_year", "to_year"))
    if last < first:
        holiday.refuse("to_year", "lies before from_year")
    if match is None:
        holiday.refuse("month_day", "is no day of a year")
    month, day = int(match[1]), int(match[2])
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        holiday.refuse("month_day", "is no day of a year")
    return {date(year, month, day) for year in range(first, last + 1) if (month, day) != (2, 29) or isleap(year)}


def _take(fields: Fields, key: str, take: Callable[[str], _Made]) -> _Made | None:
    """The value of a key, or None where the file says null."""
    return None if fields.is_null(key) else take(key)
