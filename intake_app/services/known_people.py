"""Who is recorded already and may be the person at the desk, or on the screen: few, quickly, with the reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.match_keys import MATCHED, match_keys
from intake_app.domain.matching.keys import MOST_BEHIND_A_KEY
from intake_app.domain.matching.names import TWO_NAMES
from intake_app.domain.matching.profiles import make_profile
from intake_app.domain.matching.reasons import NAMES_ALONE, PROVING, reasons_of
from intake_app.domain.matching.weights import SHOWN
from intake_app.services.duplicates import model_of
from intake_app.services.not_the_same import are_different

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.arrivals import Arrival
    from intake_app.domain.matching.model import Comparison
    from intake_app.domain.records import Document, Person
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading

MOST_COMPARED = 40
"""People who are read and compared, those who share the most and the rarest keys."""


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """Somebody recorded earlier who may be the same person: how likely, and the reasons (`domain.matching.reasons`)."""

    person_id: str
    score: float
    reasons: tuple[str, ...]


def find_known(
    register: OpenRegister, reading: Reading, person: Person, documents: Sequence[Document] = ()
) -> tuple[PossibleDuplicate, ...]:
    """Others who may be this person, the likeliest first; who has the same document, or name and birth date, always.

    A name alone is nobody's: something else must speak for it too. Of somebody who is recorded, those are left out who
    were said not to be the same.
    """
    keys = [key for key in match_keys(person, documents) if key.startswith(MATCHED)]
    rows = _closest(reading.rows_with_keys(keys, MOST_BEHIND_A_KEY))
    if not rows:
        return ()
    model, profile = model_of(register, reading), make_profile(person, documents)
    found = []
    for other in reading.profiles_of_rows(rows):
        comparison = model.compare(profile, other)
        reasons = reasons_of(comparison)
        if other.person_id == person.person_id or not _says_something(comparison, reasons):
            continue
        if not person.person_id or not are_different(reading, person.person_id, other.person_id):
            found.append(PossibleDuplicate(other.person_id, comparison.score, reasons))
    return tuple(sorted(found, key=lambda each: (PROVING.isdisjoint(each.reasons), -each.score)))


def find_duplicates(register: OpenRegister, reading: Reading, arrival: Arrival) -> tuple[PossibleDuplicate, ...]:
    """People recorded already who may be the person of an arrival that is not saved yet."""
    documents = (arrival.document,) if arrival.document is not None else ()
    return find_known(register, reading, arrival.person, documents)


def find_duplicates_of_all(
    register: OpenRegister, arrivals: Sequence[Arrival]
) -> tuple[tuple[PossibleDuplicate, ...], ...]:
    """The same for each of a party, before any of them is recorded."""
    with register.reading() as reading:
        return tuple(find_duplicates(register, reading, arrival) for arrival in arrivals)


def _closest(behind: Mapping[str, Sequence[int]]) -> list[int]:
    """The row numbers that share the most with somebody: a key counts for more, the fewer have it."""
    shared: Counter[int] = Counter()
    for rows in behind.values():
        for row_no in rows:
            shared[row_no] += 1_000_000 // len(rows)
    return [row_no for row_no, _weight in shared.most_common(MOST_COMPARED)]


def _says_something(comparison: Comparison, reasons: tuple[str, ...]) -> bool:
    if not PROVING.isdisjoint(reasons):
        return True
    if any(each.code == TWO_NAMES for each in comparison.evidence):
        return False  # a twin, a brother: they stand at the desk one after the other
    return comparison.score >= SHOWN and not NAMES_ALONE.issuperset(reasons)
