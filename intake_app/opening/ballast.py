"""Space kept back beside the register: given up when the disk is full, so that what is being saved still goes through.

It is looked at before each save, when the register is opened and when it is closed: a question to the file system, no
reading. Its bytes are random, since a file system that compresses would keep no space for zeros.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 16 * 1024 * 1024
"""Room for thousands of saves, the drafts, and the log's way back into the register."""
LOW = 4 * 1024 * 1024
"""With less free than this the ballast goes: no save has needed a tenth of it."""
_CHUNK = 1024 * 1024


class Ballast:
    """The file that is given up; with a `size` of nought there is none."""

    def __init__(self, path: Path, size: int = SIZE, low: int = LOW) -> None:
        self._path = path
        self._size = size
        self._low = low

    @property
    def is_given_up(self) -> bool:
        """Whether the disk is full, or was and has not enough room yet: to be told until space is made."""
        return self._size > 0 and not self._path.exists()

    def ease(self) -> None:
        """Give it up where the disk is nearly full; costs some microseconds where it is not."""
        if self._size and self._free() < self._low and self._path.exists():
            self.give_up()

    def give_up(self) -> None:
        """Let its space go, as when the disk has just refused a save."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def restore(self) -> None:
        """Make it again where there is room for it three times over; a disk that refuses has none."""
        if not self._size or self._path.exists() or self._free() < 3 * self._size + self._low:
            return
        try:
            with self._path.open("xb") as file:
                self._path.chmod(0o600)
                for start in range(0, self._size, _CHUNK):
                    file.write(os.urandom(min(_CHUNK, self._size - start)))
        except OSError:
            self.give_up()

    def _free(self) -> int:
        try:
            return shutil.disk_usage(self._path.parent).free
        except OSError:
            return self._low
