"""The keyring's three copies on a real disk: lost, damaged, mixed up, cut off while being written."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.errors import DamagedError, UserError
from intake_app.vault import (
    PRODUCTION_POLICY,
    CopyState,
    DataKey,
    KdfPolicy,
    Keyring,
    KeyringStore,
    add_user,
    change_passphrase,
    create_keyring,
    open_keyring,
    open_with_recovery,
    revoke_slot,
)
from intake_app.vault.keyring import KEYRING_SIZE
from tests.storage.power_cut import run_until_cut

CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=64, floor_iterations=1)
ANNA, BORIS = UUID(int=1), UUID(int=2)
ANNAS, BORISS, NEW = "anna's long words", "boris has others", "a new one for anna"
KEPT = Path(__file__).parent / "kept" / "keyring_version_1.bin"


class Place:
    """A register's folder with three places for its keyring, and one keyring saved there."""

    def __init__(self, folder: Path) -> None:
        self.paths = [folder / name / "keyring" for name in ("register", "config", "backup")]
        self.store = KeyringStore(self.paths)
        self.keyring, self.data_key, self.recovery_key = create_keyring(ANNAS, ANNA, CHEAP)
        assert self.store.save(self.keyring) == ()

    def states(self) -> list[CopyState]:
        return [copy.state for copy in self.store.load().copies]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


GOOD = [CopyState.GOOD] * 3


def test_a_new_keyring_lies_in_three_places_for_the_owner_alone(place: Place) -> None:
    assert [path.read_bytes() for path in place.paths] == [place.keyring.to_bytes()] * 3
    loaded = place.store.load()
    assert loaded.damaged == ()
    assert place.store.unlock(loaded, ANNAS, CHEAP).data_key == place.data_key
    if os.name != "nt":
        assert {path.stat().st_mode & 0o777 for path in place.paths} == {0o600}
        assert {path.parent.stat().st_mode & 0o777 for path in place.paths} == {0o700}


@pytest.mark.parametrize("left", [0, 1, 2])
@pytest.mark.parametrize("harm", ["gone", "folder gone", "empty", "cut", "flipped", "overwritten"])
def test_it_opens_with_two_of_three_gone_and_mends_them(place: Place, left: int, harm: str) -> None:
    harmed = [path for at, path in enumerate(place.paths) if at != left]
    for path in harmed:
        data = path.read_bytes()
        flipped = bytes([*data[:4000], data[4000] ^ 1, *data[4001:]])
        path.unlink()
        if harm == "folder gone":
            path.parent.rmdir()
        elif harm != "gone":
            path.write_bytes({"empty": b"", "cut": data[:500], "flipped": flipped}.get(harm, os.urandom(KEYRING_SIZE)))
    loaded = place.store.load()
    assert loaded.damaged == tuple(harmed)
    assert place.store.unlock(loaded, ANNAS, CHEAP).user_id == ANNA
    assert place.states() == GOOD


def test_looking_and_a_wrong_passphrase_write_nothing(place: Place) -> None:
    place.paths[0].unlink()
    place.paths[1].write_bytes(b"garbage")
    with pytest.raises(UserError, match="opens nothing here"):
        place.store.unlock(place.store.load(), "somebody else's", CHEAP)
    assert not place.paths[0].exists()
    assert place.paths[1].read_bytes() == b"garbage"


def test_the_recovery_key_mends_too(place: Place) -> None:
    place.paths[0].unlink()
    assert place.store.unlock_with_recovery(place.store.load(), place.recovery_key.text) == place.data_key
    assert place.states() == GOOD


def test_without_any_copy_or_any_whole_one_it_says_what_to_do(place: Place) -> None:
    for path in place.paths:
        path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedError) as refused:
        place.store.load()
    assert refused.value.code == "keyring_damaged"
    for path in place.paths:
        path.unlink()
    with pytest.raises(DamagedError) as missing:
        place.store.load()
    assert missing.value.code == "keyring_missing"
    assert "backup" in refused.value.do
    assert "backup" in missing.value.do


def test_the_newest_generation_wins_wherever_it_lies_and_older_copies_follow(place: Place) -> None:
    for newest in place.paths:
        keyring = change_passphrase(place.store.load().keyring, place.data_key, ANNA, NEW, CHEAP)
        newest.write_bytes(keyring.to_bytes())
        loaded = place.store.load()
        assert loaded.keyring == keyring
        assert [copy.state for copy in loaded.copies].count(CopyState.OUTDATED) == 2
        place.store.unlock(loaded, NEW, CHEAP)
        assert place.states() == GOOD


def test_a_planted_generation_wipes_out_nothing(place: Place) -> None:
    forged = replace(place.keyring, generation=10**6)
    place.paths[2].write_bytes(forged.to_bytes())
    with pytest.raises(DamagedError):
        place.store.unlock(place.store.load(), ANNAS, CHEAP)
    place.paths[2].unlink()
    assert place.store.unlock(place.store.load(), ANNAS, CHEAP).user_id == ANNA


@pytest.mark.parametrize("wrong", [0, 1, 2])
def test_another_register_s_keyring_is_reported_and_neither_used_nor_overwritten(place: Place, wrong: int) -> None:
    other, _, _ = create_keyring(BORISS, BORIS, CHEAP)
    other = replace(other, generation=50)
    place.paths[wrong].write_bytes(other.to_bytes())
    loaded = place.store.load()
    assert loaded.keyring == place.keyring
    assert loaded.copies[wrong].state is CopyState.FOREIGN
    place.store.unlock(loaded, ANNAS, CHEAP)
    assert place.paths[wrong].read_bytes() == other.to_bytes()
    changed = change_passphrase(place.keyring, place.data_key, ANNA, NEW, CHEAP)
    if wrong == 0:
        with pytest.raises(DamagedError):
            place.store.save(changed)
        assert place.store.load().keyring == place.keyring
    else:
        assert place.store.save(changed) == (place.paths[wrong],)
        assert place.store.load().keyring == changed
    assert place.paths[wrong].read_bytes() == other.to_bytes()


def test_a_later_version_s_keyring_is_neither_used_nor_overwritten(place: Place) -> None:
    content = place.paths[1].read_bytes()[:-32]
    later = content[:8] + b"\x00\x02" + content[10:]
    later += hashlib.sha256(later).digest()
    place.paths[1].write_bytes(later)
    place.store.unlock(place.store.load(), ANNAS, CHEAP)
    changed = change_passphrase(place.keyring, place.data_key, ANNA, NEW, CHEAP)
    assert place.store.save(changed) == (place.paths[1],)
    assert place.states() == [CopyState.GOOD, CopyState.NEWER, CopyState.GOOD]
    assert place.paths[1].read_bytes() == later


def test_on_a_tie_the_copy_beside_the_register_is_taken_unless_an_id_is_asked_for(place: Place) -> None:
    other, _, _ = create_keyring(BORISS, BORIS, CHEAP)
    place.paths[1].write_bytes(other.to_bytes())
    place.paths[2].unlink()
    assert place.store.load().keyring == place.keyring
    assert place.store.load(other.keyring_id).keyring == other
    with pytest.raises(DamagedError) as refused:
        place.store.load(bytes(16))
    assert refused.value.code == "keyring_foreign"


def test_two_histories_of_one_generation_are_reported_and_none_is_overwritten(place: Place) -> None:
    here, there = (change_passphrase(place.keyring, place.data_key, ANNA, words, CHEAP) for words in (NEW, NEW + "!"))
    place.paths[0].write_bytes(here.to_bytes())
    place.paths[1].write_bytes(there.to_bytes())
    place.store.unlock(place.store.load(), NEW, CHEAP)
    assert place.states() == [CopyState.GOOD, CopyState.DIFFERS, CopyState.GOOD]


def test_a_change_made_elsewhere_meanwhile_is_not_overwritten(place: Place) -> None:
    other, _, _ = create_keyring(BORISS, BORIS, CHEAP)
    mine = change_passphrase(place.keyring, place.data_key, ANNA, NEW, CHEAP)
    theirs = add_user(place.keyring, place.data_key, BORIS, BORISS, CHEAP)
    place.store.save(theirs)
    for stale in (mine, place.keyring):
        with pytest.raises(UserError) as refused:
            place.store.save(stale)
        assert refused.value.code == "keyring_changed_elsewhere"
    with pytest.raises(DamagedError) as foreign:
        place.store.save(other)
    assert foreign.value.code == "keyring_foreign"
    place.store.save(theirs)
    assert place.store.load().keyring == theirs


def test_a_place_that_refuses_does_not_stop_a_change_unless_it_is_the_first(place: Place) -> None:
    changed = change_passphrase(place.keyring, place.data_key, ANNA, NEW, CHEAP)
    place.paths[2].unlink()
    place.paths[2].mkdir()
    assert place.store.save(changed) == (place.paths[2],)
    assert place.states() == [CopyState.GOOD, CopyState.GOOD, CopyState.UNREADABLE]
    assert place.store.mend(place.store.load()) == ()

    again = change_passphrase(changed, place.data_key, ANNA, ANNAS, CHEAP)
    place.paths[0].unlink()
    place.paths[0].mkdir()
    with pytest.raises(UserError):
        place.store.save(again)
    assert place.store.load().keyring == changed


def test_a_power_cut_while_a_passphrase_changes_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    worked: list[str] = []
    has_ended = False
    while not has_ended:
        place = Place(tmp_path / str(len(worked)))
        changed = change_passphrase(place.keyring, place.data_key, ANNA, NEW, CHEAP)
        has_ended = run_until_cut(partial(place.store.save, changed), len(worked))
        loaded = place.store.load()
        words = [words for words in (ANNAS, NEW) if opens(loaded.keyring, words, place.data_key)]
        assert len(words) == 1, "both or neither open"
        place.store.unlock(loaded, words[0], CHEAP)
        assert place.states() == GOOD
        for path in place.paths:
            left = [part for part in path.parent.iterdir() if part != path and has_ended]
            assert left == []
        worked += words
    assert worked == sorted(worked, key=(ANNAS, NEW).index), "never back to the old one"
    assert set(worked) == {ANNAS, NEW}
    assert len(worked) > 12


def test_a_power_cut_while_a_user_is_revoked_never_loses_the_data_key(tmp_path: Path) -> None:
    has_ended, operations = False, 0
    while not has_ended:
        place = Place(tmp_path / str(operations))
        team = add_user(place.keyring, place.data_key, BORIS, BORISS, CHEAP)
        place.store.save(team)
        rotated, new_key = revoke_slot(team, place.data_key, open_keyring(team, BORISS, CHEAP).slot)
        has_ended = run_until_cut(partial(place.store.save, rotated), operations)
        key = place.store.unlock(place.store.load(), ANNAS, CHEAP).data_key
        assert key == place.data_key or (key == new_key and key.previous == place.data_key)
        operations += 1


def test_production_s_own_setting_opens(tmp_path: Path) -> None:
    store = KeyringStore([tmp_path / "keyring"])
    keyring, data_key, _ = create_keyring(ANNAS, ANNA, PRODUCTION_POLICY)
    store.save(keyring)
    assert store.unlock(store.load(), ANNAS, PRODUCTION_POLICY).data_key == data_key
    assert store.unlock(store.load(), ANNAS, CHEAP).data_key == data_key


def test_a_keyring_of_version_1_still_opens() -> None:
    """Kept since the first release: passphrase, key file and recovery key of made-up people."""
    keyring = Keyring.from_bytes(KEPT.read_bytes())
    data_key = DataKey(bytes(range(100, 132)))
    opened = open_keyring(keyring, ANNAS, CHEAP)
    assert (opened.user_id, opened.data_key) == (ANNA, data_key)
    assert open_keyring(keyring, BORISS, CHEAP, key_file=bytes(range(32))).user_id == BORIS
    assert open_with_recovery(keyring, "S29EM-KPN7C-3C1VR-QN9NF-AG5TT-X06GH-1ZTXM") == data_key


def opens(keyring: Keyring, words: str, data_key: DataKey) -> bool:
    try:
        return open_keyring(keyring, words, CHEAP).data_key == data_key
    except UserError:
        return False
