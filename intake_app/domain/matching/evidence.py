"""What speaks for and against two records being of one person, and how likely it makes it."""

from __future__ import annotations

from dataclasses import dataclass

from intake_app.domain.matching.weights import FLAGGED, PRIOR_BITS

_CERTAIN = 200.0
"""Bits beyond which two to their power says nothing any more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What comparing one field found, as a code, and its weight: positive bits speak for one person."""

    field: str
    code: str
    weight: float


def probability(bits: float) -> float:
    """How likely a pair is of one person where its evidence adds up to so many bits; few pairs are."""
    odds = max(-_CERTAIN, min(_CERTAIN, bits + PRIOR_BITS))
    return float(1 / (1 + 2.0**-odds))


def is_flagged(score: float) -> bool:
    """Whether somebody should look at the pair."""
    return score >= FLAGGED
