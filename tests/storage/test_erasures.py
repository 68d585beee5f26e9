"""A backup that holds somebody who was erased since is forgotten again when it is restored."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from intake_app.opening.erasures import erase, erase_from_backups
from intake_app.opening.restoring import restore
from intake_app.paths import data_folder
from intake_app.services.backups import set_second_place
from intake_app.services.erasing import list_erasures
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from tests.made import PASSPHRASE, arrival, doors, made_centre, other_centre

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture
def centre(tmp_path: Path) -> Unlocked:
    return made_centre(tmp_path / "centre")


def listed(folder: Path) -> Path:
    """The list of those who were erased in a folder that serves one register."""
    return next(folder.glob("erased-*.sealed"))


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
    listed(backup.parent).unlink()
    (tmp_path / "elsewhere").mkdir()
    moved = backup.rename(tmp_path / "elsewhere" / backup.name)
    shutil.copy(listed(tmp_path / "second"), tmp_path / "elsewhere")

    third = restore(moved, data_folder(tmp_path / "third"), PASSPHRASE, doors())

    assert names(third) == set()
    third.close()


def test_the_list_tells_nobody_who_was_erased(centre: Unlocked) -> None:
    gone = record(centre, "Вычеркнутый")

    erase(centre, gone)

    held = listed(centre.folder.root).read_bytes()
    centre.close()
    assert gone.encode() not in held
    assert bytes.fromhex(gone.replace("-", "")) not in held


def test_one_stick_keeps_the_lists_of_two_registers(centre: Unlocked, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    other = other_centre(tmp_path / "other")
    backups = []
    for each, name in ((centre, "Вычеркнутый"), (other, "Чужой")):
        set_second_place(each.register, str(stick))
        gone = record(each, name)
        backups.append(each.backup(stick))
        erase(each, gone)
        each.close()

    for number, backup in enumerate(backups):
        again = restore(backup, data_folder(tmp_path / f"again{number}"), PASSPHRASE, doors())
        assert names(again) == set()
        again.close()


def test_a_damaged_list_keeps_nobody_from_restoring_and_the_next_is_whole(centre: Unlocked, tmp_path: Path) -> None:
    record(centre, "Оставшийся")
    gone = record(centre, "Вычеркнутый")
    backup = centre.back_up().file
    erase(centre, gone)
    whole = listed(centre.folder.root)
    centre.close()
    listed(backup.parent).write_bytes(b"not what was written")

    again = restore(backup, data_folder(tmp_path / "again"), PASSPHRASE, doors())
    assert names(again) == {"Оставшийся", "Вычеркнутый"}
    again.close()

    shutil.copy(whole, backup.parent)
    third = restore(backup, data_folder(tmp_path / "third"), PASSPHRASE, doors())
    assert names(third) == {"Оставшийся"}
    third.close()


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
