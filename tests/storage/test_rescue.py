"""A damaged register is kept aside and comes back from the newest backup that holds up, as a desk of its own."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.clock import FixedClock
from intake_app.domain.records import RECORD_TYPES
from intake_app.errors import DamagedError, UserError
from intake_app.opening import REGISTER_KEY, unlock
from intake_app.opening.backups import back_up, back_up_to
from intake_app.opening.rescue import rescue
from intake_app.opening.restoring import restore
from intake_app.paths import DataFolder, data_folder
from intake_app.services.backups import set_second_place
from intake_app.services.centres import desk_code
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from intake_app.storage.engine import open_connection
from tests.made import EVENING, PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture
def centre(tmp_path: Path) -> Unlocked:
    """Three people, a backup, an hour, and two people more."""
    clock = FixedClock(EVENING)
    unlocked = made_centre(tmp_path / "centre", clock=clock)
    record(unlocked, 3)
    back_up(unlocked)
    clock.instant += timedelta(hours=1)
    record(unlocked, 2)
    return unlocked


def record(centre: Unlocked, count: int) -> None:
    for number in range(count):
        register_party(centre.register, [arrival(centre, given_name=f"Гость {number}")])


def damage(folder: DataFolder, size: int = 64) -> None:
    """Overwrite some bytes in the middle of every tenth page."""
    content = bytearray(folder.register.read_bytes())
    for start in range(2000, len(content), 40_960):
        content[start : start + size] = bytes(size)
    folder.register.write_bytes(content)


def refusal_of(folder: DataFolder) -> str:
    with pytest.raises(UserError) as refused:
        unlock(folder, PASSPHRASE, doors()).close()
    return refused.value.code


def rows_of(folder: DataFolder, key: bytes) -> dict[str, list[tuple[Any, ...]]]:
    connection = open_connection(folder.register, key)
    names = (*RECORD_TYPES, "change", "replica")
    rows = {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall() for name in names}
    connection.close()
    return rows


def test_a_restored_backup_holds_every_row_of_every_table_and_the_whole_chain(centre: Unlocked, tmp_path: Path) -> None:
    file = back_up(centre).file
    key = centre.data_key.subkey(REGISTER_KEY)
    before = rows_of(centre.folder, key)
    centre.close()

    again = restore(file, data_folder(tmp_path / "other"), PASSPHRASE, doors())
    findings = again.check().findings
    again.close()
    after = rows_of(again.folder, key)

    assert findings == ()
    assert len(before["change"]) > 15
    for table, rows in before.items():
        assert [row for row in rows if row not in after[table]] == [], table
    assert len(after["change"]) == len(before["change"]) + 1  # the new desk
    assert {table for table in before if len(after[table]) != len(before[table])} == {"change", "desk", "replica"}


def test_a_damaged_register_is_kept_aside_and_restored_from_the_newest_backup(centre: Unlocked) -> None:
    folder = centre.folder
    centre.close()
    damage(folder)
    damaged = folder.register.read_bytes()
    assert refusal_of(folder) == "register_damaged"

    saved = rescue(folder, PASSPHRASE, doors(FixedClock(EVENING + timedelta(hours=2))))

    assert saved.kept_aside == folder.root / "register-damaged-20221125T204000Z.db"
    assert saved.kept_aside.read_bytes() == damaged
    assert saved.backup_at == EVENING
    assert len(find_people(saved.unlocked.register, "Иванов")) == 3
    assert saved.unlocked.check().findings == ()
    assert desk_code(saved.unlocked.register) == saved.unlocked.new_desk != "A"
    saved.unlocked.close()
    again = unlock(folder, PASSPHRASE, doors())
    assert len(find_people(again.register, "Иванов")) == 3
    again.close()


def test_it_is_said_how_many_changes_are_lost_where_the_damaged_file_still_tells(centre: Unlocked) -> None:
    folder = centre.folder
    centre.close()
    content = bytearray(folder.register.read_bytes())
    content[-3000] ^= 1
    folder.register.write_bytes(content)

    saved = rescue(folder, PASSPHRASE, doors())
    saved.unlocked.close()

    assert saved.lost_changes is None or saved.lost_changes > 0


def test_a_register_that_is_gone_comes_back_and_one_that_is_sound_is_not_touched(centre: Unlocked) -> None:
    folder = centre.folder
    centre.close()
    before = folder.register.read_bytes()
    with pytest.raises(UserError) as refused:
        rescue(folder, PASSPHRASE, doors())
    assert refused.value.code == "register_sound"
    assert folder.register.read_bytes() == before

    folder.register.unlink()
    saved = rescue(folder, PASSPHRASE, doors())
    assert (saved.kept_aside, saved.lost_changes) == (None, None)
    assert len(find_people(saved.unlocked.register, "Иванов")) == 3
    saved.unlocked.close()


def test_a_damaged_backup_is_passed_over_for_the_one_before(centre: Unlocked) -> None:
    folder = centre.folder
    newest = back_up(centre).file
    centre.close()
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 1
    newest.write_bytes(content)
    damage(folder)

    saved = rescue(folder, PASSPHRASE, doors())

    assert saved.backup_at == EVENING
    assert newest.exists()
    saved.unlocked.close()


def test_the_second_place_and_a_file_somebody_chooses_are_looked_at_too(centre: Unlocked, tmp_path: Path) -> None:
    folder, stick = centre.folder, tmp_path / "stick"
    stick.mkdir()
    set_second_place(centre.register, str(stick))
    file = back_up(centre).files["second"]
    centre.close()
    shutil.rmtree(folder.backups)
    folder.register.unlink()
    with pytest.raises(DamagedError) as refused:
        rescue(folder, PASSPHRASE, doors())
    assert refused.value.code == "no_backup"
    assert not folder.register.exists()

    chosen = file.rename(tmp_path / "renamed by somebody")
    saved = rescue(folder, PASSPHRASE, doors(), places=[stick, chosen])
    assert len(find_people(saved.unlocked.register, "Иванов")) == 5
    saved.unlocked.close()


def test_with_every_keyring_gone_one_of_a_backup_opens_the_register_as_it_is(centre: Unlocked) -> None:
    folder = centre.folder
    centre.close()
    for keyring in folder.keyrings():
        keyring.unlink(missing_ok=True)
    assert refusal_of(folder) == "keyring_missing"

    saved = rescue(folder, PASSPHRASE, doors())

    assert (saved.kept_aside, saved.lost_changes, saved.unlocked.new_desk) == (None, 0, "")
    assert len(find_people(saved.unlocked.register, "Иванов")) == 5
    saved.unlocked.close()
    assert all(keyring.exists() for keyring in folder.keyrings())


def test_a_wrong_passphrase_and_a_register_in_use_change_nothing(centre: Unlocked) -> None:
    folder = centre.folder
    with pytest.raises(UserError) as in_use:
        rescue(folder, PASSPHRASE, doors())
    centre.close()
    damage(folder)
    damaged = folder.register.read_bytes()
    with pytest.raises(UserError) as wrong:
        rescue(folder, "another passphrase", doors())

    assert (in_use.value.code, wrong.value.code) == ("register_in_use", "wrong_passphrase")
    assert folder.register.read_bytes() == damaged


def test_no_backup_is_ever_written_over_a_register_and_none_is_deleted(centre: Unlocked, tmp_path: Path) -> None:
    (tmp_path / "by hand").mkdir()
    file = back_up_to(centre, tmp_path / "by hand")
    folder = centre.folder
    centre.close()
    with pytest.raises(UserError) as refused:
        restore(file, folder, PASSPHRASE, doors())
    assert refused.value.code == "already_set_up"
    for _time in range(2):
        damage(folder)
        rescue(folder, PASSPHRASE, doors()).unlocked.close()
    assert len(list(folder.root.glob("register-damaged-*.db"))) == 2
