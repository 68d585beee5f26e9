"""Opens the window from the command line: the other door, as a program of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM = "intake-desktop"
_SCREENS = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")


def open_window(data: Path | None) -> int:
    """Run the window until it is closed; answers its exit status. UserError where there is no display."""
    if not has_display(os.environ, sys.platform):
        raise UserError(
            "no_display",
            _("There is no display here, so the window cannot open."),
            _("Use the commands instead: intake-app --help lists them."),
        )
    options = [] if data is None else ["--data", str(data)]
    # The two doors do not import each other, and the built application holds Qt beside this one only.
    return subprocess.run([*window_command(), *options], check=False).returncode  # noqa: S603 - our own program


def window_command() -> list[str]:
    """How the window is started here: the program beside this one, else its module."""
    suffix = ".exe" if sys.platform == "win32" else ""
    for folder in dict.fromkeys((Path(sys.executable).parent, Path(sys.argv[0]).absolute().parent)):
        program = folder / f"{PROGRAM}{suffix}"
        if program.is_file():
            return [str(program)]
    return [sys.executable, "-m", "ui.main"]


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown: always where the system is one of windows, by the environment on Linux."""
    return not platform.startswith("linux") or any(environment.get(name) for name in _SCREENS)
