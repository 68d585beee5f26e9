"""What speaks for and against two records being of one person, and how likely it makes it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

from intake_app.domain.matching.weights import FEWEST_PEOPLE, FLAGGED, RECORDED_TWICE

_CERTAIN = 200.0
"""Bits beyond which two to their power says nothing any more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What comparing one field found, as a code, and its weight: positive bits speak for one person."""

    field: str
    code: str
    weight: float


def prior_bits(people: int) -> float:
    """What speaks against any two of so many people being one before they are compared: few of all pairs are."""
    return log2(2 * RECORDED_TWICE / max(people, FEWEST_PEOPLE))


def probability(bits: float) -> float:
    """How likely a pair is of one person where all that speaks for and against it adds up to so many bits."""
    return float(1 / (1 + 2.0 ** -max(-_CERTAIN, min(_CERTAIN, bits))))


def is_flagged(score: float) -> bool:
    """Whether somebody should look at the pair."""
    return score >= FLAGGED
