"""Quick erase on real files: afterwards nothing that this laptop reaches opens the register, by any key."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.opening import create_centre, open_for, unlock
from intake_app.opening.archive import REGISTER, open_archive
from intake_app.opening.audits import verify_trail
from intake_app.opening.keys import add_user, switch_user
from intake_app.opening.quick_erase import quick_erase, sweep
from intake_app.opening.recovery import recover
from intake_app.opening.rescue import rescue
from intake_app.opening.restoring import restore
from intake_app.paths import data_folder
from intake_app.services.backups import set_second_place
from intake_app.services.registration import register_party
from tests.made import EVENING, PASSPHRASE, arrival, doors
from tests.ui.made_up import SETUP

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked

MOST_KEPT = 23  # 7 daily, 4 weekly, 12 monthly
OTHER = "four other words here"


@pytest.fixture
def stick(tmp_path: Path, centre: Unlocked) -> Path:
    """A second place that is plugged in, and a backup in both places."""
    place = tmp_path / "stick"
    place.mkdir()
    set_second_place(centre.register, str(place))
    centre.back_up()
    return place


def all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_neither_passphrase_nor_recovery_key_nor_a_backup_here_opens_anything_afterwards(
    tmp_path: Path,
) -> None:
    folder = data_folder(tmp_path / "centre")
    unlocked, recovery_key = create_centre(folder, SETUP, PASSPHRASE, doors())
    unlocked.back_up()
    keyring = folder.keyrings()[0].read_bytes()
    erased = quick_erase(unlocked)
    unlocked.close()
    assert (erased.keyrings, erased.backups, erased.left) == (2, 1, ())
    for attempt in (
        lambda: unlock(folder, PASSPHRASE, doors()),
        lambda: recover(folder, recovery_key, OTHER, doors()),
        lambda: rescue(folder, PASSPHRASE, doors()),
    ):
        with pytest.raises(UserError):
            attempt()
    assert folder.register.exists()
    left = all_bytes(tmp_path)
    assert not any(keyring[at : at + 64] in left for at in range(0, len(keyring) - 64, 64))


def test_what_lies_on_the_plugged_in_second_place_is_erased_too_and_other_desks_are_told(
    centre: Unlocked, stick: Path
) -> None:
    own = next(stick.glob("*.intake-backup"))
    other = stick / own.name.replace("ORL-A-", "ORL-B-")
    shutil.copy(own, other)
    erased = quick_erase(centre)
    assert (erased.backups, erased.others, erased.second_place) == (2, 1, "")
    assert not own.exists()
    assert other.exists()


def test_a_stick_that_is_not_plugged_in_is_named_and_its_backup_still_restores(
    centre: Unlocked, stick: Path, tmp_path: Path
) -> None:
    register_party(centre.register, [arrival(centre)])
    centre.back_up()
    away = stick.rename(tmp_path / "in a pocket")
    erased = quick_erase(centre)
    assert erased.second_place == str(tmp_path / "stick")
    newest = max(away.glob("*.intake-backup"))
    restored = restore(newest, data_folder(tmp_path / "another"), PASSPHRASE, doors(), desk="C")
    with restored.register.reading() as reading:
        assert reading.person_ids(0, 10)
    restored.close()


def test_what_surely_survives_is_told(centre: Unlocked, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    centre.backup(own)
    erased = quick_erase(centre)
    assert erased.elsewhere == EVENING
    assert not erased.has_head_office
    assert list(own.iterdir())


def test_a_full_set_of_backups_in_both_places_is_gone(centre: Unlocked, stick: Path) -> None:
    for place in (centre.folder.backups, stick):
        made = next(place.glob("*.intake-backup"))
        for day in range(1, MOST_KEPT):
            shutil.copy(made, place / f"ORL-A-202211{day:02}T184000Z.intake-backup")
    erased = quick_erase(centre)
    assert erased.backups == 2 * MOST_KEPT
    assert list(stick.glob("*.intake-backup")) == []


def test_a_backup_keeps_its_register_and_loses_manifest_and_keyring(centre: Unlocked, tmp_path: Path) -> None:
    """The blocks of a file that was removed may be found again: what made it open is not among them."""
    made = centre.back_up().file
    held = tmp_path / "the same blocks"
    held.hardlink_to(made)
    keyring = centre.folder.keyrings()[0].read_bytes()
    quick_erase(centre)
    with pytest.raises(UserError), open_archive(held):
        pass
    blocks = held.read_bytes()
    assert not any(keyring[at : at + 64] in blocks for at in range(0, len(keyring) - 64, 64))
    assert REGISTER.encode() in blocks


def test_a_backup_that_was_under_way_is_swept_away_after_it(centre: Unlocked) -> None:
    made = centre.back_up().file
    late = made.read_bytes()
    half = made.with_name(f".{made.name}.0011223344556677.part")
    quick_erase(centre)
    made.write_bytes(late)
    half.write_bytes(late[: len(late) // 2])
    assert sweep(centre.folder) == ()
    assert not made.exists()
    assert not half.exists()


def test_what_a_power_cut_left_of_a_keyring_and_the_counted_attempts_go_too(centre: Unlocked) -> None:
    folder = centre.folder
    part = folder.keyrings()[1].with_name(f".{folder.keyrings()[1].name}.0011223344556677.part")
    part.write_bytes(folder.keyrings()[0].read_bytes())
    with pytest.raises(UserError):
        unlock(folder, OTHER, doors())
    attempts = folder.attempts()
    quick_erase(centre)
    assert not part.exists()
    assert not any(path.exists() for path in attempts)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a running program is a file nobody may write")
def test_what_cannot_be_erased_is_named_and_the_rest_is_gone(centre: Unlocked) -> None:
    made = centre.back_up().file
    shutil.copy(shutil.which("sleep") or "", made)
    made.chmod(0o700)
    with subprocess.Popen([made, "60"]) as running:
        erased = quick_erase(centre)
        running.kill()
    assert erased.left == (made,)
    assert erased.keyrings == 2
    assert not any(path.exists() for path in centre.folder.keyrings())


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.DATA_OFFICER, Role.PROTECTION])
def test_who_is_no_lead_erases_nothing(centre: Unlocked, role: Role) -> None:
    add_user(centre, "Dana", role, OTHER)
    other = switch_user(centre, OTHER)
    with pytest.raises(UserError) as refusal:
        quick_erase(other)
    assert refusal.value.code == "lead_only"
    assert all(path.exists() for path in centre.folder.keyrings())


def test_the_audit_trail_is_told(centre: Unlocked) -> None:
    quick_erase(centre)
    centre.close()
    again = open_for(centre.register.session.user_id, centre.folder, centre.data_key, doors())
    with again.register.reading() as reading:
        told = [(entry.kind, entry.count, entry.detail) for entry in reading.audit_entries(10)]
    assert ("keys", 2, "erased") in told
    assert verify_trail(again) == ()
    again.close()
