"""Who may be recorded twice: the whole register looked through, and two people held against each other.

What is compared and how it is weighed stands in `domain.matching`. Merged and deleted people are not compared, and a
pair of which somebody said that they are not the same person is left out.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.audit import AuditKind
from intake_app.domain.matching.evidence import Evidence
from intake_app.domain.matching.frequencies import Frequencies
from intake_app.domain.matching.keys import MOST_BEHIND_A_KEY, keys_of
from intake_app.domain.matching.model import Comparison, Model
from intake_app.domain.matching.weights import HINTED
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.progress import Progress, silent
from intake_app.services.deeds import Deed, refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from intake_app.domain.matching.profiles import Profile
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading

__all__ = ["Evidence", "Pair", "compare_people", "scan_register"]

_A_STEP = 2_000
"""People or pairs between two words of progress."""
_STEPS_OF_READING = 40
"""Of a hundred, what reading everybody takes of a scan."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, the smaller id first; `evidence` is in bits by field, and `score` the probability it adds up to."""

    person_id_a: str
    person_id_b: str
    score: float
    is_flagged: bool
    evidence: tuple[Evidence, ...]


def scan_register(register: OpenRegister, progress: Progress = silent) -> tuple[Pair, ...]:
    """Every pair of people who may be one, the likeliest first; only a lead looks for them.

    `progress` counts hundredths of the work. UserError `lead_only`; `Cancelled` where `progress` raises it.
    """
    refuse(register.session, Deed.MATCH)
    with register.reading() as reading:
        people, pairs = _meet(reading, progress)
        names = reading.count_names()
        model = Model(Frequencies(reading.last_row_no(), lambda word: names.get(word, 0)), {})
        found = tuple(_compare_all(model, people, pairs, progress))
    register.witness(AuditKind.LIST, count=len(found), detail="duplicates")
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.person_id_a, pair.person_id_b)))


def compare_people(register: OpenRegister, person_id_a: str, person_id_b: str) -> Pair:
    """Two people held against each other, as the scan does it, whether they are a likely pair or not.

    UserError `lead_only`, and `person_unknown` where one of them is not recorded, deleted or merged.
    """
    refuse(register.session, Deed.MATCH)
    with register.reading() as reading:
        profiles = tuple(reading.profiles(sorted({person_id_a, person_id_b})))
        if len(profiles) != 2:
            raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
        comparison = model_of(reading).compare(*profiles)
    register.witness(AuditKind.VIEW, *sorted((person_id_a, person_id_b)), detail="duplicates")
    return _pair(*profiles, comparison)


def model_of(reading: Reading) -> Model:
    """The model of this register, which counts a name when it is asked for."""
    return Model(Frequencies(reading.last_row_no(), reading.count_name), {})


def _meet(reading: Reading, progress: Progress) -> tuple[list[Profile], list[int]]:
    """Everybody, and the pairs worth comparing, each as one number: the places of the two in the list."""
    total = max(1, reading.count_people())
    people: list[Profile] = []
    behind: dict[str, array[int]] = {}
    for profile in reading.profiles():
        for key in keys_of(profile):
            behind.setdefault(key, array("I")).append(len(people))
        people.append(profile)
        if len(people) % _A_STEP == 0:
            progress(min(_STEPS_OF_READING, _STEPS_OF_READING * len(people) // total), 100)
    met = array("Q")
    while behind:
        _key, places = behind.popitem()
        if 1 < len(places) <= MOST_BEHIND_A_KEY:
            met.extend(one << 32 | other for index, other in enumerate(places) for one in places[:index])
    return people, sorted(set(met))


def _compare_all(model: Model, people: Sequence[Profile], pairs: Iterable[int], progress: Progress) -> Iterator[Pair]:
    pairs = list(pairs)
    for number, code in enumerate(pairs):
        if number % _A_STEP == 0:
            progress(_STEPS_OF_READING + (100 - _STEPS_OF_READING) * number // len(pairs), 100)
        one, other = people[code >> 32], people[code & 0xFFFFFFFF]
        comparison = model.compare(one, other)
        if comparison.score >= HINTED:
            yield _pair(one, other, comparison)


def _pair(one: Profile, other: Profile, comparison: Comparison) -> Pair:
    first, second = sorted((one.person_id, other.person_id))
    return Pair(first, second, comparison.score, comparison.is_flagged, comparison.evidence)
