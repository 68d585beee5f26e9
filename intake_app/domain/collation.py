"""What a name is sorted by in lists: one order for every reader.

The key is stored, so it cannot follow the language of the interface: two clerks of one desk read the register in
Russian and in Kazakh, and a list that is sorted anew for each would neither be quick nor the same on paper. One order
serves both, because their alphabets disagree nowhere that matters:

- Digits, then Latin, then Cyrillic, then other scripts by their code, as the Unicode collation has it.
- Cyrillic is one alphabet with every language's own letters at their places: Ә after А, Ғ and Ґ after Г, Є after Е, Қ
  after К, Ң after Н, Ө after О, Ұ and Ү after У, Һ after Х. І stands where the Kazakh alphabet has it, after Ы (nobody
  can tell a Ukrainian І from a Kazakh one, and more names here are Kazakh); Ї stays after И.
- Ё is Е until nothing else tells two names apart, then after it: Russian passports write Королёв both ways. In Kazakh
  names it only occurs where they are Russian.
- Accents count only where the letters are the same, and case not at all; apostrophes and hidden marks never do.
- Numbers count by their value: mat 2 comes before mat 10.

Source of the orders: the alphabets themselves and the Unicode Collation Algorithm (UTS 10), of which this is the small
part that names need.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.domain.records import Person

_CYRILLIC = "аәӕбвгґғдђеєжҗзҙѕиїйјкқҡлљмнңњоөпрсҫтћуұүўфхһҳцчҷџшщъыіьэюяӏ"
_LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
_CYRILLIC_AT = 0x400
_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02c8\u2018\u2019\u2032"
_NUMBER = re.compile(r"[0-9]+")
_LONGEST_NUMBER = 40
_NEXT_NAME = "\t"
_TIE = "\x01"
"""Both sort before every letter, so that Иванов Яков comes before Иванова Анна."""


def person_key(person: Person) -> str:
    """What a person is sorted by: family, given and patronymic name, else the Latin name, else the other names.

    Compared as text, code point by code point, which is what an index does. Empty where there is no name.
    """
    own = (person.family_name, person.given_name, person.patronymic)
    latin = (person.family_name_latin, person.given_name_latin)
    return sort_key(*(own if any(own) else latin if any(latin) else (person.other_names,)))


def sort_key(*names: str) -> str:
    """The key of several names that are compared one after the other; a place's name is one."""
    keys = [_key(name) for name in names]
    primary = _NEXT_NAME.join(key for key, _tie in keys)
    ties = _NEXT_NAME.join(tie for _key, tie in keys).strip(_NEXT_NAME)
    return f"{primary}{_TIE}{ties}" if ties else primary


@lru_cache(maxsize=16_384)
def _key(name: str) -> tuple[str, str]:
    """The letters of a name as they sort, and the name itself where these do not tell all of it."""
    plain = unicodedata.normalize("NFC", name).casefold()
    weights = _NUMBER.sub(_number, plain.translate(_WEIGHTS))
    is_telling = plain.isascii() or all(char in _PLAIN for char in plain)
    return " ".join(weights.split()), "" if is_telling else plain


def _number(found: re.Match[str]) -> str:
    """A number behind its length, so that the shorter one comes first."""
    digits = found[0].lstrip("0")[:_LONGEST_NUMBER] or "0"
    return f"{chr(ord('0') + len(digits))}{digits}"


class _Weights(dict[int, str]):
    """What each character sorts as; worked out when a character is first met."""

    def __missing__(self, code: int) -> str:
        weight = self[code] = self._weigh(chr(code))
        return weight

    def _weigh(self, char: str) -> str:
        if char.isdecimal():
            return str(unicodedata.decimal(char))
        if char in _APOSTROPHES or unicodedata.category(char)[0] in "MC":
            return ""
        parts = unicodedata.normalize("NFKD", char).casefold()
        if parts != char:
            return "".join(self[ord(part)] for part in parts)
        return char if char.isalnum() else " "


_WEIGHTS = _Weights({ord(letter): chr(_CYRILLIC_AT + place) for place, letter in enumerate(_CYRILLIC)})
_WEIGHTS.update({ord(letter): plain for letter, plain in _LATIN.items()})
_PLAIN = frozenset(_CYRILLIC + " -")
