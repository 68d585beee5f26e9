"""Cells that a spreadsheet cannot run (data.md, "Guard"): what looks like a formula gets one leading apostrophe.

`decode(encode(text)) == text` for every text, because whatever begins with an apostrophe gets one more.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

GUARD = "'"
_FIRST = "=+\\-@\t\r\n'\uff1d\uff0b\uff0d\uff20\uff07"
_RISKY = re.compile(f"[{_FIRST}]")
_NUMBER = re.compile(r"[+-]?[0-9]+")  # a phone or a plain number is no formula, and other programs read it as it is
_RISKY_IN_JOINED = re.compile(f"\0(?=[{_FIRST}])(?![+-]?[0-9]+\0)")


def encode(text: str) -> str:
    """The cell that stands for a text in a file."""
    if _RISKY.match(text) and not _NUMBER.fullmatch(text):
        return GUARD + text
    return text


def decode(cell: str) -> str:
    """The text that a cell of one of our own files stands for."""
    return cell.removeprefix(GUARD)


def encode_rows(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """`encode` for all cells of many rows: one look at all of them, for most rows need nothing."""
    cells = list(chain.from_iterable(rows))
    joined = "\0".join(["", *cells, ""])
    # A NUL inside a cell would hide where the cell ends.
    if joined.count("\0") == len(cells) + 1 and not _RISKY_IN_JOINED.search(joined):
        return rows
    return [[encode(cell) for cell in row] for row in rows]
