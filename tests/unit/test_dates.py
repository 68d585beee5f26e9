"""Promises about partial dates, dates typed at a desk, and ages."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.dates import (
    DateProblem,
    PartialDate,
    TypedDate,
    age_range,
    check_birth,
    may_be_minor,
    parse_typed_birth,
    parse_typed_day,
)

TODAY = date(2022, 11, 25)
YOUNGEST_TODAY = date(1926, 1, 1)


@pytest.mark.parametrize("text", ["1987", "1987-05", "1987-05-30", "2000-02-29", "0987"])
def test_an_iso_date_comes_back_as_it_was_said(text: str) -> None:
    assert PartialDate.parse_iso(text).iso() == text


@pytest.mark.parametrize(
    "text", ["", "87", "1987-5", "1987-05-3", "198705", "1987-05-30T00", " 1987", "1987\n", "١٩٨٧"]
)
def test_what_is_not_an_iso_date_is_refused(text: str) -> None:
    with pytest.raises(DateProblem) as problem:
        PartialDate.parse_iso(text)
    assert problem.value.code == "not_a_date"


@pytest.mark.parametrize("text", ["0000", "1987-00", "1987-13", "1987-05-00", "1987-04-31", "1900-02-29", "2022-02-29"])
def test_a_day_that_no_calendar_has_is_impossible(text: str) -> None:
    with pytest.raises(DateProblem) as problem:
        PartialDate.parse_iso(text)
    assert problem.value.code == "impossible_date"


def test_a_day_without_a_month_is_no_date() -> None:
    with pytest.raises(DateProblem):
        PartialDate(1987, None, 5)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1987", date(1987, 1, 1), date(1987, 12, 31)),
        ("1988-02", date(1988, 2, 1), date(1988, 2, 29)),
        ("1987-05-30", date(1987, 5, 30), date(1987, 5, 30)),
    ],
)
def test_a_partial_date_spans_all_it_can_mean(text: str, earliest: date, latest: date) -> None:
    partial = PartialDate.parse_iso(text)
    assert (partial.earliest(), partial.latest()) == (earliest, latest)
    assert partial.is_full is (earliest == latest)


@given(st.dates())
def test_every_calendar_day_survives_the_round_trip(day: date) -> None:
    partial = PartialDate.from_date(day)
    assert PartialDate.parse_iso(partial.iso()) == partial
    assert partial.earliest() == partial.latest() == day


@pytest.mark.parametrize(
    ("typed", "iso", "said"),
    [
        ("1997", "1997", "year"),
        (" 1997 г.", "1997", "year"),
        ("051997", "1997-05", "month"),
        ("5.1997", "1997-05", "month"),
        ("05.1997", "1997-05", "month"),
        ("05 1997", "1997-05", "month"),
        ("1997-05", "1997-05", "month"),
        ("122018", "2018-12", "month"),
        ("25051997", "1997-05-25", "day"),
        ("250597", "1997-05-25", "day"),
        ("050612", "2012-06-05", "day"),
        ("25.05.1997", "1997-05-25", "day"),
        ("25/05/1997", "1997-05-25", "day"),
        ("25-05-1997", "1997-05-25", "day"),
        ("25 05 1997", "1997-05-25", "day"),
        (" 25. 5 .1997 ", "1997-05-25", "day"),
        ("25.05.1997 г.", "1997-05-25", "day"),
        ("25.5.97", "1997-05-25", "day"),
        ("25.11.22", "2022-11-25", "day"),
        ("26.11.22", "1922-11-26", "day"),
        ("29.02.00", "2000-02-29", "day"),
        ("1997-05-30", "1997-05-30", "day"),
        ("1997.5.3", "1997-05-03", "day"),
        ("٢٥٠٥١٩٩٧", "1997-05-25", "day"),
    ],
)
def test_a_birth_date_is_understood_as_typed(typed: str, iso: str, said: str) -> None:
    understood = parse_typed_birth(typed, TODAY)
    assert (understood.date.iso(), understood.said, understood.is_estimated) == (iso, said, False)


@pytest.mark.parametrize("typed", ["25", "25 лет", "~25", "25 жас"])
def test_an_age_told_today_is_an_estimated_year(typed: str) -> None:
    assert parse_typed_birth(typed, TODAY) == TypedDate(PartialDate(1997), is_estimated=True, said="age")


@pytest.mark.parametrize(
    ("typed", "year"), [("0", 2022), ("5", 2017), ("21 год", 2001), ("22 года", 2000), ("120", 1902)]
)
def test_ages_from_newborn_to_120_are_taken(typed: str, year: int) -> None:
    assert parse_typed_birth(typed, TODAY).date == PartialDate(year)


def test_a_tilde_marks_an_estimated_year() -> None:
    assert parse_typed_birth("~1997", TODAY) == TypedDate(PartialDate(1997), is_estimated=True, said="year")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "not_a_date"),
        ("~", "not_a_date"),
        ("abc", "not_a_date"),
        ("-5", "not_a_date"),
        ("121", "not_a_date"),
        ("012", "not_a_date"),
        ("0597", "not_a_date"),
        ("51997", "not_a_date"),
        ("25.05", "not_a_date"),
        ("1.2.3.4", "not_a_date"),
        ("²5", "not_a_date"),
        ("1" * 1_000_000, "not_a_date"),
        ("131997", "impossible_date"),
        ("001997", "impossible_date"),
        ("310297", "impossible_date"),
        ("29.02.2022", "impossible_date"),
        ("00.05.1997", "impossible_date"),
        ("2023", "in_future"),
        ("122022", "in_future"),
        ("26112022", "in_future"),
        ("1896", "too_old"),
        ("24.11.1897", "too_old"),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_by_code(typed: str, code: str) -> None:
    with pytest.raises(DateProblem) as problem:
        parse_typed_birth(typed, TODAY)
    assert problem.value.code == code


def test_today_and_125_years_ago_are_still_births() -> None:
    check_birth(PartialDate.from_date(TODAY), TODAY)
    check_birth(PartialDate(1897, 11, 25), TODAY)
    check_birth(PartialDate(2022), TODAY)


@given(st.dates(min_value=date(1900, 1, 1), max_value=TODAY))
def test_every_way_of_typing_one_day_means_that_day(born: date) -> None:
    forms = ("%d%m%Y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %m %Y", "%Y-%m-%d")
    assert {parse_typed_birth(born.strftime(form), TODAY).date for form in forms} == {PartialDate.from_date(born)}
    assert parse_typed_birth(born.strftime("%m%Y"), TODAY).date == PartialDate(born.year, born.month)


@given(st.text(max_size=12))
def test_whatever_is_typed_is_understood_or_refused_never_a_crash(text: str) -> None:
    for parse in (parse_typed_birth, parse_typed_day):
        with suppress(DateProblem):
            parse(text, TODAY)


@given(st.dates(min_value=YOUNGEST_TODAY, max_value=date(2099, 12, 31)), st.integers(0, 120))
def test_the_age_told_lies_within_the_age_range_of_its_estimate(today: date, age: int) -> None:
    low, high = age_range(parse_typed_birth(str(age), today).date, today)
    assert low <= age <= high


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("-1", date(2022, 11, 24)),
        ("-0", TODAY),
        ("−30", date(2022, 10, 26)),
        ("25", date(2022, 11, 25)),
        ("26", date(2022, 10, 26)),
        ("31", date(2022, 10, 31)),
        ("5", date(2022, 11, 5)),
        ("2511", date(2022, 11, 25)),
        ("2611", date(2021, 11, 26)),
        ("25.11", date(2022, 11, 25)),
        ("25.11.", date(2022, 11, 25)),
        ("1.3", date(2022, 3, 1)),
        ("25112022", date(2022, 11, 25)),
        ("25.11.2022", date(2022, 11, 25)),
        ("251122", date(2022, 11, 25)),
        ("25/11/22", date(2022, 11, 25)),
        ("150690", date(1990, 6, 15)),
        ("2022-11-25", date(2022, 11, 25)),
    ],
)
def test_a_day_is_understood_as_typed(typed: str, day: date) -> None:
    assert parse_typed_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "not_a_date"),
        ("   ", "not_a_date"),
        ("=", "not_a_date"),
        ("+1", "not_a_date"),
        ("-1000", "not_a_date"),
        ("112", "not_a_date"),
        ("11.2022", "not_a_date"),
        ("0", "impossible_date"),
        ("32", "impossible_date"),
        ("2902", "impossible_date"),
        ("31.04.2022", "impossible_date"),
        ("26.11.2022", "in_future"),
        ("261122", "in_future"),
        ("25.11.1822", "too_old"),
    ],
)
def test_a_day_that_cannot_be_is_refused_by_code(typed: str, code: str) -> None:
    with pytest.raises(DateProblem) as problem:
        parse_typed_day(typed, TODAY)
    assert problem.value.code == code


def test_a_day_that_neither_this_nor_last_month_had_is_refused_as_ahead() -> None:
    with pytest.raises(DateProblem) as problem:
        parse_typed_day("30", date(2023, 3, 1))
    assert problem.value.code == "in_future"


def test_a_leap_day_without_a_year_is_the_latest_one() -> None:
    assert parse_typed_day("2902", date(2025, 1, 10)) == date(2024, 2, 29)


def test_expiry_dates_may_lie_ahead() -> None:
    assert parse_typed_day("251130", TODAY, allow_future=True) == date(2030, 11, 25)
    assert parse_typed_day("25.11.2030", TODAY, allow_future=True) == date(2030, 11, 25)


@given(st.dates(min_value=YOUNGEST_TODAY, max_value=date(2099, 12, 31)), st.integers(0, 300))
def test_a_short_day_is_never_ahead_of_today(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    assert parse_typed_day(f"-{ago}", today) == day
    assert parse_typed_day(day.strftime("%d%m"), today) == day
    assert parse_typed_day(day.strftime("%d%m%y"), today) == day


@pytest.mark.parametrize(
    ("born", "ages"),
    [
        ("2004-11-25", (18, 18)),
        ("2004-11-26", (17, 17)),
        ("2004-11", (17, 18)),
        ("2004", (17, 18)),
        ("2022", (0, 0)),
        ("2004-02-29", (18, 18)),
    ],
)
def test_the_age_range_holds_every_age_the_date_allows(born: str, ages: tuple[int, int]) -> None:
    assert age_range(PartialDate.parse_iso(born), TODAY) == ages


@pytest.mark.parametrize(
    ("born", "is_possible"),
    [("2004", True), ("2004-11", True), ("2004-11-26", True), ("2004-11-25", False), ("2003", False), ("1997", False)],
)
def test_whoever_may_be_under_18_is_told_apart_also_by_year_alone(born: str, is_possible: bool) -> None:
    assert may_be_minor(PartialDate.parse_iso(born), TODAY) is is_possible


def test_somebody_who_says_18_today_may_be_a_minor() -> None:
    assert may_be_minor(parse_typed_birth("18", TODAY).date, TODAY)
    assert not may_be_minor(parse_typed_birth("19", TODAY).date, TODAY)
