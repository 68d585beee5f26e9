"""What two records must have in common to be compared at all: a few keys of each, so that the likely ones meet.

Every key joins two things that seldom change together; one of them wrong leaves the others. A key that too many share
leads nowhere and is left out by whoever looks (`MOST_BEHIND_A_KEY`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from intake_app.domain.matching.words import family_stem, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.matching.profiles import Birth, Profile, Spellings

MOST_BEHIND_A_KEY = 60
"""People who share a key up to whom it is followed."""
_REMEMBERED = 1 << 13
_TAIL = 6
"""Last characters of a document number: without the series, or with a digit lost before."""
_BEGINNING = 2
"""First letters of family and given name: slips further on, and another in the day of birth, leave them."""
_ABOUT = 2
"""Years an estimated year of birth may be off and still meet."""


def person_keys(profile: Profile) -> tuple[str, ...]:
    """The keys that follow from the person's own record, each once."""
    return tuple(dict.fromkeys(_person_keys(profile)))


def paper_key(number: str) -> str:
    """The key of a document by its number as `search_terms.document_key` gives it; empty for none."""
    return f"t{number[-_TAIL:]}" if number else ""


def _person_keys(profile: Profile) -> Iterator[str]:
    families = sorted({*_frames(profile.family), *(_frame(family_stem(word)) for word in profile.others)})
    givens = sorted(_frames(profile.given[:1]))
    birth = profile.birth
    if birth.day:
        low, high = sorted((birth.month, birth.day))
        first_letters = sorted({word[0] for words in (*profile.family, *profile.given) for word in words})
        yield from (f"d{birth.year:04}{low:02}{high:02}{letter}" for letter in first_letters)
        yield from (f"m{low:02}{high:02}{family}" for family in families)
    if birth.year and profile.family and profile.given:
        beginnings = sorted((profile.family[0][0][:_BEGINNING], profile.given[0][0][:_BEGINNING]))
        yield f"b{birth.year}{'.'.join(beginnings)}"
    for family in families:
        yield from (f"y{year}{family}" for year in _years(birth))
        yield from (f"n{'.'.join(sorted((family, given)))}" for given in givens)
    if profile.sex != "M" and birth.year:
        fathers = sorted({_frame(word) for word in profile.father[:1]})
        yield from (f"g{birth.year}{given}.{father}" for given in givens for father in fathers)


def _years(birth: Birth) -> range:
    if not birth.year:
        return range(0)
    about = _ABOUT if birth.is_estimated else 0
    return range(birth.year - about, birth.year + about + 1)


@lru_cache(_REMEMBERED)
def _frames(spellings: Spellings) -> frozenset[str]:
    return frozenset(
        _frame(word) for words in spellings for word in (*words, *(["".join(words)] if len(words) > 1 else ()))
    )


@lru_cache(_REMEMBERED)
def _frame(word: str) -> str:
    frame = skeleton(word)
    return frame if len(frame) > 1 else word
