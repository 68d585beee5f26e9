"""Documents, phones, places and parties of two people held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from intake_app.domain.matching import weights
from intake_app.domain.matching.evidence import Evidence

if TYPE_CHECKING:
    from intake_app.domain.matching.profiles import Paper, Profile, Words

SHORTEST_NUMBER = 5
"""Characters a document number needs to say anything where it is like another, not the same."""
_FOR_LIFE = frozenset({"national_id", "birth_certificate"})
_SAYS_NOTHING = frozenset({"", "other"})
"""Kinds of which two numbers may be of two papers."""
_DOCUMENT = {code: Evidence("document_number", code, bits) for code, bits in weights.DOCUMENT.items()}
_PHONE = {code: Evidence("phone", code, bits) for code, bits in weights.PHONE.items()}
_PLACE = {code: Evidence("birth_place", code, bits) for code, bits in weights.BIRTH_PLACE.items()}
_SEX = {code: Evidence("sex", code, bits) for code, bits in weights.SEX.items()}
_CITIZENSHIP = {code: Evidence("citizenship", code, bits) for code, bits in weights.CITIZENSHIP.items()}
_TOGETHER = Evidence("group", "together", weights.GROUP["together"])


def compare_papers(one: tuple[Paper, ...], other: tuple[Paper, ...]) -> Evidence | None:
    """The best that any two documents say; None where none can be compared, such as a passport and a visa."""
    codes = [code for left in one for right in other if (code := _compare(left, right))]
    if not codes:
        return None
    return max((_DOCUMENT[code] for code in codes), key=lambda each: each.weight)


def compare_facts(one: Profile, other: Profile) -> list[Evidence]:
    """What sex, citizenship, birth place, phone and parties say; nothing of what one of the two does not have."""
    found = []
    if one.sex and other.sex:
        found.append(_SEX["same" if one.sex == other.sex else "other"])
    if one.citizenship and other.citizenship:
        found.append(_CITIZENSHIP["same" if one.citizenship == other.citizenship else "other"])
    if one.birth_place and other.birth_place:
        found.append(_PLACE[_compare_places(one.birth_place, other.birth_place)])
    if one.phone and other.phone:
        found.append(_PHONE[_compare_phones(one.phone, other.phone)])
    if one.groups and not set(one.groups).isdisjoint(other.groups):
        found.append(_TOGETHER)
    return found


def _compare(one: Paper, other: Paper) -> str:
    is_one_kind = one.kind == other.kind or not one.kind or not other.kind
    if one.number == other.number:
        return "same" if is_one_kind else "same_other_type"
    if not is_one_kind or (one.country != other.country and one.country and other.country):
        return ""
    if _is_similar(one.number, other.number):
        return "similar"
    if one.kind != other.kind or one.kind in _SAYS_NOTHING:
        return ""
    return "other_for_life" if one.kind in _FOR_LIFE else "other"


def _is_similar(one: str, other: str) -> bool:
    """One character lost, added, wrong or exchanged with its neighbour, or the series left out."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST_NUMBER:
        return False
    if OSA.distance(one, other, score_cutoff=1) <= 1:
        return True
    return len(shorter) > SHORTEST_NUMBER and (longer.endswith(shorter) or longer.startswith(shorter))


def _compare_phones(one: str, other: str) -> str:
    if one == other:
        return "same"
    return "similar" if min(len(one), len(other)) > 6 and OSA.distance(one, other, score_cutoff=1) <= 1 else "other"


def _compare_places(one: Words, other: Words) -> str:
    if one == other:
        return "same"
    if OSA.distance("".join(one), "".join(other), score_cutoff=2) <= 2:
        return "similar"
    return "other" if set(one).isdisjoint(other) else "part"
