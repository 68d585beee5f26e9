"""What a person is found by, and what a typed search asks for.

Both sides go through the same folding, so any script and romanisation of a name meet. A person's
words are the folded parts of all their names, document numbers, phone digits and card numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from intake_app.domain.cards import parse_card
from intake_app.domain.keyboards import has_cyrillic, layout_readings
from intake_app.domain.name_keys import fold_tokens
from intake_app.domain.search_dates import birth_forms, is_whole_day, join_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.records import Card, Document, Person

_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_BEFORE_WORD = re.compile(r"^[\W_]+")
_CARD_PART = re.compile(r"([a-z]{3,6})(\d{2,6})((?<=\d{6})[a-z0-9])?")
_PHONE_LIKE = re.compile(r"[+\d][\d\s()\-.]{4,}")
_NO_NAME = re.compile(r"\w[\[\]{};:,.<>`~]|[\[\]{};:,.<>`~]\w")
"""Signs beside letters that no Latin name has: where Cyrillic letters stand for them, no Latin was meant."""
MAX_WORDS = 6
LONGEST = 200
"""Characters of a search that are looked at."""
_TRUNK, _SHORTEST_TRUNK = "8", 5


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


class Hit(NamedTuple):
    """Somebody who was found, by this laptop's number for them, and why: a code of REASONS."""

    row_no: int
    reason: str


REASONS = (
    *("card", "token", "word", "beginning", "fragment", "place"),
    *("spelling", "short_name", "layout", "typing_error"),
)
"""Why somebody was found, best first: by a card, today's token, whole words, beginnings, fragments, where they sleep;
by another language's spelling of the name, its short form, the keys of another layout, a typing error.
"""


@dataclass(frozen=True, slots=True)
class Query:
    """A search: a whole card number, or words that must all be found, each in one of its forms.

    A form is a folded or typed word, or a key (`domain.match_keys`). `text` is what was typed.
    """

    card_number: str = ""
    words: tuple[tuple[str, ...], ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.card_number or self.words)


def parse_query(text: str) -> Query:
    """The search that a typed text asks for; nothing searchable gives an empty query.

    Of numbers without a letter, such as a phone or a passport, one in 37 reads as a card: it is looked for as both.
    """
    card, is_number = parse_card(text), _PHONE_LIKE.fullmatch(text.strip()) is not None
    if card is not None and not is_number:
        return Query(card_number=str(card), text=text)
    text = join_dates(text.strip()[:LONGEST])
    if is_number and not is_whole_day(text):
        as_typed = () if " " in text else (text,)
        as_card = (str(card).lower(),) if card is not None else ()
        forms = (*_number_forms(document_key(text)), *as_typed, *as_card)
        return Query(words=(tuple(dict.fromkeys(forms)),), text=text)
    typed = text.split()
    is_beside_name = any(map(_is_name, typed))
    words = [forms for word in typed for forms in _forms(word, is_beside_name=is_beside_name)]
    return Query(words=tuple(dict.fromkeys(words))[:MAX_WORDS], text=text)


def other_layouts(query: Query) -> tuple[Query, ...]:
    """What the same keys ask for on another layout of the keyboard."""
    is_latin = not has_cyrillic(query.text)
    readings = (each for each in layout_readings(query.text) if is_latin or not _NO_NAME.search(each))
    queries = map(parse_query, readings)
    return tuple(each for each in queries if each.words and each.words != query.words)


def _is_name(word: str) -> bool:
    return any(map(str.isalpha, word)) and not birth_forms(word)


def _forms(word: str, *, is_beside_name: bool) -> list[tuple[str, ...]]:
    """The words one typed word stands for: parts of a hyphenated name, or one number as it is typed.

    A number is also looked for as a name would fold it: clerks search for what they see. It may be a birth date: one to
    the day always, a year or month only beside a name.
    """
    folded = fold_tokens(word)
    if not any(map(str.isdigit, word)):
        return [(part,) for part in folded]
    as_typed = _BEFORE_WORD.sub("", word.lower())  # nothing typed may begin as a key does
    key = document_key(word)
    born = birth_forms(word) if is_beside_name or is_whole_day(word) else ()
    forms = (*_number_forms(key), as_typed, *(folded if len(folded) == 1 else ()), *_card_parts(key), *born)
    return [tuple(dict.fromkeys(filter(None, forms)))] if any(forms) else []


def _number_forms(key: str) -> tuple[str, ...]:
    """A number, and one that begins with Russia's and Kazakhstan's 8 as it stands recorded, with the country's 7."""
    is_long_distance = key[:1] == _TRUNK and key.isdecimal() and len(key) >= _SHORTEST_TRUNK
    return (key, f"7{key[1:]}") if is_long_distance else (key,)


def _card_parts(key: str) -> tuple[str, ...]:
    """The beginning of a card number that was typed without its hyphens, in each way its letters may part."""
    found = _CARD_PART.fullmatch(key)
    if found is None:
        return ()
    letters, digits, check = found.groups()
    number = digits + (f"-{check}" if check else "")
    return tuple(f"{letters[:cut]}-{letters[cut:]}-{number}" for cut in range(2, min(5, len(letters))))
