"""Making verified backups: one copy of the register, one finished file in each place, old ones removed after that.

The copy is made and verified in the data folder on connections of its own, beside the one who saves. A place gets
its file under a temporary name, which is read back before it gets its own. A place that refuses keeps no other from its
copy.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.clock import utc_text
from intake_app.errors import UserError
from intake_app.files import make_private_folder
from intake_app.opening import locks
from intake_app.opening.archive import (
    SUFFIX,
    archive_label,
    archive_name,
    find_archives,
    is_before,
    label_of,
    order_of,
    write_archive,
)
from intake_app.opening.audits import witnessed_by
from intake_app.opening.erasures import note_erasures
from intake_app.opening.head_office import manifest_facts
from intake_app.progress import silent
from intake_app.services.backups import (
    ELSEWHERE,
    INSIDE,
    SECOND,
    SECOND_PLACE,
    KeptBackup,
    is_backup_due,
    read_retention,
    read_status,
    remember_backup,
    removable,
)
from intake_app.services.users import BACKUPS_SINCE, NONE_SINCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, tzinfo

    from intake_app.opening import Unlocked
    from intake_app.paths import DataFolder
    from intake_app.progress import Progress
    from intake_app.services.backups import Retention

LONGEST_WAIT = 60.0
"""Seconds that a backup which somebody asked for, or an import, waits for one that is being made."""
_COPY = "backup-copy.tmp"


@dataclass(frozen=True, slots=True)
class BackupResult:
    """The finished file of each place, and what each other place said; at least one place has its file."""

    files: Mapping[str, Path]
    refusals: Mapping[str, UserError]

    @property
    def file(self) -> Path:
        """The finished file, of the data folder where that has one."""
        return next(iter(self.files.values()))


@dataclass(frozen=True, slots=True)
class ListedBackup:
    """One finished backup that lies here."""

    file: Path
    made_at: datetime
    size: int
    place: str


def back_up(
    unlocked: Unlocked, progress: Progress = silent, *, wait: float = LONGEST_WAIT, before: bool = False
) -> BackupResult:
    """Make a backup in the data folder and, where one is set and there, in the second place; remove what is too old.

    One made `before` an import or a merge says so in its name and is kept for days. UserError where no place took it,
    where another backup is still being made after so many seconds, or whatever
    `progress` raises.
    """
    register, folder = unlocked.register, unlocked.folder
    second_place, now = read_status(register).second_place, register.clock.now()
    places = {INSIDE: folder.backups} | ({SECOND: Path(second_place)} if second_place else {})
    result, counts = make_backup(folder, _key(unlocked), now, places, progress, wait=wait, before=before)
    problem = next((f"{place}:{refusal.code}" for place, refusal in result.refusals.items()), "")
    remember_backup(register, now, tuple(result.files), changes=counts["change"], problem=problem)
    _note_first_since(unlocked, result.file)
    note_erasures(unlocked)  # also on a stick that was away when somebody was erased
    retention, zone = read_retention(register)
    for place, file in result.files.items():
        _prune(file, "" if place == INSIDE else label_of(file), retention, now, zone)
    return result


def back_up_to(unlocked: Unlocked, target: Path, progress: Progress = silent) -> Path:
    """Make a backup in a folder that somebody chose; nothing there is ever removed."""
    register, folder = unlocked.register, unlocked.folder
    status, now = read_status(register), register.clock.now()
    known = {folder.backups: INSIDE} | ({Path(status.second_place): SECOND} if status.second_place else {})
    place = known.get(target, ELSEWHERE)
    result, counts = make_backup(folder, _key(unlocked), now, {place: target}, progress, wait=LONGEST_WAIT)
    remember_backup(register, now, (place,), changes=counts["change"], problem=status.problem)
    return result.file


def back_up_if_due(unlocked: Unlocked, progress: Progress = silent) -> BackupResult | None:
    """Make the automatic backup if `is_due` asks for one; None where it does not, or where one is being made."""
    if not is_backup_due(unlocked.register):
        return None
    try:
        return back_up(unlocked, progress, wait=0)
    except UserError as error:
        if error.code == "backup_under_way":
            return None
        raise


def list_backups(unlocked: Unlocked) -> tuple[ListedBackup, ...]:
    """Every finished backup of the data folder, and this desk's own of the second place; newest first."""
    register, folder = unlocked.register, unlocked.folder
    second = read_status(register).second_place
    listed = [*_listed(INSIDE, folder.backups, "")]
    if second:
        with register.reading() as reading:
            label = archive_label(reading.local("centre_code"), reading.local("desk_code"))
        listed += _listed(SECOND, Path(second), label)
    return tuple(sorted(listed, key=lambda each: (each.made_at, each.file.name), reverse=True))


def back_up_file(folder: DataFolder, key: bytes, now: datetime) -> BackupResult:
    """Make a backup of a register that is not open yet, as before its tables are brought to this version."""
    from intake_app.storage.backup import read_local_values

    second = read_local_values(folder.register, key).get(SECOND_PLACE, "")
    places = {INSIDE: folder.backups} | ({SECOND: Path(second)} if second else {})
    return make_backup(folder, key, now, places, before=True)[0]


def make_backup(
    folder: DataFolder,
    key: bytes,
    now: datetime,
    places: Mapping[str, Path],
    progress: Progress = silent,
    *,
    wait: float = 0,
    before: bool = False,
) -> tuple[BackupResult, Mapping[str, int]]:
    """Copy once, verify, and put a finished file into each place; answers them and the rows of the copy by table."""
    from intake_app.storage.backup import copy_patiently, read_local_values, remove_database

    with locks.backing_up(folder.backup_lock, wait=wait):
        copy = folder.root / _COPY
        remove_database(copy)  # what a killed program left; nobody else makes one now
        try:
            counts = copy_patiently(folder.register, copy, key, progress)
            values = read_local_values(copy, key)
            name = archive_name(values.get("centre_code", ""), values.get("desk_code", ""), now, is_before=before)
            facts = {"created_at": utc_text(now), "counts": dict(counts), "audit": witnessed_by(values)}
            facts |= manifest_facts(values)
            files, refusals = {}, {}
            for place, target in places.items():
                try:
                    if place == INSIDE:
                        make_private_folder(target)
                    _remove_parts(target, name)
                    files[place] = write_archive(target, name, copy, folder.keyrings()[0], facts)
                except UserError as refusal:
                    refusals[place] = refusal
        finally:
            with suppress(OSError):
                remove_database(copy)
    if not files:
        raise next(iter(refusals.values()))
    return BackupResult(files, refusals), counts


def _listed(place: str, folder: Path, label: str) -> Iterator[ListedBackup]:
    for file in find_archives(folder, label):
        with suppress(OSError):
            if (order := order_of(file)) is not None:
                yield ListedBackup(file, order[0], file.stat().st_size, place)


def _prune(written: Path, label: str, retention: Retention, now: datetime, zone: tzinfo) -> None:
    """Remove what need not be kept beside a file that was verified just now, among those whose names begin so.

    The data folder holds backups of this register only, also of the desk it was before; a stick may serve several.
    """
    found = [(path, order) for path in find_archives(written.parent, label) if (order := order_of(path)) is not None]
    known = [KeptBackup(*order, path.name, path == written, is_before(path)) for path, order in found]
    for old in removable(known, retention, now, zone):
        with suppress(OSError):  # a stick that was pulled; the next backup tries again
            (written.parent / old.name).unlink()


def _remove_parts(folder: Path, name: str) -> None:
    """Remove half-written files of this desk that a killed program or a pulled stick left."""
    with suppress(OSError):
        for path in folder.glob(f".{name.rpartition('-')[0]}-*{SUFFIX}.*.part"):
            path.unlink()


def _note_first_since(unlocked: Unlocked, made: Path) -> None:
    """Remember the first backup that nobody who was revoked can open (`opening.revoked_backups`)."""
    with unlocked.register.reading() as reading:
        if reading.local(BACKUPS_SINCE) != NONE_SINCE:
            return
    with unlocked.register.store.writing("settings") as unit:  # whoever is at the desk when a backup is due
        unit.set_local(BACKUPS_SINCE, made.name)
        unit.commit()


def _key(unlocked: Unlocked) -> bytes:
    return unlocked.file_key
