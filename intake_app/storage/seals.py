"""The seals of a register's pages, and which of them count.

`PRAGMA cipher_integrity_check` reads the file alone. A page whose newest copy stands in the log beside it may not be
in the file yet: a log that was written back while somebody still read an older view, or not to its end, leaves holes
and half pages there. That is no damage: the engine reads the log's copy, and so does its `integrity_check`.
"""

from __future__ import annotations

import re
import struct
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from intake_app.storage.faults import make_disk_error

if TYPE_CHECKING:
    from collections.abc import Iterator

UNREAD_PAGE = "error reading"
_PAGE = re.compile(r"\bpage (\d+)\b")
_HEADER, _FRAME_HEADER = 32, 24
_LITTLE, _BIG = 0x377F0682, 0x377F0683
_AT_ONCE = 64
"""Frames read from the log in one go."""


def broken_seals(connection: Any) -> list[str]:
    """What is wrong with the pages that the engine would read from the file, in its own words; none where all is well.

    The reading is held from before the question to after the log was read, so that no page can leave the log meanwhile.
    UserError where the log could not be read.
    """
    is_ours = not connection.in_transaction
    if is_ours:
        connection.execute("BEGIN")
    try:
        connection.execute("PRAGMA schema_version").fetchone()  # with it the reading begins
        said = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()]
        in_log = _pages_in_log(connection) if said else frozenset()
    finally:
        if is_ours:
            with suppress(sqlcipher.Error):  # nothing was written, and what failed before is the answer
                connection.execute("ROLLBACK")
    return [words for words in said if _page_of(words) not in in_log]


def pages_in(log: Path) -> frozenset[int]:
    """The numbers of the pages that a log holds a copy of, as far as the engine itself would read it; none without it.

    That is up to the last commit before the first frame that is not of this round of the log or does not add up.
    """
    held: set[int] = set()
    unfinished: set[int] = set()
    for page, is_commit in _frames(log):
        unfinished.add(page)
        if is_commit:
            held |= unfinished
            unfinished.clear()
    return frozenset(held)


def _pages_in_log(connection: Any) -> frozenset[int]:
    file = next(str(row[2]) for row in connection.execute("PRAGMA database_list").fetchall() if row[1] == "main")
    try:
        return pages_in(Path(f"{file}-wal"))
    except FileNotFoundError:
        return frozenset()
    except OSError:
        raise make_disk_error() from None


def _page_of(words: str) -> int | None:
    found = _PAGE.search(words)
    return int(found[1]) if found else None


def _frames(log: Path) -> Iterator[tuple[int, bool]]:
    """Page number, and whether a commit ends with it, of each valid frame; https://sqlite.org/fileformat2.html#walformat."""
    with log.open("rb") as file:
        header = file.read(_HEADER)
        if len(header) < _HEADER:
            return
        magic, _version, page_size = struct.unpack(">3I", header[:12])
        order = {_LITTLE: "<", _BIG: ">"}.get(magic)
        if order is None or (sums := _add_up(header[:24], order)) != struct.unpack(">2I", header[24:]):
            return
        size = _FRAME_HEADER + page_size
        while block := file.read(size * _AT_ONCE):
            for start in range(0, len(block) - size + 1, size):
                frame = block[start : start + size]
                sums = _add_up(frame[:8] + frame[_FRAME_HEADER:], order, sums)
                if frame[8:16] != header[16:24] or sums != struct.unpack(">2I", frame[16:24]):
                    return
                page, size_after_commit = struct.unpack(">2I", frame[:8])
                yield page, size_after_commit > 0


def _add_up(content: bytes, order: str, sums: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    """The log's running checksum over this content as well."""
    one, two = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
