"""Promises about the country packs: what is shipped, and what a damaged file answers."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.errors import DamagedError
from intake_app.packs.rules import load_rule_pack, parse_holidays, parse_rule_pack
from intake_app.paths import seeds_folder

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = seeds_folder() / "countries"


def shipped(name: str) -> Any:
    return json.loads((SEEDS / name).read_text(encoding="utf-8"))


def refusal(rules: object) -> str:
    with pytest.raises(DamagedError) as refused:
        parse_rule_pack("KZ", rules if isinstance(rules, str) else json.dumps(rules))
    assert refused.value.code == "damaged_pack"
    return refused.value.what


def test_the_rules_of_kazakhstan_are_dated_and_sourced() -> None:
    pack = load_rule_pack("kz")
    assert (pack.country, pack.exempt, pack.is_reviewed) == ("KZ", frozenset({"KAZ"}), False)
    assert [rule.rule_id for rule in pack.rules] == [
        "kz.host_notification",
        "kz.registration_30_days",
        "kz.stay_90_days",
    ]
    for rule in pack.rules:
        starts = [period.valid_from for period in rule.periods]
        assert starts == [date(2020, 1, 11), date(2023, 1, 27), date(2026, 7, 1)]
        assert all(period.sources and period.checked_on.year == 2026 for period in rule.periods)


def test_no_address_of_a_source_is_cut_short() -> None:
    urls = [each.url for rule in load_rule_pack("KZ").rules for period in rule.periods for each in period.sources]
    assert not [url for url in urls if "..." in url or "…" in url]


def test_no_holiday_of_kazakhstan_is_claimed_as_confirmed() -> None:
    holidays = load_rule_pack("KZ").holidays
    assert holidays.confirmed == frozenset()
    assert {date(2020, 1, 1), date(2022, 12, 16), date(2030, 10, 25)} <= holidays.unconfirmed
    assert {day.year for day in holidays.unconfirmed} == set(range(2020, 2031))


def test_a_pack_is_read_once() -> None:
    assert load_rule_pack("KZ") is load_rule_pack("KZ")


def test_a_country_without_a_pack_has_no_rules() -> None:
    pack = load_rule_pack("MN")
    assert (pack.country, pack.rules) == ("MN", ())


@pytest.mark.parametrize("country", ["", "KAZ", "../kz", "к1"])
def test_what_is_no_country_code_is_refused(country: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(country)}$"):
        load_rule_pack(country)


def _set(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda period: period.update({key: value})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_set("dayz", 3), "rules[0].periods[0] has unknown keys: dayz"),
        (lambda period: period.pop("status"), "rules[0].periods[0] lacks: status"),
        (_set("days", 0), "periods[0].days"),
        (_set("days", True), "periods[0].days"),
        (_set("days", "3"), "periods[0].days"),
        (_set("unit", "weeks"), "periods[0].unit"),
        (_set("needs_office", 1), "periods[0].needs_office"),
        (_set("valid_from", "20200111"), "periods[0].valid_from"),
        (_set("valid_from", "2020-02-30"), "periods[0].valid_from"),
        (_set("valid_to", "2020-01-10"), "valid_to lies before valid_from"),
        (_set("valid_to", "2023-01-27"), "periods[1] overlaps"),
        (_set("valid_to", None), "periods[1] overlaps"),
        (_set("window", {"days": 180, "firm_from": "2023-01-27"}), "periods[0].window"),
        (_set("window", {"days": 180}), "periods[0].window lacks: firm_from"),
        (_set("citizenships", ["Russia"]), "periods[0].citizenships"),
        (_set("citizenships", "RUS"), "periods[0].citizenships is not a list"),
        (_set("owed_by", "centre"), "periods[0].owed_by"),
        (_set("advice_days", 3), "periods[0].advice_days"),
        (_set("status", "disputed"), "periods[0].wording must be safe"),
        (_set("checked_on", "lately"), "periods[0].checked_on"),
        (_set("sources", []), "periods[0].sources is empty"),
        (_set("sources", [{"name": "x", "url": "x", "dated": "", "note": "x"}]), "sources[0].url"),
        (_set("sources", [{"name": " ", "url": "https://x.kz", "dated": "", "note": "x"}]), "sources[0].name"),
    ],
)
def test_a_period_that_is_not_as_promised_is_refused_by_its_place(
    change: Callable[[dict[str, Any]], None], says: str
) -> None:
    rules = shipped("kz.json")
    change(rules["rules"][0]["periods"][0])
    assert says in refusal(rules)


def test_a_pack_that_is_not_as_promised_is_refused_by_its_place() -> None:
    assert "unknown keys: laws" in refusal({**shipped("kz.json"), "laws": []})
    assert "format" in refusal({**shipped("kz.json"), "format": 2})
    assert "country" in refusal({**shipped("kz.json"), "country": "MN"})
    assert "rules" in refusal({**shipped("kz.json"), "rules": shipped("kz.json")["rules"] * 2})
    assert "another country" in refusal(
        {**shipped("kz.json"), "rules": [{**shipped("kz.json")["rules"][0], "rule_id": "mn.x"}]}
    )
    assert "rule_id" in refusal({**shipped("kz.json"), "rules": [{"rule_id": "X", "periods": []}]})
    assert "periods is empty" in refusal({**shipped("kz.json"), "rules": [{"rule_id": "kz.x", "periods": []}]})
    assert "is not an object" in refusal([])
    assert "is no JSON" in refusal('{"format": 1')
    assert "has a key twice: format" in refusal('{"format": 1, "format": 1}')


def test_gaps_between_periods_are_allowed() -> None:
    rules = shipped("kz.json")
    del rules["rules"][0]["periods"][1]
    assert len(parse_rule_pack("KZ", json.dumps(rules)).rules[0].periods) == 2


def test_a_leap_day_holiday_falls_only_in_leap_years() -> None:
    holidays = shipped("kz_holidays.json")
    holidays["days"] = [{"month_day": "02-29", "from_year": 2020, "to_year": 2026, "status": "confirmed"}]
    assert parse_holidays("KZ", json.dumps(holidays)).confirmed == {date(2020, 2, 29), date(2024, 2, 29)}


def test_a_holiday_both_confirmed_and_not_counts_as_confirmed() -> None:
    holidays = shipped("kz_holidays.json")
    day = {"month_day": "05-01", "from_year": 2026, "to_year": 2026}
    holidays["days"] = [{**day, "status": status} for status in ("confirmed", "unconfirmed")]
    calendar = parse_holidays("KZ", json.dumps(holidays))
    assert calendar.confirmed == {date(2026, 5, 1)}
    assert not calendar.unconfirmed


@pytest.mark.parametrize(
    "wrong",
    [
        {"month_day": "02-30"},
        {"month_day": "13-01"},
        {"month_day": "1-1"},
        {"to_year": 2019},
        {"status": "disputed"},
        {"x": 1},
    ],
)
def test_a_holiday_that_is_not_as_promised_is_refused(wrong: dict[str, object]) -> None:
    holidays = shipped("kz_holidays.json")
    holidays["days"][0].update(wrong)
    with pytest.raises(DamagedError) as refused:
        parse_holidays("KZ", json.dumps(holidays))
    assert "kz_holidays.json.days[0]" in refused.value.what
