"""When a backup is due, and that removing old ones never costs the only good one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from intake_app.services.backups import BackupStatus, KeptBackup, Retention, is_due, removable

ZONE = ZoneInfo("Asia/Oral")
NIGHT = datetime(2022, 11, 25, 18, 40, tzinfo=UTC)
HOURS = st.integers(-24 * 500, 24 * 500)
KINDS = st.tuples(st.booleans(), st.booleans())
BACKUPS = st.dictionaries(HOURS, KINDS, min_size=1, max_size=60).map(
    lambda made: [KeptBackup(NIGHT + timedelta(hours=hour), 1, f"{hour}", *kinds) for hour, kinds in made.items()]
)
RETENTIONS = st.builds(Retention, st.integers(0, 9), st.integers(0, 6), st.integers(0, 14), st.integers(0, 400))


def every_hours(hours: int, count: int) -> list[KeptBackup]:
    made = [KeptBackup(NIGHT - timedelta(hours=hours * number), 1, str(number)) for number in range(count)]
    return [replace(made[0], is_verified=True), *made[1:]]


@given(BACKUPS, RETENTIONS, HOURS)
def test_the_newest_backup_is_never_removed(made: list[KeptBackup], retention: Retention, hour: int) -> None:
    assert max(made) not in removable(made, retention, NIGHT + timedelta(hours=hour), ZONE)


@given(BACKUPS, RETENTIONS, HOURS)
def test_the_newest_verified_backup_is_never_removed(made: list[KeptBackup], retention: Retention, hour: int) -> None:
    gone = removable(made, retention, NIGHT + timedelta(hours=hour), ZONE)
    verified = [each for each in made if each.is_verified]
    assert not verified or max(verified) not in gone
    assert verified or gone == ()


@given(BACKUPS, RETENTIONS, HOURS)
def test_removing_twice_removes_nothing_more(made: list[KeptBackup], retention: Retention, hour: int) -> None:
    now = NIGHT + timedelta(hours=hour)
    left = set(made) - set(removable(made, retention, now, ZONE))
    assert removable(left, retention, now, ZONE) == ()


@given(BACKUPS, st.integers(1, 400))
def test_a_centre_that_keeps_for_some_days_keeps_no_older_backup_beside_a_newer_verified_one(
    made: list[KeptBackup], days: int
) -> None:
    made.append(KeptBackup(NIGHT + timedelta(days=501), 1, "new", is_verified=True))
    now = NIGHT + timedelta(days=501)
    left = set(made) - set(removable(made, Retention(keep_days=days), now, ZONE))
    assert all(now - each.made_at <= timedelta(days=days) for each in left)


def test_of_two_years_with_a_backup_each_hour_seven_days_four_weeks_and_twelve_months_are_left() -> None:
    made = every_hours(1, 2 * 365 * 24)
    left = sorted(set(made) - set(removable(made, Retention(), NIGHT, ZONE)), reverse=True)
    local = [each.made_at.astimezone(ZONE) for each in left]

    # The seventh day and the fourth week share no backup with a month here but the newest of all.
    days = {at.date() for at in local[:7]}
    assert len(days) == 7
    assert (max(days) - min(days)).days == 6
    assert len({at.isocalendar()[:2] for at in local}) >= 4
    assert len({(at.year, at.month) for at in local}) == 12
    assert 7 + 2 + 11 <= len(left) <= 7 + 3 + 11


def test_what_was_made_before_an_import_is_kept_for_the_days_that_are_kept() -> None:
    made = [replace(each, is_before=True) if number == 5 else each for number, each in enumerate(every_hours(1, 12))]
    assert made[5] not in removable(made, Retention(), NIGHT, ZONE)
    later = [replace(each, is_verified=False) for each in made]
    days = [KeptBackup(NIGHT + timedelta(days=day), 1, f"day {day}", day == 8) for day in range(1, 9)]
    assert made[5] in removable([*later, *days], Retention(), NIGHT + timedelta(days=8), ZONE)


def test_a_backup_is_due_on_each_day_of_the_centre_on_which_anything_changed() -> None:
    before_midnight = datetime(2022, 11, 25, 18, 59, tzinfo=UTC)  # 23:59 in Oral
    assert not is_due(before_midnight, before_midnight + timedelta(seconds=30), 5, ZONE)
    assert is_due(before_midnight, before_midnight + timedelta(minutes=2), 5, ZONE)
    assert not is_due(before_midnight, before_midnight + timedelta(days=3), 0, ZONE)


def test_a_backup_is_due_after_two_hundred_changes_and_where_there_is_none() -> None:
    assert not is_due(NIGHT, NIGHT, 199, ZONE)
    assert is_due(NIGHT, NIGHT, 200, ZONE)
    assert is_due(None, NIGHT, 0, ZONE)


def test_a_clock_that_went_back_or_far_ahead_asks_for_a_backup_rather_than_for_none() -> None:
    for now in (datetime(1970, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)):
        assert is_due(NIGHT, now, 1, ZONE)


def test_the_age_shown_is_of_the_place_that_is_behind() -> None:
    status = BackupStatus(NIGHT, NIGHT - timedelta(days=2), None, "/stick", "second:folder_missing", NIGHT, 0)
    assert status.last == NIGHT - timedelta(days=2)
    assert replace(status, second_place="").last == NIGHT
    assert replace(status, second=None).last is None
    assert replace(status, inside=None, elsewhere=NIGHT, second_place="").last == NIGHT
