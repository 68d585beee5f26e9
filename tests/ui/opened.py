"""The process's window as tests open it: unlocked, shown and active."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from tests.ui.clipping import settle
from ui.dressing import dress
from ui.preferences import Preferences
from ui.shell import House, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Unlocked

SMALLEST = (1366, 768)


@contextmanager
def opened(house: House, unlocked: Unlocked, qtbot: QtBot) -> Iterator[Shell]:
    """The window of a house, closed at the end."""
    shell = Shell(house, Preferences())
    qtbot.addWidget(shell)
    show_unlocked(shell, unlocked)
    yield shell
    shell.close()


def show_unlocked(shell: Shell, unlocked: Unlocked, first_page: str = "") -> None:
    """Open the window on a page, which is the desk unless another is named."""
    shell.open_window(unlocked, first_page)
    shell.show()
    shell.activateWindow()
    QTest.qWaitForWindowActive(shell)


def show_in_look(shell: Shell, unlocked: Unlocked, look: Preferences, first_page: str = "") -> None:
    """Open the window in a look, on the smallest screen."""
    dress(look)
    shell.resize(*SMALLEST)
    show_unlocked(shell, unlocked, first_page)
    settle()
