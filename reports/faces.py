"""The two faces of every print, their widths, and which letters they can draw.

Noto Sans is embedded as a subset. reportlab shapes nothing, so only letters that need no shaping are drawn: Latin,
Cyrillic and Greek, with the signs that go with them. Everything else is left to the caller to replace.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FOLDER = Path(__file__).parent / "fonts"
_REGULAR = "NotoSans-Regular"
_BOLD = "NotoSans-Bold"
_UNITS = 1000

# Blocks drawn letter by letter: Latin to Cyrillic, their extensions, general and letterlike signs, ligatures.
_DRAWN = (
    range(0x0020, 0x0530),
    range(0x1C80, 0x1C90),
    range(0x1D00, 0x2BFF),
    range(0x2C60, 0x2C80),
    range(0x2DE0, 0x2E80),
    range(0xA640, 0xA6A0),
    range(0xA700, 0xA800),
    range(0xAB30, 0xAB70),
    range(0xFB00, 0xFB07),
)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A registered font: `name` for the canvas, the width of each character at 1 pt."""

    name: str
    widths: Mapping[str, float]

    def measure(self, text: str, size: float) -> float:
        """The width of a line in points; every character must be one that can be drawn."""
        return sum(map(self.widths.__getitem__, text)) * size


@cache
def load_faces() -> tuple[Face, Face]:
    """Regular and bold, registered with reportlab once a process."""
    return _load(_REGULAR), _load(_BOLD)


def draw_safely(text: str) -> str:
    """The text in one line without what cannot be drawn: controls, marks of direction, pictures, other scripts."""
    return _keep_drawable(text) if text else ""


def loses_letters(text: str) -> bool:
    """Whether letters, digits or marks that make part of a name would be missing from the drawn text."""
    regular = load_faces()[0].widths
    return any(char not in regular and unicodedata.category(char)[0] in "LMN" for char in _compose(text))


@lru_cache(maxsize=4096)
def _keep_drawable(text: str) -> str:
    regular, bold = (face.widths for face in load_faces())
    spaced = "".join(" " if char in "\n\r\t\v\f\u2028\u2029" else char for char in _compose(text))
    drawn = "".join(char for char in spaced if char in regular and char in bold)
    return " ".join(word for word in drawn.split(" ") if word)


def _compose(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _load(name: str) -> Face:
    # Imported on first print: start-up does not pay for it.
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(name, str(_FOLDER / f"{name}.ttf"), shapable=False)
    registerFont(font)
    widths_of: Callable[[int], float] = font.face.getCharWidth
    codes = (code for block in _DRAWN for code in block if code in font.face.charToGlyph)
    widths = {chr(code): widths_of(code) / _UNITS for code in codes if _is_drawn(chr(code))}
    return Face(name, widths | {"\u00a0": widths[" "]})


def _is_drawn(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp"}
