"""What the parts of a sheet have in common: grid, sizes in points, and text set as paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from reports.faces import Face, draw_safely
from reports.page import LEADING, Block, Grid
from reports.paragraphs import cut_lines, wrap_lines

TITLE_SIZE = 17.0
CALLED_SIZE = 22.0
CARD_SIZE = 12.5
KEY_NOTE_SIZE = 10.5
NOTE_SIZE = 10.0
HOST_SIZE = 9.4
_EASY_TO_READ = 11.0


@dataclass(frozen=True, slots=True)
class Style:
    """How a sheet is set: its grid, the size of its body, and whether the steps begin a page of their own."""

    grid: Grid
    size: float
    has_clerk_title_on_steps: bool = False

    @property
    def is_tight(self) -> bool:
        """Whether the text is already smaller than is easy to read: then what somebody typed takes less room."""
        return self.size < _EASY_TO_READ

    @property
    def line(self) -> float:
        """From baseline to baseline of the body."""
        return self.size * LEADING


def add_paragraph(block: Block, text: str, x: float, baseline: float, face: Face, size: float, width: float) -> float:
    """Set a text from a first baseline on; answers the baseline that the next line would have."""
    return block.add_lines(wrap_lines(draw_safely(text), face, size, width), x, baseline, face, size)


def clamp_lines(text: str, face: Face, size: float, width: float, most: int) -> tuple[str, ...]:
    """The lines of a text that somebody typed, at most so many."""
    return cut_lines(wrap_lines(text, face, size, width), most, face, size, width)
