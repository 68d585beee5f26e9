"""How many bear a name: that two people are called Зырянов says more than that they are called Иванов."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

USUAL = {"family_name": 1 / 1_000, "given_name": 1 / 60, "patronymic": 1 / 60}
"""The share of a name of which nothing is known, by its field."""
_ENDINGS = {"family_name": ("a",), "given_name": (), "patronymic": ("ovich", "evich", "ich", "ovna", "evna")}
"""How a stem (`words.family_stem`, `father_stem`) goes on as a word."""
_WEIGHT = 100
"""How many people that guess counts as: a register of ten says little of how common a name is."""


class Frequencies:
    """Shares of names among so many people, from a count of how many have a word; each word is counted once."""

    def __init__(self, people: int, count: Callable[[str], int]) -> None:
        self.people = people
        self._count = count
        self._known: dict[tuple[str, str], int] = {}

    def share(self, field: str, word: str) -> float:
        """How likely somebody at random has this name in this field, between nobody and everybody."""
        bearers = self._bearers(field, word)
        others = max(bearers - 1, 0)  # one of them is whoever is compared
        return min(1.0, (others + USUAL[field] * _WEIGHT) / (self.people + _WEIGHT))

    def is_known(self, word: str) -> bool:
        """Whether so many have the given name that it is one, and not somebody's slip."""
        return (bearers := self._bearers("given_name", word)) >= 3 and bearers * 4_000 >= self.people

    def _bearers(self, field: str, word: str) -> int:
        count = self._known.get((field, word))
        if count is None:
            forms = {word, *(word + ending for ending in _ENDINGS[field])}
            if field == "family_name" and word.endswith("i"):
                forms.add(word[:-1] + "aia")
            count = self._known[field, word] = sum(map(self._count, forms))
        return count
