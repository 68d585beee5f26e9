"""Telling a scanner that types like a keyboard from a person: by pace and length alone."""

from __future__ import annotations

import re

from intake_app.domain.cards import parse_card
from intake_app.domain.mrz import looks_like_mrz

_LIKE_A_CARD = re.compile(r"\w{2,4}[-\u2013 ]\w{1,3}[-\u2013 ]\d{6}[-\u2013 ]?\w")

GAP_MS = 50
"""A key that comes later than this after the one before begins something new; people are slower, scanners faster."""
HELD_AFTER = 8
"""So many keys in a row go where they are typed; only then is it worth holding the next ones back."""
SURE_MS = 13
"""Keys on average quicker than this are no person's, even where no Enter ends them; slow scanners send one."""
SHORTEST_LINE = 28
"""The lines of a zone have 30, 36 or 44 characters; a scanner may lose one or two."""


class Burst:
    """Keys that came one after another faster than anybody types."""

    def __init__(self) -> None:
        self.text = ""
        self._first_ms = 0
        self._last_ms: int | None = None

    def take(self, char: str, at_ms: int) -> bool:
        """One more key (a line end for Enter) at a time in milliseconds; whether it belongs to the keys before it."""
        follows = self.goes_on(at_ms)
        self._last_ms = at_ms
        self.text = self.text + char if follows else char
        if not follows:
            self._first_ms = at_ms
        return follows

    def goes_on(self, at_ms: int) -> bool:
        """Whether a key at this time would belong to the keys before it."""
        return self._last_ms is not None and 0 <= at_ms - self._last_ms < GAP_MS

    @property
    def is_long(self) -> bool:
        """Whether the next keys should be held back until it is clear what this is."""
        return len(self.text) > HELD_AFTER

    @property
    def ends_early(self) -> bool:
        """Whether Enter has ended a line that is too short for a zone."""
        return self.text.endswith("\n") and len(self.text.splitlines()[-1]) < SHORTEST_LINE

    @property
    def is_sure(self) -> bool:
        """Whether no hand can have typed it: by its pace, or because Enter ended it before the keys paused."""
        gaps = len(self.text) - 1
        took = (self._last_ms or 0) - self._first_ms
        return self.text.endswith("\n") or (gaps > 0 and took < SURE_MS * gaps)

    @property
    def is_scan(self) -> bool:
        """Whether it holds a machine-readable zone and nothing else."""
        return looks_like_mrz(self.text)

    @property
    def card(self) -> str:
        """The number of the card that was scanned; empty where it is none, or too short to have been a scanner."""
        card = parse_card(self.text) if self.is_long else None
        return str(card) if card else ""

    @property
    def is_misread_card(self) -> bool:
        """Whether a scanner sent what looks like a card and is none: its check character is wrong."""
        return self.is_long and _LIKE_A_CARD.fullmatch(self.text.strip()) is not None and not self.card

    def forget(self) -> None:
        """Begin anew with the next key."""
        self.text = ""
        self._last_ms = None
