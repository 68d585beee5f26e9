"""A backup that holds somebody who was erased since is forgotten again when it is restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake_app.opening.erasures import FILE, erase, erase_from_backups
from intake_app.opening.restoring import restore
from intake_app.paths import data_folder
from intake_app.services.erasing import list_erasures
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from tests.made import PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture
def centre(tmp_path: Path) -> Unlocked:
    return made_centre(tmp_path / "centre")


def record(centre: Unlocked, family_name: str) -> str:
    return register_party(centre.register, [arrival(centre, family_name=family_name)]).people[0].person_id


def names(centre: Unlocked) -> set[str]:
    return {found.row.person.family_name for found in find_people(centre.register, "Сергей")}


def test_somebody_erased_after_the_backup_is_erased_again_when_it_is_restored(centre: Unlocked, tmp_path: Path) -> None:
    gone = record(centre, "Вычеркнутый")
    record(centre, "Оставшийся")
    backup = centre.back_up().file
    erase(centre, gone)
    centre.close()

    again = restore(backup, data_folder(tmp_path / "again"), PASSPHRASE, doors())

    assert names(again) == {"Оставшийся"}
    assert [ids[0] for ids in list_erasures(again.register)] == [gone]
    assert again.check().findings == ()
    again.close()


def test_a_restored_register_hands_on_what_it_forgot_to_the_next_that_is_restored(
    centre: Unlocked, tmp_path: Path
) -> None:
    gone = record(centre, "Вычеркнутый")
    backup = centre.back_up().file
    erase(centre, gone)
    centre.close()
    second = restore(backup, data_folder(tmp_path / "second"), PASSPHRASE, doors())
    second.close()
    (backup.parent / FILE).unlink()
    (tmp_path / "elsewhere").mkdir()
    moved = backup.rename(tmp_path / "elsewhere" / backup.name)
    (tmp_path / "elsewhere" / FILE).write_bytes((tmp_path / "second" / FILE).read_bytes())

    third = restore(moved, data_folder(tmp_path / "third"), PASSPHRASE, doors())

    assert names(third) == set()
    third.close()


def test_the_list_tells_nobody_who_was_erased(centre: Unlocked) -> None:
    gone = record(centre, "Вычеркнутый")

    erase(centre, gone)

    listed = (centre.folder.root / FILE).read_bytes()
    centre.close()
    assert gone.encode() not in listed
    assert bytes.fromhex(gone.replace("-", "")) not in listed


def test_a_list_of_another_register_is_left_out(centre: Unlocked, tmp_path: Path) -> None:
    kept = record(centre, "Оставшийся")
    backup = centre.back_up().file
    centre.close()
    other = made_centre(tmp_path / "other")
    erase(other, record(other, "Чужой"))
    other.close()
    (backup.parent / FILE).write_bytes((tmp_path / "other" / FILE).read_bytes())

    again = restore(backup, data_folder(tmp_path / "again"), PASSPHRASE, doors())

    assert names(again) == {"Оставшийся"}
    assert kept
    again.close()


def test_erasing_from_backups_leaves_one_that_does_not_hold_them(centre: Unlocked, tmp_path: Path) -> None:
    gone = record(centre, "Вычеркнутый")
    old = centre.back_up().file
    erase(centre, gone)

    removed = erase_from_backups(centre)

    left = [backup.file for backup in centre.list_backups()]
    centre.close()
    again = restore(left[0], data_folder(tmp_path / "again"), PASSPHRASE, doors())
    assert (removed, len(left), old.exists(), names(again)) == ((old,), 1, False, set())
    again.close()
