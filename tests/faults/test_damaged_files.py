"""Bits that flip, files cut short, a log of another register: each is found, and the newest backup brings it back."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from intake_app.errors import DamagedError, UserError
from intake_app.opening import unlock
from intake_app.opening.backups import back_up
from intake_app.opening.rescue import rescue
from intake_app.opening.restoring import restore
from intake_app.paths import DataFolder, data_folder
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from intake_app.storage.engine import open_connection
from intake_app.storage.verdict import is_damaged
from tests.faults.conftest import IS_LONG
from tests.made import PASSPHRASE, arrival, doors, made_centre, other_centre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


FLIPS, CUTS = (1000, 100) if IS_LONG else (30, 10)
PEOPLE = 20


class Laptop:
    """A closed register of twenty people with a verified backup, to be damaged again and again."""

    def __init__(self, root: Path) -> None:
        centre = made_centre(root / "centre")
        for number in range(PEOPLE):
            register_party(centre.register, [arrival(centre, given_name=f"Гость {number}")])
        self.backup = back_up(centre).file
        self.folder: DataFolder = centre.folder
        self.key = centre.file_key
        centre.close()
        self.sound = self.folder.register.read_bytes()

    def put(self, register: bytes, log: bytes = b"") -> None:
        """Lay these files there, and nothing that earlier damage left."""
        for path in self.folder.root.glob("register*.db*"):
            path.unlink()
        self.folder.register.write_bytes(register)
        if log:
            self.folder.register.with_name("register.db-wal").write_bytes(log)

    def is_found_damaged(self) -> bool:
        """Whether unlocking or the check says so, as data.md asks of them."""
        try:
            unlocked = unlock(self.folder, PASSPHRASE, doors())
        except DamagedError:
            return True
        try:
            return bool(unlocked.check().findings)
        except DamagedError:
            return True
        finally:
            unlocked.close()

    def is_brought_back(self) -> bool:
        """Whether the rescue brings back everybody, keeping the damaged file."""
        saved = rescue(self.folder, PASSPHRASE, doors())
        try:
            people = len(find_people(saved.unlocked.register, "Иванов", limit=50))
            return people == PEOPLE and saved.kept_aside is not None and saved.unlocked.check().findings == ()
        finally:
            saved.unlocked.close()


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path)


def flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_short(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def test_every_flipped_bit_and_every_cut_is_found_and_brought_back(
    laptop: Laptop, seen: Callable[[str, str], None]
) -> None:
    chance = random.Random(20221125)
    damages = [(flipped, FLIPS), (cut_short, CUTS)]
    missed, lost = [], []
    for number, (damage, count) in enumerate(damages):
        for each in range(count):
            laptop.put(damage(laptop.sound, chance))
            if not laptop.is_found_damaged():
                missed.append((number, each))
            elif not laptop.is_brought_back():
                lost.append((number, each))
    seen("flips", f"{FLIPS} bits, {CUTS} cuts: {len(missed)} missed, {len(lost)} not brought back")
    assert missed == []
    assert lost == []


def test_the_search_for_damage_finds_none_in_a_sound_register(laptop: Laptop) -> None:
    laptop.put(laptop.sound)
    assert not laptop.is_found_damaged()


def test_a_log_of_another_register_is_found_and_brought_back(
    laptop: Laptop, tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    other = other_centre(tmp_path / "other")
    register_party(other.register, [arrival(other)])
    log = other.folder.register.with_name("register.db-wal").read_bytes()
    other.close()
    assert len(log) > 4096

    laptop.put(laptop.sound, log)

    assert laptop.is_found_damaged()
    assert laptop.is_brought_back()
    seen("flips", "a foreign log: found and brought back")


def test_a_broken_structure_under_whole_seals_is_found_too(laptop: Laptop) -> None:
    laptop.put(laptop.sound)
    key = laptop.key
    assert not is_damaged(laptop.folder.register, key)
    connection = open_connection(laptop.folder.register, key)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_master SET rootpage = 2 WHERE name = 'person'")
    connection.close()
    assert is_damaged(laptop.folder.register, key)
    assert laptop.is_brought_back()


def test_every_flipped_bit_and_every_cut_of_a_backup_is_refused_and_leaves_nothing(
    laptop: Laptop, tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    chance = random.Random(20221126)
    content, target = laptop.backup.read_bytes(), data_folder(tmp_path / "restored")
    taken = []
    for number in range(FLIPS // 2 + CUTS // 2):
        bad = flipped(content, chance) if number < FLIPS // 2 else cut_short(content, chance)
        laptop.backup.write_bytes(bad)
        try:
            restore(laptop.backup, target, PASSPHRASE, doors()).close()
        except UserError:
            assert not target.is_set_up()
            continue
        taken.append(_differing_byte(content, bad))
        _remove(target.root)
    # Nothing but bytes that no reader looks at, such as the date of an entry of the ZIP.
    seen("flips", f"{FLIPS // 2 + CUTS // 2} damaged backups: {len(taken)} held a flip that changes nothing")
    assert len(taken) <= (FLIPS // 100) + 1


def _differing_byte(content: bytes, bad: bytes) -> int:
    return next(place for place, (one, other) in enumerate(zip(content, bad, strict=True)) if one != other)


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder)
