"""Our own exports as they are found: a file, a folder of them, an archive, encrypted or not."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.export_tables import EXPORT_FIELDS
from intake_app.errors import UserError
from intake_app.exchange.sealing import SUFFIX, decrypt
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

NAMES = tuple(f"{table}.csv" for table in EXPORT_FIELDS)
_ARCHIVE = ".zip"
_LARGEST = 1 << 30  # bytes of a file inside an archive or under encryption; a million people take a third of it
_SPREADSHEETS = (".xlsx", ".xls", ".ods")


@dataclass(frozen=True)
class OwnFile:
    """One file to import: its name, its size in bytes where it lies, and its plain bytes."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def find_files(path: Path, *, passphrase: str, identity: str) -> tuple[OwnFile, ...]:
    """What a path brings: `people.csv` with the other files of the same export beside it, people first.

    Raises UserError where there is nothing to import, it cannot be read, or it cannot be decrypted.
    """
    try:
        if path.is_dir():
            paths = _set_in(path)
            if not paths:
                raise _nothing()
        else:
            paths = _set_in(path.parent) if path.name.removesuffix(SUFFIX) == NAMES[0] else [path]
            paths = [one for one in paths if one.suffix == path.suffix or one == path]
            path.stat()
        return tuple(file for one in paths for file in _files_at(one, passphrase, identity))
    except FileNotFoundError as error:
        raise UserError(
            "file_not_found", _("There is no such file."), _("Check its name, or choose it anew.")
        ) from error
    except OSError as error:
        raise UserError(
            "file_not_read", _("The file cannot be read."), _("Check its name, or copy it to this laptop first.")
        ) from error


def _set_in(folder: Path) -> list[Path]:
    """The files of one export in a folder, plain before encrypted."""
    for suffix in ("", SUFFIX):
        found = [folder / f"{name}{suffix}" for name in NAMES if (folder / f"{name}{suffix}").is_file()]
        if found:
            return found
    archives = [folder / f"export.zip{suffix}" for suffix in ("", SUFFIX)]
    return [one for one in archives if one.is_file()][:1]


def _files_at(path: Path, passphrase: str, identity: str) -> Iterator[OwnFile]:
    plain_name = path.name.removesuffix(SUFFIX)
    if plain_name.lower().endswith(_SPREADSHEETS):
        raise UserError(
            "spreadsheet_not_read",
            _("A workbook cannot be imported yet, only our own CSV files."),
            _("Import people.csv of the same export."),
        )
    size = path.stat().st_size
    if path.suffix == SUFFIX:
        if size > _LARGEST:
            raise _too_large()
        data = decrypt(path.read_bytes(), passphrase=passphrase, identity=identity)
        yield from _unpacked(plain_name, data) if plain_name.endswith(_ARCHIVE) else [_in_memory(plain_name, data)]
    elif path.suffix == _ARCHIVE:
        if size > _LARGEST:
            raise _too_large()
        yield from _unpacked(plain_name, path.read_bytes())
    else:
        yield OwnFile(plain_name, size, lambda: path.open("rb"))


def _unpacked(name: str, data: bytes) -> Iterator[OwnFile]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            if sum(sizes.values()) > _LARGEST:
                raise _too_large()
            wanted = [one for one in NAMES if one in sizes]
            if not wanted:
                raise _nothing()
            yield from (_in_memory(one, archive.read(one)) for one in wanted)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise UserError(
            "archive_damaged",
            _("The archive {name} is damaged or is none, so nothing was imported.").format(name=name[:60]),
            _("Ask for it once more."),
        ) from error


def _in_memory(name: str, data: bytes) -> OwnFile:
    """Decrypted bytes are never written to a disk."""
    return OwnFile(name, len(data), lambda: io.BytesIO(data))


def _nothing() -> UserError:
    return UserError(
        "nothing_to_import",
        _("There is no file of an export there."),
        _("Choose people.csv, or the folder of an export."),
    )


def _too_large() -> UserError:
    return UserError("file_too_large", _("The file is too large to be an export."), _("Choose another file."))
