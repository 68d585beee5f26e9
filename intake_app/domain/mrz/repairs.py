"""Repairs that check digits prove, and nothing else: each is reported, none is a guess."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from intake_app.domain.mrz.checks import FILLER, failed_checks
from intake_app.domain.mrz.findings import MrzFinding
from intake_app.domain.mrz.layouts import RUS_INTERNAL, Layout, Span, layout_of

_LETTERS_FOR_DIGITS = str.maketrans("OISBGZ", "015862")
_SHORTEST_NAMES_LINE = 8
_MOST_LOST_FILLERS = 15
_MOST_EXTRA_FILLERS = 15


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone whose lines have their full width, with the repairs that this took."""

    layout: Layout
    text: str
    findings: tuple[MrzFinding, ...] = ()

    @property
    def failures(self) -> int:
        """How many check digits are wrong."""
        return len(failed_checks(self.layout, self.text))


def fit(lines: list[str]) -> Zone | None:
    """The zone that the lines make, with lost or surplus fillers put right where that is proven, or None."""
    layouts = _possible_layouts(lines)
    for layout in layouts:
        if all(len(line) == layout.width for line in lines):
            return Zone(layout, "".join(lines))
    known = (layout for layout in layouts if layout.document_type(lines[0][0]))
    zones = [zone for layout in known for zone in _refilled(lines, layout)]
    return zones[0] if len(zones) == 1 else None


def guess_layout(lines: list[str]) -> Layout | None:
    """The layout that lines of about the right width and number have, or None."""
    layouts = _possible_layouts(lines)
    return min(layouts, key=lambda layout: abs(len(lines[-1]) - layout.width), default=None)


def _possible_layouts(lines: list[str]) -> list[Layout]:
    layouts = (layout_of(len(lines), width, lines[0][:5]) for width in (44, 36, 30))
    return [layout for layout in layouts if layout is not None]


def _refilled(lines: list[str], layout: Layout) -> list[Zone]:
    """Every zone of this layout that the lines may have been and whose check digits are all right."""
    choices = [_fitted(line, layout, is_names_line=index == layout.names_line) for index, line in enumerate(lines)]
    proven = [zone for choice in product(*choices) if not failed_checks(layout, zone := "".join(choice))]
    changed = [index for index, line in enumerate(lines) if len(line) != layout.width]
    detail = ", ".join(f"{index + 1}:{len(lines[index])}={layout.width}" for index in changed)
    finding = MrzFinding("mrz", "fillers_restored", "repaired", detail)
    return [Zone(layout, zone, (finding,)) for zone in proven]


def repair_digits(zone: Zone) -> Zone:
    """Letters that look like digits, where only digits can stand and the check digit then is right."""
    layout, text, findings = zone.layout, zone.text, list(zone.findings)
    for field, value, digit in _digit_groups(layout):
        spans = [(digit, digit + 1)] if value is None else [value, (digit, digit + 1)]
        repaired = _translated(text, spans)
        if repaired != text and field not in failed_checks(layout, repaired):
            changes = [index for index in range(len(text)) if text[index] != repaired[index]]
            detail = ", ".join(f"{layout.position(index)} {text[index]}={repaired[index]}" for index in changes)
            findings.append(MrzFinding(field, "letter_read_as_digit", "repaired", detail))
            text = repaired
    return Zone(layout, text, tuple(findings))


def _digit_groups(layout: Layout) -> list[tuple[str, Span | None, int]]:
    """Field, the span of it that holds only digits (or None), and the place of its check digit."""
    is_russian = layout is RUS_INTERNAL
    groups: list[tuple[str, Span | None, int]] = [
        ("document_number", layout.number if is_russian else None, layout.number[1]),
        ("birth_date", layout.birth, layout.birth[1]),
        ("expires_on", layout.expiry, layout.expiry[1]),
    ]
    if layout.optional_check is not None:
        groups.append(("optional_data", layout.optional[0] if is_russian else None, layout.optional_check))
    if layout.composite is not None:
        groups.append(("composite", None, layout.composite))
    return groups


def _translated(text: str, spans: list[Span]) -> str:
    for start, end in spans:
        text = text[:start] + text[start:end].translate(_LETTERS_FOR_DIGITS) + text[end:]
    return text


def _fitted(line: str, layout: Layout, *, is_names_line: bool) -> list[str]:
    """The lines of full width that `line` may have been."""
    missing = layout.width - len(line)
    if missing == 0:
        return [line]
    if is_names_line:
        return _fitted_names(line, layout.width)
    if not 0 < missing <= _MOST_LOST_FILLERS:
        return []
    if layout.composite is None:  # the data ends in characters that no check digit covers: only its end is sure
        return [line.ljust(layout.width, FILLER)]
    places = [place for place in range(len(line) + 1) if FILLER in line[max(place - 1, 0) : place + 1]]
    ends = [len(line), len(line) - 1, len(line) - 2]
    return list({line[:place] + FILLER * missing + line[place:] for place in {*places, *ends}})


def _fitted_names(line: str, width: int) -> list[str]:
    if len(line) < width:
        return [line.ljust(width, FILLER)] if len(line) >= _SHORTEST_NAMES_LINE else []
    surplus = line[width:]
    return [line[:width]] if not surplus.strip(FILLER) and len(surplus) <= _MOST_EXTRA_FILLERS else []
