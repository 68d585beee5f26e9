"""Latin spelling of names as ICAO Doc 9303-3 gives it for the machine-readable zone.

Source of the Russian table: official extract in Russian readmission orders (consultant.ru, law 316977; 32 rows).
Kazakh letters have no row there: they go through their usual Russian spelling first. That is a stopgap, not
a rule of the Kazakh state: for a Kazakh document take the Latin spelling from the document.
"""

from __future__ import annotations

import re
import unicodedata

_RUSSIAN = {
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ё": "E", "Ж": "ZH", "З": "Z", "И": "I",
    "Й": "I", "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P", "Р": "R", "С": "S", "Т": "T",
    "У": "U", "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH", "Щ": "SHCH", "Ы": "Y", "Ъ": "IE",
    "Э": "E", "Ю": "IU", "Я": "IA", "Ь": "",
}  # fmt: skip
_OTHER_CYRILLIC = {
    "Ґ": "G", "Ў": "U", "Ѫ": "U", "Ђ": "D", "Ѕ": "DZ", "Ј": "J", "Љ": "LJ", "Њ": "NJ", "Џ": "DZ",
    "Є": "IE", "Ї": "I", "Ѓ": "G", "І": "I",
}  # fmt: skip
_KAZAKH_AS_RUSSIAN = {"Ә": "А", "Ө": "О", "Ү": "У", "Ұ": "У", "Қ": "К", "Ң": "Н", "Ғ": "Г", "Һ": "Х"}
# Latin letters that no decomposition takes apart.
_LATIN = {
    "Æ": "AE", "Œ": "OE", "Ø": "OE", "Ð": "D", "Đ": "D", "Þ": "TH", "Ł": "L", "Ħ": "H", "Ŋ": "N", "Ŧ": "T", "Ə": "E",
    "ẞ": "SS",
}  # fmt: skip

_TO_LATIN = str.maketrans(_RUSSIAN | _OTHER_CYRILLIC | _LATIN)
_TO_RUSSIAN = str.maketrans(_KAZAKH_AS_RUSSIAN)
_KAZAKH_LONG_I = re.compile("Й[ЫІ]")
_NOT_KEPT = re.compile(r"[^A-Z0-9\s,./_\u2010-\u2015\u2212-]")
_SEPARATORS = re.compile(r"[\s,./_\u2010-\u2015\u2212-]+")


def kazakh_as_russian(text: str) -> str:
    """Upper-case text with Kazakh letters in their usual Russian spelling; ЙЫ and ЙІ become И."""
    return _KAZAKH_LONG_I.sub("И", text).translate(_TO_RUSSIAN)


def romanise(text: str) -> str:
    """Upper-case A-Z spelling of a name, single spaces and hyphens kept, apostrophes and marks left out.

    Cyrillic follows ICAO Doc 9303-3, Kazakh letters by way of Russian. Of other letters the plain Latin
    base stays; what has none (Arabic, Chinese ...) is left out, so the answer may be empty.
    """
    upper = kazakh_as_russian(unicodedata.normalize("NFC", text).upper())
    latin = unicodedata.normalize("NFKD", upper.translate(_TO_LATIN)).translate(_TO_LATIN)
    return _SEPARATORS.sub(_one_separator, _NOT_KEPT.sub("", latin.upper())).strip(" -")


def _one_separator(match: re.Match[str]) -> str:
    """A hyphen where the run of separators holds one, else a space."""
    return "-" if re.search(r"[\u2010-\u2015\u2212-]", match.group()) else " "
