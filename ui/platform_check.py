"""What Qt needs from a Linux system, checked before Qt is imported, and said in one line that mends it.

Qt itself ends the process with a page of plug-in names when a library is missing. The tables are what Qt's libraries
and its xcb plug-in link to, without what every system has; a test compares them with the Qt that is installed.
Nothing here imports Qt.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Shared library -> the package of Debian 12 and Ubuntu that holds it.
ALWAYS_NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
NEEDED_FOR_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def missing_libraries_message(
    environment: Mapping[str, str] = os.environ, libraries: Mapping[str, str] | None = None
) -> str | None:
    """One sentence on why no window can open here and what to do, or None when one can.

    `environment` is looked at for a display; `libraries` (shared library -> package) stands in for what Qt needs there.
    """
    if not sys.platform.startswith("linux"):
        return None
    if not _has_screen(environment):
        return "There is no display here, so no window can open; intake-app does the same work without one."
    if libraries is None:
        libraries = ALWAYS_NEEDED | (NEEDED_FOR_X11 if _is_x11(environment) else {})
    packages = missing_packages(libraries)
    if not packages:
        return None
    return f"The window needs system libraries that are not installed: sudo apt install {' '.join(packages)}"


def missing_packages(libraries: Mapping[str, str]) -> list[str]:
    """The packages, each once and in the order of `libraries`, whose shared library cannot be loaded."""
    return list(dict.fromkeys(package for library, package in libraries.items() if not _is_loadable(library)))


def _has_screen(environment: Mapping[str, str]) -> bool:
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"))


def _is_x11(environment: Mapping[str, str]) -> bool:
    chosen = environment.get("QT_QPA_PLATFORM", "")
    return chosen.startswith("xcb") if chosen else bool(environment.get("DISPLAY"))


def _is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":  # one missing package a line, for .ci/run
    sys.stdout.writelines(f"{package}\n" for package in missing_packages(ALWAYS_NEEDED | NEEDED_FOR_X11))
