"""Countries by ISO 3166-1 alpha-3 and the further codes of ICAO Doc 9303-3 section 5.

The country list and the names (CLDR) are loaded on first use: start-up does not pay for them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# ICAO Doc 9303-3 section 5, parts B to F: codes of documents that no ISO 3166-1 code covers.
_SPECIAL = {
    "EUE": "European Union",
    "GBD": "British Overseas Territories citizen",
    "GBN": "British National (Overseas)",
    "GBO": "British Overseas citizen",
    "GBP": "British protected person",
    "GBS": "British subject",
    "RKS": "Kosovo",
    "UNA": "United Nations specialised agency",
    "UNK": "Resident of Kosovo (UN mission document)",
    "UNO": "United Nations",
    "UTO": "Utopia (specimen)",
    "XBA": "African Development Bank",
    "XCC": "Caribbean Community",
    "XCE": "Council of Europe",
    "XCO": "Common Market for Eastern and Southern Africa",
    "XDC": "Southern African Development Community",
    "XEC": "Economic Community of West African States",
    "XES": "Organisation of Eastern Caribbean States",
    "XIM": "African Export-Import Bank",
    "XMP": "Parliamentary Assembly of the Mediterranean",
    "XOM": "Sovereign Military Order of Malta",
    "XPO": "Interpol",
    "XXA": "Stateless person",
    "XXB": "Refugee (1951 Convention)",
    "XXC": "Refugee (other)",
    "XXX": "Unspecified nationality",
}
_GERMANY_IN_MRZ = "D"
_KOSOVO_IN_CLDR = "XK"

# What people at the desk say and write beside the names in CLDR and ISO.
_SPOKEN = {
    "рф": "RUS", "российская федерация": "RUS", "рк": "KAZ", "республика казахстан": "KAZ",
    "кыргызстан": "KGZ", "белоруссия": "BLR", "республика беларусь": "BLR", "молдавия": "MDA", "туркмения": "TKM",
    "сша": "USA", "америка": "USA", "англия": "GBR", "великобритания": "GBR", "кнр": "CHN", "южная корея": "KOR",
    "северная корея": "PRK", "оаэ": "ARE", "эмираты": "ARE", "чехия": "CZE", "турция": "TUR", "сирия": "SYR",
    "қр": "KAZ", "қазақстан республикасы": "KAZ", "ресей федерациясы": "RUS",
    "usa": "USA", "uk": "GBR", "great britain": "GBR", "england": "GBR", "south korea": "KOR", "north korea": "PRK",
    "russia": "RUS", "turkey": "TUR", "iran": "IRN", "syria": "SYR", "moldova": "MDA", "palestine": "PSE",
    "kyrgyzstan": "KGZ", "czech republic": "CZE", "vietnam": "VNM", "laos": "LAO", "bolivia": "BOL", "taiwan": "TWN",
    "лбг": "XXA", "без гражданства": "XXA", "лицо без гражданства": "XXA", "азаматтығы жоқ": "XXA",
    "азаматтығы жоқ адам": "XXA", "stateless": "XXA", "беженец": "XXB", "босқын": "XXB", "refugee": "XXB",
}  # fmt: skip

_USUAL = frozenset(
    ("RUS", "KAZ", "UZB", "KGZ", "TJK", "TKM", "UKR", "BLR", "ARM", "AZE", "GEO", "MDA", "MNG", "AFG", "CHN", "IND")
)
_SHORTEST_BEGINNING = 2
_NAME_LANGUAGES = ("en", "ru", "kk")
_LATIN_CODE = re.compile(r"[A-Za-z<]{1,3}")
_NOT_LETTERS = re.compile(r"[\W_]+")


def parse_country(text: str) -> str | None:
    """The three-letter code that `text` means, or None.

    Takes alpha-3 and alpha-2 codes in either case, the codes of ICAO Doc 9303-3 (`D` is DEU) with or without
    fillers, and names in English, Russian and Kazakh.
    """
    stripped = text.strip()
    if _LATIN_CODE.fullmatch(stripped):
        code = _from_code(stripped.rstrip("<").upper())
        if code is not None:
            return code
    return _by_name().get(_name_key(stripped))


def find_country(text: str) -> str | None:
    """As `parse_country`, and by the beginning of a name that fits one country alone.

    The countries usual at the desk come before the others: `рос` is Russia. Two letters are the least. For whoever
    sees at once what was understood, not for imports.
    """
    if (code := parse_country(text)) is not None:
        return code
    beginning = _name_key(text)
    if len(beginning) < _SHORTEST_BEGINNING:
        return None
    fitting = {code for name, code in _by_name().items() if name.startswith(beginning)}
    usual = fitting & {*_USUAL, *_SPOKEN.values()}
    return next(iter(usual or fitting)) if len(usual or fitting) == 1 else None


def country_name(code: str, language: str) -> str:
    """The name of a three-letter code in a language (`ru`, `kk`, `zh-Hant` ...), as CLDR has it.

    Special codes of Doc 9303-3 are named in English, an unknown code is its own name, an unknown
    language is English.
    """
    territory = _KOSOVO_IN_CLDR if code == "RKS" else _alpha_2().get(code, "")
    name = _territories(language).get(territory) or _territories("en").get(territory)
    return name or _SPECIAL.get(code, code)


def country_codes() -> tuple[str, ...]:
    """Every three-letter code that `parse_country` can answer, sorted."""
    return tuple(sorted({*_alpha_2(), *_SPECIAL}))


def region_of(code: str) -> str:
    """The alpha-2 code of a country, as dialling rules and rule packs name it; empty for the special codes."""
    return _alpha_2().get(code, "")


def _from_code(code: str) -> str | None:
    if code in _SPECIAL or code in _alpha_2():
        return code
    if code == _GERMANY_IN_MRZ:
        return "DEU"
    return "RKS" if code == _KOSOVO_IN_CLDR else _alpha_3().get(code)


@cache
def _alpha_2() -> dict[str, str]:
    """Alpha-3 to alpha-2 of every country in ISO 3166-1."""
    import pycountry

    return {country.alpha_3: country.alpha_2 for country in pycountry.countries}


@cache
def _alpha_3() -> dict[str, str]:
    return {alpha_2: alpha_3 for alpha_3, alpha_2 in _alpha_2().items()}


@cache
def _by_name() -> dict[str, str]:
    """Alpha-3 by the comparable form of every name known; what people say goes before the lists."""
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        for kind in ("name", "official_name", "common_name"):
            if name := getattr(country, kind, None):
                names.setdefault(_name_key(name), country.alpha_3)
    for language in _NAME_LANGUAGES:
        territories = _territories(language)
        for alpha_3, alpha_2 in [*_alpha_2().items(), ("RKS", _KOSOVO_IN_CLDR)]:
            if name := territories.get(alpha_2):
                names[_name_key(name)] = alpha_3
    names |= {_name_key(name): code for code, name in _SPECIAL.items()}
    return names | {_name_key(name): code for name, code in _SPOKEN.items()}


@cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    return dict(locale.territories)


def _name_key(name: str) -> str:
    """Small letters without marks and signs."""
    marked = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in marked if not unicodedata.combining(char))
    return _NOT_LETTERS.sub(" ", plain.replace("&", " and ")).strip()
