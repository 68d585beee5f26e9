"""The daily question, on a real register and a clock that is moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from intake_app.clock import FixedClock
from intake_app.services.day_question import (
    confirm_day,
    has_jumped,
    read_answer,
    read_question,
    remember_clock,
)
from intake_app.services.registration import register_party
from tests.made import EVENING, arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EVENING)


@pytest.fixture
def centre(tmp_path: Path, clock: FixedClock) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path / "centre", clock=clock)
    yield unlocked
    unlocked.close()


def test_the_first_unlock_asks_in_the_centres_own_time(centre: Unlocked) -> None:
    question = read_question(centre.register)
    assert question is not None
    assert f"{question.moment:%Y-%m-%d %H:%M}" == "2022-11-25 23:40"
    assert not question.has_gone_back


def test_an_answer_holds_for_the_day_and_says_who_gave_it(centre: Unlocked, clock: FixedClock) -> None:
    confirm_day(centre.register)
    assert read_question(centre.register) is None
    clock.instant += timedelta(minutes=19)
    assert read_question(centre.register) is None
    with centre.register.reading() as reading:
        answer = read_answer(reading)
    assert answer is not None
    assert (answer.day, answer.at, answer.user_id) == ("2022-11-25", EVENING, centre.register.session.user_id)


def test_after_midnight_at_the_centre_it_is_asked_again(centre: Unlocked, clock: FixedClock) -> None:
    confirm_day(centre.register)
    clock.instant += timedelta(minutes=20)
    question = read_question(centre.register)
    assert question is not None
    assert question.moment.date().isoformat() == "2022-11-26"


def test_a_clock_that_went_back_is_asked_about_the_same_day(centre: Unlocked, clock: FixedClock) -> None:
    clock.instant -= timedelta(hours=5)
    confirm_day(centre.register)
    clock.instant += timedelta(hours=3)
    remember_clock(centre.register)
    clock.instant -= timedelta(minutes=1)
    assert read_question(centre.register) is None
    clock.instant -= timedelta(hours=1)
    question = read_question(centre.register)
    assert question is not None
    assert question.has_gone_back
    confirm_day(centre.register)
    assert read_question(centre.register) is None


def test_what_was_seen_last_never_goes_back_by_itself(centre: Unlocked, clock: FixedClock) -> None:
    confirm_day(centre.register)
    clock.instant -= timedelta(hours=2)
    remember_clock(centre.register)
    question = read_question(centre.register)
    assert question is not None
    assert question.has_gone_back


def test_a_clock_before_the_last_save_is_asked_about_though_the_laptop_died_without_a_lock(
    centre: Unlocked, clock: FixedClock
) -> None:
    clock.instant -= timedelta(hours=5)
    confirm_day(centre.register)
    clock.instant += timedelta(hours=3)
    register_party(centre.register, [arrival(centre)])
    clock.instant -= timedelta(hours=1)

    question = read_question(centre.register)

    assert question is not None
    assert question.doubt == "gone_back"
    confirm_day(centre.register)
    assert read_question(centre.register) is None


def test_what_was_recorded_under_a_wrong_clock_is_asked_about_once(centre: Unlocked, clock: FixedClock) -> None:
    clock.instant = datetime(2099, 1, 1, tzinfo=UTC)
    question = read_question(centre.register)
    assert question is not None
    assert question.doubt == "long_after"
    register_party(centre.register, [arrival(centre)])
    clock.instant = EVENING
    question = read_question(centre.register)
    assert question is not None
    assert question.doubt == "gone_back"
    confirm_day(centre.register)
    clock.instant += timedelta(hours=8)
    question = read_question(centre.register)
    assert question is not None
    assert question.doubt == ""


def test_a_clock_that_goes_back_while_a_window_is_open_is_asked_about_though_nothing_was_recorded(
    centre: Unlocked, clock: FixedClock
) -> None:
    clock.instant -= timedelta(hours=5)
    confirm_day(centre.register)
    seen = clock.instant + timedelta(hours=3)
    clock.instant += timedelta(hours=2)
    assert read_question(centre.register) is None
    question = read_question(centre.register, seen)
    assert question is not None
    assert question.has_gone_back


@pytest.mark.parametrize(
    ("later", "jumped"),
    [
        (timedelta(seconds=1), False),
        (timedelta(seconds=-30), False),
        (timedelta(minutes=-3), True),
        (timedelta(hours=23), False),
        (timedelta(hours=25), True),
    ],
)
def test_a_jump_is_back_or_more_than_a_day_ahead(later: timedelta, jumped: bool) -> None:
    assert has_jumped(EVENING, datetime.fromtimestamp(EVENING.timestamp(), EVENING.tzinfo) + later) is jumped
