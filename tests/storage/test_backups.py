"""Backups of a real encrypted register: verified, in two places, beside somebody who saves, old ones removed."""

from __future__ import annotations

import shutil
import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from intake_app.clock import FixedClock
from intake_app.errors import DamagedError, UserError
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.exchange.own_import import import_path
from intake_app.opening import REGISTER_KEY, Unlocked, locks, unlock
from intake_app.opening.archive import find_archives, open_archive
from intake_app.opening.backups import back_up, back_up_if_due, back_up_to, list_backups
from intake_app.opening.restoring import restore
from intake_app.paths import data_folder
from intake_app.progress import Cancelled
from intake_app.services.backups import (
    CHANGES_BETWEEN,
    is_backup_due,
    last_backup,
    read_status,
    set_second_place,
)
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from intake_app.services.retention import set_retention
from intake_app.storage.engine import open_engine
from intake_app.storage.migrations import revision_of
from tests.made import EVENING, PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from typing import BinaryIO

KEPT = Path(__file__).parent.parent / "migrations" / "kept" / "0.1.0"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def record(centre: Unlocked, count: int = 1) -> None:
    for number in range(count):
        register_party(centre.register, [arrival(centre, given_name=f"Гость {number}")])


def at(centre: Unlocked, *, hours: float) -> None:
    assert isinstance(centre.register.clock, FixedClock)
    centre.register.clock.instant = EVENING + timedelta(hours=hours)


def test_a_backup_goes_into_the_data_folder_and_comes_back_elsewhere(centre: Unlocked, tmp_path: Path) -> None:
    record(centre, 3)
    made = back_up(centre)

    assert made.file.parent == centre.folder.backups
    assert made.file.name == "ORL-A-20221125T184000Z.intake-backup"
    again = restore(made.file, data_folder(tmp_path / "other"), PASSPHRASE, doors())
    assert len(find_people(again.register, "Иванов")) == 3
    assert again.check().findings == ()
    again.close()


def test_a_second_place_gets_the_same_file_and_its_absence_keeps_nothing_from_the_first(
    centre: Unlocked, stick: Path
) -> None:
    set_second_place(centre.register, str(stick))
    both = back_up(centre)
    assert both.files["inside"].read_bytes() == both.files["second"].read_bytes()
    assert (read_status(centre.register).problem, last_backup(centre.register)) == ("", EVENING)

    at(centre, hours=30)
    record(centre)
    stick.rename(stick.with_name("pulled"))
    one = back_up(centre)

    assert list(one.files) == ["inside"]
    assert read_status(centre.register).problem == "second:folder_missing"
    assert not stick.exists()
    assert last_backup(centre.register) == EVENING  # the age grows: of the place that is behind
    assert read_status(centre.register).inside == EVENING + timedelta(hours=30)


def test_where_the_data_folder_takes_none_the_second_place_still_has_its_copy(centre: Unlocked, stick: Path) -> None:
    set_second_place(centre.register, str(stick))
    centre.folder.backups.write_bytes(b"a file where a folder is needed")

    made = back_up(centre)

    assert list(made.files) == ["second"]
    assert made.refusals["inside"].code == "not_a_folder"
    assert not is_backup_due(centre.register)


def test_where_no_place_takes_it_it_is_said_and_stays_due(centre: Unlocked) -> None:
    centre.folder.backups.write_bytes(b"a file where a folder is needed")

    with pytest.raises(UserError) as refused:
        back_up(centre)

    assert refused.value.code == "not_a_folder"
    assert last_backup(centre.register) is None
    assert is_backup_due(centre.register)
    assert not list(centre.folder.root.glob("*.tmp*"))


def test_the_automatic_backup_comes_once_a_day_and_each_two_hundred_changes(centre: Unlocked) -> None:
    assert back_up_if_due(centre) is not None
    assert back_up_if_due(centre) is None
    record(centre)
    assert back_up_if_due(centre) is None

    at(centre, hours=1)  # past midnight in Oral
    assert back_up_if_due(centre) is not None
    before = sum(_vector(centre).values())
    while sum(_vector(centre).values()) - before < CHANGES_BETWEEN:
        assert back_up_if_due(centre) is None
        record(centre)
    assert back_up_if_due(centre) is not None


def _vector(centre: Unlocked) -> dict[str, int]:
    with centre.register.reading() as reading:
        return reading.vector()


def test_a_day_on_which_nothing_changed_needs_no_backup(centre: Unlocked) -> None:
    back_up(centre)
    at(centre, hours=72)
    assert back_up_if_due(centre) is None


def test_old_backups_go_after_a_newer_one_was_verified_and_seven_days_stay(centre: Unlocked) -> None:
    for day in range(12):
        at(centre, hours=24 * day)
        record(centre)
        back_up(centre)
    days = sorted(each.made_at for each in list_backups(centre))
    assert days[-7:] == [EVENING + timedelta(days=day) for day in range(5, 12)]
    assert len(days) == 8  # and the newest of the week, and of the month, before


def test_the_centres_retention_removes_what_is_older(centre: Unlocked, stick: Path) -> None:
    set_second_place(centre.register, str(stick))
    for day in range(11):
        at(centre, hours=24 * day)
        back_up(centre)
    other_desk = stick / "ORL-B-20220101T000000Z.intake-backup"
    other_desk.write_bytes(b"of another desk on the same stick")
    set_retention(centre.register, 7)

    back_up(centre)

    in_folder = {each.made_at for each in list_backups(centre) if each.place == "inside"}
    assert in_folder == {EVENING + timedelta(days=day) for day in range(4, 11)}
    assert other_desk.exists()


def test_a_backup_by_hand_counts_for_the_age_and_removes_nothing(centre: Unlocked, stick: Path) -> None:
    for hour in range(3):
        at(centre, hours=hour)
        back_up_to(centre, stick)
    assert len(find_archives(stick)) == 3
    assert last_backup(centre.register) == EVENING + timedelta(hours=2)
    assert is_backup_due(centre.register)


def test_two_backups_at_the_same_second_are_two_files_in_their_order(centre: Unlocked) -> None:
    first, second = back_up(centre).file, back_up(centre).file
    assert find_archives(centre.folder.backups)[0] == second
    assert second != first


def test_saving_goes_on_while_the_copy_is_made_and_the_copy_is_of_one_instant(
    centre: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(centre, 5)
    monkeypatch.setattr("intake_app.storage.backup.PAGES_AT_ONCE", 10)
    saved: list[int] = []

    def save_meanwhile(done: int, total: int) -> None:
        if len(saved) < 40:
            register_party(centre.register, [arrival(centre, given_name="Позже")])
        saved.append(done)

    made = back_up(centre, save_meanwhile)

    with open_archive(made.file) as archive:
        counts = archive.manifest["counts"]
    assert isinstance(counts, dict)
    assert counts["person"] == 5
    assert 4 < len(saved) < 40
    assert saved == sorted(saved)  # no save made it begin again
    assert read_status(centre.register).changes_since > 0


def test_a_backup_can_be_stopped_and_leaves_nothing(centre: Unlocked) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        back_up(centre, stop)

    assert list_backups(centre) == ()
    assert not list(centre.folder.root.glob("backup-copy*"))
    assert last_backup(centre.register) is None


def test_only_one_backup_is_made_at_a_time(centre: Unlocked) -> None:
    refused = []

    def try_another(_done: int, _total: int) -> None:
        other = threading.Thread(target=lambda: refused.append(_refusal(centre)))
        other.start()
        other.join()

    back_up(centre, try_another)
    assert set(refused) == {"backup_under_way"}
    assert len(list_backups(centre)) == 1


def _refusal(centre: Unlocked) -> str:
    try:
        back_up(centre, wait=0)
    except UserError as error:
        return error.code
    return ""


def test_a_backup_that_somebody_asks_for_waits_for_the_one_that_is_being_made(centre: Unlocked) -> None:
    others: list[threading.Thread] = []

    def ask_for_another(_done: int, _total: int) -> None:
        if not others:
            others.append(threading.Thread(target=lambda: back_up(centre)))
            others[0].start()

    back_up(centre, ask_for_another)
    others[0].join()
    assert len(find_archives(centre.folder.backups)) == 1  # the second of the day took the place of the first
    assert find_archives(centre.folder.backups)[0].name.endswith("-2.intake-backup")


def test_what_a_killed_backup_left_is_cleared_by_the_next(centre: Unlocked, stick: Path) -> None:
    set_second_place(centre.register, str(stick))
    left = [
        centre.folder.root / "backup-copy.tmp",
        centre.folder.root / "backup-copy.tmp-wal",
        stick / ".ORL-A-20221124T184000Z.intake-backup.0011223344556677.part",
    ]
    for path in left:
        path.write_bytes(b"half")
    of_another_desk = stick / ".ORL-B-20221124T184000Z.intake-backup.0011223344556677.part"
    of_another_desk.write_bytes(b"being written there just now")

    back_up(centre)

    assert [path.exists() for path in left] == [False] * 3
    assert of_another_desk.exists()


def test_a_copy_that_does_not_hold_up_is_no_backup(centre: Unlocked, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that answers other bytes than it was given, by one bit."""
    from intake_app.opening import archive

    real = archive._read_back

    def read_flipped(file: BinaryIO, digest: str) -> None:
        file.seek(200_000)
        byte = file.read(1)
        file.seek(200_000)
        file.write(bytes([byte[0] ^ 1]))
        real(file, digest)

    monkeypatch.setattr(archive, "_read_back", read_flipped)
    with pytest.raises(DamagedError) as refused:
        back_up(centre)

    assert refused.value.code == "backup_damaged"
    assert list(centre.folder.backups.iterdir()) == []
    assert last_backup(centre.register) is None


def test_a_backup_survives_that_its_register_is_opened_again(tmp_path: Path) -> None:
    centre = made_centre(tmp_path / "centre")
    back_up(centre)
    centre.close()
    again = unlock(centre.folder, PASSPHRASE, doors())
    assert last_backup(again.register) == EVENING
    assert len(list_backups(again)) == 1
    again.close()


def test_an_import_is_begun_only_after_a_backup_and_a_dry_run_needs_none(centre: Unlocked, tmp_path: Path) -> None:
    record(centre, 2)
    export_register(centre.register, tmp_path / "export", ExportRequest(purpose="test"))
    import_path(centre.register, tmp_path / "export" / "people.csv", dry_run=True)
    assert list_backups(centre) == ()

    import_path(centre.register, tmp_path / "export" / "people.csv")
    assert [each.file.name for each in list_backups(centre)] == ["ORL-A-20221125T184000Z-before.intake-backup"]
    back_up(centre)
    assert len(list_backups(centre)) == 2  # what was before is kept beside what is now

    shutil.rmtree(centre.folder.backups)
    centre.folder.backups.write_bytes(b"a file where a folder is needed")
    before = _vector(centre)
    with pytest.raises(UserError) as refused:
        import_path(centre.register, tmp_path / "export" / "people.csv")
    assert refused.value.code == "not_a_folder"
    assert _vector(centre) == before


def test_a_register_of_an_older_version_is_backed_up_before_it_is_upgraded(tmp_path: Path) -> None:
    shutil.copytree(KEPT, tmp_path / "kept")
    folder = data_folder(tmp_path / "kept")

    unlock(folder, PASSPHRASE, doors()).close()
    found = find_archives(folder.backups)
    again = restore(found[0], data_folder(tmp_path / "again"), PASSPHRASE, doors())

    assert len(found) == 1
    with open_archive(found[0]) as archive:
        archive.extract_register(tmp_path / "older.db")
    engine = open_engine(tmp_path / "older.db", again.data_key.subkey(REGISTER_KEY))
    assert revision_of(engine) == "0001"
    engine.dispose()
    assert len(find_people(again.register, "Хранимый")) == 1
    again.close()


def test_an_upgrade_waits_until_nobody_else_has_the_register_open(tmp_path: Path) -> None:
    shutil.copytree(KEPT, tmp_path / "kept")
    folder = data_folder(tmp_path / "kept")
    with locks.share(folder.lock), pytest.raises(UserError) as refused:
        unlock(folder, PASSPHRASE, doors())
    assert refused.value.code == "register_in_use"
    unlock(folder, PASSPHRASE, doors()).close()


def test_an_upgrade_is_not_begun_where_no_backup_can_be_made(tmp_path: Path) -> None:
    shutil.copytree(KEPT, tmp_path / "kept")
    folder = data_folder(tmp_path / "kept")
    folder.backups.write_bytes(b"a file where a folder is needed")
    before = folder.register.read_bytes()

    with pytest.raises(UserError) as refused:
        unlock(folder, PASSPHRASE, doors())

    assert refused.value.code == "not_a_folder"
    assert folder.register.read_bytes() == before
