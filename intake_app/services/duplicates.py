"""Who may be recorded twice: the whole register looked through, and two people held against each other.

What is compared and how it is weighed stands in `domain.matching`. Merged and deleted people are not compared, and a
pair of which somebody said that they are not the same person is left out.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.domain.match_keys import MATCHED
from intake_app.domain.matching.evidence import Evidence
from intake_app.domain.matching.frequencies import Frequencies
from intake_app.domain.matching.keys import MOST_BEHIND_A_KEY
from intake_app.domain.matching.model import Comparison, Model
from intake_app.domain.matching.reasons import reasons_of
from intake_app.domain.matching.weights import SHOWN
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.progress import Progress, silent
from intake_app.services.deeds import Deed, refuse
from intake_app.services.not_the_same import different_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.domain.matching.profiles import Profile
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading

__all__ = ["Evidence", "Pair", "compare_people", "model_of", "scan_register"]

_A_STEP = 2_000
"""People or pairs between two words of progress."""
_READ, _MET = 40, 45
"""How far a scan is, of a hundred, when everybody is read and when it is known who meets whom."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, the smaller id first; `evidence` is in bits by field, and `score` the probability it adds up to.

    `reasons` are what speaks for it in the codes of `domain.matching.reasons`.
    """

    person_id_a: str
    person_id_b: str
    score: float
    is_flagged: bool
    evidence: tuple[Evidence, ...]
    reasons: tuple[str, ...] = ()


def scan_register(register: OpenRegister, progress: Progress = silent) -> tuple[Pair, ...]:
    """Every pair of people who may be one, the likeliest first; only a lead looks for them.

    `progress` counts hundredths of the work. UserError `lead_only`; `Cancelled` where `progress` raises it.
    """
    refuse(register.session, Deed.MATCH)
    with register.reading() as reading:
        people = _read_everybody(reading, progress)
        names = reading.count_names()
        frequencies = Frequencies(reading.last_row_no(), lambda word: names.get(word, 0))
        model = Model(frequencies, register.short_names())
        met = _meet(reading, people)
        different = different_pairs(reading)
        found = [
            pair
            for pair in _compare_all(model, people, met, progress)
            if (pair.person_id_a, pair.person_id_b) not in different
        ]
    register.witness(AuditKind.LIST, count=len(found), detail="duplicates")
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.person_id_a, pair.person_id_b)))


def compare_people(register: OpenRegister, person_id_a: str, person_id_b: str) -> Pair:
    """Two people held against each other, as the scan does it, whether they are a likely pair or not.

    UserError `lead_only`, and `person_unknown` where one of them is not recorded, deleted or merged.
    """
    refuse(register.session, Deed.MATCH)
    with register.reading() as reading:
        profiles = reading.profiles(sorted({person_id_a, person_id_b}))
        if len(profiles) != 2:
            raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
        comparison = model_of(register, reading).compare(*profiles)
    register.witness(AuditKind.VIEW, *sorted((person_id_a, person_id_b)), detail="duplicates")
    return _pair(*profiles, comparison)


def model_of(register: OpenRegister, reading: Reading) -> Model:
    """The model of this register, which counts a name when it is asked for."""
    return Model(Frequencies(reading.last_row_no(), reading.count_name), register.short_names())


def _read_everybody(reading: Reading, progress: Progress) -> dict[int, Profile]:
    """Everybody's profile by row number."""
    total = max(1, reading.count_people())
    people: dict[int, Profile] = {}
    for row_no, profile in reading.all_profiles():
        people[row_no] = profile
        if len(people) % _A_STEP == 0:
            progress(min(_READ, _READ * len(people) // total), 100)
    return people


def _meet(reading: Reading, people: dict[int, Profile]) -> Sequence[int]:
    """The pairs that share a key, each once and as one number: the smaller row number before the larger."""
    met = array("Q")
    for _key, rows in reading.shared_keys(MATCHED, MOST_BEHIND_A_KEY):
        known = sorted(row_no for row_no in rows if row_no in people)
        met.extend(one << 32 | other for index, other in enumerate(known) for one in known[:index])
    return array("Q", sorted(set(met)))


def _compare_all(model: Model, people: dict[int, Profile], met: Sequence[int], progress: Progress) -> Iterator[Pair]:
    for number, code in enumerate(met):
        if number % _A_STEP == 0:
            progress(_MET + (100 - _MET) * number // len(met), 100)
        one, other = people[code >> 32], people[code & 0xFFFFFFFF]
        comparison = model.compare(one, other)
        if comparison.score >= SHOWN:
            yield _pair(one, other, comparison)


def _pair(one: Profile, other: Profile, comparison: Comparison) -> Pair:
    first, second = sorted((one.person_id, other.person_id))
    reasons = reasons_of(comparison)
    return Pair(first, second, comparison.score, comparison.is_flagged, comparison.evidence, reasons)
