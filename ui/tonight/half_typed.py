"""What a draft of the night holds: the line that is typed, and those that wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui.tonight.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.tonight.board import Board


def keep_typed(board: Board) -> dict[str, Any]:
    """Everything half typed; empty where nothing is worth keeping."""
    waiting = [kept for entry in board.waiting if (kept := entry.kept())]
    return board.entry.kept() | ({"waiting": waiting} if waiting else {})


def restore_typed(board: Board, kept: Mapping[str, Any]) -> None:
    """Put a draft back; a correction of a line that is gone is not typed on."""
    for each in (*kept.get("waiting", ()), kept):
        entry = Entry()
        entry.restore(each)
        if not entry.is_bare() and (not entry.line_id or board.line_of(entry.line_id) is not None):
            board.waiting.append(entry)
    board.begin()
