"""Pairs of people who may be one, as a list shows them: of whom somebody decided since, or who are gone, left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.services.deeds import Deed, refuse
from intake_app.services.not_the_same import different_pairs, pair_of
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.owners import canonical_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.person_rows import PersonRow
    from intake_app.services.duplicates import Pair
    from intake_app.services.not_the_same import Pair as Ids
    from intake_app.services.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two people as a list shows them, the one recorded first before the other, and what speaks for their being one."""

    ids: Ids
    rows: tuple[PersonRow, PersonRow]
    score: float
    is_flagged: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairList:
    """The likeliest pairs first, and how many there are in all."""

    lines: tuple[PairLine, ...]
    total: int


def list_pairs(register: OpenRegister, pairs: Sequence[Pair], most: int) -> PairList:
    """Of pairs that a scan found, the likeliest first, those that are still to be decided; at most `most` are read.

    Somebody who was joined with another since is compared as who stands for both. UserError `lead_only`.
    """
    refuse(register.session, Deed.JOIN)
    with register.reading() as reading:
        open_pairs = _still_open(reading, pairs)
        day = register.today(centre_of(reading)).isoformat()
        shown = dict(list(open_pairs.items())[:most])
        rows = {row.person.person_id: row for row in reading.rows({each for ids in shown for each in ids}, day)}
    lines = tuple(
        PairLine(ids, (rows[ids[0]], rows[ids[1]]), pair.score, pair.is_flagged, pair.reasons)
        for ids, pair in shown.items()
    )
    register.witness(AuditKind.LIST, count=len(lines), detail="duplicates")
    return PairList(lines, len(open_pairs))


def _still_open(reading: Reading, pairs: Sequence[Pair]) -> dict[Ids, Pair]:
    joined, different = reading.joined_people(), different_pairs(reading)
    here = _who_is_here(reading, pairs)
    found: dict[Ids, Pair] = {}
    for pair in pairs:
        ids = [canonical_id(reading, each) if each in joined else each for each in (pair.person_id_a, pair.person_id_b)]
        if ids[0] != ids[1] and (both := pair_of(*ids)) not in different and here.issuperset(both):
            found.setdefault(both, pair)
    return found


def _who_is_here(reading: Reading, pairs: Sequence[Pair]) -> set[str]:
    from intake_app.domain.records import Person

    asked = {each for pair in pairs for each in (pair.person_id_a, pair.person_id_b)}
    asked |= {canonical_id(reading, each) for each in asked & reading.joined_people().keys()}
    return {each for each, is_deleted in reading.known_ids(Person, sorted(asked)).items() if not is_deleted}
