"""Promises about the legal clocks of a stay, on the rules of Kazakhstan as shipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.deadlines import (
    Deadline,
    RulePack,
    Sleeps,
    StayFacts,
    compute_deadlines,
    find_last_day_in_window,
)
from intake_app.packs.rules import load_rule_pack

TODAY = date(2022, 11, 25)
PACK = load_rule_pack("KZ")
HOST, REGISTRATION, STAY = "kz.host_notification", "kz.registration_30_days", "kz.stay_90_days"

entries = st.dates(min_value=date(2020, 1, 11), max_value=date(2029, 12, 31))
sleeping = st.sampled_from(["here", "host", "own", "leaving", ""])


def clocks(entered_on: date | None, **facts: Any) -> dict[str, Deadline]:
    stay = StayFacts(entered_on=entered_on, sleeps="here", citizenship="RUS")
    return {each.rule: each for each in compute_deadlines(PACK, replace(stay, **facts), TODAY)}


def test_the_dates_of_a_russian_who_entered_on_25_november_2022() -> None:
    found = compute_deadlines(PACK, StayFacts(TODAY, sleeps="here", citizenship="RUS"), TODAY)
    assert [(each.rule, each.due_on, each.act_by, each.advice_on, each.status) for each in found] == [
        (HOST, date(2022, 11, 30), date(2022, 11, 30), None, "confirmed"),
        (REGISTRATION, date(2022, 12, 24), date(2022, 12, 23), None, "disputed"),
        (STAY, date(2023, 2, 22), date(2023, 2, 22), date(2023, 2, 15), "confirmed"),
    ]


def test_every_deadline_cites_its_source_and_the_version_of_its_rule() -> None:
    for found in clocks(TODAY).values():
        assert "https://" in found.source
        assert found.source == found.sources[0].cite()
        assert found.period_from == "2020-01-11"


@pytest.mark.parametrize(
    ("entered_on", "period_from", "statuses"),
    [
        (date(2020, 1, 11), "2020-01-11", ("confirmed", "disputed", "confirmed")),
        (date(2023, 1, 26), "2020-01-11", ("confirmed", "disputed", "confirmed")),
        (date(2023, 1, 27), "2023-01-27", ("confirmed", "disputed", "confirmed")),
        (date(2026, 6, 30), "2023-01-27", ("confirmed", "disputed", "confirmed")),
        (date(2026, 7, 1), "2026-07-01", ("unconfirmed", "unconfirmed", "confirmed")),
        (date(2031, 1, 1), "2026-07-01", ("unconfirmed", "unconfirmed", "confirmed")),
    ],
)
def test_the_version_in_force_on_the_day_of_entry_applies(
    entered_on: date, period_from: str, statuses: tuple[str, ...]
) -> None:
    found = clocks(entered_on)
    assert {each.period_from for each in found.values()} == {period_from}
    assert tuple(found[rule].status for rule in (HOST, REGISTRATION, STAY)) == statuses


def test_there_are_no_rules_for_entries_before_11_january_2020() -> None:
    assert clocks(date(2020, 1, 10)) == {}


@pytest.mark.parametrize(
    ("sleeps", "owed_by"), [("here", "centre"), ("host", "host"), ("own", "host"), ("", "host"), ("leaving", None)]
)
def test_the_centre_owes_the_notification_only_if_the_bed_is_ours(sleeps: Sleeps, owed_by: str | None) -> None:
    found = clocks(TODAY, sleeps=sleeps)
    notification = found.get(HOST)
    assert (notification.owed_by if notification else None) == owed_by
    assert (notification.text_key if notification else None) == (owed_by and f"{HOST}.{owed_by}")
    assert {REGISTRATION, STAY} <= set(found)


def test_what_the_sources_dispute_is_asked_safely_by_the_person() -> None:
    for entered_on in (TODAY, date(2024, 5, 2), date(2026, 11, 20)):
        question = clocks(entered_on)[REGISTRATION]
        assert (question.owed_by, question.wording) == ("person", "safe")
        assert question.text_key == "kz.registration_30_days.person"


@pytest.mark.parametrize("citizenship", ["RUS", "ARM", "BLR", "KGZ"])
def test_the_90_days_are_for_the_citizens_of_the_union(citizenship: str) -> None:
    assert STAY in clocks(TODAY, citizenship=citizenship)


@pytest.mark.parametrize("citizenship", ["", "UZB", "D", "XXA"])
def test_nobody_else_is_promised_90_days_yet_the_other_rules_hold(citizenship: str) -> None:
    assert set(clocks(TODAY, citizenship=citizenship)) == {HOST, REGISTRATION}


def test_a_citizen_of_kazakhstan_has_no_clocks() -> None:
    assert clocks(TODAY, citizenship="KAZ") == {}


def test_without_a_day_of_entry_nothing_is_computed() -> None:
    assert clocks(None, arrived_on=TODAY) == {}


def test_clocks_end_when_the_person_has_left_and_run_while_it_is_only_planned() -> None:
    assert clocks(date(2022, 11, 1), departed_on=TODAY) == {}
    assert set(clocks(date(2022, 11, 1), departed_on=TODAY + timedelta(days=1))) == {HOST, REGISTRATION, STAY}


def test_a_later_arrival_at_the_centre_moves_no_clock() -> None:
    assert clocks(date(2022, 11, 1), arrived_on=TODAY) == clocks(date(2022, 11, 1))


def test_a_country_without_rules_has_no_deadlines() -> None:
    assert compute_deadlines(RulePack("MN"), StayFacts(TODAY, sleeps="here", citizenship="RUS"), TODAY) == ()


def test_a_short_exit_started_the_90_days_anew_until_january_2023() -> None:
    earlier = ((date(2022, 9, 25), date(2022, 11, 24)),)
    assert clocks(TODAY, earlier_stays=earlier)[STAY].due_on == date(2023, 2, 22)


def test_since_january_2023_days_of_earlier_stays_are_taken_off() -> None:
    earlier = ((date(2023, 3, 1), date(2023, 3, 30)),)  # 30 days, the first and last both counted
    stay = clocks(date(2023, 5, 1), earlier_stays=earlier)[STAY]
    assert (stay.due_on, stay.status) == (date(2023, 5, 1) + timedelta(days=59), "confirmed")


def test_earlier_days_come_back_when_they_leave_the_window() -> None:
    earlier = ((date(2023, 3, 1), date(2023, 3, 30)),)
    assert clocks(date(2023, 9, 26), earlier_stays=earlier)[STAY].due_on == date(2023, 12, 24)


def test_the_day_of_exit_and_return_is_counted_once() -> None:
    once = clocks(date(2023, 5, 1), earlier_stays=((date(2023, 4, 1), date(2023, 4, 30)),))
    twice = clocks(date(2023, 5, 1), earlier_stays=((date(2023, 4, 1), date(2023, 5, 1)),))
    assert once[STAY].due_on == twice[STAY].due_on


def test_days_used_up_before_the_entry_leave_the_day_of_entry_itself() -> None:
    stay = clocks(date(2023, 6, 1), earlier_stays=((date(2023, 2, 1), date(2023, 5, 20)),))[STAY]
    assert stay.due_on == stay.act_by == stay.advice_on == date(2023, 6, 1)


def test_an_unknown_departure_counts_until_the_next_entry_and_makes_the_date_unconfirmed() -> None:
    stay = clocks(date(2023, 5, 1), earlier_stays=((date(2023, 4, 1), None),))[STAY]
    assert (stay.due_on, stay.status) == (date(2023, 5, 1) + timedelta(days=59), "unconfirmed")


def test_an_unknown_departure_counts_no_further_than_the_next_known_stay() -> None:
    earlier = ((date(2023, 4, 1), date(2023, 4, 10)), (date(2023, 3, 1), None))  # 10 days, and 31 in March
    assert clocks(date(2023, 5, 1), earlier_stays=earlier)[STAY].due_on == date(2023, 5, 1) + timedelta(days=48)


def test_the_first_of_the_180_days_still_counts_and_the_one_before_no_longer() -> None:
    entered_on = date(2024, 1, 1)
    inside = (entered_on - timedelta(days=179), entered_on - timedelta(days=90))
    before = (entered_on - timedelta(days=269), entered_on - timedelta(days=180))
    assert find_last_day_in_window(entered_on, 90, 180, (inside,)) == entered_on
    assert find_last_day_in_window(entered_on, 90, 180, (before,)) == entered_on + timedelta(days=89)


def test_nobody_is_told_to_act_before_he_entered() -> None:
    question = next(rule for rule in PACK.rules if rule.rule_id == REGISTRATION)
    hasty = replace(question, periods=tuple(replace(period, days=1) for period in question.periods))
    saturday = StayFacts(date(2022, 11, 26), citizenship="RUS")
    (found,) = compute_deadlines(replace(PACK, rules=(hasty,)), saturday, TODAY)
    assert found.due_on == found.act_by == saturday.entered_on


def test_days_under_the_old_law_are_counted_safely_and_make_the_date_unconfirmed() -> None:
    stay = clocks(date(2023, 3, 1), earlier_stays=((date(2023, 1, 10), date(2023, 2, 8)),))[STAY]
    assert (stay.due_on, stay.status) == (date(2023, 3, 1) + timedelta(days=59), "unconfirmed")


def test_an_old_stay_outside_the_window_leaves_the_date_confirmed() -> None:
    stay = clocks(date(2024, 3, 1), earlier_stays=((date(2022, 9, 25), date(2022, 12, 1)),))[STAY]
    assert (stay.due_on, stay.status) == (date(2024, 5, 29), "confirmed")


def test_an_office_is_not_expected_open_on_an_unconfirmed_holiday() -> None:
    question = clocks(date(2024, 2, 8))[REGISTRATION]  # 30 days end on Friday 8 March
    assert (question.due_on, question.act_by) == (date(2024, 3, 8), date(2024, 3, 7))


@given(entries, sleeping)
def test_the_day_to_act_lies_between_entry_and_the_end_of_the_period(entered_on: date, sleeps: Sleeps) -> None:
    for found in clocks(entered_on, sleeps=sleeps).values():
        assert entered_on <= found.act_by <= found.due_on
        assert found.advice_on is None or entered_on <= found.advice_on <= found.due_on


@given(entries, st.integers(0, 40))
def test_whoever_enters_later_never_has_less_time(entered_on: date, later: int) -> None:
    first, second = clocks(entered_on), clocks(entered_on + timedelta(days=later))
    for rule in (HOST, REGISTRATION, STAY):
        assert first[rule].due_on <= second[rule].due_on
        assert first[rule].act_by <= second[rule].act_by


@given(entries)
def test_the_shipped_holidays_never_make_anything_later(entered_on: date) -> None:
    stay = StayFacts(entered_on, sleeps="here", citizenship="RUS")
    bare = {each.rule: each for each in compute_deadlines(RulePack("KZ", rules=PACK.rules), stay, TODAY)}
    for rule, found in clocks(entered_on).items():
        assert found.due_on == bare[rule].due_on
        assert found.act_by <= bare[rule].act_by


@st.composite
def past_stays(draw: st.DrawFn) -> tuple[tuple[date, date | None], ...]:
    lengths = draw(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 100)), max_size=6))
    stays: list[tuple[date, date | None]] = []
    last = date(2023, 12, 31)
    for gap, length in lengths:
        departed = last - timedelta(days=gap)
        stays.append((departed - timedelta(days=length), departed))
        last = stays[-1][0]
    return tuple(draw(st.permutations(stays)))


@given(past_stays(), st.integers(1, 100), st.integers(1, 120))
def test_the_window_agrees_with_a_count_day_by_day(
    earlier: tuple[tuple[date, date | None], ...], limit: int, slack: int
) -> None:
    entered_on, window = date(2024, 1, 1), limit + slack

    def was_here(day: date) -> bool:
        return day >= entered_on or any(departed and entered <= day <= departed for entered, departed in earlier)

    def count(end: date) -> int:
        return sum(was_here(end - timedelta(days=ago)) for ago in range(window))

    last = find_last_day_in_window(entered_on, limit, window, earlier)
    assert last == entered_on or count(last) <= limit
    assert count(last + timedelta(days=1)) > limit


@given(past_stays(), st.integers(0, 200))
def test_more_earlier_days_never_give_more_time(earlier: tuple[tuple[date, date | None], ...], length: int) -> None:
    entered_on = date(2024, 1, 1)
    added = (*earlier, (date(2023, 6, 1), date(2023, 6, 1) + timedelta(days=length)))
    assert find_last_day_in_window(entered_on, 90, 180, added) <= find_last_day_in_window(entered_on, 90, 180, earlier)
