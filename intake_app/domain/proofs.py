"""What somebody has shown or said of a person: the proof that opens a whole record to a volunteer (protection.md).

A card, a document, or a name with the whole birth date. A name alone, a phone or a room prove nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.cards import parse_card
from intake_app.domain.dates import DateProblem, parse_typed_birth
from intake_app.domain.name_keys import fold_tokens
from intake_app.domain.search_terms import document_key, name_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from intake_app.domain.records import Card, Document, Person

SHORTEST_NUMBER = 5
"""Characters a document's number needs to prove anything: shorter ones are guessed."""
_WHOLE_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{1,2}-\d{1,2}|\d{8}")


@dataclass(frozen=True, slots=True)
class Proof:
    """One typed or scanned text in every way it may be a proof; what it is not is empty."""

    card_number: str = ""
    document_key: str = ""
    names: str = ""
    birth_date: str = ""

    def holds_for(self, person: Person, documents: Iterable[Document], cards: Iterable[Card]) -> bool:
        """Whether it names this person beyond doubt, by a card, a document, or a name with the birth date."""
        if self.card_number and any(card.card_number == self.card_number for card in cards):
            return True
        if self.document_key and any(
            document_key(document.document_number) == self.document_key for document in documents
        ):
            return True
        return self.has_birth_of(person) and self._names(person)

    def has_birth_of(self, person: Person) -> bool:
        """Whether the birth date is this person's; one that is not known to the day is nobody's."""
        return bool(self.birth_date) and person.birth_date == self.birth_date and not person.birth_date_estimated

    def _names(self, person: Person) -> bool:
        """Whether every word said is a whole name of theirs."""
        own = name_words(person)
        said = fold_tokens(self.names)
        return bool(said) and set(said) <= set(own)


def parse_proof(text: str, today: date) -> Proof:
    """Everything that a text may prove."""
    card = parse_card(text)
    if card is not None and any(map(str.isalpha, text)):
        return Proof(card_number=str(card))
    key = document_key(text[:200])
    names, born = _split_birth(text[:200], today)
    is_number = len(key) >= SHORTEST_NUMBER and any(map(str.isdigit, key))
    return Proof(
        card_number=str(card) if card is not None else "",  # of numbers without a letter one in 37 reads as a card too
        document_key=key if is_number else "",
        names=names if born else "",
        birth_date=born,
    )


def _split_birth(text: str, today: date) -> tuple[str, str]:
    """The words of a text without its one whole date, and that date in ISO; all the words and nothing without one."""
    words = text.split()
    for place, word in enumerate(words):
        if _WHOLE_DAY.fullmatch(word.strip(",")):
            try:
                found = parse_typed_birth(word.strip(","), today)
            except DateProblem:
                continue
            return " ".join((*words[:place], *words[place + 1 :])), found.date.iso()
    return text, ""
