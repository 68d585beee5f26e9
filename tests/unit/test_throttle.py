"""Wrong passphrases slow the next one down; the clock and deleted files do not help whoever guesses."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from intake_app.clock import FixedClock
from intake_app.opening.throttle import Throttle, Throttled

if TYPE_CHECKING:
    from pathlib import Path

EVENING = datetime(2022, 11, 25, 18, 40, tzinfo=UTC)


class Laptop:
    """One laptop: its clock, its running time, and both copies of the count."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(EVENING)
        self.up = 5000.0
        self.boot = "first run"
        self.copies = (folder / "data" / "register.attempts", folder / "config" / "x.attempts")
        for copy in self.copies:
            copy.parent.mkdir()

    def seconds(self) -> float:
        return self.up

    def run(self) -> str:
        return self.boot

    def throttle(self) -> Throttle:
        """As a program that was just started sees it."""
        return Throttle(self.copies, self.clock, self)

    def wait(self, seconds: float) -> None:
        self.clock.instant += timedelta(seconds=seconds)
        self.up += seconds

    def restart(self) -> None:
        self.up, self.boot = 20.0, self.boot + " and another"

    def guess(self, times: int = 1) -> None:
        for _time in range(times):
            self.throttle().check()
            self.throttle().count_failure()
            self.wait(1)


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def test_five_guesses_are_free_and_then_each_waits_twice_as_long_up_to_a_quarter_of_an_hour(laptop: Laptop) -> None:
    laptop.guess(4)
    assert laptop.throttle().seconds_left() == 0
    waits = []
    for _time in range(8):
        laptop.throttle().check()
        laptop.throttle().count_failure()
        waits.append(laptop.throttle().seconds_left())
        laptop.wait(waits[-1])

    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_the_refusal_says_how_long_in_a_sentence_and_in_seconds(laptop: Laptop) -> None:
    laptop.guess(5)

    with pytest.raises(Throttled) as refused:
        laptop.throttle().check()

    assert (refused.value.code, refused.value.seconds, refused.value.exit_status) == ("throttled", 29, 1)
    assert "29 seconds" in str(refused.value)


def test_a_right_passphrase_begins_anew_and_what_failed_can_be_told_before(laptop: Laptop) -> None:
    assert laptop.throttle().failed() is None
    laptop.guess(3)

    failed = laptop.throttle().failed()
    laptop.throttle().forget()

    assert failed is not None
    assert (failed.count, failed.first_at, failed.last_at) == (3, EVENING, EVENING + timedelta(seconds=2))
    assert laptop.throttle().failed() is None
    assert not any(copy.exists() for copy in laptop.copies)


@pytest.mark.parametrize("copy", [0, 1])
@pytest.mark.parametrize("harm", ["removed", "emptied", "garbled", "older"])
def test_one_copy_that_is_tampered_with_is_no_way_round(laptop: Laptop, copy: int, harm: str) -> None:
    laptop.guess(2)
    older = laptop.copies[copy].read_bytes()
    laptop.guess(3)
    tampered = laptop.copies[copy]
    if harm == "removed":
        tampered.unlink()
    else:
        tampered.write_bytes({"emptied": b"", "garbled": b"\xff{]", "older": older}[harm])

    assert laptop.throttle().seconds_left() == 29
    failed = laptop.throttle().failed()
    assert failed is not None
    assert failed.count == 5


@pytest.mark.parametrize(
    "harm", [{"count": -5}, {"count": "many"}, {"last_at": 1e400}, {"first_at": 1e18}, {"ticks": None}]
)
def test_a_copy_with_nonsense_in_it_is_no_copy(laptop: Laptop, harm: dict[str, object]) -> None:
    laptop.guess(5)
    kept = json.loads(laptop.copies[0].read_text())
    laptop.copies[0].write_text(json.dumps(kept | harm))

    assert laptop.throttle().seconds_left() == 29


@pytest.mark.parametrize(
    "moved", [timedelta(days=400), timedelta(hours=1), -timedelta(hours=1), -timedelta(days=19_000)]
)
def test_setting_the_clock_neither_shortens_nor_lengthens_a_wait(laptop: Laptop, moved: timedelta) -> None:
    laptop.guess(5)

    laptop.clock.instant += moved

    assert laptop.throttle().seconds_left() == 29
    laptop.wait(29)
    assert laptop.throttle().seconds_left() == 0


def test_a_restart_of_the_machine_does_not_end_a_wait(laptop: Laptop) -> None:
    laptop.guess(5)

    laptop.restart()

    assert laptop.throttle().seconds_left() == 29
    laptop.wait(29)
    assert laptop.throttle().seconds_left() == 0


def test_a_clock_set_back_over_a_restart_begins_the_wait_anew_and_no_longer_than_it_was(laptop: Laptop) -> None:
    laptop.guess(5)

    laptop.restart()
    laptop.clock.instant -= timedelta(days=365 * 30)

    assert laptop.throttle().seconds_left() == 30
    laptop.wait(10)
    assert laptop.throttle().seconds_left() == 20
    laptop.wait(20)
    assert laptop.throttle().seconds_left() == 0


def test_a_place_that_cannot_be_written_leaves_the_other_to_count(laptop: Laptop) -> None:
    laptop.copies[1].parent.rmdir()

    laptop.guess(5)

    assert laptop.throttle().seconds_left() == 29


def test_the_count_holds_nobodys_name_and_is_its_owners_alone(laptop: Laptop) -> None:
    laptop.guess(1)

    for copy in laptop.copies:
        assert set(json.loads(copy.read_text())) == {"count", "first_at", "last_at", "ticks", "run"}
        assert copy.stat().st_mode & 0o077 == 0
