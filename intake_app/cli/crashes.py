"""What is kept of an error that nobody foresaw: where in the code it happened, and no value of anybody's."""

from __future__ import annotations

import secrets
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app import __version__
from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from datetime import datetime

LOG = "errors.log"
_LONGEST_LOG = 1024 * 1024
_ROOT = Path(__file__).resolve().parent.parent.parent


def report_crash(error: BaseException, folder: Path, at: datetime) -> UserError:
    """Write the redacted report into the data folder, if there is one; answers the sentence with its reference."""
    reference = secrets.token_hex(4)
    is_written = _append(folder / LOG, f"{at:%Y-%m-%dT%H:%M:%SZ} {reference} {redact(error)}\n")
    do = (
        _("Look whether it was done before trying again; report the reference and the file {name} of the data folder.")
        if is_written
        else _("Look whether it was done before trying again; report the reference.")
    )
    what = _("Something unforeseen went wrong inside Intake (reference {reference}).").format(reference=reference)
    return UserError("unforeseen", what, do.format(name=LOG))


def redact(error: BaseException) -> str:
    """Kinds of the errors and the code they passed, without any message: messages hold values."""
    lines = [f"intake {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        frames = traceback.extract_tb(current.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _place(filename: str) -> str:
    """A file without the folders above the package: they may hold the user's name."""
    path = Path(filename)
    with suppress(ValueError):
        return path.relative_to(_ROOT).as_posix()
    return path.name


def _append(path: Path, text: str) -> bool:
    if not path.parent.is_dir():
        return False
    try:
        is_long = path.exists() and path.stat().st_size > _LONGEST_LOG
        with path.open("w" if is_long else "a", encoding="utf-8") as log:
            path.chmod(0o600)
            log.write(text)
    except OSError:
        return False
    return True
