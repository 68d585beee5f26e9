"""Latin text that arrived in Cyrillic: typed by look, or by a scanner while another layout was on.

A keyboard-type scanner sends key positions, so a desk left on the Russian or Kazakh layout receives
"ЩКД-Ф-000123" for "ORL-A-000123". A person copying a code by eye types the letters that look the same.
Both are undone here; which one happened is for a check character to prove, never to be guessed.

A name typed while another layout was on is read back for a search (`layout_readings`): whether it was, the people
whom it finds show. On the Russian and Kazakh layouts letters also lie where English has brackets and stops, on the
Kazakh one where it has digits.
"""

from __future__ import annotations

import re

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LOOK_ALIKES = str.maketrans("АВСЕНІКМОРТХУЅЈавсенікмортхуѕј", "ABCEHIKMOPTXYSJ" * 2)

_KEYS = "QWERTYUIOPASDFGHJKLZXCVBNM"
_RUSSIAN_KEYS = "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ"
_KAZAKH_DIGIT_ROW = dict(zip('"ӘІҢҒ,.ҮҰҚӨ', "1234567890-", strict=True))

_RUSSIAN = {ord(key): latin for key, latin in zip(_RUSSIAN_KEYS + _RUSSIAN_KEYS.lower(), _KEYS * 2, strict=True)}
# Shift with the two keys right of M gives < and > on the English layout, Б and Ю on the Russian one.
_RUSSIAN |= {ord("Б"): "<", ord("б"): "<", ord("Ю"): ">", ord("ю"): ">"}
_KAZAKH = _RUSSIAN | {ord(key): sign for key, sign in _KAZAKH_DIGIT_ROW.items()}
_KAZAKH |= {ord(key.lower()): sign for key, sign in _KAZAKH_DIGIT_ROW.items()}

_ENGLISH_ROWS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN_ROWS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_SHIFTED = ("`[];',.1234567890-=", '~{}:"<>!@#$%^&*()_+')
_DIGIT_ROW, _KAZAKH_ROW = "234580-=9", "әіңғүқөһұ"


def _shifted(keys: str) -> str:
    return keys.upper().translate(str.maketrans(*_SHIFTED))


_AS_RUSSIAN = str.maketrans(_ENGLISH_ROWS + _shifted(_ENGLISH_ROWS), _RUSSIAN_ROWS + _RUSSIAN_ROWS.upper())
_AS_KAZAKH = _AS_RUSSIAN | str.maketrans(_DIGIT_ROW + _shifted(_DIGIT_ROW), _KAZAKH_ROW + _KAZAKH_ROW.upper())
_AS_ENGLISH = str.maketrans(_RUSSIAN_ROWS + _RUSSIAN_ROWS.upper(), _ENGLISH_ROWS + _shifted(_ENGLISH_ROWS))
_AS_ENGLISH |= str.maketrans(_KAZAKH_ROW + _KAZAKH_ROW.upper(), _DIGIT_ROW * 2)


def has_cyrillic(text: str) -> bool:
    """Whether any character lies in the Cyrillic blocks."""
    return _CYRILLIC.search(text) is not None


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


def layout_readings(text: str) -> tuple[str, ...]:
    """What a text says whose keys were meant for another layout: Latin by the Russian and the Kazakh one, Cyrillic by
    the English one. Words without a letter stay as they are: dates and numbers. None for a text without letters.
    """
    words = text.split()
    tables = (_AS_ENGLISH,) if has_cyrillic(text) else (_AS_RUSSIAN, _AS_KAZAKH)
    readings = (" ".join(_read_by(word, table) for word in words) for table in tables)
    return tuple(dict.fromkeys(reading for reading in readings if reading != " ".join(words)))


def _read_by(word: str, table: dict[int, int]) -> str:
    return word.translate(table) if any(map(str.isalpha, word)) else word
