"""How alike two words of a name are, folded before (`domain.name_keys`), so that scripts no longer differ."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

_REMEMBERED, _PAIRS = 1 << 13, 1 << 17
"""Words: those of a night at the desk come once each, and what is remembered of all of them is never asked again."""
_ALIKE = 0.86
"""Of Jaro and Winkler, from which two words may be one after more than a slip."""


class Likeness(IntEnum):
    """From the same word to another one; what stands between is in this order."""

    SAME = 6
    SPELLING = 5
    SHORT = 4
    NEAR = 3
    INITIAL = 2
    UNLIKE = 1
    OTHER = 0


_FEMININE = (
    (re.compile("(ov|ev|iv|in)a$"), r"\1"),
    (re.compile("(sk|tsk|ck)a(ia)?$"), r"\1i"),
    (re.compile("(?<=[bdgklmnprtv])aia$"), "i"),
    (re.compile("(?<=[bdgklmnprtv])o?i$"), "i"),
    (re.compile("([oei])f{1,2}$"), r"\1v"),
    (re.compile("(?<=in)e$"), ""),
)
_SOUNDS = (
    ("tsch", "s"), ("shch", "s"), ("zh", "z"), ("sh", "s"), ("ch", "s"), ("ts", "s"), ("z", "s"),
    ("h", "g"), ("ks", "s"), ("f", "v"),
)  # fmt: skip
_VOWELS = re.compile("[aeiou]")
_AGAIN = re.compile(r"(.)\1+")
_FATHER = re.compile("(ovich|evich|ich|ovna|evna|ichna|inichna|uli|ulu|kizi|gizi|ogli|oglu|ugli)$")


@lru_cache(_REMEMBERED)
def family_stem(word: str) -> str:
    """A family name as both sexes and French or German papers have it: Иванова, Ivanoff and Iwanow give `ivanov`."""
    for ending, plain in _FEMININE:
        stem = ending.sub(plain, word)
        if stem != word and len(stem) > 2:
            return stem
    return word


@lru_cache(_REMEMBERED)
def father_stem(word: str) -> str:
    """The father's name in a patronymic: Петрович and Петровна give the same."""
    stem = _FATHER.sub("", word)
    return stem if len(stem) > 1 else word


@lru_cache(_REMEMBERED)
def skeleton(word: str) -> str:
    """The consonants by kind: what papers of several countries leave of a name. Short where a word has few of them."""
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return _AGAIN.sub(r"\1", _VOWELS.sub("", word))


@lru_cache(_PAIRS)
def _likeness(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.SAME
    if len(one) == 1 or len(other) == 1:
        return Likeness.INITIAL if one[0] == other[0] else Likeness.OTHER
    longer = max(len(one), len(other))
    apart = OSA.distance(one, other)
    frame = skeleton(one)
    if len(frame) > 2 and frame == skeleton(other) and apart <= 2:
        return Likeness.SPELLING
    if apart * 4 <= longer or (len(frame) > 3 and frame == skeleton(other)):
        return Likeness.NEAR
    is_alike = apart == 1 or JaroWinkler.similarity(one, other) >= _ALIKE
    return Likeness.UNLIKE if is_alike else Likeness.OTHER


def likeness(one: str, other: str) -> Likeness:
    """How alike two words are, the same both ways round."""
    return _likeness(one, other) if one <= other else _likeness(other, one)
