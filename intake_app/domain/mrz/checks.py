"""Check digits of machine-readable zones: ICAO Doc 9303-3, weights 7, 3, 1, modulo 10."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.domain.mrz.layouts import Layout

FILLER = "<"
_VALUES = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {FILLER: 0}
_WEIGHTS = (7, 3, 1)


def check_digit(text: str) -> str:
    """The check digit over A-Z, 0-9 and `<`."""
    return str(sum(_VALUES[char] * _WEIGHTS[place % 3] for place, char in enumerate(text)) % 10)


def document_number(layout: Layout, zone: str) -> tuple[str, str, int]:
    """The document number with fillers, its check digit, and how many optional characters they take.

    In TD1 and TD2 a number over nine characters has `<` for its check digit; the rest and the true check
    digit stand at the beginning of the optional data, up to the first filler (Doc 9303-5 and -6).
    """
    start, end = layout.number
    number, digit = zone[start:end], zone[end]
    if layout.has_long_numbers and digit == FILLER and FILLER not in number:
        first, last = layout.optional[0]
        rest = zone[first:last].partition(FILLER)[0]
        if rest:
            return number + rest[:-1], rest[-1], len(rest)
    return number, digit, 0


def failed_checks(layout: Layout, zone: str) -> tuple[str, ...]:
    """The fields whose check digit is wrong, by their names in a reading; `composite` for the last one."""
    number, digit, _ = document_number(layout, zone)
    birth, expiry = (zone[start:end] for start, end in (layout.birth, layout.expiry))
    checks = [
        ("document_number", number, digit, False),
        ("birth_date", birth, zone[layout.birth[1]], True),
        ("expires_on", expiry, zone[layout.expiry[1]], True),
    ]
    if layout.optional_check is not None:
        start, end = layout.optional[0]
        checks.append(("optional_data", zone[start:end], zone[layout.optional_check], True))
    if layout.composite is not None:
        covered = "".join(zone[start:end] for start, end in layout.composite_of)
        checks.append(("composite", covered, zone[layout.composite], False))
    return tuple(field for field, value, digit, is_open in checks if not _is_right(value, digit, may_be_filler=is_open))


def _is_right(value: str, digit: str, *, may_be_filler: bool) -> bool:
    """Whether the digit fits; an empty field may have a filler for its check digit."""
    if digit == FILLER:
        return may_be_filler and not value.strip(FILLER)
    return digit == check_digit(value)
