"""The file that the window's log is written to."""

from __future__ import annotations

import os
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import TextIOWrapper


class PrivateFileHandler(RotatingFileHandler):
    """A log file that only its owner can read from its first byte."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, opener=_open_private)


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
