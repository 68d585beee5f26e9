"""Making, opening and changing a keyring. Nothing here touches a disk: a changed keyring is a new value to be saved.

Every change counts the generation up and seals the directory anew. A passphrase opens one slot only: two people
with the same one could not be told apart, so the second is asked for another.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.vault import slots as parts
from intake_app.vault.ciphers import OpeningError
from intake_app.vault.data_key import DataKey
from intake_app.vault.directory import Directory, DirectoryEntry, open_directory, seal_directory
from intake_app.vault.keyring import (
    DIRECTORY_SIZE,
    ID_SIZE,
    LOCK_SIZE,
    RECOVERY_LOCK_SIZE,
    RECOVERY_SIZE,
    SALT_SIZE,
    SLOTS,
    Keyring,
    make_damaged_error,
)
from intake_app.vault.passphrases import check_key_file, check_new_passphrase, mix_slot_key, stretch_passphrase
from intake_app.vault.recovery_key import RecoveryKey, parse_recovery_key

if TYPE_CHECKING:
    from uuid import UUID

    from intake_app.vault.policy import KdfPolicy


@dataclass(frozen=True)
class Opened:
    """Whom a passphrase belongs to, in which slot, and what it opens."""

    user_id: UUID
    data_key: DataKey
    slot: int


def create_keyring(
    passphrase: str, user_id: UUID, policy: KdfPolicy, key_file: bytes | None = None
) -> tuple[Keyring, DataKey, RecoveryKey]:
    """A new keyring of generation 1 with one user, a new data key, and the recovery key to be printed once.

    Raises UserError `passphrase_too_short` or `key_file_too_short`.
    """
    check_new_passphrase(passphrase)
    check_key_file(key_file)
    data_key, recovery_key = DataKey.generate(), RecoveryKey.generate()
    blank = Keyring(
        keyring_id=os.urandom(ID_SIZE),
        generation=0,
        setting=policy.setting,
        salt=os.urandom(SALT_SIZE),
        recovery=bytes(RECOVERY_SIZE),
        slots=(),
        directory=bytes(DIRECTORY_SIZE),
    )
    recovery, recovery_public = parts.seal_recovery(blank.context, recovery_key, data_key)
    decoys = tuple(parts.seal_decoy(blank.context, slot) for slot in range(SLOTS))
    empty = replace(blank, recovery=recovery, slots=decoys)
    slot_key = mix_slot_key(stretch_passphrase(passphrase, empty.salt, empty.setting), key_file)
    directory = Directory(recovery_public, ())
    keyring = _put_user(empty, directory, secrets.randbelow(SLOTS), user_id, slot_key, data_key)
    return keyring, data_key, recovery_key


def open_keyring(keyring: Keyring, passphrase: str, policy: KdfPolicy, key_file: bytes | None = None) -> Opened:
    """Run the KDF once and try every slot, with the key file and without it.

    Raises UserError `wrong_passphrase`; DamagedError `keyring_below_floor`, or `keyring_damaged` where the passphrase
    opens its slot but something else in the keyring was exchanged.
    """
    policy.check(keyring.setting)
    check_key_file(key_file)
    stretched = stretch_passphrase(passphrase, keyring.salt, keyring.setting)
    found = parts.find_slot(keyring.context, keyring.slots, _make_slot_keys(stretched, key_file))
    if found is None:
        raise UserError(
            "wrong_passphrase",
            _("This passphrase opens nothing here."),
            _("Check the keyboard layout and Caps Lock, plug in your key file's stick if you have one, and try again."),
            field="passphrase",
        )
    slot, user_id, private_key = found
    try:
        data_key = parts.open_slot_box(keyring.context, slot, private_key, keyring.slots[slot])
    except OpeningError as error:
        raise make_damaged_error() from error
    entry = open_directory(keyring, data_key).find_slot(slot)
    if entry is None or entry.user_id != user_id:
        raise make_damaged_error()
    return Opened(user_id, data_key, slot)


def open_with_recovery(keyring: Keyring, text: str) -> DataKey:
    """Open with the printed key, as typed; then `change_passphrase` or `add_user` lets somebody in again.

    Raises the UserErrors of `parse_recovery_key`, UserError `wrong_recovery_key`, DamagedError `keyring_damaged`.
    """
    recovery_key = RecoveryKey(parse_recovery_key(text))
    try:
        private_key = parts.open_recovery_lock(keyring.context, recovery_key, keyring.recovery)
    except OpeningError as error:
        raise UserError(
            "wrong_recovery_key",
            _("This recovery key is typed without a mistake, but it is not the key of this register."),
            _("Look for the sheet that was printed when this register was set up, or when its key was last changed."),
            field="recovery_key",
        ) from error
    try:
        data_key = parts.open_recovery_box(keyring.context, private_key, keyring.recovery)
    except OpeningError as error:
        raise make_damaged_error() from error
    open_directory(keyring, data_key)
    return data_key


def list_users(keyring: Keyring, data_key: DataKey) -> tuple[DirectoryEntry, ...]:
    """Who can open the keyring, by slot. Raises DamagedError `keyring_damaged`."""
    return tuple(sorted(open_directory(keyring, data_key).entries, key=lambda entry: entry.slot))


def add_user(
    keyring: Keyring,
    data_key: DataKey,
    user_id: UUID,
    passphrase: str,
    policy: KdfPolicy,
    key_file: bytes | None = None,
) -> Keyring:
    """Let one more user in, in a free slot taken at random.

    Raises UserError `passphrase_too_short`, `passphrase_in_use`, `key_file_too_short`, `user_has_slot`,
    `keyring_full`; DamagedError `keyring_below_floor`, `keyring_damaged`.
    """
    directory = open_directory(keyring, data_key)
    if directory.find_user(user_id) is not None:
        raise UserError(
            "user_has_slot", _("This user can already open the register."), _("Change the user's passphrase instead.")
        )
    if not directory.free_slots:
        raise UserError(
            "keyring_full",
            _("{count} users can open this register already; there is no room for one more.").format(count=SLOTS),
            _("Revoke a user who no longer works here."),
        )
    slot = secrets.choice(directory.free_slots)
    slot_key = _make_new_slot_key(keyring, passphrase, policy, key_file, own_slot=slot)
    return _put_user(keyring, directory, slot, user_id, slot_key, data_key)


def change_passphrase(
    keyring: Keyring,
    data_key: DataKey,
    user_id: UUID,
    passphrase: str,
    policy: KdfPolicy,
    key_file: bytes | None = None,
) -> Keyring:
    """Give a user a new passphrase and key pair in the same slot; the old passphrase is not needed.

    Older copies of the keyring still open with the old one: where it was stolen, revoke the user and add him anew.
    Raises as `add_user`, and UserError `user_unknown`.
    """
    directory = open_directory(keyring, data_key)
    entry = directory.find_user(user_id)
    if entry is None:
        raise _make_unknown_error()
    slot_key = _make_new_slot_key(keyring, passphrase, policy, key_file, own_slot=entry.slot)
    return _put_user(keyring, directory, entry.slot, user_id, slot_key, data_key)


def revoke_slot(keyring: Keyring, data_key: DataKey, slot: int) -> tuple[Keyring, DataKey]:
    """Overwrite a slot and seal a new data key to everybody else and to the recovery slot, absent or not.

    Until `finish_rotation` the old key is sealed in beside the new one (`DataKey.previous`), because keyring and
    register cannot be replaced in one stroke: save this keyring, write the register anew under the new key, rename it,
    then finish. Raises UserError `user_unknown`, `last_user`, `rotation_unfinished`; DamagedError `keyring_damaged`.
    """
    directory = open_directory(keyring, data_key)
    if directory.find_slot(slot) is None:
        raise _make_unknown_error()
    if len(directory.entries) == 1:
        raise UserError(
            "last_user", _("This is the only user who can open the register."), _("Add another user first.")
        )
    if data_key.previous is not None:
        raise UserError(
            "rotation_unfinished",
            _("The register is still being moved to its new key."),
            _("Wait until that has ended, or open the register once more, and try again."),
        )
    new_key = DataKey.generate(previous=DataKey(data_key.to_bytes()))
    return _reseal(keyring, directory.drop(slot), new_key, revoked_slot=slot), new_key


def finish_rotation(keyring: Keyring, data_key: DataKey) -> tuple[Keyring, DataKey]:
    """Drop the old data key once the register is under the new one. Raises DamagedError `keyring_damaged`."""
    directory = open_directory(keyring, data_key)
    only_key = DataKey(data_key.to_bytes())
    return _reseal(keyring, directory, only_key), only_key


def replace_recovery_key(keyring: Keyring, data_key: DataKey) -> tuple[Keyring, RecoveryKey]:
    """A new key to print; the old sheet opens older copies only. Raises DamagedError `keyring_damaged`."""
    directory = open_directory(keyring, data_key)
    recovery_key = RecoveryKey.generate()
    recovery, public = parts.seal_recovery(keyring.context, recovery_key, data_key)
    changed = replace(keyring, recovery=recovery, generation=keyring.generation + 1)
    return seal_directory(changed, replace(directory, recovery_public_key=public), data_key), recovery_key


def _make_new_slot_key(
    keyring: Keyring, passphrase: str, policy: KdfPolicy, key_file: bytes | None, *, own_slot: int
) -> bytes:
    check_new_passphrase(passphrase)
    check_key_file(key_file)
    policy.check(keyring.setting)
    stretched = stretch_passphrase(passphrase, keyring.salt, keyring.setting)
    found = parts.find_slot(keyring.context, keyring.slots, _make_slot_keys(stretched, key_file))
    if found is not None and found[0] != own_slot:
        raise UserError(
            "passphrase_in_use",
            _("This passphrase cannot be taken."),
            _("Choose another one that nobody else could think of."),
            field="passphrase",
        )
    return mix_slot_key(stretched, key_file)


def _make_slot_keys(stretched: bytes, key_file: bytes | None) -> list[bytes]:
    """The keys to try: a token that is plugged in must not shut out those who need none."""
    alone = mix_slot_key(stretched, None)
    return [alone] if key_file is None else [mix_slot_key(stretched, key_file), alone]


def _put_user(
    keyring: Keyring, directory: Directory, slot: int, user_id: UUID, slot_key: bytes, data_key: DataKey
) -> Keyring:
    sealed, public = parts.seal_slot(keyring.context, slot, slot_key, user_id, data_key)
    slots = (*keyring.slots[:slot], sealed, *keyring.slots[slot + 1 :])
    changed = replace(keyring, slots=slots, generation=keyring.generation + 1)
    return seal_directory(changed, directory.put(DirectoryEntry(slot, user_id, public)), data_key)


def _reseal(keyring: Keyring, directory: Directory, data_key: DataKey, revoked_slot: int | None = None) -> Keyring:
    """Seal a data key to everybody in the directory. Every box changes, those of decoys too; locks stay."""
    context = keyring.context
    slots = []
    for slot, old in enumerate(keyring.slots):
        entry = directory.find_slot(slot)
        if slot == revoked_slot:
            slots.append(parts.seal_decoy(context, slot))
        elif entry is None:
            slots.append(old[:LOCK_SIZE] + parts.seal_decoy_box(context, slot))
        else:
            slots.append(old[:LOCK_SIZE] + parts.seal_box(context, slot, entry.public_key, data_key))
    box = parts.seal_box(context, parts.RECOVERY, directory.recovery_public_key, data_key)
    recovery = keyring.recovery[:RECOVERY_LOCK_SIZE] + box
    changed = replace(keyring, slots=tuple(slots), recovery=recovery, generation=keyring.generation + 1)
    return seal_directory(changed, directory, data_key)


def _make_unknown_error() -> UserError:
    return UserError("user_unknown", _("This user cannot open the register, so there is nothing to change."))
