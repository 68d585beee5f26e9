"""Whether a file is really damaged, or the disk only failed to answer.

One read that fails makes a SQLCipher connection call the file malformed, or no database at all, until it is opened
again. So nothing is called damaged before new connections have said the same of it again and again.
"""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from intake_app.errors import UserError
from intake_app.storage.engine import open_connection
from intake_app.storage.faults import make_disk_error
from intake_app.storage.seals import UNREAD_PAGE, broken_seals

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import FileIO
    from pathlib import Path

LOOKS, SURE_LOOKS = 8, 5
STRUCTURE_LOOKS, QUIET_LOOKS = 40, 6
"""A sound structure is found sound about as often as the file is read once without an error. Called broken is what was
never found sound, and six times broken while the file was read whole twice: in one of 15,000 times at most, at any rate
of errors.
"""
_BLOCK = 4096


def is_damaged(path: Path, key: bytes) -> bool:
    """Whether the seals of the pages or the structure are broken each time they are looked at; True without a file."""
    if not path.exists() or not path.stat().st_size:
        return True
    return _has_broken_seal(path, key) or _has_broken_structure(path, key)


def judge(path: Path, key: bytes, error: UserError) -> UserError:
    """What the engine said of a file, put right where new connections find nothing wrong with it.

    To be asked when no connection that failed is open any more.
    """
    if error.code == "register_damaged" and not is_damaged(path, key):
        return make_disk_error()
    if error.code == "folder_read_only" and os.access(path, os.W_OK):
        return make_disk_error()  # a connection that failed once calls the file read-only, too
    return error


def _has_broken_seal(path: Path, key: bytes) -> bool:
    """Whether the same page is wrong, or cannot be read, each time: another one each time is the disk."""
    wrong: set[str] | None = None
    unread: set[str] | None = None
    answered = 0
    for _look in range(LOOKS):
        if (said := _ask(path, key, broken_seals)) is None:
            continue
        answered += 1
        failed = {words for words in said if words.startswith(UNREAD_PAGE)}
        wrong = set(said) - failed if wrong is None else wrong & set(said)
        unread = failed if unread is None else unread & failed
        if not wrong and not unread:
            return False
        if wrong and answered >= SURE_LOOKS:
            return True
    return answered > LOOKS // 2 and bool(wrong or unread)


def _has_broken_structure(path: Path, key: bytes) -> bool:
    """Whether it is broken while the disk answers: a failing one makes a sound structure look broken too."""
    broken = 0
    for _look in range(STRUCTURE_LOOKS):
        said = _ask(path, key, _what_is_broken)
        if said == ["ok"]:
            return False
        if said is not None and _is_disk_well(path, key):
            broken += 1
        if broken == QUIET_LOOKS:
            return True
    return False


def _is_disk_well(path: Path, key: bytes) -> bool:
    """Whether the disk gives out the whole file twice just now, once to the engine, with every seal whole."""
    is_read = _is_read_whole(path) and _is_read_whole(path.with_name(f"{path.name}-wal"))
    return is_read and _ask(path, key, broken_seals) == []


def _is_read_whole(path: Path) -> bool:
    """Whether the disk gives out every block of a file just now; one that is not there counts as read."""
    try:
        with path.open("rb", buffering=0) as file:
            for start in range(0, path.stat().st_size, _BLOCK):
                _read_block(file, start)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _read_block(file: FileIO, start: int) -> None:
    """By the call that the engine reads with."""
    if hasattr(os, "pread"):
        os.pread(file.fileno(), _BLOCK, start)
    else:
        file.seek(start)
        file.read(_BLOCK)


def _what_is_broken(connection: Any) -> list[str]:
    return [str(row[0]) for row in connection.execute("PRAGMA integrity_check").fetchall()]


def _ask(path: Path, key: bytes, question: Callable[[Any], list[str]]) -> list[str] | None:
    """What a new connection answers; None where the disk did not."""
    try:
        with closing(open_connection(path, key)) as connection:
            return question(connection)
    except UserError as error:
        if error.code != "disk_error":
            raise
        return None
    except sqlcipher.Error as error:
        words = str(error).lower()
        return None if "i/o error" in words or "locked" in words or "unable to open" in words else [words]
