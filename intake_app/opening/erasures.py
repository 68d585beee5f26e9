"""What was erased, kept beside register and backups under a key of the register's own: a restored backup forgets again.

The list holds ids and nothing else, sealed; it is worth something only to somebody who opens the register or one of its
backups. It lies wherever a backup may be restored from: in the data folder, beside its keyring and in each place that
backups go to.
"""

from __future__ import annotations

import json
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.files import write_atomic
from intake_app.progress import silent
from intake_app.services.backups import read_retention, read_status
from intake_app.services.erasing import erase_again, erase_person, list_erasures
from intake_app.services.retention import anonymise
from intake_app.vault.ciphers import OpeningError, decrypt, derive, encrypt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intake_app.domain.changes import Changes
    from intake_app.opening import Unlocked
    from intake_app.progress import Progress

_CONTEXT = b"intake erasures 1"
_KEY = "erasure_key"
_LIMIT = 64 * 1024 * 1024

_Erasures = dict[str, tuple[str, ...]]


def list_file(folder: Path, key: bytes) -> Path:
    """Where a place keeps the list of the register that has this key: one stick may serve several registers."""
    return folder / f"erased-{derive(key, b'intake erasures name 1').hex()[:8]}.sealed"


def erase(unlocked: Unlocked, card_or_id: str) -> Changes:
    """Erase somebody and note it wherever backups lie; raises as `services.erasing.erase_person`."""
    changes = erase_person(unlocked.register, card_or_id)
    note_erasures(unlocked)
    return changes


def note_erasures(unlocked: Unlocked) -> tuple[Path, ...]:
    """Bring the list up to date in every place; answers those that refused, as a stick that is away does.

    A place keeps what it knows beside what is new: it may have served a register that went on after this one's backup.
    """
    own, key = {ids[0]: ids for ids in list_erasures(unlocked.register)}, _key(unlocked)
    refused = []
    for folder in _places(unlocked):
        if not folder.is_dir():
            refused.append(folder)
            continue
        there = _read(list_file(folder, key), key)
        if own.keys() - there.keys():
            try:
                _write(list_file(folder, key), key, there | own)
            except UserError:
                refused.append(folder)
    return tuple(refused)


def forget_again(unlocked: Unlocked, beside: Iterable[Path] = ()) -> int:
    """Erase anew whom a restored register holds though they were erased; answers how many.

    `beside` are folders to look for the list in besides those of this register.
    """
    known: _Erasures = {}
    key = _key(unlocked)
    for folder in (*_places(unlocked), *beside):
        known |= _read(list_file(folder, key), key)
    done = erase_again(unlocked.register, known.values()) if known else 0
    note_erasures(unlocked)
    return done


@dataclass(frozen=True, slots=True)
class Nameless:
    """How many people were made nameless, how many backups went because they are older than that, and why none could be
    made, where that is so: then the older ones stay.
    """

    changes: Changes
    count: int
    removed: int = 0
    refusal: str = ""


def make_nameless(unlocked: Unlocked, person_ids: Sequence[str], progress: Progress = silent) -> Nameless:
    """Make these people nameless (`services.retention.anonymise`), then a backup, after which older ones go.

    Whatever `progress` raises before they are nameless leaves everything as it was.
    """
    changes = anonymise(unlocked.register, person_ids, progress)
    note_erasures(unlocked)
    before = {backup.file for backup in unlocked.list_backups()}
    try:
        unlocked.back_up()
    except UserError as error:
        return Nameless(changes, len(person_ids), refusal=str(error))
    after = {backup.file for backup in unlocked.list_backups()}
    return Nameless(changes, len(person_ids), len(before - after))


@dataclass(frozen=True, slots=True)
class HoldingBackups:
    """How many backups hold somebody, and until which day at the latest one of them does (None where none holds)."""

    count: int = 0
    until: date | None = None


def find_holding(unlocked: Unlocked, recorded_at: str) -> HoldingBackups:
    """The backups of whoever was recorded at an instant (UTC with Z), as far as this laptop knows where they lie."""
    since = datetime.fromisoformat(recorded_at)
    made = [each.made_at for each in unlocked.list_backups() if each.made_at >= since.replace(microsecond=0)]
    if not made:
        return HoldingBackups()
    retention, zone = read_retention(unlocked.register)
    last = max(made).astimezone(zone).date()
    by_months = _months_after(last, retention.monthly)
    by_days = last + timedelta(days=retention.keep_days) if retention.keep_days else by_months
    return HoldingBackups(len(made), min(by_months, by_days))


def erase_from_backups(unlocked: Unlocked, progress: Progress = silent) -> tuple[Path, ...]:
    """Make and verify a new backup, then remove every older one that lies where this laptop puts them; answers these.

    UserError where no new one could be made: then the older ones stay. One that a stick does not let go stays too.
    """
    older = unlocked.list_backups()
    made = set(unlocked.back_up(progress).files.values())
    # A register that was damaged once and kept aside holds everybody whom it held then.
    aside = unlocked.folder.root.glob(f"{unlocked.folder.register.stem}-damaged-*")
    going = [*(backup.file for backup in older if backup.file not in made), *aside]
    for file in going:
        with suppress(OSError):
            file.unlink(missing_ok=True)
    return tuple(file for file in going if not file.exists())


def _months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _places(unlocked: Unlocked) -> tuple[Path, ...]:
    folder, second = unlocked.folder, read_status(unlocked.register).second_place
    return (folder.root, folder.config, folder.backups, *([Path(second)] if second else []))


def _key(unlocked: Unlocked) -> bytes:
    with unlocked.register.reading() as reading:
        return bytes.fromhex(reading.local(_KEY))


def _read(path: Path, key: bytes) -> _Erasures:
    """What a list holds; nothing where there is none, or it is damaged: the other places have theirs."""
    try:
        with path.open("rb") as stream:
            listed = json.loads(decrypt(key, stream.read(_LIMIT), _CONTEXT))
    except (OSError, OpeningError, ValueError):
        return {}
    return {ids[0]: tuple(ids) for ids in listed}


def _write(path: Path, key: bytes, erasures: _Erasures) -> None:
    listed = [list(ids) for ids in erasures.values()]
    write_atomic(path, encrypt(key, json.dumps(listed).encode(), _CONTEXT))
