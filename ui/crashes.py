"""Bugs: a reference for the person at the desk, and a report without personal data for the log.

The report holds the kind of error and the lines of code it went through; never its message, which may quote a name.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING

from intake_app.files import make_private_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

LOG = logging.getLogger("intake.window")
_LOG_LIMIT = 1_000_000  # bytes; then one older log is kept


def record_crash(error: BaseException) -> str:
    """Write the redacted report to the log; answers its reference, four letters or digits."""
    reference = os.urandom(2).hex().upper()
    LOG.error("%s", redacted_report(error, reference))
    return reference


def redacted_report(error: BaseException, reference: str) -> str:
    """One line for the error and one for each step of code that led to it."""
    import traceback

    lines = [f"crash {reference}: {type(error).__name__}"]
    lines += [
        f"  {os.path.basename(frame.filename)}:{frame.lineno} {frame.name}"  # noqa: PTH119 - a name, not a file
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return "\n".join(lines)


def keep_log(folder: Path) -> None:
    """Write the log into a folder from now on, for the owner alone."""
    from ui.log_file import PrivateFileHandler  # once the first picture is on the screen

    make_private_folder(folder)
    handler = PrivateFileHandler(
        folder / "window.log", maxBytes=_LOG_LIMIT, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.propagate = False


def catch_bugs(say: Callable[[str], None]) -> None:
    """Send what nobody caught in a slot to the log, and its reference to `say`."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            say(record_crash(error))

    sys.excepthook = hook
