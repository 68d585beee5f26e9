"""What a person is compared by, read once from the records: folded names in their roles, birth, papers, and so on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from intake_app.domain.matching.words import family_stem, father_stem
from intake_app.domain.name_keys import fold
from intake_app.domain.names import guess_sex
from intake_app.domain.search_terms import document_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.records import Document, Person

_PHONE_DIGITS = 10
_REMEMBERED = 1 << 13
Words = tuple[str, ...]
Spellings = tuple[Words, ...]


class Birth(NamedTuple):
    """A birth date in numbers; 0 is what is not known."""

    year: int = 0
    month: int = 0
    day: int = 0
    is_estimated: bool = False


UNKNOWN = Birth()


class Paper(NamedTuple):
    """A document by kind, country and number without what stands between its characters."""

    kind: str
    country: str
    number: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Names are folded words: each spelling of a family or given name is a tuple of them, the same one never twice.

    `family` holds stems (`words.family_stem`), `family_words` whole words, `father` the stems of patronymics. `keys`
    are folded family and given names together, in both scripts.
    """

    person_id: str
    family: Spellings = ()
    family_words: Spellings = ()
    given: Spellings = ()
    father: Words = ()
    others: Words = ()
    keys: frozenset[str] = frozenset()
    sex: str = ""
    birth: Birth = UNKNOWN
    citizenship: str = ""
    birth_place: Words = ()
    papers: tuple[Paper, ...] = ()
    phone: str = ""
    groups: Words = ()


def make_profile(person: Person, documents: Iterable[Document] = (), groups: Iterable[str] = ()) -> Profile:
    """The profile of a person with their documents and the ids of the groups they are in."""
    family, given, father = _roles(person.family_name, person.given_name, person.patronymic)
    latin_family, latin_given, latin_father = _roles(person.family_name_latin, person.given_name_latin, "")
    return Profile(
        person_id=person.person_id,
        family=_spellings(_stems(family), _stems(latin_family)),
        family_words=_spellings(_words(family), _words(latin_family)),
        given=_spellings(_words(given), _words(latin_given)),
        father=_fathers(father or latin_father),
        others=_words(person.other_names),
        keys=frozenset(
            f"{fold(one)}|{fold(two)}" for one, two in ((family, given), (latin_family, latin_given)) if one or two
        ),
        sex=person.sex,
        birth=read_birth(person.birth_date, is_estimated=person.birth_date_estimated),
        citizenship=person.citizenship,
        birth_place=_words(person.birth_place),
        papers=tuple(
            Paper(each.document_type, each.document_country, number)
            for each in documents
            if (number := document_key(each.document_number))
        ),
        phone="".join(filter(str.isdigit, person.phone))[-_PHONE_DIGITS:],
        groups=tuple(groups),
    )


def read_birth(text: str, *, is_estimated: bool = False) -> Birth:
    """A stored partial date in numbers."""
    if not text:
        return UNKNOWN
    return Birth(int(text[:4]), int(text[5:7] or 0), int(text[8:10] or 0), is_estimated)


def _roles(family: str, given: str, father: str) -> tuple[str, str, str]:
    """Names in their roles: a patronymic behind the given name, or everything in one field, is taken apart."""
    if family and not given and " " in family:
        family, given = family.split(" ", 1)
    elif given and not family and " " in given:
        given, family = given.split(" ", 1)
    if " " in given and not father:
        before, _space, last = given.rpartition(" ")
        if guess_sex(last):
            return family, before, last
    return family, given, father


@lru_cache(_REMEMBERED)
def _words(text: str) -> Words:
    return tuple(fold(text).split())


@lru_cache(_REMEMBERED)
def _stems(text: str) -> Words:
    return tuple(map(family_stem, _words(text)))


@lru_cache(_REMEMBERED)
def _fathers(text: str) -> Words:
    return tuple(map(father_stem, _words(text)))


def _spellings(one: Words, other: Words) -> Spellings:
    """Both, or the one there is."""
    if one and other and one != other:
        return (one, other)
    return (one or other,) if one or other else ()
