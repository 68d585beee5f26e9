"""Promises about working days and office days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.workdays import HolidayCalendar, add_working_days, last_working_day_on_or_before

FRIDAY = date(2022, 11, 25)
WEEKENDS_ONLY = HolidayCalendar()

days = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
near = st.frozensets(st.integers(-20, 40), max_size=12)


def around(start: date, offsets: frozenset[int]) -> frozenset[date]:
    return frozenset(start + timedelta(days=offset) for offset in offsets)


def test_three_working_days_from_friday_25_november_end_on_wednesday_30() -> None:
    assert add_working_days(FRIDAY, 3, WEEKENDS_ONLY) == date(2022, 11, 30)


@pytest.mark.parametrize(
    ("start", "working_days", "end"),
    [
        (date(2022, 11, 21), 3, date(2022, 11, 24)),  # Monday to Thursday
        (date(2022, 11, 26), 3, date(2022, 11, 30)),  # Saturday: Monday is the first
        (date(2022, 11, 27), 3, date(2022, 11, 30)),  # Sunday the same
        (FRIDAY, 1, date(2022, 11, 28)),
        (FRIDAY, 5, date(2022, 12, 2)),
        (FRIDAY, 0, FRIDAY),
    ],
)
def test_working_days_start_the_day_after_and_skip_weekends(start: date, working_days: int, end: date) -> None:
    assert add_working_days(start, working_days, WEEKENDS_ONLY) == end


def test_a_confirmed_holiday_lengthens_a_duty_and_an_unconfirmed_one_never_does() -> None:
    monday = frozenset({date(2022, 11, 28)})
    assert add_working_days(FRIDAY, 3, HolidayCalendar(confirmed=monday)) == date(2022, 12, 1)
    assert add_working_days(FRIDAY, 3, HolidayCalendar(unconfirmed=monday)) == date(2022, 11, 30)


def test_a_negative_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        add_working_days(FRIDAY, -1, WEEKENDS_ONLY)


def test_the_office_day_for_saturday_24_december_is_friday_23() -> None:
    assert last_working_day_on_or_before(date(2022, 12, 24), WEEKENDS_ONLY) == date(2022, 12, 23)
    assert last_working_day_on_or_before(date(2022, 12, 23), WEEKENDS_ONLY) == date(2022, 12, 23)


@pytest.mark.parametrize("kind", ["confirmed", "unconfirmed"])
def test_either_kind_of_holiday_closes_an_office(kind: str) -> None:
    calendar = HolidayCalendar(**{kind: frozenset({date(2022, 12, 16)})})
    assert last_working_day_on_or_before(date(2022, 12, 18), calendar) == date(2022, 12, 15)


@given(days, st.integers(0, 15), near)
def test_working_days_agree_with_counting_them_one_by_one(start: date, count: int, offsets: frozenset[int]) -> None:
    calendar = HolidayCalendar(confirmed=around(start, offsets))
    end = add_working_days(start, count, calendar)
    after = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(day.isoweekday() < 6 and day not in calendar.confirmed for day in after) == count
    assert end == start or calendar.is_counted(end)


@given(days, st.integers(0, 15), near, near)
def test_doubt_about_a_holiday_only_ever_makes_things_earlier(
    start: date, count: int, sure: frozenset[int], doubtful: frozenset[int]
) -> None:
    without = HolidayCalendar(confirmed=around(start, sure))
    unsure = HolidayCalendar(confirmed=around(start, sure), unconfirmed=around(start, doubtful))
    assert add_working_days(start, count, unsure) == add_working_days(start, count, without)
    open_day = last_working_day_on_or_before(start, unsure)
    assert open_day <= last_working_day_on_or_before(start, without) <= start
    assert unsure.is_surely_open(open_day)
