"""Two profiles compared: the evidence of every field, its sum in bits, and how likely that makes it.

A Fellegi-Sunter model: fields are weighed as if they were independent, and where they are not (twins have all but the
given name in common) the weight of the field that decides says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.matching.births import compare_births
from intake_app.domain.matching.evidence import Evidence, is_flagged, probability
from intake_app.domain.matching.names import NameComparison
from intake_app.domain.matching.papers import compare_facts, compare_papers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.matching.frequencies import Frequencies
    from intake_app.domain.matching.profiles import Profile


@dataclass(frozen=True, slots=True)
class Comparison:
    """The evidence of two records, what it adds up to in bits, and the probability that they are of one person."""

    evidence: tuple[Evidence, ...]
    bits: float
    has_same_key: bool = False

    @property
    def score(self) -> float:
        """Between 0 and 1."""
        return probability(self.bits)

    @property
    def is_flagged(self) -> bool:
        """Whether somebody should look at it."""
        return is_flagged(self.score)


class Model:
    """Compares people of a register with these frequencies of names; whichever comes first, the answer is the same."""

    def __init__(self, frequencies: Frequencies, whole_names: Mapping[str, frozenset[str]]) -> None:
        self._names = NameComparison(frequencies, whole_names)

    def compare(self, one: Profile, other: Profile) -> Comparison:
        """What speaks for and against the two being one person."""
        if other.person_id < one.person_id:
            one, other = other, one
        evidence = self._names.compare(one, other)
        birth = compare_births(one.birth, other.birth)
        if birth is not None:
            evidence.append(birth)
        papers = compare_papers(one.papers, other.papers) if one.papers and other.papers else None
        if papers is not None:
            evidence.append(papers)
        evidence += compare_facts(one, other)
        bits = sum(each.weight for each in evidence)
        return Comparison(tuple(evidence), bits, not one.keys.isdisjoint(other.keys))
