"""Two birth dates held against each other: partial, estimated, day and month the wrong way round, one digit off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from intake_app.domain.matching import weights
from intake_app.domain.matching.evidence import Evidence

if TYPE_CHECKING:
    from intake_app.domain.matching.profiles import Birth

_FOUND = {code: Evidence("birth_date", code, bits) for code, bits in weights.BIRTH.items()}


def compare_births(one: Birth, other: Birth) -> Evidence | None:
    """What two birth dates say; None where one is not known."""
    if not one.year or not other.year:
        return None
    if one.day and other.day and not (one.is_estimated or other.is_estimated):
        return _FOUND[_full(one, other)]
    if one.is_estimated or other.is_estimated:
        return _FOUND[_estimated(abs(one.year - other.year))]
    return _FOUND[_partial(one, other)]


def _full(one: Birth, other: Birth) -> str:
    if one[:3] == other[:3]:
        return "same_new_year" if (one.month, one.day) == (1, 1) else "same"
    years = abs(one.year - other.year)
    if not years and (one.month, one.day) == (other.day, other.month):
        return "swapped"
    if OSA.distance(_digits(one), _digits(other), score_cutoff=1) <= 1:
        return "digit" if years < weights.GENERATION else "digit_of_generation"
    if not years:
        return "same_year_only"
    if (one.month, one.day) == (other.month, other.day) and years < weights.GENERATION:
        return "same_day_only"
    return "generation" if years >= weights.GENERATION else "other"


def _partial(one: Birth, other: Birth) -> str:
    years = abs(one.year - other.year)
    if not years:
        if one.month and other.month:
            return "same_month" if one.month == other.month else "other_month"
        return "same_year"
    if years == 1:
        return "next_year"
    return "generation" if years >= weights.GENERATION else "other_year"


def _estimated(years: int) -> str:
    if years <= 2:
        return "about"
    if years <= 5:
        return "roughly"
    return "generation" if years >= weights.GENERATION else "not_about"


def _digits(birth: Birth) -> str:
    return f"{birth.year:04}{birth.month:02}{birth.day:02}"
