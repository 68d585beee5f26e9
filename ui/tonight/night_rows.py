"""The night's rows in their order: saved ones, the one that is typed, and what comes after it. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.tonight.board import is_of
from ui.tonight.rows import Row, coming_rows, find_brackets, new_row, typed_row

if TYPE_CHECKING:
    from ui.tonight.board import Board


def lay_rows(board: Board) -> tuple[Row, ...]:
    """Every row, each with its part in the bracket of its party."""
    lines, typed = board.tonight.lines, board.typed_row()
    active = _typed_party(board)
    rows = list(board.saved_rows)
    parties = [line.party or (line.line_id if is_of(line, board.entry.companion) else "") for line in lines]
    if typed < len(rows):
        rows[typed] = typed_row(board)
        rows.append(new_row(board.tonight.next_token))
        parties.append("")
    else:
        rows.append(typed_row(board))
        parties.append(active)
        if board.entry.has_typed():
            rows += coming_rows(board)
            parties += [active, ""]
    return tuple(
        replace(row, bracket=bracket, is_active=bool(active) and party == active) if bracket else row
        for row, bracket, party in zip(rows, find_brackets(parties), parties, strict=True)
    )


def _typed_party(board: Board) -> str:
    """The party of the typed line: that of its companion, who may be in none yet."""
    entry = board.entry
    if not entry.companion:
        return "typed" if entry.has_typed() and not entry.line_id else ""
    line = next((each for each in board.tonight.lines if is_of(each, entry.companion)), None)
    return (line.party or line.line_id) if line is not None else ""
