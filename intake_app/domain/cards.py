"""The number on a person's card: `CENTRE-DESK-NNNNNN-C`, proof against a mistyped or swapped character.

C is the check character of ISO 7064 MOD 37-2 over centre, desk and the six digits without the hyphens.
It finds every single wrong character and nearly every swap of two. Numbers whose check would be `*`
do not exist, so that a card holds letters, digits and hyphens only: at most 16 characters, which fits
a QR code of version 1 with error correction Q.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake_app.domain.keyboards import latin_readings

HIGHEST_NUMBER = 999_999
_LONGEST_PREFIX = 6

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_CENTRE = re.compile(r"[A-Z0-9]{2,4}")
_DESK = re.compile(r"[A-Z0-9]{1,3}")
_SPLIT = re.compile(r"([A-Z0-9]{2,4})-([A-Z0-9]{1,3})-([0-9]{1,6})-?([A-Z0-9])")
_DESK_JOINED = re.compile(r"([A-Z0-9]{2,4})-([A-Z0-9]{1,3}?)([0-9]{6})-?([A-Z0-9])")
_ALL_JOINED = re.compile(r"([A-Z0-9]{3,6})-?([0-9]{6})-?([A-Z0-9])")
_MISWRITTEN = re.compile(r"(?=(?:[^0-9]*[0-9]){4})(?=.*[A-Z])[A-Z0-9](?:-?[A-Z0-9]){7,15}")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212_\s]\s*")


@dataclass(frozen=True, slots=True)
class CardNumber:
    """A card number whose check character is right; `str()` is the printed form."""

    centre: str
    desk: str
    number: int
    check: str

    def __str__(self) -> str:
        return f"{self.centre}-{self.desk}-{self.number:06d}-{self.check}"


def is_centre_code(text: str) -> bool:
    """Two to four capital Latin letters or digits."""
    return _CENTRE.fullmatch(text) is not None


def is_desk_code(text: str) -> bool:
    """One to three capital Latin letters or digits."""
    return _DESK.fullmatch(text) is not None


def check_character(text: str) -> str:
    """ISO 7064 MOD 37-2 over capital letters and digits; one of A-Z, 0-9 or `*`."""
    product = 0
    for char in text:
        product = (product + _ALPHABET.index(char)) * 2 % 37
    return _ALPHABET[(1 - product) % 37]


def card_number(centre: str, desk: str, number: int) -> str | None:
    """The printed card number, or None where the check would be `*`: that number is skipped.

    Raises ValueError when a code is not one, centre and desk are over six characters together, or the
    number is not in 1..999999.
    """
    if not _are_codes(centre, desk):
        message = "centre and desk codes are 2-4 and 1-3 of A-Z 0-9, at most 6 together"
        raise ValueError(message)
    if not 1 <= number <= HIGHEST_NUMBER:
        message = f"a card number lies between 1 and {HIGHEST_NUMBER}"
        raise ValueError(message)
    check = check_character(f"{centre}{desk}{number:06d}")
    return None if check == "*" else str(CardNumber(centre, desk, number, check))


def parse_card(text: str, *, centre: str = "") -> CardNumber | None:
    """The card number somebody typed or scanned, or None where it is none or its check is wrong.

    Lower case, spaces and other dashes for hyphens, lost leading zeros, Cyrillic letters that look
    Latin, and a scanner that typed on a Russian or Kazakh layout are understood. Missing hyphens are
    accepted where the parts stay clear; `centre` is the code of this centre, which makes them clear
    for its own cards. Two different readings that both pass the check are none.
    """
    found = {card for reading in latin_readings(text.strip()) for card in _read(reading, centre)}
    return found.pop() if len(found) == 1 else None


def looks_like_card(text: str) -> bool:
    """Whether it was meant for a card number, right or wrong: as long as one, with letters and at least four digits.

    The number of a queue is shorter.
    """
    plain = (_DASHES.sub("-", reading.upper()) for reading in latin_readings(text.strip()))
    return any(_SPLIT.fullmatch(each) or _MISWRITTEN.fullmatch(each) for each in plain)


def _read(text: str, own_centre: str) -> set[CardNumber]:
    plain = _DASHES.sub("-", text.upper())
    parts = [match.groups() for pattern in (_SPLIT, _DESK_JOINED) if (match := pattern.fullmatch(plain))]
    joined = _ALL_JOINED.fullmatch(plain)
    if joined is not None:
        prefix, digits, check = joined.groups()
        parts += [(own, desk, digits, check) for own, desk in _splits(prefix, own_centre)]
    return {card for part in parts if (card := _verified(*part)) is not None}


def _splits(prefix: str, own_centre: str) -> list[tuple[str, str]]:
    """Where centre and desk written as one word may part: after this centre's code, or the only way."""
    if own_centre and prefix.startswith(own_centre):
        return [(own_centre, prefix[len(own_centre) :])]
    ways = [(prefix[:cut], prefix[cut:]) for cut in range(2, 5)]
    ways = [way for way in ways if _are_codes(*way)]
    return ways if len(ways) == 1 else []


def _verified(centre: str, desk: str, digits: str, check: str) -> CardNumber | None:
    number = int(digits)
    if not _are_codes(centre, desk) or number == 0:
        return None
    if check_character(f"{centre}{desk}{number:06d}") != check:
        return None
    return CardNumber(centre, desk, number, check)


def _are_codes(centre: str, desk: str) -> bool:
    return is_centre_code(centre) and is_desk_code(desk) and len(centre) + len(desk) <= _LONGEST_PREFIX
