"""Text with parts that look different, as one string: a translated sentence takes marked values in any order.

The marks are characters of the private use area, which no name, note or translation holds. No Qt.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BEGIN = {"strong": "\ue010", "old": "\ue011"}
_END = "\ue01f"
_STYLES = {mark: style for style, mark in _BEGIN.items()}
_PARTS = re.compile(f"([{''.join(_STYLES)}])([^{_END}]*){_END}")


class Run(NamedTuple):
    """A piece of text in one style: "", `strong`, or `old` for a value that is no more."""

    text: str
    style: str = ""


def strong(text: str) -> str:
    """The text marked as what stands out."""
    return f"{_BEGIN['strong']}{_clean(text)}{_END}"


def old(text: str) -> str:
    """The text marked as what was and is no more."""
    return f"{_BEGIN['old']}{_clean(text)}{_END}"


def split_runs(text: str) -> tuple[Run, ...]:
    """The pieces of a marked text in order."""
    runs, end = [], 0
    for found in _PARTS.finditer(text):
        if found.start() > end:
            runs.append(Run(text[end : found.start()]))
        runs.append(Run(found[2], _STYLES[found[1]]))
        end = found.end()
    if end < len(text):
        runs.append(Run(text[end:]))
    return tuple(runs)


def plain(text: str) -> str:
    """The text without marks, as a screen reader says it."""
    return "".join(run.text for run in split_runs(text))


def _clean(text: str) -> str:
    return "".join(char for char in text if char not in _STYLES and char != _END)
