"""A name written in one cell: which word is which, and the sex that its endings tell."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from intake_app.domain.names import clean_name, guess_sex

_DAUGHTERS = ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "ova", "eva", "skaya", "tskaya")
_SONS = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ov", "ev", "sky", "skiy", "skii", "tskiy")
_COMMA = re.compile(r"\s*,\s*")


class NameParts(NamedTuple):
    """Family, given and patronymic name; what is not there is empty."""

    family_name: str
    given_name: str = ""
    patronymic: str = ""


def split_name(text: str) -> NameParts:
    """The words of a name as lists write it: family, given, patronymic; a single word is the family name, by which
    every list is sorted, and which the desk asks for.

    A patronymic in the middle of three words tells that the family name stands last; what stands before a comma is the
    family name. Nothing is lost: whatever follows the second word is kept as the patronymic. Raises `NameProblem` for
    what cannot be stored.
    """
    clean = clean_name(text)
    before, comma, after = clean.partition(",")
    if comma and before.strip() and after.strip():
        given, _space, rest = _COMMA.sub(" ", after).strip().partition(" ")
        return NameParts(before.strip(), given, rest)
    words = clean.replace(",", " ").split()
    if len(words) < 2:
        return NameParts(words[0] if words else "")
    if len(words) == 3 and guess_sex(words[1]) and not guess_sex(words[2]):
        return NameParts(words[2], words[0], words[1])
    return NameParts(words[0], words[1], " ".join(words[2:]))


def guess_sex_of(name: NameParts) -> Literal["F", "M", ""]:
    """The sex that the patronymic, else a Russian family name tells by its ending; empty where neither does."""
    if told := guess_sex(name.patronymic):
        return told
    family = name.family_name.casefold().rpartition("-")[2]
    if family.endswith(_DAUGHTERS):
        return "F"
    return "M" if family.endswith(_SONS) else ""
