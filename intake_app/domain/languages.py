"""Languages by ISO 639-3; lists and names (CLDR) are loaded on first use."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# What speakers at the desk call their own language; CLDR has most of these too, but one whole locale file each.
_SPOKEN = {
    "русский": "rus", "русский язык": "rus", "қазақша": "kaz", "қазақ": "kaz", "қазақ тілі": "kaz", "english": "eng",
    "українська": "ukr", "беларуская": "bel", "o‘zbek": "uzb", "o'zbekcha": "uzb", "oʻzbek tili": "uzb",
    "ўзбекча": "uzb", "тоҷикӣ": "tgk", "забони тоҷикӣ": "tgk", "кыргызча": "kir", "кыргыз тили": "kir",
    "türkmen dili": "tuk", "türkmençe": "tuk", "татар": "tat", "татарча": "tat", "башҡорт": "bak", "нохчийн": "che",
    "чӑваш": "chv", "саха тыла": "sah", "буряад": "bua", "тыва дыл": "tyv", "хальмг": "xal", "ирон": "oss",
    "azərbaycanca": "aze", "azərbaycan": "aze", "հայերեն": "hye", "ქართული": "kat", "türkçe": "tur", "فارسی": "fas",
    "دری": "prs", "پښتو": "pus", "العربية": "ara", "عربي": "ara", "کوردی": "ckb", "kurdî": "kur", "ئۇيغۇرچە": "uig",
    "中文": "zho", "汉语": "zho", "한국어": "kor", "монгол": "mon", "हिन्दी": "hin", "اردو": "urd", "deutsch": "deu",
    "français": "fra", "español": "spa", "română": "ron", "עברית": "heb", "қарақалпақ": "kaa", "дари": "prs",
    "язык жестов": "rsl", "фарси": "fas", "молдавский": "ron",
}  # fmt: skip

# ISO 639-3 languages that CLDR files as another language in one country.
_CLDR_VARIETIES = {"prs": "fa_AF"}

_SHORTEST_BEGINNING = 2
_NAME_LANGUAGES = ("en", "ru", "kk")
_CODE = re.compile(r"[A-Za-z]{2,3}")
_NOT_LETTERS = re.compile(r"[\W_]+")
_LANGUAGE_WORDS = frozenset(("язык", "тілі", "тили", "language", "забони", "dili", "tili"))


def parse_language(text: str) -> str | None:
    """The ISO 639-3 code that `text` means, or None.

    Takes ISO 639-1, 639-2 and 639-3 codes in either case, names in English, Russian and Kazakh, and the
    own names of the languages usual at the desk.
    """
    stripped = text.strip()
    if _CODE.fullmatch(stripped) and (code := _by_code().get(stripped.lower())):
        return code
    return _by_name().get(_name_key(stripped))


def find_language(text: str) -> str | None:
    """As `parse_language`, and by the beginning of a name that fits one language alone.

    The languages usual at the desk come before the rare ones: `рус` is Russian, whatever else begins so. Two letters
    are the least. For whoever sees at once what was understood, not for imports.
    """
    if (code := parse_language(text)) is not None:
        return code
    beginning = _name_key(text)
    if len(beginning) < _SHORTEST_BEGINNING:
        return None
    names = _by_name().items()
    fitting = {code for name, code in names if name.startswith(beginning)}
    usual = fitting & set(_SPOKEN.values())
    return next(iter(usual or fitting)) if len(usual or fitting) == 1 else None


def language_name(code: str, in_language: str) -> str:
    """The name of an ISO 639-3 code in a language (`ru`, `kk` ...) as CLDR has it, else in English, else the code."""
    short = _CLDR_VARIETIES.get(code) or _short_codes().get(code, code)
    for language in (in_language, "en"):
        names = _locale_names(language)
        if name := names.get(short) or names.get(code):
            return name
    return _english_names().get(code, code)


@cache
def _by_code() -> dict[str, str]:
    """ISO 639-3 by every code that stands for it; 639-3 itself wins."""
    import pycountry

    codes: dict[str, str] = {}
    for language in pycountry.languages:
        for kind in ("alpha_2", "bibliographic"):
            if code := getattr(language, kind, None):
                codes[code] = language.alpha_3
    return codes | {language.alpha_3: language.alpha_3 for language in pycountry.languages}


def short_code(code: str) -> str:
    """The ISO 639-1 code of an ISO 639-3 one; itself where it has none."""
    return _short_codes().get(code, code)


@cache
def _short_codes() -> dict[str, str]:
    """ISO 639-3 to 639-1, which CLDR names languages by where there is one."""
    return {long: short for short, long in _by_code().items() if len(short) == 2}


@cache
def _english_names() -> dict[str, str]:
    import pycountry

    return {language.alpha_3: language.name for language in pycountry.languages}


@cache
def _by_name() -> dict[str, str]:
    """ISO 639-3 by the comparable form of every name known; the usual ones win over the rare ones."""
    names = {_name_key(name): code for code, name in _english_names().items()}
    for language in _NAME_LANGUAGES:
        for code, name in _locale_names(language).items():
            if long := _by_code().get(code):
                names[_name_key(name)] = long
    return names | {_name_key(name): code for name, code in _SPOKEN.items()}


@cache
def _locale_names(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    return dict(locale.languages)


def _name_key(name: str) -> str:
    """Small letters without marks and signs, and without the word for "language" after them."""
    marked = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in marked if not unicodedata.combining(char))
    words = [word for word in _NOT_LETTERS.sub(" ", plain).split() if word not in _LANGUAGE_WORDS]
    return " ".join(words)
