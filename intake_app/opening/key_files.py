"""Key files on a stick: read where a passphrase needs one, made where somebody gets one. Their path is kept nowhere."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.files import write_atomic
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY_FILE_SIZE = 64
_LONGEST_KEY_FILE = 1024 * 1024


def read_key_file(path: Path | None) -> bytes | None:
    """What a key file holds; None for none. UserError where it cannot be read or is no key file."""
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST_KEY_FILE + 1)
    except (OSError, ValueError):
        raise UserError(
            "key_file_unreadable",
            _("The key file cannot be read."),
            _("Plug in its stick, and check the file's name."),
            field="key_file",
        ) from None
    if len(data) > _LONGEST_KEY_FILE:
        raise UserError(
            "key_file_too_large",
            _("This file is too large to be a key file."),
            _("Choose the key file that was made for this centre."),
            field="key_file",
        )
    return data


def make_key_file(path: Path) -> bytes:
    """Write a new random key file, for its owner alone; UserError where there is a file already."""
    if path.exists():
        raise UserError(
            "key_file_exists",
            _("There is a file of this name already, and somebody may need it."),
            _("Choose another name for the new key file."),
            field="key_file",
        )
    data = os.urandom(KEY_FILE_SIZE)
    write_atomic(path, data)
    return data


@contextmanager
def key_file_of(new: Path | None, given: Path | None) -> Iterator[bytes | None]:
    """The key file of a new passphrase: one to be made, one that is there, or none; one that was made just now is taken
    away again where the rest is refused.
    """
    if new is None:
        yield read_key_file(given)
        return
    data = make_key_file(new)
    try:
        yield data
    except BaseException:
        new.unlink(missing_ok=True)
        raise
