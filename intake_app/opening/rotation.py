"""A new data key for the register after somebody was revoked: keyring first, then the file, then the old key goes.

Keyring and register are two files, so a kill can fall between them. Until the end the keyring holds both keys
(`DataKey.previous`), sealed to everybody who stays, absent or not; whoever unlocks next goes on from there:

1. the slot is overwritten, the new key sealed in beside the old one, the keyring saved;
2. a verified copy of the register under the new key takes the place of the old file;
3. the keyring is saved without the old key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _
from intake_app.opening import REGISTER_KEY
from intake_app.progress import Progress, silent
from intake_app.vault.access import finish_rotation, list_users, revoke_slot
from intake_app.vault.store import KeyringStore

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from intake_app.opening import locks
    from intake_app.paths import DataFolder
    from intake_app.vault.data_key import DataKey


def file_key(register: Path, data_key: DataKey) -> bytes:
    """The key a register's file is under: that of the data key, or of the one before an unfinished rotation.

    DamagedError `register_damaged` where neither opens it.
    """
    key = data_key.subkey(REGISTER_KEY)
    if data_key.previous is None:
        return key
    # Imported on first use: the unlock window is on the screen before the database code.
    from intake_app.storage.rekey import is_key_of

    for each in (key, data_key.previous.subkey(REGISTER_KEY)):
        if is_key_of(register, each):
            return each
    raise DamagedError(
        "register_damaged",
        _("The register cannot be read: the file is damaged or belongs to another key."),
        _("Do not delete it. Restore the newest backup into an empty folder."),
    )


def begin(folder: DataFolder, data_key: DataKey, user_id: UUID) -> DataKey:
    """Take a user's slot away and seal a new data key to everybody else; nobody else may use the register.

    Answers the key with the one before it, to be given to `finish`; unchanged where the user has no slot. UserError
    with nothing changed where the keyring cannot be written.
    """
    store = KeyringStore(folder.keyrings())
    keyring = store.load().keyring
    entry = next((each for each in list_users(keyring, data_key) if each.user_id == user_id), None)
    if entry is None:
        return data_key
    keyring, new_key = revoke_slot(keyring, data_key, entry.slot)
    store.save(keyring)
    return new_key


def finish(folder: DataFolder, data_key: DataKey, progress: Progress = silent) -> DataKey:
    """Bring a rotation to its end from wherever it stopped; nobody else may use the register. Answers the one key.

    After a UserError the register still opens by `file_key`, and unlocking once more goes on.
    """
    from intake_app.storage.rekey import move_to_key, remove_copy

    previous = data_key.previous
    if previous is None:
        return data_key
    new_key = data_key.subkey(REGISTER_KEY)
    under = file_key(folder.register, data_key)
    if under != new_key:
        move_to_key(folder.register, under, new_key, progress)
    remove_copy(folder.register)
    store = KeyringStore(folder.keyrings())
    keyring, only_key = finish_rotation(store.load().keyring, data_key)
    store.save(keyring)
    return only_key


def finish_if_possible(folder: DataFolder, data_key: DataKey, lock: locks.RegisterLock) -> DataKey:
    """What unlocking does with an unfinished rotation: end it; on a full disk or while others work, let it wait.

    `lock` is the register's, shared. DamagedError where the register cannot be read with either key.
    """
    if data_key.previous is None:
        return data_key
    try:
        with lock.alone():
            return finish(folder, data_key)
    except DamagedError:
        raise
    except UserError as error:
        if error.code == "register_alone":  # somebody slipped in between, and the register is not shared any more
            raise
        return data_key
