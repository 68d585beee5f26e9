"""Search keys of names: one key for the spellings one name has across scripts and passport rules.

Сергей, SERGEI, SERGEY and Sergej share a key; so do Юлия, IULIIA and YULIYA. The variants merged are those between
the Russian passport rules since 1997, French spellings of old Soviet passports, and German or Slavic Latin habits.
A key is for finding and comparing only: it is never shown and never stored as a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from intake_app.domain.romanisation import kazakh_as_russian

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k", "л": "l",
    "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "ґ": "g", "є": "ie", "і": "i", "ј": "i", "љ": "l", "њ": "n", "ђ": "d", "ѕ": "dz", "џ": "i", "ҳ": "h", "ҷ": "i",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h",
}  # fmt: skip
_LATIN = {
    "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "þ": "t", "ł": "l", "ħ": "h", "ŋ": "n", "ı": "i", "ə": "a",
}  # fmt: skip
_LETTERS = str.maketrans(_CYRILLIC | _LATIN)

# Longest first where one contains another; repeated until nothing changes.
_VARIANTS = (
    (re.compile("kh"), "h"),
    (re.compile("gh"), "g"),
    (re.compile("tsch|tch"), "ch"),
    (re.compile("shch|sch"), "sh"),
    (re.compile("dzh|dj"), "i"),
    (re.compile("t[cz](?!h)"), "ts"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("ck|c(?!h)|q"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("(?<=[bdfghklmnprstvz])[yj]o"), "e"),
    (re.compile("[yj]"), "i"),
    (re.compile("ou"), "u"),
    (re.compile("gu(?=[ei])"), "g"),
    (re.compile("ie(?=i[aeu])"), ""),
    (re.compile("ie"), "e"),
    (re.compile(r"(\w)\1+"), r"\1"),
)


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """The search key of a name: lower-case words with one space between; empty where nothing can be searched.

    Case, marks, apostrophes and soft signs do not count, hyphens part words. Folding a key changes
    nothing. Letters of other scripts stay, without their marks.
    """
    lower = kazakh_as_russian(unicodedata.normalize("NFC", text).upper()).casefold()
    plain = unicodedata.normalize("NFKD", lower).casefold()
    letters = "".join(char if char.isalnum() else _gap(char) for char in plain).translate(_LETTERS)
    return " ".join(key for word in letters.split() if (key := _merge_variants(word)))


def fold_tokens(*texts: str) -> tuple[str, ...]:
    """The folded words of several names, each once, in the order they come."""
    return tuple(dict.fromkeys(word for text in texts for word in fold(text).split()))


def _gap(char: str) -> str:
    """White space and hyphens part words; marks, apostrophes and other signs vanish."""
    is_separator = char.isspace() or unicodedata.category(char) == "Pd" or char in ".,/_"
    return " " if is_separator else ""


def _merge_variants(word: str) -> str:
    while True:
        merged = word
        for pattern, plain in _VARIANTS:
            merged = pattern.sub(plain, merged)
        if merged == word:
            return word
        word = merged
