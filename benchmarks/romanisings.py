"""How papers of several years and countries write a Cyrillic name in Latin letters: tables apart from the product's."""

from __future__ import annotations

_BASE = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu",
    "я": "ia", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "kh", "і": "i",
}  # fmt: skip
STYLES = {
    "1997": _BASE | {"й": "y", "ь": "'", "ъ": "", "ю": "yu", "я": "ya"},
    "2010": _BASE | {"ц": "tc", "ъ": ""},
    "2014": _BASE,
    "french": _BASE
    | {"у": "ou", "ж": "j", "ш": "ch", "ч": "tch", "щ": "chtch", "ю": "iou", "й": "i", "х": "kh", "э": "e", "ы": "y"},
    "german": _BASE
    | {"в": "w", "ж": "sch", "ш": "sch", "ч": "tsch", "х": "ch", "ц": "z", "з": "s", "ю": "ju", "я": "ja", "й": "j"},
    "english": _BASE | {"й": "y", "ю": "yu", "я": "ya", "ё": "yo", "ъ": ""},
    "kazakh": _BASE | {"й": "y", "ю": "yu", "я": "ya", "қ": "q", "ш": "sh", "ж": "j", "ғ": "gh", "ә": "a"},
}
"""Russian passports from 1997, 2010 and 2014; what consulates and other states make of it."""


def latin(name: str, style: str) -> str:
    """A name as a paper of this style has it, in capitals."""
    table = STYLES[style]
    lower = name.lower()
    if style == "english":
        lower = "".join(_yotted(lower))
    text = "".join(table.get(letter, letter) for letter in lower)
    if style == "french" and text.endswith(("in", "yn")):
        text += "e"
    if style in {"english", "german"} and text.endswith(("iy", "ij", "yy", "yj")):
        text = text[:-2] + "y"
    return text.upper()


def _yotted(lower: str) -> list[str]:
    """е is `ye` at the beginning and after a vowel."""
    before = ["", *lower]
    return [
        "ye" if letter == "е" and (not last or last in "аеёиоуыэюяьъ") else letter
        for last, letter in zip(before, lower, strict=False)
    ]
