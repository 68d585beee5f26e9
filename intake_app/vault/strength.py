"""How hard a passphrase is to guess, judged offline by a kept library.

The library knows what is common in English and on Latin keyboards. A Cyrillic passphrase is judged a second time as
the Latin keys it is typed with, so that a walk over the keyboard and a word written on the other layout are found too.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from intake_app.vault.passphrases import SHORTEST

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_JUDGED = 100  # characters; what is longer is judged by its beginning, and the judge stays quick
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_TO_KEYS = str.maketrans(_CYRILLIC + _CYRILLIC.upper(), _KEYS + _KEYS.upper())


class Strength(IntEnum):
    """What a passphrase is worth; WEAK and less are refused nowhere, but said."""

    TOO_SHORT = 0
    VERY_WEAK = 1
    WEAK = 2
    FAIR = 3
    STRONG = 4


_OF_SCORE = (Strength.VERY_WEAK, Strength.VERY_WEAK, Strength.WEAK, Strength.FAIR, Strength.STRONG)


def judge_passphrase(passphrase: str, names: Collection[str] = ()) -> Strength:
    """What it is worth against somebody who guesses; `names` (of the user, of the centre) count as known to him."""
    typed = passphrase.strip()
    if len(typed) < SHORTEST:
        return Strength.TOO_SHORT
    # Imported on first use: only who chooses a passphrase needs it.
    from zxcvbn_rs_py import zxcvbn

    judged = typed[:LONGEST_JUDGED]
    known = [part for name in names for part in (name, *name.split()) if part]
    readings = {judged: known, judged.translate(_TO_KEYS): [name.translate(_TO_KEYS) for name in known]}
    return _OF_SCORE[min(int(zxcvbn(text, user_inputs).score) for text, user_inputs in readings.items())]
