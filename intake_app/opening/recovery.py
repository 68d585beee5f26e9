"""Coming in with the printed key when a passphrase or a slot is lost: a new one for a user the register knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.audit import AuditKind
from intake_app.domain.records import User
from intake_app.domain.roles import Role
from intake_app.errors import DamagedError, UserError
from intake_app.i18n import _
from intake_app.opening import locks, open_for, refuse_empty, refuse_missing, tell_unlocked
from intake_app.opening.archive import open_archive
from intake_app.opening.attempts import throttle_of
from intake_app.opening.head_office import unseal
from intake_app.opening.keys import ids_with_keys
from intake_app.opening.restoring import bring_back
from intake_app.opening.rotation import file_key, finish_if_possible
from intake_app.services.users import give_back_a_manager, unknown_user
from intake_app.vault import access
from intake_app.vault.store import KeyringStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.opening import Doors, Unlocked
    from intake_app.opening.archive import Archive
    from intake_app.paths import DataFolder
    from intake_app.vault.data_key import DataKey


@dataclass(frozen=True)
class Entrant:
    """Who comes in, and with what from now on; without a name it is the only manager."""

    passphrase: str = field(repr=False)
    user_name: str = ""
    key_file: bytes | None = field(default=None, repr=False)


def recover(
    folder: DataFolder,
    recovery_key: str,
    passphrase: str,
    doors: Doors,
    *,
    user_name: str = "",
    key_file: bytes | None = None,
) -> Unlocked:
    """Open with the printed key and give a user a new passphrase: the one named, else the only manager.

    Nothing in the register is lost or changed by it; where no manager is left who can come in, this user becomes one.
    The printed key stays good: offer `Unlocked.renew_recovery_key`. UserError with nothing changed: those of
    `parse_recovery_key`, `wrong_recovery_key`, `user_unknown`, `user_needed`, or why the passphrase cannot be taken.
    """
    refuse_empty(folder)
    store = KeyringStore(folder.keyrings())
    data_key = store.unlock_with_recovery(store.load(), recovery_key)
    return let_in(folder, data_key, Entrant(passphrase, user_name, key_file), doors)


def recover_from_backup(
    folder: DataFolder,
    backup: Path,
    identity: str,
    passphrase: str,
    doors: Doors,
    *,
    user_name: str = "",
    key_file: bytes | None = None,
) -> Unlocked:
    """The same with the head office's age identity and a backup that its recipient was sealed into.

    Where the folder holds the register, it is opened with the backup's key; an empty one gets the backup, as a desk of
    its own. UserError `not_sealed`, `not_decrypted`, `sealed_key_old` beside those of `recover`.
    """
    entrant = Entrant(passphrase, user_name, key_file)
    if not folder.is_set_up():

        def enter(archive: Archive) -> tuple[DataKey, Callable[[], str]]:
            data_key = unseal(archive.manifest, identity)
            return data_key, lambda: give_passphrase(folder, data_key, entrant, doors)

        return bring_back(backup, folder, doors, enter)
    with open_archive(backup) as archive:
        data_key = unseal(archive.manifest, identity)
    _refuse_old(folder, data_key)
    return let_in(folder, data_key, entrant, doors)


def let_in(folder: DataFolder, data_key: DataKey, entrant: Entrant, doors: Doors) -> Unlocked:
    """Give a user a new passphrase with nothing but the data key, and open the register for them."""
    throttle = throttle_of(folder, doors)
    failed = throttle.failed()
    lock = locks.share(folder.lock)
    try:
        refuse_missing(folder)
        data_key = finish_if_possible(folder, data_key, lock)
        user_id = give_passphrase(folder, data_key, entrant, doors)
    except BaseException:
        lock.release()
        raise
    unlocked = open_for(user_id, folder, data_key, doors, lock=lock, failed=failed)
    if unlocked.register.session.role is not Role.MANAGER:
        give_back_a_manager(unlocked.register, user_id, ids_with_keys(unlocked))
        unlocked.close()
        unlocked = open_for(user_id, folder, data_key, doors, failed=failed)
    throttle.forget()
    unlocked.register.witness(AuditKind.KEYS, user_id, detail="recovered")
    tell_unlocked(unlocked)
    return unlocked


def give_passphrase(folder: DataFolder, data_key: DataKey, entrant: Entrant, doors: Doors) -> str:
    """Give whoever comes in a new passphrase, or a slot where they had none; answers their id."""
    user_id = _whose(folder, data_key, doors, entrant.user_name)
    store = KeyringStore(folder.keyrings())
    keyring = store.load().keyring
    has_slot = any(str(entry.user_id) == user_id for entry in access.list_users(keyring, data_key))
    change = access.change_passphrase if has_slot else access.add_user
    store.save(change(keyring, data_key, UUID(user_id), entrant.passphrase, doors.policy, entrant.key_file))
    return user_id


def _refuse_old(folder: DataFolder, data_key: DataKey) -> None:
    """UserError where a key out of a backup is not, or no longer, that of the register in the folder."""
    try:
        access.list_users(KeyringStore(folder.keyrings()).load().keyring, data_key)
    except DamagedError as error:
        if error.code != "keyring_damaged":
            raise
        raise UserError(
            "sealed_key_old",
            _("The key in this backup is not that of the register here."),
            _("Take the newest backup of this centre, or recover it into an empty folder."),
        ) from None


def _whose(folder: DataFolder, data_key: DataKey, doors: Doors, name: str) -> str:
    """The user named, else the only manager."""
    from intake_app.storage.store import open_store

    store = open_store(folder.register, file_key(folder.register, data_key), "", doors.clock)
    try:
        with store.reading() as reading:
            present = reading.all(User)
    finally:
        store.close()
    if wanted := name.strip().casefold():
        found = [user for user in present if user.name.casefold() == wanted]
    else:
        found = [user for user in present if user.role == Role.MANAGER]
    if len(found) == 1:
        return found[0].user_id
    if wanted:
        raise unknown_user()
    raise UserError(
        "user_needed",
        _("There are several managers, or none, so it is not clear who comes in."),
        _("Say whose passphrase is to be new."),
        field="user",
    )
