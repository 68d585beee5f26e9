"""A register that cannot be trusted any more: kept aside, and the newest backup that holds up put in its place.

Nothing is deleted: the damaged file is renamed with the instant. Keyrings that are lost are taken from a backup too.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.files import sync_folder, translate_os_error
from intake_app.i18n import _
from intake_app.opening import locks, open_for, refuse_empty
from intake_app.opening.candidates import Candidate, Candidates, file_key_of
from intake_app.opening.erasures import forget_again
from intake_app.vault.store import KeyringStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from intake_app.vault.access import Opened

_COPY = "rescue-copy.tmp"
_LOGS = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Rescued:
    """The register open again, and what it cost.

    `backup` is where it comes from, made at `backup_at`; `lost_changes` is how many changes the damaged file held
    beyond it, None where that cannot be read any more; `kept_aside` is that file, None where there was none.
    """

    unlocked: Unlocked
    backup: Path
    backup_at: datetime
    lost_changes: int | None
    kept_aside: Path | None


def rescue(
    folder: DataFolder,
    passphrase: str,
    doors: Doors,
    *,
    places: Sequence[Path] = (),
    key_file: bytes | None = None,
) -> Rescued:
    """Keep a damaged register aside and go on from the newest backup that holds up, as a desk of its own.

    Looked at are the backups of the data folder, of the second place where it can still be read which one that is, and
    of `places`, folders or files. Where only the keyrings are lost, the register itself stays. UserError, with nothing
    changed, where the register is sound (`register_sound`), others use it, or the passphrase is wrong; DamagedError
    `no_backup` where no backup holds up.
    """
    refuse_empty(folder)
    lock = locks.share(folder.lock)
    try:
        with lock.alone():
            candidates = Candidates(folder, passphrase, doors, key_file)
            _refuse_sound(folder, candidates.own)
            return_to = _take_keyring(candidates, places) or _take_register(candidates, places)
    except BaseException:
        lock.release()
        raise
    candidate, lost, kept_aside = return_to
    unlocked = open_for(str(candidate.opened.user_id), folder, candidate.opened.data_key, doors, lock=lock)
    try:
        forget_again(unlocked, [candidate.file.parent])
    except BaseException:
        unlocked.close()
        raise
    return Rescued(unlocked, candidate.file, candidate.made_at, lost, kept_aside)


def _refuse_sound(folder: DataFolder, own: Opened | None) -> None:
    if own is not None and file_key_of(folder.register, own) is not None:
        raise UserError(
            "register_sound",
            _("The register holds up when it is opened anew; nothing was changed."),
            _("Unlock it. If it is refused again, check the disk."),
        )


def _take_keyring(candidates: Candidates, places: Sequence[Path]) -> tuple[Candidate, int | None, Path | None] | None:
    """Where no keyring is left: one of a backup that opens the register as it is."""
    folder = candidates.folder
    if candidates.own is not None:
        return None
    for candidate in candidates.with_keyrings(places):
        if file_key_of(folder.register, candidate.opened) is not None:
            KeyringStore(folder.keyrings()).save(candidate.keyring)
            return candidate, 0, None
    return None


def _take_register(candidates: Candidates, places: Sequence[Path]) -> tuple[Candidate, int | None, Path | None]:
    from intake_app.storage.backup import mark_restored, remove_database

    folder = candidates.folder
    copy = folder.root / _COPY
    remove_database(copy)
    try:
        candidate, key = candidates.extract_newest(places, copy)
        mark_restored(copy, key)  # whoever opens it, makes it a replica and a desk of its own
        lost = candidates.count_lost(candidate)
        if candidates.own is None:
            KeyringStore(folder.keyrings()).save(candidate.keyring)
        kept_aside = _keep_aside(folder, candidates.doors.clock.now())
        try:
            copy.replace(folder.register)
            sync_folder(folder.root)
        except OSError as error:
            raise translate_os_error(error) from None
    finally:
        with suppress(OSError):
            remove_database(copy)
    return candidate, lost, kept_aside


def _keep_aside(folder: DataFolder, now: datetime) -> Path | None:
    """Rename what is left of the register and its log; nothing is written over."""
    number, register = 0, folder.register
    while True:
        number += 1
        ending = "" if number == 1 else f"-{number}"
        aside = register.with_name(f"{register.stem}-damaged-{now:%Y%m%dT%H%M%SZ}{ending}{register.suffix}")
        if not any(aside.with_name(aside.name + log).exists() for log in _LOGS):
            break
    is_there = register.exists()
    try:
        for log in _LOGS:
            with suppress(FileNotFoundError):
                register.with_name(register.name + log).rename(aside.with_name(aside.name + log))
    except OSError as error:
        raise translate_os_error(error) from None
    return aside if is_there else None
