"""The page: A4, its axes, and blocks of marks stacked on it. Points, y downwards from a block's top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.faces import Face

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM
LEFT = 15 * MM
RIGHT = PAGE_WIDTH - LEFT
TOP = 13 * MM
GUTTER = 4 * MM
COLUMN = (RIGHT - LEFT - 11 * GUTTER) / 12

THICK = 1.6
THIN = 0.5
LEADING = 1.27
ASCENT = 0.97
"""From the top of a line to its baseline, as a share of the size: half the leading above the letters."""
CAPITAL = 0.714
"""Height of Noto Sans's capitals as a share of the size."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The three axes: key, text, host language. `x` and width of each column in points."""

    key_x: float
    key_width: float
    text_x: float
    text_width: float
    host_x: float
    host_width: float

    @property
    def wide_width(self) -> float:
        """From the text's axis to the right edge."""
        return RIGHT - self.text_x


def make_grid(key: int, text: int, host: int) -> Grid:
    """A grid whose columns take so many of the twelve; `host` 0 gives the text the whole rest."""
    text_x = LEFT + key * (COLUMN + GUTTER)
    host_x = text_x + text * (COLUMN + GUTTER)
    host_width = RIGHT - host_x if host else 0.0
    text_width = host_x - GUTTER - text_x if host else RIGHT - text_x
    return Grid(LEFT, text_x - GUTTER - LEFT, text_x, text_width, host_x, host_width)


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of text, its baseline at y."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    is_white: bool = False


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A horizontal rule, its middle at y, `width` long; upright it begins at (x, y) and goes down.

    `is_dotted` for a line to write on, or to cut along.
    """

    x: float
    y: float
    width: float
    weight: float
    is_dotted: bool = False
    is_upright: bool = False


@dataclass(frozen=True, slots=True)
class RingMark:
    """A circle around (x, y): a ring, or filled black."""

    x: float
    y: float
    radius: float
    weight: float
    is_filled: bool


@dataclass(frozen=True, slots=True)
class CodeMark:
    """A QR code whose dark modules begin at (x, y), downwards; `module` is one module's side."""

    x: float
    y: float
    module: float
    rows: tuple[tuple[bool, ...], ...]


Mark = TextMark | RuleMark | RingMark | CodeMark


@dataclass(frozen=True, slots=True)
class LyingPage:
    """The marks of a page that lies on its long side; y downwards from its top as everywhere."""

    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Block:
    """Marks that stay together.

    `stretch` says how large a share of spare height may stand above it; `is_at_foot` puts it at the page's foot.
    """

    height: float = 0.0
    stretch: float = 0.0
    is_at_foot: bool = False
    marks: list[Mark] = field(default_factory=list)

    def add_lines(self, lines: tuple[str, ...], x: float, baseline: float, face: Face, size: float) -> float:
        """Set lines from a first baseline on; answers the baseline that the next line would have."""
        for line in lines:
            self.marks.append(TextMark(x, baseline, line, face, size))
            baseline += size * LEADING
        return baseline

    def add_rule(self, weight: float, y: float = 0.0) -> None:
        """A rule across the whole width."""
        self.marks.append(RuleMark(LEFT, y, RIGHT - LEFT, weight))
