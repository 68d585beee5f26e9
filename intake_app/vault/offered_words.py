"""Passphrases to choose from: four random words of a published list, read offline.

The lists are those of BIP 39, 2,048 words each that differ in their first four letters: four of them are 44 bits, and
each guess costs one run of Argon2id.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from intake_app.vault.strength import Strength, judge_passphrase

WORDS = 4
LANGUAGES = {"en": "english", "ru": "russian", "kk": "russian"}
"""ISO 639-1 of an interface's language, and the list its words come from; there is no list in Kazakh."""


def offer_passphrase(language: str = "en") -> str:
    """Four random words with a space between them, in an interface's language where there is a list of it.

    The few in ten thousand that the judge does not find strong, four of the shortest and commonest, are drawn again.
    """
    words = _words(LANGUAGES.get(language, LANGUAGES["en"]))
    while True:
        offered = " ".join(secrets.choice(words) for _place in range(WORDS))
        if judge_passphrase(offered) is Strength.STRONG:
            return offered


@cache
def _words(name: str) -> tuple[str, ...]:
    # Imported on first use: only who chooses a passphrase needs it.
    from mnemonic import Mnemonic

    # One Russian word came broken into version 0.21 (two replacement characters): nobody could type it.
    return tuple(unicodedata.normalize("NFC", word) for word in Mnemonic(name).wordlist if word.isalpha())
