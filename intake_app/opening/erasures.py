"""What was erased, kept beside register and backups under a key of the register's own: a restored backup forgets again.

The list holds ids and nothing else, sealed; it is worth something only to somebody who opens the register or one of its
backups. It lies wherever a backup may be restored from: in the data folder, beside its keyring and in each place that
backups go to.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.files import write_atomic
from intake_app.progress import silent
from intake_app.services.backups import read_status
from intake_app.services.erasing import erase_again, erase_person, list_erasures
from intake_app.vault.ciphers import OpeningError, decrypt, encrypt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.changes import Changes
    from intake_app.opening import Unlocked
    from intake_app.progress import Progress

FILE = "erased.sealed"
_CONTEXT = b"intake erasures 1"
_KEY = "erasure_key"
_LIMIT = 64 * 1024 * 1024

_Erasures = dict[str, tuple[str, ...]]


def erase(unlocked: Unlocked, card_or_id: str) -> Changes:
    """Erase somebody and note it wherever backups lie; raises as `services.erasing.erase_person`."""
    changes = erase_person(unlocked.register, card_or_id)
    note_erasures(unlocked)
    return changes


def note_erasures(unlocked: Unlocked) -> tuple[Path, ...]:
    """Bring the list up to date in every place; answers those that refused, as a stick that is away does.

    A place keeps what it knows beside what is new: it may have served a register that went on after this one's backup.
    """
    own = {ids[0]: ids for ids in list_erasures(unlocked.register)}
    refused = []
    for folder in _places(unlocked):
        if not folder.is_dir():
            refused.append(folder)
            continue
        there = _read(folder / FILE, _key(unlocked))
        if own.keys() - there.keys():
            try:
                _write(folder / FILE, _key(unlocked), there | own)
            except UserError:
                refused.append(folder)
    return tuple(refused)


def forget_again(unlocked: Unlocked, beside: Iterable[Path] = ()) -> int:
    """Erase anew whom a restored register holds though they were erased; answers how many.

    `beside` are folders to look for the list in besides those of this register.
    """
    known: _Erasures = {}
    for folder in (*_places(unlocked), *beside):
        known |= _read(folder / FILE, _key(unlocked))
    done = erase_again(unlocked.register, known.values()) if known else 0
    note_erasures(unlocked)
    return done


def erase_from_backups(unlocked: Unlocked, progress: Progress = silent) -> tuple[Path, ...]:
    """Make and verify a new backup, then remove every older one that lies where this laptop puts them; answers these.

    UserError where no new one could be made: then the older ones stay. One that a stick does not let go stays too.
    """
    older = unlocked.list_backups()
    made = set(unlocked.back_up(progress).files.values())
    for backup in older:
        if backup.file not in made:
            with suppress(OSError):
                backup.file.unlink(missing_ok=True)
    return tuple(backup.file for backup in older if not backup.file.exists())


def _places(unlocked: Unlocked) -> tuple[Path, ...]:
    folder, second = unlocked.folder, read_status(unlocked.register).second_place
    return (folder.root, folder.config, folder.backups, *([Path(second)] if second else []))


def _key(unlocked: Unlocked) -> bytes:
    with unlocked.register.reading() as reading:
        return bytes.fromhex(reading.local(_KEY))


def _read(path: Path, key: bytes) -> _Erasures:
    """What a list holds; nothing where there is none, or another register's."""
    try:
        with path.open("rb") as stream:
            listed = json.loads(decrypt(key, stream.read(_LIMIT), _CONTEXT))
    except (OSError, OpeningError, ValueError):
        return {}
    return {ids[0]: tuple(ids) for ids in listed}


def _write(path: Path, key: bytes, erasures: _Erasures) -> None:
    listed = [list(ids) for ids in erasures.values()]
    write_atomic(path, encrypt(key, json.dumps(listed).encode(), _CONTEXT))
