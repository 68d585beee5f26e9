"""Where each field stands in each format: ICAO Doc 9303 parts 4 to 7, and the Russian internal passport.

Positions count from 0 through the lines joined together.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """The positions of one format; a position that the format does not have is None or no span at all.

    The check digit of number, birth and expiry follows its field.
    """

    name: str
    line_count: int
    width: int
    names: Span
    number: Span
    nationality: Span
    birth: Span
    sex: int
    expiry: Span
    optional: tuple[Span, ...]
    optional_check: int | None = None
    composite: int | None = None
    composite_of: tuple[Span, ...] = ()

    @property
    def names_line(self) -> int:
        """The index of the line that holds the names."""
        return self.names[0] // self.width

    @property
    def has_long_numbers(self) -> bool:
        """Whether a document number over nine characters goes on in the optional data."""
        return self.name in {"TD1", "TD2"}

    def document_type(self, first: str) -> str:
        """The document type of data.md that the zone's first character tells, or empty for none of this format."""
        if self.name == "RUS-INTERNAL":
            return "internal_passport"
        if first == "V":
            return "visa" if self.name.startswith("MRV") else ""
        if first == "P":
            return "passport"
        return "national_id" if first in "ACI" and self.has_long_numbers else ""

    def position(self, index: int) -> str:
        """Line and character as people count them: `2:14`."""
        return f"{index // self.width + 1}:{index % self.width + 1}"

    def lines(self, zone: str) -> list[str]:
        """The joined zone as the document prints it."""
        return [zone[start : start + self.width] for start in range(0, len(zone), self.width)]


DOCUMENT_TYPE: Span = (0, 2)
ISSUER: Span = (2, 5)


def _two_lines(
    name: str, width: int, *, optional_end: int, optional_check: int | None = None, has_composite: bool = False
) -> Layout:
    """The formats of two lines: names above, everything else below; `optional_end` counts in the second line."""
    composite = 2 * width - 1 if has_composite else None
    return Layout(
        name=name,
        line_count=2,
        width=width,
        names=(5, width),
        number=(width, width + 9),
        nationality=(width + 10, width + 13),
        birth=(width + 13, width + 19),
        sex=width + 20,
        expiry=(width + 21, width + 27),
        optional=((width + 28, width + optional_end),),
        optional_check=None if optional_check is None else width + optional_check,
        composite=composite,
        composite_of=((width, width + 10), (width + 13, width + 20), (width + 21, 2 * width - 1)) if composite else (),
    )


TD3 = _two_lines("TD3", 44, optional_end=42, optional_check=42, has_composite=True)
RUS_INTERNAL = _two_lines("RUS-INTERNAL", 44, optional_end=42, optional_check=42, has_composite=True)
TD2 = _two_lines("TD2", 36, optional_end=35, has_composite=True)
MRV_A = _two_lines("MRV-A", 44, optional_end=44)
MRV_B = _two_lines("MRV-B", 36, optional_end=36)
TD1 = Layout(
    name="TD1",
    line_count=3,
    width=30,
    names=(60, 90),
    number=(5, 14),
    nationality=(45, 48),
    birth=(30, 36),
    sex=37,
    expiry=(38, 44),
    optional=((15, 30), (48, 59)),
    composite=59,
    composite_of=((5, 37), (38, 45), (48, 59)),
)


def layout_of(line_count: int, width: int, start: str) -> Layout | None:
    """The layout of so many lines so wide that begin with `start` (five characters), or None."""
    if (line_count, width) == (3, TD1.width):
        return TD1
    if line_count != TD3.line_count or width not in {TD3.width, TD2.width}:
        return None
    if width == TD2.width:
        return MRV_B if start.startswith("V") else TD2
    if start.startswith("PNRUS"):
        return RUS_INTERNAL
    return MRV_A if start.startswith("V") else TD3
