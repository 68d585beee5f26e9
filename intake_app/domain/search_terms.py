"""What a person is found by, and what a typed search asks for.

Both sides go through the same folding, so any script and romanisation of a name meet. A person's
words are the folded parts of all their names, document numbers, phone digits and card numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.cards import parse_card
from intake_app.domain.name_keys import fold_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.records import Card, Document, Person

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_BEFORE_WORD = re.compile(r"^[\W_]+")
_PHONE_LIKE = re.compile(r"[+\d][\d\s()\-.]{4,}")
MAX_WORDS = 6


def document_key(number: str) -> str:
    """A document number without what people put between its characters, lower case."""
    return _NOT_ALPHANUMERIC.sub("", number).lower()


def name_key(family_name: str, given_name: str) -> str:
    """Folded family and given name, for telling that two people are called the same."""
    return " ".join(fold_tokens(family_name)) + "|" + " ".join(fold_tokens(given_name))


def name_words(person: Person) -> tuple[str, ...]:
    """The folded words of all names of a person, in the order of the fields."""
    return fold_tokens(
        person.family_name,
        person.given_name,
        person.patronymic,
        person.family_name_latin,
        person.given_name_latin,
        person.other_names,
    )


def phone_word(person: Person) -> str:
    """The word a phone adds; empty where it has no digits."""
    return document_key(person.phone) if any(map(str.isdigit, person.phone)) else ""


def document_word(document: Document) -> str:
    """The word a document adds to its holder's."""
    return document_key(document.document_number)


def card_word(card: Card) -> str:
    """The word a card adds to its holder's."""
    return card.card_number.lower()


def search_words(person: Person, documents: Iterable[Document], cards: Iterable[Card]) -> str:
    """The words a person is found by, each once, joined by spaces."""
    numbers = (phone_word(person), *map(document_word, documents), *map(card_word, cards))
    return join_words([*name_words(person), *numbers])


def join_words(words: Iterable[str]) -> str:
    """Words as they are indexed: each once, joined by spaces."""
    return " ".join(dict.fromkeys(filter(None, words)))


@dataclass(frozen=True, slots=True)
class Query:
    """A search: a whole card number, or words that must all be found, each in one of its forms."""

    card_number: str = ""
    words: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.card_number or self.words)


def parse_query(text: str) -> Query:
    """The search that a typed text asks for; nothing searchable gives an empty query."""
    card = parse_card(text)
    if card is not None:
        return Query(card_number=str(card))
    text = text.strip()[:200]
    if _PHONE_LIKE.fullmatch(text):
        return Query(words=((document_key(text),),))
    words = [forms for word in text.split() for forms in _forms(word)]
    return Query(words=tuple(dict.fromkeys(words))[:MAX_WORDS])


def _forms(word: str) -> list[tuple[str, ...]]:
    """The words one typed word stands for: parts of a hyphenated name, or one number as it is typed.

    A number is also looked for as a name would fold it: clerks search for what they see.
    """
    folded = fold_tokens(word)
    if not any(map(str.isdigit, word)):
        return [(part,) for part in folded]
    as_typed = _BEFORE_WORD.sub("", word.lower())  # nothing typed may begin as a key does
    forms = (document_key(word), as_typed, *(folded if len(folded) == 1 else ()))
    return [tuple(dict.fromkeys(filter(None, forms)))] if any(forms) else []
