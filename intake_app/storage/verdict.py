"""Whether a file is really damaged, or the disk only failed to answer.

One read that fails makes a SQLCipher connection call the file malformed, or no database at all, until it is opened
again. So nothing is called damaged before new connections have said the same of it again and again.
"""

from __future__ import annotations

import os
import re
from contextlib import closing
from enum import Enum
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher

from intake_app.storage.engine import open_connection
from intake_app.storage.faults import make_disk_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.errors import UserError

LOOKS = 6
QUIET_LOOKS = 2
"""So many suffice on a disk that answers; of one that fails now and then a look may call a sound file malformed."""
_UNREAD_PAGE = "error reading"
_RESULT_CODE = re.compile(r"error code=(\d+)")
_IO_ERROR = 10  # the low byte of every result code that speaks of the disk


class _Look(Enum):
    SOUND = "sound"
    BROKEN = "broken"
    UNANSWERED = "unanswered"


def is_damaged(path: Path, key: bytes) -> bool:
    """Whether the seals of the pages or the structure are broken each time they are looked at; True without a file."""
    if not path.exists() or not path.stat().st_size:
        return True
    broken: list[frozenset[str]] = []

    def look_at_seals() -> _Look:
        said = _ask(path, key, "PRAGMA cipher_integrity_check")
        if said is None:
            return _Look.UNANSWERED
        broken.append(frozenset(words for words in said if not words.startswith(_UNREAD_PAGE)))
        # Another page each time is the disk; the same one each time is the page.
        return _Look.BROKEN if frozenset.intersection(*broken) else _Look.SOUND

    return _is_broken_each_time(look_at_seals) or _is_broken_each_time(lambda: _look_at_structure(path, key))


def judge(path: Path, key: bytes, error: UserError) -> UserError:
    """What the engine said of a file, put right where new connections find nothing wrong with it.

    To be asked when no connection that failed is open any more.
    """
    if error.code == "register_damaged" and not is_damaged(path, key):
        return make_disk_error()
    if error.code == "folder_read_only" and os.access(path, os.W_OK):
        return make_disk_error()  # a connection that failed once calls the file read-only, too
    return error


def _is_broken_each_time(look: Callable[[], _Look]) -> bool:
    seen: list[_Look] = []
    while len(seen) < LOOKS:
        seen.append(look())
        if seen[-1] is _Look.SOUND:
            return False
        if len(seen) == QUIET_LOOKS and _Look.UNANSWERED not in seen:
            return True
    return seen.count(_Look.UNANSWERED) < LOOKS // 2


def _look_at_structure(path: Path, key: bytes) -> _Look:
    said = _ask(path, key, "PRAGMA integrity_check")
    if said == ["ok"]:
        return _Look.SOUND
    codes = [] if said is None else [int(code) & 0xFF for words in said for code in _RESULT_CODE.findall(words)]
    return _Look.UNANSWERED if said is None or _IO_ERROR in codes else _Look.BROKEN


def _ask(path: Path, key: bytes, pragma: str) -> list[str] | None:
    """What a new connection answers; None where the disk did not."""
    try:
        with closing(open_connection(path, key)) as connection:
            return [str(row[0]) for row in connection.execute(pragma).fetchall()]
    except sqlcipher.Error as error:
        words = str(error).lower()
        return None if "i/o error" in words or "locked" in words or "unable to open" in words else [words]
