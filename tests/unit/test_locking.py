"""When a window blanks and locks, and what a PIN is worth: plain models that are told the time."""

from __future__ import annotations

import pytest

from intake_app.errors import UserError
from ui.locking.idle import Due, IdleWatch, Instant, read_clocks
from ui.locking.pins import SHIFT, TRIES, ShiftPins

MINUTE = 60


class Laptop:
    """Two clocks that are moved by hand; looked at each second, as the window does."""

    def __init__(self) -> None:
        self.running = self.elapsed = 1_000.0
        self.watch = IdleWatch(self.now())

    def now(self) -> Instant:
        return Instant(self.running, self.elapsed)

    def leave_alone(self, seconds: float) -> list[Due]:
        """What became due while nobody was there."""
        due = []
        for _second in range(int(seconds)):
            self.running += 1
            self.elapsed += 1
            due.append(self.watch.look(self.now()))
        return [each for each in due if each is not Due.NOTHING]

    def sleep(self, seconds: float) -> None:
        self.elapsed += seconds


def test_it_blanks_after_five_minutes_and_locks_after_twenty() -> None:
    laptop = Laptop()
    assert laptop.leave_alone(5 * MINUTE - 1) == []
    assert laptop.leave_alone(1) == [Due.BLANK]
    assert laptop.leave_alone(15 * MINUTE - 1) == []
    assert laptop.leave_alone(1) == [Due.LOCK]


def test_each_key_begins_the_five_minutes_anew() -> None:
    laptop = Laptop()
    for _time in range(3):
        assert laptop.leave_alone(5 * MINUTE - 1) == []
        assert laptop.watch.touch(laptop.now()) is Due.NOTHING


def test_moving_the_mouse_of_a_blank_window_does_not_keep_it_from_locking() -> None:
    laptop = Laptop()
    laptop.leave_alone(5 * MINUTE)
    due = []
    for _minute in range(15):
        due += laptop.leave_alone(MINUTE)
        laptop.watch.touch(laptop.now())
    assert due == [Due.LOCK]


def test_the_right_pin_begins_everything_anew() -> None:
    laptop = Laptop()
    laptop.leave_alone(10 * MINUTE)
    laptop.watch.wake(laptop.now())
    assert laptop.leave_alone(5 * MINUTE) == [Due.BLANK]


@pytest.mark.parametrize("seconds", [1.5, 3600.0])
def test_a_sleep_shows_by_the_clock_that_stands_still_in_it(seconds: float) -> None:
    laptop = Laptop()
    laptop.leave_alone(10)
    laptop.sleep(seconds)
    assert laptop.watch.look(laptop.now()) is Due.SLEPT


def test_a_sleep_shows_where_both_clocks_go_on_in_it() -> None:
    laptop = Laptop()
    laptop.running += 45
    laptop.elapsed += 45
    assert laptop.watch.look(laptop.now()) is Due.SLEPT


def test_a_key_that_comes_first_after_a_sleep_finds_it_out_too() -> None:
    laptop = Laptop()
    laptop.sleep(600)
    assert laptop.watch.touch(laptop.now()) is Due.SLEPT


def test_the_machines_clocks_only_go_on() -> None:
    first, second = read_clocks(), read_clocks()
    assert second.running >= first.running
    assert second.elapsed >= first.elapsed


class Shift:
    """A clock for PINs."""

    def __init__(self) -> None:
        self.at = 0.0
        self.pins = ShiftPins(lambda: self.at)


def test_a_pin_opens_for_whoever_set_it_and_for_nobody_else() -> None:
    pins = Shift().pins
    pins.set("dana", "2580471")
    assert pins.has("dana")
    assert pins.try_pin("dana", "2580471")
    assert not pins.has("timur")
    assert not pins.try_pin("timur", "2580471")


def test_three_wrong_ones_and_it_is_forgotten() -> None:
    pins = Shift().pins
    pins.set("dana", "7391")
    assert [pins.try_pin("dana", "1937") for _time in range(TRIES)] == [False] * TRIES
    assert pins.tries_left == 0
    assert not pins.has("dana")
    assert not pins.try_pin("dana", "7391")


def test_a_right_one_forgives_the_wrong_ones_before_it() -> None:
    pins = Shift().pins
    pins.set("dana", "7391")
    for _round in range(3):
        assert not pins.try_pin("dana", "1937")
        assert not pins.try_pin("dana", "1938")
        assert pins.try_pin("dana", "7391")


def test_a_pin_ends_with_the_shift() -> None:
    shift = Shift()
    shift.pins.set("dana", "7391")
    shift.at = SHIFT - 1
    assert shift.pins.has("dana")
    shift.at = SHIFT
    assert not shift.pins.has("dana")
    assert not shift.pins.try_pin("dana", "7391")


@pytest.mark.parametrize(
    "digits", ["", "123", "12a4", "0000", "1234", "4321", "7890", "1234567890123", "١٢٣٤", " 7391"]
)
def test_what_is_no_pin_or_the_first_that_anybody_tries_is_refused(digits: str) -> None:
    pins = Shift().pins
    with pytest.raises(UserError) as refusal:
        pins.set("dana", digits)
    assert refusal.value.field == "pin"
    assert not pins.has("dana")


def test_a_pin_is_kept_as_nothing_that_says_it() -> None:
    pins = Shift().pins
    pins.set("dana", "73915")
    pins.set("timur", "73915")
    kept = pins._pins
    assert "73915" not in repr(kept)
    assert kept["dana"].digest != kept["timur"].digest
