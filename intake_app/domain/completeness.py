"""What a full file still lacks: the incomplete queue's reason for each person in it.

A record made in a hurry (one line of the night, an import, a slip of paper) is complete as far as it goes; the rest is
asked for later, in daylight. Answers to questions that are voluntary (phone, plans, messenger) are never missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.records import Consent, Document, Person, Stay

MISSING_CODES = ("birth_date", "sex", "citizenship", "document", "entered_on", "sleeps", "languages", "notice")
"""In the order of the form, which is the order they are asked for in."""

NOTICE = "notice"
_FULL_DATE = 10  # characters of an ISO date with its day


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What completeness asks of a file, each as a plain fact, so that lists can ask it of a hundred thousand."""

    has_birth_day: bool
    has_sex: bool
    has_citizenship: bool
    has_document: bool
    has_entry_day: bool
    has_sleeps: bool
    has_languages: bool
    has_notice: bool


def missing_of(
    person: Person, documents: Iterable[Document], stay: Stay | None, consents: Iterable[Consent]
) -> tuple[str, ...]:
    """Codes (`MISSING_CODES`, in their order) of what the file of a person lacks; empty for a full one.

    A birth date counts when its day is known and no estimate. The country of a document stands for a citizenship
    that nobody told. A document that was only told of (`as_told`) counts: that no paper was seen is recorded.
    """
    papers = [document for document in documents if not document.deleted]
    return missing_in(
        FileFacts(
            has_birth_day=len(person.birth_date) == _FULL_DATE and not person.birth_date_estimated,
            has_sex=bool(person.sex),
            has_citizenship=bool(person.citizenship) or any(paper.document_country for paper in papers),
            has_document=bool(papers),
            has_entry_day=stay is not None and len(stay.entered_on) == _FULL_DATE,
            has_sleeps=stay is not None and bool(stay.sleeps),
            has_languages=bool(person.languages),
            has_notice=any(consent.subject == NOTICE and not consent.deleted for consent in consents),
        )
    )


def missing_in(facts: FileFacts) -> tuple[str, ...]:
    """The same from plain facts."""
    present = (
        facts.has_birth_day,
        facts.has_sex,
        facts.has_citizenship,
        facts.has_document,
        facts.has_entry_day,
        facts.has_sleeps,
        facts.has_languages,
        facts.has_notice,
    )
    return tuple(code for code, is_there in zip(MISSING_CODES, present, strict=True) if not is_there)
