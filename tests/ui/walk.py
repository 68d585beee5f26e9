"""Every page of the window, one after the other, on a register with people in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.clipping import settle
from tests.ui.opened import show_unlocked
from ui.dressing import dress
from ui.main import make_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.opening import Unlocked
    from ui.preferences import Preferences
    from ui.shell import Shell
    from ui.widgets.page import Page

SIZE = (1366, 768)


def walk(shell: Shell, unlocked: Unlocked, preferences: Preferences) -> Iterator[tuple[str, Page]]:
    """Open the window with these preferences and show each page in turn, settled."""
    dress(preferences)
    shell.resize(*SIZE)
    show_unlocked(shell, unlocked)
    window = shell.window_
    assert window is not None
    for spec in make_pages():
        window.show_page(spec.key)
        settle()
        page = window.page()
        assert page is not None
        yield spec.key, page
