"""Latin text that arrived in Cyrillic: typed by look, or by a scanner while another layout was on.

A keyboard-type scanner sends key positions, so a desk left on the Russian or Kazakh layout receives
"ЩКД-Ф-000123" for "ORL-A-000123". A person copying a code by eye types the letters that look the same.
Both are undone here; which one happened is for a check character to prove, never to be guessed.
"""

from __future__ import annotations

_LOOK_ALIKES = str.maketrans("АВСЕНІКМОРТХУЅЈавсенікмортхуѕј", "ABCEHIKMOPTXYSJ" * 2)

_KEYS = "QWERTYUIOPASDFGHJKLZXCVBNM"
_RUSSIAN_KEYS = "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ"
_KAZAKH_DIGIT_ROW = dict(zip('"ӘІҢҒ,.ҮҰҚӨ', "1234567890-", strict=True))

_RUSSIAN = {ord(key): latin for key, latin in zip(_RUSSIAN_KEYS + _RUSSIAN_KEYS.lower(), _KEYS * 2, strict=True)}
# Shift with the two keys right of M gives < and > on the English layout, Б and Ю on the Russian one.
_RUSSIAN |= {ord("Б"): "<", ord("б"): "<", ord("Ю"): ">", ord("ю"): ">"}
_KAZAKH = _RUSSIAN | {ord(key): sign for key, sign in _KAZAKH_DIGIT_ROW.items()}
_KAZAKH |= {ord(key.lower()): sign for key, sign in _KAZAKH_DIGIT_ROW.items()}


def has_cyrillic(text: str) -> bool:
    """Whether any character lies in the Cyrillic blocks."""
    return any("\u0400" <= char <= "\u052f" for char in text)


def latin_readings(text: str) -> tuple[str, ...]:
    """The Latin texts that `text` may stand for: as it is, by look, by the Russian, by the Kazakh layout.

    Text without Cyrillic letters has one reading, itself. The readings are different from one another
    and hold no Cyrillic letter any more; letters are upper case where they were translated.
    """
    if not has_cyrillic(text):
        return (text,)
    tables = (_LOOK_ALIKES, _RUSSIAN, _KAZAKH)
    readings = (text.translate(table) for table in tables)
    return tuple(dict.fromkeys(reading for reading in readings if not has_cyrillic(reading)))
