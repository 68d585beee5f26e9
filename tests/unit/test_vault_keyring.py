"""The keyring: who opens it, who does not, what it shows, and that no changed byte goes unnoticed."""

from __future__ import annotations

import hashlib
import pickle
import struct
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.errors import DamagedError, UserError
from intake_app.vault import (
    PRODUCTION_POLICY,
    DataKey,
    KdfPolicy,
    KdfSetting,
    Keyring,
    add_user,
    change_passphrase,
    create_keyring,
    finish_rotation,
    list_users,
    open_keyring,
    open_with_recovery,
    replace_recovery_key,
    revoke_slot,
)
from intake_app.vault.keyring import (
    DIRECTORY_AT,
    KEYRING_SIZE,
    LOCK_SIZE,
    RECOVERY_AT,
    SLOT_SIZE,
    SLOTS,
    SLOTS_AT,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CHEAP = KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=64, floor_iterations=1)
ANNA, BORIS, CLARA = (UUID(int=number) for number in (1, 2, 3))
ANNAS, BORISS, CLARAS = "anna's long words", "boris has others", "clara keeps quiet"
TOKEN = bytes(range(32))


def make_team() -> tuple[Keyring, DataKey, str]:
    keyring, data_key, recovery_key = create_keyring(ANNAS, ANNA, CHEAP)
    keyring = add_user(keyring, data_key, BORIS, BORISS, CHEAP)
    keyring = add_user(keyring, data_key, CLARA, CLARAS, CHEAP)
    return keyring, data_key, recovery_key.text


def with_checksum(content: bytes) -> bytes:
    return content[:-32] + hashlib.sha256(content[:-32]).digest()


def assert_refused(code: str, keyring: Keyring, passphrase: str, key_file: bytes | None = None) -> None:
    with pytest.raises(UserError) as refused:
        open_keyring(keyring, passphrase, CHEAP, key_file)
    assert refused.value.code == code
    assert refused.value.do


# --- who opens it


def test_every_user_opens_the_same_data_key_under_the_own_name() -> None:
    keyring, data_key, _ = make_team()
    for user, passphrase in ((ANNA, ANNAS), (BORIS, BORISS), (CLARA, CLARAS)):
        opened = open_keyring(keyring, passphrase, CHEAP)
        assert (opened.user_id, opened.data_key) == (user, data_key)
    assert {entry.user_id for entry in list_users(keyring, data_key)} == {ANNA, BORIS, CLARA}


def test_another_passphrase_opens_nothing() -> None:
    keyring, _, _ = make_team()
    for wrong in ("somebody else's", "", ANNAS.upper(), ANNAS[:-1], "\udcff broken terminal"):
        assert_refused("wrong_passphrase", keyring, wrong)


def test_ends_and_forms_of_letters_do_not_matter_and_inner_spaces_do() -> None:
    keyring, _, _ = create_keyring("Й ё ﬁve  words", ANNA, CHEAP)
    assert open_keyring(keyring, "  И\u0306 е\u0308 five  words\n", CHEAP).user_id == ANNA
    assert_refused("wrong_passphrase", keyring, "Й ё five words")


@pytest.mark.parametrize("short", ["", "       ", "1234567", "  1234567  "])
def test_a_short_passphrase_is_not_set(short: str) -> None:
    keyring, data_key, _ = make_team()
    for attempt in (
        lambda: create_keyring(short, ANNA, CHEAP),
        lambda: add_user(keyring, data_key, UUID(int=9), short, CHEAP),
        lambda: change_passphrase(keyring, data_key, ANNA, short, CHEAP),
    ):
        with pytest.raises(UserError) as refused:
            attempt()
        assert refused.value.code == "passphrase_too_short"


def test_the_recovery_key_opens_and_lets_somebody_in_again() -> None:
    keyring, data_key, printed = make_team()
    recovered = open_with_recovery(keyring, printed.lower())
    assert recovered == data_key
    keyring = change_passphrase(keyring, recovered, ANNA, "a new one for anna", CHEAP)
    assert open_keyring(keyring, "a new one for anna", CHEAP).data_key == data_key


def test_another_register_s_recovery_key_is_refused_in_a_sentence() -> None:
    keyring, _, _ = make_team()
    with pytest.raises(UserError) as refused:
        open_with_recovery(keyring, make_team()[2])
    assert refused.value.code == "wrong_recovery_key"


def test_a_new_recovery_key_replaces_the_old_one() -> None:
    keyring, data_key, printed = make_team()
    keyring, fresh = replace_recovery_key(keyring, data_key)
    assert open_with_recovery(keyring, fresh.text) == data_key
    with pytest.raises(UserError, match="not the key of this register"):
        open_with_recovery(keyring, printed)


def test_a_key_file_is_needed_where_it_was_set_and_shuts_nobody_else_out() -> None:
    keyring, data_key, _ = create_keyring(ANNAS, ANNA, CHEAP, key_file=TOKEN)
    keyring = add_user(keyring, data_key, BORIS, BORISS, CHEAP)
    assert open_keyring(keyring, ANNAS, CHEAP, TOKEN).user_id == ANNA
    assert open_keyring(keyring, BORISS, CHEAP, TOKEN).user_id == BORIS
    assert_refused("wrong_passphrase", keyring, ANNAS)
    assert_refused("wrong_passphrase", keyring, ANNAS, bytes(32))
    assert_refused("key_file_too_short", keyring, ANNAS, b"")


# --- changing it


def test_a_changed_passphrase_opens_and_the_old_one_no_longer_does() -> None:
    keyring, data_key, _ = make_team()
    before = keyring.generation
    keyring = change_passphrase(keyring, data_key, BORIS, "boris thought anew", CHEAP)
    assert keyring.generation == before + 1
    assert open_keyring(keyring, "boris thought anew", CHEAP).user_id == BORIS
    assert_refused("wrong_passphrase", keyring, BORISS)


def test_a_passphrase_belongs_to_one_user() -> None:
    keyring, data_key, _ = make_team()
    with pytest.raises(UserError) as refused:
        add_user(keyring, data_key, UUID(int=9), ANNAS, CHEAP)
    assert refused.value.code == "passphrase_in_use"
    with pytest.raises(UserError, match="cannot be taken"):
        change_passphrase(keyring, data_key, BORIS, ANNAS, CHEAP)
    same = change_passphrase(keyring, data_key, ANNA, ANNAS, CHEAP)
    assert open_keyring(same, ANNAS, CHEAP).user_id == ANNA


def test_a_revoked_user_opens_nothing_and_the_absent_get_the_new_key() -> None:
    keyring, old_key, printed = make_team()
    keyring, new_key = revoke_slot(keyring, old_key, open_keyring(keyring, BORISS, CHEAP).slot)
    assert new_key != old_key
    assert_refused("wrong_passphrase", keyring, BORISS)
    for passphrase in (ANNAS, CLARAS):
        assert open_keyring(keyring, passphrase, CHEAP).data_key == new_key
    assert open_with_recovery(keyring, printed) == new_key
    assert {entry.user_id for entry in list_users(keyring, new_key)} == {ANNA, CLARA}


def test_the_old_data_key_is_at_hand_until_the_rotation_is_finished() -> None:
    keyring, old_key, printed = make_team()
    keyring, new_key = revoke_slot(keyring, old_key, open_keyring(keyring, BORISS, CHEAP).slot)
    assert open_keyring(keyring, ANNAS, CHEAP).data_key.previous == old_key
    assert open_with_recovery(keyring, printed).previous == old_key
    with pytest.raises(UserError) as refused:
        revoke_slot(keyring, new_key, open_keyring(keyring, CLARAS, CHEAP).slot)
    assert refused.value.code == "rotation_unfinished"
    done, last_key = finish_rotation(keyring, new_key)
    assert last_key == new_key
    for key in (open_keyring(done, ANNAS, CHEAP).data_key, open_with_recovery(done, printed)):
        assert key == new_key
        assert key.previous is None


def test_a_rotation_leaves_no_sealed_key_as_it_was() -> None:
    before, old_key, _ = make_team()
    gone = open_keyring(before, BORISS, CHEAP).slot
    after, _ = revoke_slot(before, old_key, gone)
    for slot in range(SLOTS):
        assert before.slots[slot][LOCK_SIZE:] != after.slots[slot][LOCK_SIZE:]
        assert (before.slots[slot][:LOCK_SIZE] == after.slots[slot][:LOCK_SIZE]) == (slot != gone)


def test_what_cannot_be_is_refused_in_a_sentence() -> None:
    keyring, data_key, _ = create_keyring(ANNAS, ANNA, CHEAP)
    slot = open_keyring(keyring, ANNAS, CHEAP).slot
    attempts: list[tuple[str, Callable[[], object]]] = [
        ("last_user", lambda: revoke_slot(keyring, data_key, slot)),
        ("user_unknown", lambda: revoke_slot(keyring, data_key, (slot + 1) % SLOTS)),
        ("user_unknown", lambda: change_passphrase(keyring, data_key, BORIS, BORISS, CHEAP)),
        ("user_has_slot", lambda: add_user(keyring, data_key, ANNA, "another one of hers", CHEAP)),
        ("keyring_damaged", lambda: list_users(keyring, DataKey.generate())),
    ]
    for code, attempt in attempts:
        with pytest.raises(UserError) as refused:
            attempt()
        assert refused.value.code == code


def test_thirty_two_users_have_room_and_one_more_has_not() -> None:
    keyring, data_key, _ = create_keyring("passphrase number 0", UUID(int=0), CHEAP)
    for number in range(1, SLOTS):
        keyring = add_user(keyring, data_key, UUID(int=number), f"passphrase number {number}", CHEAP)
    for number in range(SLOTS):
        assert open_keyring(keyring, f"passphrase number {number}", CHEAP).user_id == UUID(int=number)
    with pytest.raises(UserError) as refused:
        add_user(keyring, data_key, UUID(int=99), "one too many", CHEAP)
    assert refused.value.code == "keyring_full"


# --- the policy


def test_production_refuses_a_keyring_below_its_floor_everywhere() -> None:
    keyring, data_key, _ = make_team()
    for attempt in (
        lambda: open_keyring(keyring, ANNAS, PRODUCTION_POLICY),
        lambda: add_user(keyring, data_key, UUID(int=9), "quite long enough", PRODUCTION_POLICY),
        lambda: change_passphrase(keyring, data_key, ANNA, "quite long enough", PRODUCTION_POLICY),
    ):
        with pytest.raises(DamagedError) as refused:
            attempt()
        assert refused.value.code == "keyring_below_floor"


def test_production_stands_on_the_floor_of_the_design() -> None:
    assert PRODUCTION_POLICY.setting == KdfSetting(memory_kib=64 * 1024, iterations=3, lanes=4)
    assert (PRODUCTION_POLICY.floor_memory_kib, PRODUCTION_POLICY.floor_iterations) == (64 * 1024, 3)


def test_a_policy_below_its_own_floor_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="policy"):
        KdfPolicy(memory_kib=64, iterations=1, lanes=1, floor_memory_kib=128, floor_iterations=1)


@pytest.mark.parametrize(
    "setting",
    [
        KdfSetting(4 * 1024 * 1024 + 1, 1, 1),
        KdfSetting(64, 65, 1),
        KdfSetting(64, 0, 1),
        KdfSetting(64, 1, 0),
        KdfSetting(64, 1, 9),
        KdfSetting(2**32 - 1, 2**32 - 1, 2**32 - 1),
    ],
)
def test_a_forged_setting_cannot_hang_the_laptop(setting: KdfSetting) -> None:
    keyring, _, _ = make_team()
    with pytest.raises(DamagedError):
        Keyring.from_bytes(replace(keyring, setting=setting).to_bytes())


# --- the file


def test_the_file_reads_back_and_has_one_size() -> None:
    keyring, data_key, _ = make_team()
    data = keyring.to_bytes()
    assert len(data) == KEYRING_SIZE
    assert Keyring.from_bytes(data) == keyring
    alone, _, _ = create_keyring(ANNAS, ANNA, CHEAP)
    assert len(alone.to_bytes()) == KEYRING_SIZE
    rotated, _ = revoke_slot(keyring, data_key, open_keyring(keyring, BORISS, CHEAP).slot)
    assert len(rotated.to_bytes()) == KEYRING_SIZE


def test_every_flipped_bit_is_found_by_the_checksum() -> None:
    data = make_team()[0].to_bytes()
    for at in range(KEYRING_SIZE):
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        with pytest.raises(DamagedError):
            Keyring.from_bytes(bytes(flipped))


def test_a_change_with_a_new_checksum_is_found_on_opening_wherever_it_is() -> None:
    data = make_team()[0].to_bytes()
    places = [*range(RECOVERY_AT), RECOVERY_AT, RECOVERY_AT + 60, SLOTS_AT - 1, DIRECTORY_AT, KEYRING_SIZE - 33]
    for slot in range(SLOTS):
        start = SLOTS_AT + slot * SLOT_SIZE
        places += [start, start + LOCK_SIZE - 1, start + LOCK_SIZE, start + SLOT_SIZE - 1]
    for at in places:
        forged = bytearray(data)
        forged[at] ^= 0x40
        with pytest.raises((DamagedError, UserError)):
            open_keyring(Keyring.from_bytes(with_checksum(bytes(forged))), ANNAS, CHEAP)


def test_parts_of_another_state_or_place_are_found_on_opening() -> None:
    old, data_key, _ = make_team()
    new = change_passphrase(old, data_key, BORIS, "boris thought anew", CHEAP)
    with pytest.raises(DamagedError):
        open_keyring(replace(new, slots=old.slots), ANNAS, CHEAP)
    with pytest.raises(DamagedError):
        open_keyring(replace(old, generation=99), ANNAS, CHEAP)
    assert_refused("wrong_passphrase", replace(old, slots=old.slots[1:] + old.slots[:1]), ANNAS)
    assert_refused("wrong_passphrase", replace(old, keyring_id=bytes(16)), ANNAS)


def test_every_truncation_and_any_tail_is_refused() -> None:
    data = make_team()[0].to_bytes()
    for size in [*range(0, KEYRING_SIZE, 97), KEYRING_SIZE - 1]:
        with pytest.raises(DamagedError):
            Keyring.from_bytes(data[:size])
    with pytest.raises(DamagedError):
        Keyring.from_bytes(data + b"\0")
    with pytest.raises(DamagedError):
        Keyring.from_bytes(with_checksum(data + bytes(32)))


@given(st.binary(max_size=200), st.booleans())
def test_garbage_is_damage_and_never_a_traceback(garbage: bytes, has_magic: bool) -> None:
    data = b"INTAKEKR" + garbage if has_magic else garbage
    for attempt in (data, with_checksum(data + bytes(32)), with_checksum((data + bytes(KEYRING_SIZE))[:KEYRING_SIZE])):
        with pytest.raises(DamagedError):
            Keyring.from_bytes(attempt)


def test_a_later_version_says_so_and_version_nought_is_damage() -> None:
    data = make_team()[0].to_bytes()
    for version, code in ((2, "keyring_newer"), (0, "keyring_damaged")):
        with pytest.raises(DamagedError) as refused:
            Keyring.from_bytes(with_checksum(data[:8] + struct.pack(">H", version) + data[10:]))
        assert refused.value.code == code


# --- what it shows


def test_used_and_unused_slots_look_alike() -> None:
    """Bytes at one place of 32 slots in many keyrings: as many values as random ones have, used or not."""
    used: list[bytes] = []
    unused: list[bytes] = []
    for _ in range(40):
        keyring, data_key, _ = make_team()
        taken = {entry.slot for entry in list_users(keyring, data_key)}
        for slot, content in enumerate(keyring.slots):
            (used if slot in taken else unused).append(content)
    for group in (used, unused[: len(used)]):
        assert len(set(group)) == len(group) == 120
        for at in range(SLOT_SIZE):
            column = [content[at] for content in group]
            assert len(set(column)) > 40, f"byte {at} hardly varies"
            # the highest bit of a Curve25519 public key is always 0: byte 31 of the box, in decoys as well
            is_key_end = at == LOCK_SIZE + 31
            high = sum(byte >> 7 for byte in column)
            assert high == 0 if is_key_end else 25 < high < 95


def test_the_public_key_in_every_box_lies_on_the_curve() -> None:
    """A random 32 bytes does so half of the time only, which would betray an unused slot."""
    prime = 2**255 - 19
    keyring, data_key, _ = make_team()
    rotated, _ = revoke_slot(keyring, data_key, open_keyring(keyring, BORISS, CHEAP).slot)
    for content in (*keyring.slots, *rotated.slots):
        u = int.from_bytes(content[LOCK_SIZE : LOCK_SIZE + 32], "little")
        assert pow(u**3 + 486662 * u**2 + u, (prime - 1) // 2, prime) == 1


def test_positions_are_random() -> None:
    assert len({open_keyring(create_keyring(ANNAS, ANNA, CHEAP)[0], ANNAS, CHEAP).slot for _ in range(40)}) > 8


def test_two_keyrings_of_one_passphrase_share_nothing_but_format_and_setting() -> None:
    one, other = (create_keyring(ANNAS, ANNA, CHEAP)[0] for _ in range(2))
    assert one.keyring_id != other.keyring_id
    assert one.salt != other.salt
    assert not set(one.slots) & set(other.slots)
    same = sum(a == b for a, b in zip(one.to_bytes()[62:], other.to_bytes()[62:], strict=True))
    assert same < 90  # 31 of 7,881 random bytes agree by chance


def test_no_user_id_or_key_is_readable_in_the_file() -> None:
    user = UUID("0192f3a4-5b6c-7d8e-9f01-23456789abcd")
    keyring, data_key, recovery_key = create_keyring(ANNAS, user, CHEAP)
    data = keyring.to_bytes()
    for secret in (user.bytes, data_key.to_bytes(), recovery_key.to_bytes()[1:], ANNAS.encode()):
        assert secret not in data


# --- the data key


def test_subkeys_are_fixed_by_label_and_tell_nothing_of_each_other() -> None:
    keyring, data_key, _ = make_team()
    again = open_keyring(keyring, BORISS, CHEAP).data_key
    assert len(data_key.subkey(b"sqlcipher")) == 32
    assert data_key.subkey(b"sqlcipher") == again.subkey(b"sqlcipher")
    subkeys = {data_key.subkey(label) for label in (b"sqlcipher", b"audit", b"", b"sqlciphe")}
    assert len(subkeys | {data_key.to_bytes()}) == 5
    assert DataKey.generate().subkey(b"sqlcipher") != data_key.subkey(b"sqlcipher")


def test_subkeys_stay_the_same_over_versions() -> None:
    """A register made today must open with every later version: RFC 5869 over the label that is written here."""
    expected = "025c6f947ccf0d867a6e790d5c693df9042fdbfc9b0585e3e7f3a95a01ad72b2"
    assert DataKey(bytes(range(32))).subkey(b"sqlcipher").hex() == expected


def test_secrets_show_themselves_nowhere() -> None:
    keyring, data_key, _ = make_team()
    opened = open_keyring(keyring, ANNAS, CHEAP)
    shown = repr(opened) + str(data_key) + repr(keyring) + f"{data_key}" + repr(list_users(keyring, data_key))
    assert data_key.to_bytes().hex() not in shown
    assert repr(data_key.to_bytes())[2:-1] not in shown
    assert repr(data_key) == "DataKey(hidden)"
    with pytest.raises(TypeError):
        pickle.dumps(data_key)


def test_cryptography_is_not_imported_before_it_is_needed() -> None:
    script = "import sys, intake_app.vault; sys.exit(any(m.split('.')[0] == 'cryptography' for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
