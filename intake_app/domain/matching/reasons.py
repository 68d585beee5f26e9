"""Why two records may be of one person, in the few codes that a desk shows and a file lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.domain.matching.model import Comparison

SAME_DOCUMENT = "same_document"
SAME_NAME_AND_BIRTH_DATE = "same_name_and_birth_date"
PROVING = frozenset({SAME_DOCUMENT, SAME_NAME_AND_BIRTH_DATE})
"""Reasons that always point somebody out, and that open a record to a volunteer: the same number, or the same name and
whole date, whatever the rest says.
"""
NAMES_ALONE = frozenset({"same_name", "same_name_other_spelling", "swapped_name", "other_family_name"})
_DOCUMENT = {"same": SAME_DOCUMENT, "same_other_type": SAME_DOCUMENT, "similar": "similar_document"}
_BIRTH = {
    "same": "same_birth_date",
    "same_new_year": "same_birth_date",
    "swapped": "swapped_birth_date",
    "digit": "similar_birth_date",
    "same_month": "same_birth_year",
    "same_year": "same_birth_year",
    "about": "similar_birth_date",
}


def reasons_of(comparison: Comparison) -> tuple[str, ...]:
    """The reasons of a comparison, what says most first; none of what speaks against."""
    codes = {each.field: each.code for each in comparison.evidence}
    birth = _BIRTH.get(codes.get("birth_date", ""), "")
    names = [_name_reason(comparison), birth]
    if names == ["same_name", "same_birth_date"]:
        names = [SAME_NAME_AND_BIRTH_DATE]
    phone = "same_phone" if codes.get("phone") == "same" else ""
    return tuple(filter(None, (_DOCUMENT.get(codes.get("document_number", ""), ""), *names, phone)))


def _name_reason(comparison: Comparison) -> str:
    if comparison.has_same_name:
        return "same_name"
    weights = {each.field: each for each in comparison.evidence}
    family, given = weights.get("family_name"), weights.get("given_name")
    if family is None or given is None or given.weight <= 0:
        return ""
    if family.weight > 0:
        return "swapped_name" if family.code == "swapped" else "same_name_other_spelling"
    return "other_family_name" if family.code in {"married", "other_name"} else ""
