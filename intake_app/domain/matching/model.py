"""Two profiles compared: the evidence of every field, its sum in bits, and how likely that makes it.

A Fellegi-Sunter model: fields are weighed as if they were independent, and where they are not (twins have all but the
given name in common) the weight of the field that decides says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.matching.births import compare_births
from intake_app.domain.matching.evidence import Evidence, is_flagged, prior_bits, probability
from intake_app.domain.matching.names import FAMILY, FATHER, GIVEN, TWO_NAMES, NameComparison
from intake_app.domain.matching.papers import compare_facts, compare_papers
from intake_app.domain.matching.weights import ON_ONE_PAPER

if TYPE_CHECKING:
    from intake_app.domain.matching.frequencies import Frequencies
    from intake_app.domain.matching.profiles import Profile
    from intake_app.domain.short_names import ShortNames


_COMMON = frozenset({FAMILY, GIVEN, FATHER, "sex", "citizenship"})
"""Fields that namesakes have in common."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The evidence of two records, what is so of any two (`evidence.prior_bits`), and the two together."""

    evidence: tuple[Evidence, ...]
    prior: float
    has_same_name: bool = False

    @property
    def bits(self) -> float:
        """The evidence and the prior together."""
        return self.prior + sum(each.weight for each in self.evidence)

    @property
    def score(self) -> float:
        """Between 0 and 1."""
        return probability(self.bits)

    @property
    def is_flagged(self) -> bool:
        """Whether somebody should look at it: never for a name alone, however rare it is in a small register."""
        return is_flagged(self.score) and any(each.weight > 0 and each.field not in _COMMON for each in self.evidence)


class Model:
    """Compares people of a register with these frequencies of names; whichever comes first, the answer is the same."""

    def __init__(self, frequencies: Frequencies, short_names: ShortNames) -> None:
        self._names = NameComparison(frequencies, short_names)
        self.prior = prior_bits(frequencies.people)

    def compare(self, one: Profile, other: Profile) -> Comparison:
        """What speaks for and against the two being one person."""
        if other.person_id < one.person_id:
            one, other = other, one
        evidence = self._names.compare(one, other)
        birth = compare_births(one.birth, other.birth)
        if birth is not None:
            evidence.append(birth)
        papers = compare_papers(one.papers, other.papers) if one.papers and other.papers else None
        if papers is not None and not (papers.code == "similar" and _are_two_names(evidence)):
            if papers.code == "same" and set(one.groups).isdisjoint(other.groups):
                evidence = _of_one_paper(evidence)
            evidence.append(papers)
        evidence += compare_facts(one, other)
        return Comparison(tuple(evidence), self.prior, not one.keys.isdisjoint(other.keys))


def _are_two_names(evidence: list[Evidence]) -> bool:
    """A family gets its papers on one day, with numbers that follow each other: between two names they say nothing."""
    return any(each.code == TWO_NAMES for each in evidence)


def _of_one_paper(evidence: list[Evidence]) -> list[Evidence]:
    """What speaks against two with one document counts for less, but not where they are as mother and child."""
    codes = {each.field: each.code for each in evidence}
    if codes.get("birth_date") == "generation" and codes.get("given_name") in {"other", TWO_NAMES}:
        return evidence
    return [
        Evidence(each.field, each.code, max(each.weight, ON_ONE_PAPER[each.field]))
        if each.field in ON_ONE_PAPER
        else each
        for each in evidence
    ]
