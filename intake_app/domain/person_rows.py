"""One line about a person: what lists, exports and search answers show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.records import Document, Person

_TYPE_ORDER = {"passport": 0, "internal_passport": 1, "national_id": 2}
OTHER_TYPE = 3


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the card, primary document, current stay and place that go with them."""

    person: Person
    card_number: str = ""
    document_type: str = ""
    document_number: str = ""
    document_country: str = ""
    entered_on: str = ""
    arrived_on: str = ""
    sleeps: str = ""
    place_name: str = ""
    departed_on: str = ""


def primary_document(documents: Iterable[Document], on: str) -> Document | None:
    """The document that stands for the person on a day (ISO): unexpired before expired, then
    passport, internal passport, national id, other, then the latest issued (data.md).
    """

    def rank(document: Document) -> tuple[bool, int, str, str]:
        is_expired = bool(document.expires_on) and document.expires_on < on
        order = _TYPE_ORDER.get(document.document_type, OTHER_TYPE)
        return (not is_expired, -order, document.issued_on, document.document_id)

    return max((document for document in documents if not document.deleted), key=rank, default=None)
