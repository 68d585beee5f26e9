"""The daily question, answered as somebody does who comes on shift: yes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.asks.day_cover import DayCover

if TYPE_CHECKING:
    from ui.shell import Shell


def answer_day(shell: Shell) -> None:
    """Say that the clock is right, if that is asked."""
    assert shell.window_ is not None
    cover = shell.window_.covers.cover()
    if isinstance(cover, DayCover):
        cover.confirm()
