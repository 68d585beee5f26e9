"""The sealed parts of a keyring: locks that a passphrase opens, boxes that a private key opens, and their decoys.

An unused slot is not random bytes but a slot of nobody, made like any other and its keys thrown away: the ephemeral
public key in a box lies on a curve, and plain random bytes would not, which anybody could test.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.vault.ciphers import KEY_SIZE, OpeningError, decrypt, derive, encrypt, make_key_pair, seal, unseal
from intake_app.vault.data_key import DataKey
from intake_app.vault.keyring import DATA_KEYS_SIZE, LOCK_SIZE, RECOVERY_LOCK_SIZE, SLOTS, USER_ID_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.vault.recovery_key import RecoveryKey

RECOVERY = 255  # its place in the contexts, where users' slots have 0 to 31
_HAS_PREVIOUS = b"\x01"
_HAS_NONE = b"\x00"


def seal_slot(context: bytes, slot: int, slot_key: bytes, user_id: UUID, data_key: DataKey) -> tuple[bytes, bytes]:
    """A user's slot with a new key pair: the slot's bytes, and the public key for the directory."""
    private, public = make_key_pair()
    lock = encrypt(slot_key, user_id.bytes + private, _name_lock(context, slot))
    return lock + seal_box(context, slot, public, data_key), public


def seal_decoy(context: bytes, slot: int) -> bytes:
    """A slot that nobody opens, not to be told from one that somebody does."""
    decoy, _ = seal_slot(context, slot, os.urandom(KEY_SIZE), UUID(bytes=bytes(USER_ID_SIZE)), DataKey.generate())
    return decoy


def seal_box(context: bytes, slot: int, public_key: bytes, data_key: DataKey) -> bytes:
    """The data key, and the one before an unfinished rotation, for the holder of one slot's private key."""
    previous = data_key.previous
    flag, second = (_HAS_NONE, bytes(KEY_SIZE)) if previous is None else (_HAS_PREVIOUS, previous.to_bytes())
    return seal(public_key, flag + data_key.to_bytes() + second, _name_box(context, slot))


def seal_decoy_box(context: bytes, slot: int) -> bytes:
    """A box that nobody opens."""
    return seal_box(context, slot, make_key_pair()[1], DataKey.generate())


def seal_recovery(context: bytes, recovery_key: RecoveryKey, data_key: DataKey) -> tuple[bytes, bytes]:
    """The recovery slot with a new key pair: its bytes and its public key. No Argon2: 140 bits are not guessed."""
    private, public = make_key_pair()
    lock = encrypt(_make_recovery_slot_key(recovery_key, context), private, _name_lock(context, RECOVERY))
    return lock + seal_box(context, RECOVERY, public, data_key), public


def find_slot(context: bytes, slots: Sequence[bytes], slot_keys: Sequence[bytes]) -> tuple[int, UUID, bytes] | None:
    """Try every key on every slot, all of them always: the slot that the first fitting key opened, its user and
    private key; or None.
    """
    found = None
    for slot_key in slot_keys:
        for slot in range(SLOTS):
            try:
                plain = decrypt(slot_key, slots[slot][:LOCK_SIZE], _name_lock(context, slot))
            except OpeningError:
                continue
            found = found or (slot, UUID(bytes=plain[:USER_ID_SIZE]), plain[USER_ID_SIZE:])
    return found


def open_slot_box(context: bytes, slot: int, private_key: bytes, slot_bytes: bytes) -> DataKey:
    """The data key out of a user's slot; raises OpeningError."""
    return _open_box(context, slot, private_key, slot_bytes[LOCK_SIZE:])


def open_recovery_lock(context: bytes, recovery_key: RecoveryKey, recovery: bytes) -> bytes:
    """The recovery slot's private key; raises OpeningError for another printed key."""
    slot_key = _make_recovery_slot_key(recovery_key, context)
    return decrypt(slot_key, recovery[:RECOVERY_LOCK_SIZE], _name_lock(context, RECOVERY))


def open_recovery_box(context: bytes, private_key: bytes, recovery: bytes) -> DataKey:
    """The data key out of the recovery slot; raises OpeningError."""
    return _open_box(context, RECOVERY, private_key, recovery[RECOVERY_LOCK_SIZE:])


def _open_box(context: bytes, slot: int, private_key: bytes, box: bytes) -> DataKey:
    plain = unseal(private_key, box, _name_box(context, slot))
    flag, first, second = plain[:1], plain[1 : 1 + KEY_SIZE], plain[1 + KEY_SIZE :]
    if len(plain) != DATA_KEYS_SIZE or flag not in (_HAS_NONE, _HAS_PREVIOUS):
        raise OpeningError
    return DataKey(first, DataKey(second) if flag == _HAS_PREVIOUS else None)


def _make_recovery_slot_key(recovery_key: RecoveryKey, context: bytes) -> bytes:
    return derive(recovery_key.to_bytes(), b"intake recovery slot key 1: " + context)


def _name_lock(context: bytes, slot: int) -> bytes:
    return b"lock" + bytes([slot]) + context


def _name_box(context: bytes, slot: int) -> bytes:
    return b"box" + bytes([slot]) + context
