"""The names of two people held against each other: each in its role, or family and given name the wrong way round."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from intake_app.domain.matching import weights
from intake_app.domain.matching.evidence import Evidence
from intake_app.domain.matching.words import Likeness, family_stem, likeness

if TYPE_CHECKING:
    from intake_app.domain.matching.frequencies import Frequencies
    from intake_app.domain.matching.profiles import Profile, Spellings, Words
    from intake_app.domain.short_names import ShortNames

FAMILY, GIVEN, FATHER = "family_name", "given_name", "patronymic"
TWO_NAMES = "two_names"
"""The code of two given names of which none is a form or a slip of the other."""
_TABLE = {FAMILY: weights.FAMILY, GIVEN: weights.GIVEN, FATHER: weights.FATHER}
_ONE_SURE = 4.0
"""Bits of the better one of two names that stand in each other's fields."""
_ENOUGH = 8.0
"""Bits of family and given name together from which nobody looks whether they stand in each other's fields."""


class NameComparison:
    """Compares names among people of certain frequencies; what was compared once is remembered."""

    def __init__(self, frequencies: Frequencies, short_names: ShortNames) -> None:
        self._frequencies = frequencies
        self._short_names = short_names
        self._words: dict[tuple[str, str, str], tuple[str, float]] = {}
        self._fields: dict[tuple[str, Spellings, Spellings], Evidence | None] = {}

    def compare(self, one: Profile, other: Profile) -> list[Evidence]:
        """The evidence of family name, given name and patronymic; nothing of what one of the two does not have."""
        family = self._field(FAMILY, one.family, other.family)
        given = self._field(GIVEN, one.given, other.given)
        total = (family.weight if family else 0.0) + (given.weight if given else 0.0)
        if total < _ENOUGH:
            swapped = self._swapped(one, other)
            if swapped and sum(each.weight for each in swapped) > total:
                family, given = swapped
        if family is not None and family.weight < 0:
            family = self._other_family(family, one, other)
        father = self._field(FATHER, (one.father,), (other.father,)) if one.father and other.father else None
        return [each for each in (family, given, father) if each is not None]

    def _field(self, field: str, one: Spellings, other: Spellings) -> Evidence | None:
        """The best that any spelling of one and any of the other say."""
        key = (field, one, other) if one <= other else (field, other, one)
        if key in self._fields:
            return self._fields[key]
        found = [self._compare_words(field, left, right) for left in one for right in other]
        best = max(found, key=lambda each: each[1], default=None)
        evidence = None if best is None else Evidence(field, *best)
        self._fields[key] = evidence
        return evidence

    def _compare_words(self, field: str, one: Words, other: Words) -> tuple[str, float]:
        """A name of one word or several: all of them, run together, or the part that is the same."""
        if len(one) == len(other) == 1:
            return self._word(field, one[0], other[0])
        if sorted(one) == sorted(other):
            return max((self._word(field, word, word) for word in one), key=lambda each: each[1])
        if "".join(one) == "".join(other):
            share = self._frequencies.share(field, max(*one, *other, key=len))
            return "spelling", log2(weights.SAME_NAME / share) + weights.SPELLING
        code, bits = max((self._word(field, left, right) for left in one for right in other), key=lambda each: each[1])
        return ("part", bits + weights.PART) if bits > 0 else (code, bits)

    def _word(self, field: str, one: str, other: str) -> tuple[str, float]:
        key = (field, one, other) if one <= other else (field, other, one)
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = self._weigh(*key)
        return found

    def _weigh(self, field: str, one: str, other: str) -> tuple[str, float]:
        level = likeness(one, other)
        shares = self._frequencies.share(field, one), self._frequencies.share(field, other)
        same = log2(weights.SAME_NAME / max(shares))
        if level is Likeness.SAME:
            return "same", same
        if level is Likeness.INITIAL:
            return "initial", weights.INITIAL
        known = self._known_given(one, other) if field == GIVEN else None
        if known is not None:
            return ("short", same + weights.SHORT) if known else (TWO_NAMES, weights.GIVEN[TWO_NAMES])
        if level is Likeness.SPELLING:
            return "spelling", same + weights.SPELLING
        if level is Likeness.NEAR:
            return self._near(field, one, other, shares)
        return self._unlike(field, one, other, level)

    def _unlike(self, field: str, one: str, other: str, level: Likeness) -> tuple[str, float]:
        if level is Likeness.OTHER and field == GIVEN and self._are_two_names(one, other):
            return TWO_NAMES, weights.GIVEN[TWO_NAMES]
        code = "unlike" if level is Likeness.UNLIKE else "other"
        return code, _TABLE[field][code]

    def _known_given(self, one: str, other: str) -> bool | None:
        """Whether two given names that are in the list are one person's; None where one is not in it."""
        equivalents = self._short_names.equivalents(one)
        if other in equivalents:
            return True
        return False if equivalents and self._short_names.equivalents(other) else None

    def _are_two_names(self, one: str, other: str) -> bool:
        """Whether so many have either that none of the two is a slip or a short form of this register's own."""
        return self._frequencies.is_known(one) and self._frequencies.is_known(other)

    def _near(self, field: str, one: str, other: str, shares: tuple[float, float]) -> tuple[str, float]:
        """A slip of the finger, or another name that looks alike: two that many have are two names."""
        if field == GIVEN and self._are_two_names(one, other):
            return "unlike", weights.GIVEN["unlike"]
        slip = weights.NEAR_NAME / (weights.SLIPS_A_LETTER * max(len(one), len(other)))
        bits = log2(slip * (1 / shares[0] + 1 / shares[1]))
        return "near", min(max(bits, weights.FAMILY["unlike"]), log2(weights.SAME_NAME / max(shares)) - 2)

    def _swapped(self, one: Profile, other: Profile) -> tuple[Evidence, Evidence] | None:
        """Family and given name held against each other crosswise."""
        family = self._field(FAMILY, one.family, _stems(other.given))
        given = self._field(GIVEN, one.given, other.family_words)
        if family is None or given is None or max(family.weight, given.weight) < _ONE_SURE:
            return None
        return (
            Evidence(FAMILY, "swapped", family.weight + weights.SWAPPED),
            Evidence(GIVEN, "swapped", given.weight),
        )

    def _other_family(self, family: Evidence, one: Profile, other: Profile) -> Evidence:
        """A family name that is not the same, where another name of theirs is, or a woman may have married."""
        for profile, words in ((one, other.others), (other, one.others)):
            known = {family_stem(word) for word in words}
            shared = [word for spelling in profile.family for word in spelling if word in known]
            if shared:
                share = min(self._frequencies.share(FAMILY, word) for word in shared)
                return Evidence(FAMILY, "other_name", log2(weights.OTHER_NAME_KNOWN / share))
        if family.code == "other" and "F" in one.sex + other.sex and "M" not in one.sex + other.sex:
            return Evidence(FAMILY, "married", weights.FAMILY["married"])
        return family


def _stems(spellings: Spellings) -> Spellings:
    return tuple(tuple(map(family_stem, words)) for words in spellings)
