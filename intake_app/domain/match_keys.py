"""Keys of a person in the search index, beside the words: what narrows a search, and what duplicates share.

A key begins with a sign that no folded or typed word has, and holds no white space, so that nothing typed ever equals
one. Keys follow from what is recorded and go when it changes, like the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.records import Document, Person

KEY_SIGN = "@"
_BORN = f"{KEY_SIGN}b"


def person_match_keys(person: Person) -> tuple[str, ...]:
    """The keys that follow from the person's own record; a person must be given whole to have all of them.

    Only `storage.search_index.PERSON_FIELDS` are there when an index is made anew.
    """
    return (birth_key(person.birth_date),) if person.birth_date else ()


def document_match_keys(document: Document) -> tuple[str, ...]:
    """The keys that one document adds to its holder's."""
    del document  # its number is a word already
    return ()


def match_keys(person: Person, documents: Iterable[Document]) -> tuple[str, ...]:
    """All keys of a person, each once."""
    of_documents = (key for document in documents for key in document_match_keys(document))
    return tuple(dict.fromkeys((*person_match_keys(person), *of_documents)))


def birth_key(date: str) -> str:
    """The key of those born on an ISO date, which may be partial; the keys of a year or month begin with its own."""
    return f"{_BORN}{date}"
