"""The lines of a machine-readable zone out of what a scanner, a clipboard or a keyboard gives."""

from __future__ import annotations

import re
import unicodedata

from intake_app.domain.keyboards import latin_readings

_LINE_END = re.compile(r"\r*\n|\r|[\u2028\u2029\x85]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
# Scanners end a line with a tab or one of the ASCII separators where they are not told to send Enter.
_SEPARATORS = re.compile(r"[\n\t\x0b\x0c\x1c-\x1f]+")
_AIM_IDENTIFIER = re.compile(r"^\s*\][A-Za-z][0-9A-Za-z]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_SINGLE_FILLERS = re.compile("&lt;|[\u2039\u3008\u27e8\u2329]", re.IGNORECASE)
_DOUBLE_FILLER = re.compile("[\u00ab\u300a\u226a]")
_ZONE_LINE = re.compile(r"[A-Z0-9<]+")


def mrz_blocks(text: str) -> list[str]:
    """The zones in a text where blank lines part them; empty blocks are left out."""
    blocks = _BLANK_LINE.split(_LINE_END.sub("\n", text))
    return [stripped for block in blocks if (stripped := block.strip())]


def possible_lines(text: str) -> list[list[str]]:
    """Every way to read `text` as lines of A-Z, 0-9 and `<`, the plainest first.

    Spaces, control characters and scanner identifiers are dropped, letters raised, look-alikes and keyboard
    layouts undone. A guillemet may stand for one filler or for two. The lines may come glued into one.
    """
    found: list[list[str]] = []
    for reading in latin_readings(_without_frame(text)):
        for fillers in ("<<", "<"):
            lines = _plain_lines(_DOUBLE_FILLER.sub(fillers, reading))
            for way in (lines, _unglued("".join(lines))):
                if way and way not in found and all(_ZONE_LINE.fullmatch(line) for line in way):
                    found.append(way)
    return found


def _without_frame(text: str) -> str:
    unframed = _CONTROLS.sub("", _LINE_END.sub("\n", text))
    unframed = "\n".join(_AIM_IDENTIFIER.sub("", line) for line in unframed.split("\n"))
    return _SINGLE_FILLERS.sub("<", unframed)


def _plain_lines(text: str) -> list[str]:
    upper = unicodedata.normalize("NFKC", text).upper()
    lines = ("".join(line.split()) for line in _SEPARATORS.split(upper))
    return [line for line in lines if line]


def _unglued(zone: str) -> list[str]:
    widths = {88: 44, 72: 36, 90: 30}
    width = widths.get(len(zone), 0)
    return [zone[start : start + width] for start in range(0, len(zone), width)] if width else []
