"""The encrypted file under another key: a copy that takes the old one's place whole, or does not.

Never a rekey in place: one of 25 kills in the middle of that left a file that nothing opens.
"""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from intake_app.errors import DamagedError, UserError
from intake_app.files import sync_folder, translate_os_error
from intake_app.i18n import _
from intake_app.progress import Progress, silent
from intake_app.storage.backup import copy_register, remove_database
from intake_app.storage.engine import open_connection
from intake_app.storage.faults import explained

if TYPE_CHECKING:
    from pathlib import Path

LOOKS = 5


def is_key_of(path: Path, key: bytes) -> bool:
    """Whether the file opens with this key; False for a damaged file too. UserError where the disk refuses.

    A read that fails makes the right key look like another one: that is said only where every new connection says so.
    """
    return any(_opens(path, key) for _look in range(LOOKS))


def _opens(path: Path, key: bytes) -> bool:
    try:
        with explained(), closing(open_connection(path, key)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DamagedError as error:
        if error.code != "register_damaged":
            raise
        return False
    return True


def move_to_key(path: Path, old_key: bytes, new_key: bytes, progress: Progress = silent) -> None:
    """Put a verified copy under the new key in the place of the file; nobody else may use the file.

    Killed at any instant it leaves the old file or the new one under its name, whole. `progress` is told of pages and
    may stop it: then, and after any error, the old file is as it was. UserError or DamagedError where it fails.
    """
    fresh = copy_path(path)
    remove_database(fresh)  # what an earlier attempt left
    _write_log_back(path, old_key)
    copy_register(path, fresh, old_key, progress, new_key=new_key)
    try:
        _remove_log(path)
        _sync(fresh)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        remove_database(fresh)
        raise translate_os_error(error) from None
    except UserError:
        remove_database(fresh)
        raise


def copy_path(path: Path) -> Path:
    """Where the copy is made, beside the file."""
    return path.with_name(f"{path.name}.new")


def remove_copy(path: Path) -> None:
    """Remove what an unfinished move left beside the file."""
    remove_database(copy_path(path))


def _write_log_back(path: Path, key: bytes) -> None:
    with explained():
        connection = open_connection(path, key)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()


def _remove_log(path: Path) -> None:
    """Take away an empty log: one that stayed beside the new file would be read into it. A full one stops the move."""
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise UserError(
            "register_in_use",
            _("This register is open in a window or another program."),
            _("Close it there, then try again."),
        )
    for each in (log, path.with_name(f"{path.name}-shm")):
        each.unlink(missing_ok=True)


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
