"""The QR code of a card number: version 1, error correction Q, which 16 capital letters, digits and hyphens fit."""

from __future__ import annotations

from functools import lru_cache

from reports.page import MM

SHEET_MODULE = 0.8 * MM
QUIET_MODULES = 4


@lru_cache(maxsize=256)
def encode_card(card_number: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules without the quiet zone, dark is True; segno's DataOverflowError if the text is too long."""
    import segno

    code = segno.make(card_number, version=1, error="q", micro=False, boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
