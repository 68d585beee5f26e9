"""The printed key that opens the register when every passphrase is lost: 140 random bits in seven checked groups.

A group is four characters of Crockford's base 32 (no I, L, O, U) and one check character, `7K3MX-...`. The check is a
weighted sum over the field of 32 elements that also takes in the group's place, so that every single wrong character,
every swap of two characters in a group and every swap of two groups is found, and found in its group.
"""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata
from typing import NoReturn

from intake_app.errors import UserError
from intake_app.i18n import _

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 7
GROUP_DATA = 4
GROUP_SIZE = GROUP_DATA + 1
BITS = GROUPS * GROUP_DATA * 5
SIZE = (BITS + 7) // 8
# Read as they look: Crockford's own confusions, and Cyrillic capitals typed on the layout that happened to be on.
_LOOK_ALIKES = str.maketrans("OILАВЕКМНОРСТУХЗ", "011ABEKMH0PCTYX3")
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—−_.,]+")


class RecoveryKey:
    """A recovery key to be printed once; `text` is what is printed. It shows itself in no repr, log or pickle."""

    __slots__ = ("_material",)

    def __init__(self, material: bytes) -> None:
        if len(material) != SIZE or int.from_bytes(material, "big") >> BITS:
            raise ValueError(f"a recovery key has {BITS} bits")
        self._material = material

    @classmethod
    def generate(cls) -> RecoveryKey:
        return cls(secrets.randbits(BITS).to_bytes(SIZE, "big"))

    @property
    def text(self) -> str:
        """Seven groups of five characters with hyphens between them: 41 characters."""
        number = int.from_bytes(self._material, "big")
        digits = [number >> shift & 31 for shift in range(BITS - 5, -1, -5)]
        groups = [digits[start : start + GROUP_DATA] for start in range(0, len(digits), GROUP_DATA)]
        return "-".join(
            "".join(ALPHABET[digit] for digit in (*group, _check(group, place))) for place, group in enumerate(groups)
        )

    def matches(self, text: str) -> bool:
        """Whether the key typed back is this one; raises the UserErrors of `parse_recovery_key`."""
        return hmac.compare_digest(parse_recovery_key(text), self._material)

    def to_bytes(self) -> bytes:
        """The 140 bits in 18 bytes, for the keyring and for nothing else."""
        return self._material

    def __repr__(self) -> str:
        return "RecoveryKey(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a recovery key is not pickled or copied")


def parse_recovery_key(text: str) -> bytes:
    """The 18 bytes of a typed recovery key.

    Takes lower case, any or no separators, O for 0, I and L for 1, look-alike Cyrillic. Raises UserError
    `recovery_key_length` (not 35 characters) or `recovery_key_group`, whose text gives the number of the first group
    that is wrong, counted from 1.
    """
    number = 0
    for place, group in enumerate(_split(text)):
        digits = [ALPHABET.find(character) for character in group]
        is_wrong = len(digits) != GROUP_SIZE or -1 in digits or _check(digits[:GROUP_DATA], place) != digits[-1]
        if is_wrong:
            raise UserError(
                "recovery_key_group",
                _("Group {group} of the recovery key is mistyped.").format(group=place + 1),
                _("Compare group {group} with your paper, character by character.").format(group=place + 1),
                field="recovery_key",
            )
        for digit in digits[:GROUP_DATA]:
            number = number << 5 | digit
    return number.to_bytes(SIZE, "big")


def _split(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text[:1000]).upper().translate(_LOOK_ALIKES)
    groups = [group for group in _SEPARATORS.split(plain) if group]
    if len(groups) == GROUPS:  # as printed, so that a group with a character too few is named itself
        return groups
    joined = "".join(groups)
    if len(joined) != GROUPS * GROUP_SIZE:
        raise UserError(
            "recovery_key_length",
            _("A recovery key has {groups} groups of {size} characters; {typed} characters were typed.").format(
                groups=GROUPS, size=GROUP_SIZE, typed=len(joined)
            ),
            _("Type all the groups from your paper."),
            field="recovery_key",
        )
    return [joined[start : start + GROUP_SIZE] for start in range(0, len(joined), GROUP_SIZE)]


def _check(group: list[int], place: int) -> int:
    """One more element: the group's place, plus each digit times its own power of x."""
    total = place + 1
    for digit in group:
        total = _times_x(total ^ digit)
    return total


def _times_x(element: int) -> int:
    """Multiplication by x in the field of 32 elements made by x^5 + x^2 + 1."""
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled
