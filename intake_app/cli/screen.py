"""Text for people at a terminal: aligned, and safe whatever a name holds."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from intake_app.domain.names import isolate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDE = frozenset("WF")
_LONGEST_SENTENCE = 1_000
_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # controls but line ends, half characters
_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))


def plain(text: str) -> str:
    """The text with everything taken out that could steer a terminal; line ends stay."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def sentence(text: str) -> str:
    """The text on one line, whatever it quotes, and no longer than a screen: of what is longer, both ends."""
    line = " ".join(plain(text).split())
    if len(line) <= _LONGEST_SENTENCE:
        return line
    half = _LONGEST_SENTENCE // 2
    return f"{line[:half]} \N{HORIZONTAL ELLIPSIS} {line[-half:]}"


def cell(text: str) -> str:
    """One value on one line, right-to-left text isolated so that it cannot turn its neighbours round."""
    return isolate(plain(text).replace("\n", " "))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns under their heads, each as wide as its widest value."""
    lines = [list(heads), *([cell(value) for value in row] for row in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(_pad(value, width) for value, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def pairs(values: Iterable[tuple[str, str]]) -> str:
    """`label: value` lines, the values under each other; empty ones are left out."""
    known = [(label, cell(value)) for label, value in values if value]
    width = max((_width(label) for label, _value in known), default=0) + 1
    return "\n".join(f"{_pad(f'{label}:', width)} {value}" for label, value in known)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    kinds = (unicodedata.category(char) for char in text)
    wide = sum(unicodedata.east_asian_width(char) in _WIDE for char in text)
    return sum(kind not in _NO_WIDTH for kind in kinds) + wide
