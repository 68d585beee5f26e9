"""The letter table of the Russian internal passport: Latin letters and digits that stand for Cyrillic ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class LetterTable:
    """One Cyrillic letter for each character of the zone; `status` is `confirmed` or `unconfirmed`.

    Raises ValueError when two characters stand for one letter: the table must lead both ways.
    """

    cyrillic: Mapping[str, str]
    status: str
    source: str

    def __post_init__(self) -> None:
        if len(set(self.cyrillic.values())) != len(self.cyrillic):
            message = "a letter table must lead both ways"
            raise ValueError(message)

    @property
    def is_confirmed(self) -> bool:
        """Whether the table was compared with the order that sets it."""
        return self.status == "confirmed"

    def can_decode(self, word: str) -> bool:
        """Whether the table has every character of the word."""
        return all(char in self.cyrillic for char in word)

    def decode(self, word: str) -> str:
        """The Cyrillic word as names are written: a capital and small letters."""
        return "".join(self.cyrillic[char] for char in word).capitalize()

    def encode(self, word: str) -> str:
        """The characters of the zone for a Cyrillic word of letters the table has."""
        latin = {letter: char for char, letter in self.cyrillic.items()}
        return "".join(latin[letter] for letter in word.upper())
