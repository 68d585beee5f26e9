"""Quick erase: every copy of the keys that this laptop can reach is overwritten and removed, within a second.

The register itself stays where it is and is noise without a key. What this cannot reach is told: backups on sticks and
other desks still open it, and an SSD may keep old blocks of what was overwritten.
"""

from __future__ import annotations

import os
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.errors import DamagedError, UserError
from intake_app.files import sync_folder
from intake_app.opening.archive import REGISTER, SUFFIX, archive_label, find_archives, open_archive
from intake_app.opening.head_office import recipient_of
from intake_app.paths import KEYRING_SUFFIX
from intake_app.services.backups import read_status
from intake_app.services.deeds import Deed, refuse
from intake_app.vault.store import KeyringStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from intake_app.opening import Unlocked
    from intake_app.paths import DataFolder

_HEAD = 128 * 1024  # bytes at the beginning of a backup that hold its manifest and its keyring, and more


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, and what is known to survive.

    `keyrings` and `backups` count what is gone; `left` are files that could not be erased and still open the register.
    `second_place` is a folder for backups that is not there now, empty where none is set or it was reached;
    `others` counts backups of other desks there; `elsewhere` is when somebody last put a backup into a folder of their
    own; `has_head_office`: whoever holds its identity opens each backup that survives.
    """

    keyrings: int
    backups: int
    left: tuple[Path, ...] = ()
    second_place: str = ""
    others: int = 0
    elsewhere: datetime | None = None
    has_head_office: bool = False


def quick_erase(unlocked: Unlocked) -> Erased:
    """Erase the keys at once, the laptop's own copies first. For leads: UserError `lead_only`, and nothing is erased.

    The register stays open; whoever asked closes it, then calls `sweep`, because a backup may have been under way.
    """
    register, folder = unlocked.register, unlocked.folder
    refuse(register.session, Deed.QUICK_ERASE)
    status, has_head_office = read_status(register), bool(recipient_of(unlocked))
    with register.reading() as reading:
        label = archive_label(reading.local("centre_code"), reading.local("desk_code"))
    keyring_id = _keyring_id(folder)
    second = Path(status.second_place) if status.second_place else None
    keyrings, left = _erase_all(_keyrings(folder), is_whole=True)
    backups, left_backups = _erase_all(_backups(folder, second, label), is_whole=False)
    others = _count_others(second, keyring_id) if second is not None and second.is_dir() else 0
    register.witness(AuditKind.KEYS, count=keyrings + backups, detail="erased")
    return Erased(
        keyrings,
        backups,
        (*left, *left_backups),
        status.second_place if second is not None and not second.is_dir() else "",
        others,
        status.elsewhere,
        has_head_office,
    )


def sweep(folder: DataFolder) -> tuple[Path, ...]:
    """Erase what a backup has written meanwhile into the data folder; answers what could not be erased."""
    left = _erase_all(_keyrings(folder), is_whole=True)[1]
    return (*left, *_erase_all(_backups(folder, None, ""), is_whole=False)[1])


def _keyrings(folder: DataFolder) -> Iterator[Path]:
    """Beside the register and in the config folder, with what a power cut left of them, and the counted attempts."""
    places = {path.parent: None for path in folder.keyrings()}
    for place in places:
        with suppress(OSError):
            for path in sorted(place.iterdir()):
                if KEYRING_SUFFIX in path.suffixes and path.is_file():
                    yield path
    yield from (path for path in folder.attempts() if path.is_file())


def _backups(folder: DataFolder, second: Path | None, label: str) -> Iterator[Path]:
    """All of the data folder, whosever desk it was; of the second place this desk's; half-written ones too."""
    for place, beginning in ((folder.backups, ""), (second, label)):
        with suppress(OSError):
            for path in sorted(place.iterdir()) if place is not None else ():
                is_ours = path.name.removeprefix(".").startswith(beginning)
                if is_ours and SUFFIX in path.name and path.is_file():
                    yield path


def _erase_all(paths: Iterable[Path], *, is_whole: bool) -> tuple[int, tuple[Path, ...]]:
    """How many were erased, and which were not."""
    erased, left, folders = 0, [], set()
    for path in list(paths):
        try:
            _overwrite(path, None if is_whole else _head_of(path))
            path.unlink()
            folders.add(path.parent)
            erased += 1
        except FileNotFoundError:
            continue
        except OSError:
            left.append(path)
    for folder in folders:
        with suppress(OSError):
            sync_folder(folder)
    return erased, tuple(left)


def _overwrite(path: Path, size: int | None) -> None:
    """Random bytes over the beginning of a file, or over all of it, on the disk when this returns."""
    length = path.stat().st_size
    with path.open("r+b", buffering=0) as file:
        file.write(os.urandom(length if size is None else min(size, length)))
        os.fsync(file.fileno())


def _head_of(backup: Path) -> int:
    """How far manifest and keyring reach: they stand before the register, which is noise without them."""
    try:
        with zipfile.ZipFile(backup) as archive:
            return archive.getinfo(REGISTER).header_offset
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, EOFError, NotImplementedError):
        return _HEAD


def _keyring_id(folder: DataFolder) -> bytes:
    try:
        return KeyringStore(folder.keyrings()).load().keyring.keyring_id
    except DamagedError:
        return b""


def _count_others(place: Path, keyring_id: bytes) -> int:
    """Backups of other desks under the same keys."""
    count = 0
    for file in find_archives(place):
        with suppress(UserError), open_archive(file) as archive:
            count += archive.keyring.keyring_id == keyring_id
    return count
