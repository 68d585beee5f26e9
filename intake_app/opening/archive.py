"""One backup as one file: the encrypted register, its keyring and a manifest, in a ZIP without compression.

The register inside stays under its own key; the file tells no more than that a centre's desk made a
backup at an instant, and how many rows it holds.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, BinaryIO

from intake_app.errors import DamagedError, UserError
from intake_app.files import AtomicFile, translate_os_error
from intake_app.i18n import _
from intake_app.vault.keyring import Keyring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SUFFIX = ".intake-backup"
FORMAT = "intake-backup"
VERSION = 1
REGISTER, KEYRING, MANIFEST = "register.db", "register.keyring", "manifest.json"
_CHUNK = 1024 * 1024
_MANIFEST_LIMIT = 64 * 1024
_KEYRING_LIMIT = 1024 * 1024
_INSTANT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    r"(?P<label>[A-Z0-9]+-[A-Z0-9]+-)(?P<at>[0-9]{8}T[0-9]{6}Z)(?P<before>-before)?(-(?P<number>[0-9]+))?"
    + re.escape(SUFFIX)
)
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Archive:
    """An opened backup: its keyring and manifest, and the register to be taken out."""

    keyring: Keyring
    manifest: Mapping[str, object]
    _zip: zipfile.ZipFile

    def extract_register(self, target: Path) -> None:
        """Write the register to a file that does not exist yet; DamagedError where its bytes have changed."""
        with self._zip.open(REGISTER) as source, AtomicFile(target) as file:
            digest = _copy(source, file)
            if digest != self.manifest["sha256"]:
                raise _damaged()


def write_archive(folder: Path, name: str, register: Path, keyring: Path, facts: Mapping[str, object]) -> Path:
    """Pack a verified copy of a register into a folder, read it back, and answer the finished file.

    UserError where the folder cannot be written or the disk is full; then no half file is left.
    """
    target = _unused(folder, name)
    manifest = {"format": FORMAT, "version": VERSION, **facts, "sha256": _digest_of(register)}
    with AtomicFile(target) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo(MANIFEST, _FIXED_TIME), json.dumps(manifest, indent=1, sort_keys=True))
            archive.writestr(zipfile.ZipInfo(KEYRING, _FIXED_TIME), keyring.read_bytes())
            with (
                register.open("rb") as source,
                archive.open(zipfile.ZipInfo(REGISTER, _FIXED_TIME), "w", force_zip64=True) as out,
            ):
                shutil.copyfileobj(source, out, _CHUNK)
        _read_back(file, str(manifest["sha256"]))
    return target


def _read_back(file: BinaryIO, digest: str) -> None:
    """Compare what the disk has with what was meant, before the file gets its name: an unread backup is not one."""
    file.flush()
    os.fsync(file.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # from the stick itself, not from memory
    try:
        with zipfile.ZipFile(file) as written, written.open(REGISTER) as copied:
            is_same = _digest(copied) == digest
    except (zipfile.BadZipFile, EOFError, ValueError, KeyError):
        is_same = False
    if not is_same:
        raise _damaged()


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a backup for reading; UserError where there is no file, DamagedError where it is not a whole backup."""
    try:
        with zipfile.ZipFile(path) as archive:
            if {info.filename for info in archive.infolist()} != {REGISTER, KEYRING, MANIFEST}:
                raise _damaged()
            manifest = json.loads(_read(archive, MANIFEST, _MANIFEST_LIMIT))
            if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
                raise _damaged()
            if manifest.get("version") != VERSION:
                raise UserError(
                    "backup_newer",
                    _("This backup was made by a newer version of Intake."),
                    _("Install the newer version, then restore."),
                )
            yield Archive(Keyring.from_bytes(_read(archive, KEYRING, _KEYRING_LIMIT)), manifest, archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, ValueError, KeyError):
        raise _damaged() from None
    except FileNotFoundError:
        raise UserError(
            "backup_missing", _("There is no backup file of this name."), _("Check the name and the stick.")
        ) from None
    except OSError as error:
        raise translate_os_error(error) from None


def archive_name(centre_code: str, desk_code: str, at: datetime, *, is_before: bool = False) -> str:
    """The file name of a backup: centre, desk, instant, and whether it was made before something; nobody's name."""
    return f"{archive_label(centre_code, desk_code)}{at:{_INSTANT}}{'-before' if is_before else ''}"


def archive_label(centre_code: str, desk_code: str) -> str:
    """How the names of all backups of a desk begin."""
    return f"{centre_code}-{desk_code}-"


def order_of(path: Path) -> tuple[datetime, int] | None:
    """When the backup of this name was made, and which of that second it is; None for a name that we do not give."""
    known = _NAME.fullmatch(path.name)
    if known is None:
        return None
    try:
        at = datetime.strptime(known["at"], _INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return at, int(known["number"] or 1)


def is_before(path: Path) -> bool:
    """Whether this backup was made before an import, a merge or an upgrade."""
    known = _NAME.fullmatch(path.name)
    return known is not None and known["before"] is not None


def label_of(path: Path) -> str:
    """How the names of all backups of this one's desk begin; empty for a name that we do not give."""
    known = _NAME.fullmatch(path.name)
    return known["label"] if known else ""


def find_archives(folder: Path, prefix: str = "") -> tuple[Path, ...]:
    """The finished backups in a folder whose names begin so, newest first; none where the folder cannot be read."""
    try:
        found = [path for path in folder.iterdir() if path.name.startswith(prefix) and path.is_file()]
    except OSError:
        return ()
    dated = [(order, path) for path in found if (order := order_of(path)) is not None]
    return tuple(path for _order, path in sorted(dated, reverse=True))


def _unused(folder: Path, name: str) -> Path:
    try:
        is_there = folder.is_dir()
    except OSError as error:  # a name that is too long for any disk, a stick that reports an error
        raise translate_os_error(error) from None
    if not is_there:
        raise UserError(
            "folder_missing",
            _("The folder for the backup does not exist."),
            _("Create it, or plug the stick in again."),
        )
    number = 1
    target = folder / f"{name}{SUFFIX}"
    while target.exists():
        number += 1
        target = folder / f"{name}-{number}{SUFFIX}"
    return target


def _read(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    if archive.getinfo(name).file_size > limit:
        raise _damaged()
    return archive.read(name)


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return _digest(file)


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _copy(source: IO[bytes], target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def _damaged() -> DamagedError:
    return DamagedError(
        "backup_damaged",
        _("This backup is damaged or is not a backup of Intake; nothing was changed."),
        _("Use another copy, or an older backup."),
    )
