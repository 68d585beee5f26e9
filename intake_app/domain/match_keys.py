"""Keys of a person in the search index, beside the words: what narrows a search, and what duplicates share.

A key begins with a sign that no folded or typed word has, and holds no white space, so that nothing typed ever equals
one. Keys follow from what is recorded and go when it changes, like the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.matching.keys import paper_key, person_keys
from intake_app.domain.matching.profiles import make_profile
from intake_app.domain.search_keys import KEY_SIGN, birth_key
from intake_app.domain.search_terms import document_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.records import Document, Person

MATCHED = f"{KEY_SIGN}m"
"""Begins the keys that people who may be one share (`matching.keys`)."""


def person_match_keys(person: Person) -> tuple[str, ...]:
    """The keys that follow from the person's own record; a person must be given whole to have all of them.

    Only `storage.search_index.PERSON_FIELDS` are there when an index is made anew.
    """
    born = (birth_key(person.birth_date),) if person.birth_date else ()
    return (*born, *(f"{MATCHED}{key}" for key in person_keys(make_profile(person))))


def document_match_keys(document: Document) -> tuple[str, ...]:
    """The keys that one document adds to its holder's."""
    key = paper_key(document_key(document.document_number))
    return (f"{MATCHED}{key}",) if key else ()


def match_keys(person: Person, documents: Iterable[Document]) -> tuple[str, ...]:
    """All keys of a person, each once."""
    of_documents = (key for document in documents for key in document_match_keys(document))
    return tuple(dict.fromkeys((*person_match_keys(person), *of_documents)))
