"""Coming in with the printed key when a passphrase or a slot is lost: a new one for a user the register knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.records import User
from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.opening import open_for, refuse_empty
from intake_app.opening.attempts import throttle_of
from intake_app.opening.rotation import file_key, finish_if_possible
from intake_app.services.users import give_back_a_manager, unknown_user
from intake_app.vault import access
from intake_app.vault.store import KeyringStore

if TYPE_CHECKING:
    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from intake_app.vault.data_key import DataKey
    from intake_app.vault.keyring import Keyring


@dataclass(frozen=True)
class Recovered:
    """The register open for whoever came in, and the new recovery key to print; empty where the old one was kept."""

    unlocked: Unlocked
    recovery_key: str = ""


def recover(
    folder: DataFolder,
    recovery_key: str,
    passphrase: str,
    doors: Doors,
    *,
    user_name: str = "",
    key_file: bytes | None = None,
    renews: bool = False,
) -> Recovered:
    """Open with the printed key and give a user a new passphrase: the one named, else the only manager.

    Nothing in the register is lost or changed by it; where no manager is left who can come in, this user becomes one.
    With `renews` a new recovery key is made and the old sheet opens older copies only. UserError with nothing changed:
    those of `parse_recovery_key`, `wrong_recovery_key`, `user_unknown`, `user_needed`, or why the passphrase cannot be
    taken.
    """
    refuse_empty(folder)
    store = KeyringStore(folder.keyrings())
    data_key = store.unlock_with_recovery(store.load(), recovery_key)
    recovered = let_in(folder, data_key, passphrase, doors, user_name=user_name, key_file=key_file)
    if not renews:
        return Recovered(recovered)
    try:
        return Recovered(recovered, recovered.renew_recovery_key())
    except UserError:
        recovered.close()
        raise


def let_in(
    folder: DataFolder,
    data_key: DataKey,
    passphrase: str,
    doors: Doors,
    *,
    user_name: str = "",
    key_file: bytes | None = None,
) -> Unlocked:
    """Give a user a new passphrase with nothing but the data key, and open the register for them."""
    data_key = finish_if_possible(folder, data_key)
    user_id = _whose(folder, data_key, doors, user_name)
    store = KeyringStore(folder.keyrings())
    keyring = store.load().keyring
    ids = {str(entry.user_id) for entry in access.list_users(keyring, data_key)}
    change = access.change_passphrase if user_id in ids else access.add_user
    changed: Keyring = change(keyring, data_key, UUID(user_id), passphrase, doors.policy, key_file)
    store.save(changed)
    failed = throttle_of(folder, doors).failed()
    unlocked = open_for(user_id, folder, data_key, doors, failed=failed)
    if unlocked.register.session.role is not Role.MANAGER:
        give_back_a_manager(unlocked.register, user_id, ids | {user_id})
        unlocked.close()
        unlocked = open_for(user_id, folder, data_key, doors, failed=failed)
    throttle_of(folder, doors).forget()
    return unlocked


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
