"""What the search index keeps of one person: the words of their names, those of their numbers, keys, whether they left.

An entry is begun with the person and grows by what belongs to them, in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from intake_app.domain.match_keys import document_match_keys, person_match_keys
from intake_app.domain.records import Card, Document, Stay
from intake_app.domain.search_terms import card_word, document_word, join_words, name_words, phone_word
from intake_app.domain.stays import has_ended, order_of_stay

if TYPE_CHECKING:
    from intake_app.domain.records import Person


class Indexed(NamedTuple):
    """An entry as it is kept: words and keys joined by spaces, each once. Nothing of it is there of a hidden person."""

    names: str = ""
    numbers: str = ""
    keys: str = ""
    is_gone: bool = False

    @property
    def text(self) -> str:
        """All words, for fragments of them; keys are none."""
        return f"{self.names} {self.numbers}".strip()

    @property
    def tokens(self) -> tuple[str, ...]:
        """Every word and key, each once."""
        return tuple(dict.fromkeys(f"{self.names} {self.numbers} {self.keys}".split()))


class SearchEntry:
    """The entry of one person while it is gathered; a deleted or merged one is found by nothing of their own."""

    __slots__ = ("_is_gone", "_is_hidden", "_keys", "_last_stay", "_names", "_numbers")

    def __init__(self, person: Person) -> None:
        self._is_hidden = person.deleted or bool(person.merged_into)
        self._names = "" if self._is_hidden else join_words(name_words(person))
        self._numbers = [phone_word(person)]
        self._keys = [*person_match_keys(person)]
        self._last_stay = (False, "", "")
        self._is_gone = False

    def add(self, record: object) -> None:
        """Add what a document, card or stay of theirs says that is not deleted; other records say nothing."""
        if isinstance(record, Document):
            self._numbers.append(document_word(record))
            self._keys += document_match_keys(record)
        elif isinstance(record, Card):
            self._numbers.append(card_word(record))
        elif isinstance(record, Stay) and order_of_stay(record) >= self._last_stay:
            self._last_stay = order_of_stay(record)
            self._is_gone = has_ended(record)

    def indexed(self) -> Indexed:
        """What is to be kept."""
        if self._is_hidden:
            return Indexed()
        return Indexed(self._names, join_words(self._numbers), join_words(self._keys), self._is_gone)
