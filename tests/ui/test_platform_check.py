from __future__ import annotations

import re
import sys
from pathlib import Path

import PySide6
import pytest

from ui.platform_check import ALWAYS_NEEDED, NEEDED_FOR_X11, missing_libraries_message, missing_packages

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves these to the system")

X11 = {"DISPLAY": ":0"}
QT_LIBRARIES = ("Core", "DBus", "Gui", "PrintSupport", "Widgets", "XcbQpa")
LINKED_NAME = rb"\0(?=(lib[\w.+-]+\.so\.\d+)\0)"  # as they stand in the string table of an ELF file
IN_EVERY_SYSTEM = (
    "libQt6",
    "libicu",
    "libstdc++",
    "libgcc_s",
    "libc.",
    "libm.",
    "libz.",
    "libzstd.",
)  # or in the wheel


def test_a_missing_library_is_named_with_the_line_that_installs_it() -> None:
    message = missing_libraries_message(X11, {"libc.so.6": "libc6", "libnothing-cursor.so.0": "libnothing-cursor0"})
    assert message is not None
    assert message.endswith("sudo apt install libnothing-cursor0")


def test_a_package_of_two_missing_libraries_is_named_once() -> None:
    assert missing_packages({"libno-a.so.1": "libno", "libno-b.so.1": "libno"}) == ["libno"]


def test_nothing_is_said_when_everything_is_there() -> None:
    assert missing_libraries_message(X11, {"libc.so.6": "libc6"}) is None


def test_without_a_display_the_command_line_is_pointed_at() -> None:
    message = missing_libraries_message({}, {})
    assert message is not None
    assert "intake-app" in message


def test_a_platform_that_was_asked_for_needs_no_display() -> None:
    assert missing_libraries_message({"QT_QPA_PLATFORM": "offscreen"}, {}) is None


def test_the_tables_hold_every_library_that_this_qt_links_to_and_a_bare_system_lacks() -> None:
    qt = Path(PySide6.__path__[0]) / "Qt"
    plugins = [qt / "plugins/platforms/libqxcb.so", *(qt / f"lib/libQt6{name}.so.6" for name in QT_LIBRARIES)]
    linked = {name.decode() for file in plugins for name in re.findall(LINKED_NAME, file.read_bytes())}
    assert len(linked) > len(QT_LIBRARIES)
    assert {name for name in linked if not name.startswith(IN_EVERY_SYSTEM)} <= {*ALWAYS_NEEDED, *NEEDED_FOR_X11}
