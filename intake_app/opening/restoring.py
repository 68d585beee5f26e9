"""Bringing a backup back into a folder without a register: a desk of its own from then on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.files import make_private_folder
from intake_app.i18n import _
from intake_app.opening import locks, open_for, remove_half_made
from intake_app.opening.archive import open_archive
from intake_app.opening.erasures import forget_again
from intake_app.opening.rotation import file_key
from intake_app.services.centres import renew_desk
from intake_app.vault.access import open_keyring
from intake_app.vault.store import KeyringStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.opening import Doors, Unlocked
    from intake_app.opening.archive import Archive
    from intake_app.paths import DataFolder
    from intake_app.vault.data_key import DataKey


def restore(
    backup: Path,
    folder: DataFolder,
    passphrase: str,
    doors: Doors,
    *,
    desk: str = "",
    key_file: bytes | None = None,
) -> Unlocked:
    """Bring a backup back into a folder without a register, as a new replica with a new desk code."""

    def enter(archive: Archive) -> tuple[DataKey, Callable[[], str]]:
        opened = open_keyring(archive.keyring, passphrase, doors.policy, key_file)
        return opened.data_key, lambda: str(opened.user_id)

    return bring_back(backup, folder, doors, enter, desk=desk)


def bring_back(
    backup: Path,
    folder: DataFolder,
    doors: Doors,
    enter: Callable[[Archive], tuple[DataKey, Callable[[], str]]],
    *,
    desk: str = "",
) -> Unlocked:
    """As `restore`, however somebody comes in: `enter` answers the data key of an opened backup, and what tells, once
    keyring and register lie in the folder, which user it is. What it raises leaves nothing behind.
    """
    from intake_app.storage.backup import mark_restored, verify_copy  # loads the database, which few commands need

    if folder.is_set_up():
        raise UserError(
            "already_set_up",
            _("There is a register in this folder already; a backup never goes over it."),
            _("Restore into an empty folder."),
        )
    with open_archive(backup) as archive:
        data_key, find_user = enter(archive)
        make_private_folder(folder.root)
        make_private_folder(folder.config)
        lock = locks.alone(folder.lock)
        try:
            archive.extract_register(folder.register)
            key = file_key(folder.register, data_key)
            verify_copy(folder.register, key)
            mark_restored(folder.register, key)  # cut short after this, it is still a desk of its own
            KeyringStore(folder.keyrings()).save(archive.keyring)
            lock.release()
            replica = os.urandom(16)
            unlocked = open_for(find_user(), folder, data_key, doors, replica=replica)
            renew_desk(unlocked.register, replica.hex(), desk)
            forget_again(unlocked, [backup.parent])
        except BaseException:
            lock.release()
            remove_half_made(folder)
            raise
    return unlocked
