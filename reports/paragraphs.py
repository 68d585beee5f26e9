"""Text broken into lines: as few as possible, then as even as possible, best after the end of a sentence.

Lines end only at plain spaces; no-break spaces hold words together. A word wider than the line is broken where it
must be: at a no-break space, after a hyphen, between letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.faces import Face

ELLIPSIS = "…"
_TOLERANCE = 0.01
_SENTENCE_ENDS = (".", "?", "!", ".»", "?»", ".”", "?”")
_AFTER_SENTENCE = 0.12
_SHORT_LAST_LINE = 0.22
_ORPHAN = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a line in one face, `x` points from the line's start."""

    x: float
    text: str
    face: Face


@lru_cache(maxsize=16384)
def wrap_lines(text: str, face: Face, size: float, width: float) -> tuple[str, ...]:
    """The lines of a text that fit a width in points; none for empty text."""
    words = [piece for word in text.split(" ") if word for piece in _split_word(word, face, size, width)]
    if not words:
        return ()
    widths = [face.measure(word, size) for word in words]
    breaks = _break_evenly(words, widths, face.measure(" ", size), width)
    return tuple(" ".join(words[start:end]) for start, end in breaks)


def wrap_runs(parts: Sequence[tuple[str, Face]], size: float, width: float) -> tuple[tuple[Run, ...], ...]:
    """Like `wrap_lines` for text whose parts have different faces; a space stands between parts."""
    words = [
        (piece, face)
        for text, face in parts
        for word in text.split(" ")
        if word
        for piece in _split_word(word, face, size, width)
    ]
    if not words:
        return ()
    space = words[0][1].measure(" ", size)
    widths = [face.measure(word, size) for word, face in words]
    breaks = _break_evenly([word for word, _face in words], widths, space, width)
    return tuple(tuple(_join_runs(words[start:end], size, space)) for start, end in breaks)


def cut_lines(lines: tuple[str, ...], most: int, face: Face, size: float, width: float) -> tuple[str, ...]:
    """At most so many lines; where some are left out, the last one ends with an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and face.measure(last + ELLIPSIS, size) > width:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip(" \u00a0,-") + ELLIPSIS)


def fit_size(text: str, face: Face, width: float, largest: float, smallest: float) -> float:
    """The largest size, in steps of half a point, at which the text is one line; else the smallest."""
    size = largest
    while size > smallest and face.measure(text, size) > width:
        size -= 0.5
    return max(size, smallest)


def _join_runs(words: Sequence[tuple[str, Face]], size: float, space: float) -> Iterator[Run]:
    x, start, pending = 0.0, 0.0, ""
    for index, (word, face) in enumerate(words):
        if pending and face is words[index - 1][1]:
            pending += " " + word
        else:
            if pending:
                yield Run(start, pending, words[index - 1][1])
            pending, start = word, x
        x += face.measure(word, size) + space
    yield Run(start, pending, words[-1][1])


def _split_word(word: str, face: Face, size: float, width: float) -> list[str]:
    if face.measure(word, size) <= width + _TOLERANCE:
        return [word]
    if "\u00a0" in word:
        return [piece for part in word.split("\u00a0") for piece in _split_word(part, face, size, width)]
    pieces = [""]
    for char in word:
        if face.measure(pieces[-1] + char, size) > width:
            head, hyphen, tail = pieces[-1].rpartition("-")
            pieces[-1:] = [head + hyphen, tail] if head else [pieces[-1], ""]
        pieces[-1] += char
    return [piece for piece in pieces if piece]


def _break_evenly(words: list[str], widths: list[float], space: float, width: float) -> list[tuple[int, int]]:
    """Start and end of each line: fewest lines, then least unevenness (the last line may be short, not an orphan)."""
    count = len(words)
    best: list[tuple[int, float, int]] = [(0, 0.0, count)] * (count + 1)
    for start in range(count - 1, -1, -1):
        length, found = -space, (count + 1, 0.0, start + 1)
        for end in range(start + 1, count + 1):
            length += space + widths[end - 1]
            if length > width + _TOLERANCE and end > start + 1:
                break
            lines, cost, _next = best[end]
            found = min(found, (lines + 1, cost + _cost(words[end - 1], length / width, is_last=end == count), end))
        best[start] = found
    breaks, start = [], 0
    while start < count:
        end = best[start][2]
        breaks.append((start, end))
        start = end
    return breaks


def _cost(last_word: str, share: float, *, is_last: bool) -> float:
    """How bad a line is that fills this share of the width."""
    if is_last:
        return _ORPHAN if share < _SHORT_LAST_LINE else 0.0
    empty = max(0.0, 1.0 - share)
    return empty * empty * (_AFTER_SENTENCE if last_word.endswith(_SENTENCE_ENDS) else 1.0)
