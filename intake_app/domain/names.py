"""Names as people write them: cleaned, shown safely, put into Latin letters, shortened, read for sex.

The search key of a name is in `name_keys`; it is used from here as `fold` and `fold_tokens`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from intake_app.domain.keyboards import has_cyrillic
from intake_app.domain.name_keys import fold, fold_tokens
from intake_app.domain.romanisation import romanise

__all__ = [
    "LONGEST_NAME",
    "NameProblem",
    "clean_name",
    "fold",
    "fold_tokens",
    "guess_sex",
    "initials",
    "is_cyrillic",
    "isolate",
    "romanise",
]

LONGEST_NAME = 200

ProblemCode = Literal["control_character", "too_long", "not_text"]

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FIRST_TURNING = "\u0590"  # no letter or control before it turns text round; a list shows hundreds of names
_MARKS = frozenset("\u200e\u200f\u061c")
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))

_SURROGATES = re.compile(r"[\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # the category Cc
_WHITE_SPACE = re.compile(r"[^\S\x0b\x0c\x1c-\x1f\x85]+")

_DAUGHTER_OF = (
    *("вна", "чна", "қызы", "кызы", "кизи", "гызы"),
    *("vna", "chna", "kyzy", "qyzy", "qizi", "kizi", "gyzy", "kyzi"),
)
_SON_OF = (
    *("ич", "ұлы", "улы", "уулу", "угли", "оглы", "оглу"),
    *("ich", "uly", "uulu", "ugli", "ogli", "ogly", "oglu"),
)
_PLAIN_ENDINGS = str.maketrans("ўғğıǵ", "угgig", "'\u02bb\u02bc\u2018\u2019`")


class NameProblem(ValueError):  # noqa: N818 - a finding about a text, named for what the desk is told
    """A text that cannot be stored as a name; `code` says why and never repeats the text."""

    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code)
        self.code: ProblemCode = code


def clean_name(text: str, longest: int = LONGEST_NAME) -> str:
    """The name as it is stored: NFC, no white space around it, one space between words.

    Raises NameProblem: `not_text` for lone surrogates, `control_character` for NUL and other control
    characters (tabs and line ends count as white space), `too_long` over so many characters, 200 for a name.
    Bidirectional controls and joiners stay: some scripts need them, `isolate` makes them harmless.
    """
    if _SURROGATES.search(text):
        raise NameProblem("not_text")
    clean = _WHITE_SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")
    if _CONTROLS.search(clean):
        raise NameProblem("control_character")
    if len(clean) > longest:
        raise NameProblem("too_long")
    return clean


def has_digit(text: str) -> bool:
    """Whether a name is to be doubted for a number in it, meant for another field; `Unknown 2` is still a name."""
    return any(char.isdigit() for char in text)


def isolate(text: str) -> str:
    """The text as it is shown beside others: right-to-left text cannot turn its neighbours round.

    Text with right-to-left letters or bidirectional controls comes between FIRST STRONG ISOLATE and POP
    DIRECTIONAL ISOLATE, without its own embeddings, overrides and isolates. Other text comes as it is.
    """
    if max(text, default="") < _FIRST_TURNING or (
        not _OVERRIDES.search(text) and not any(_turns(char) for char in text)
    ):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{_OVERRIDES.sub('', text)}{_POP_ISOLATE}"


def initials(family: str, given: str) -> str:
    """The given name's first letter, then the family name's, as in "S. I."; a missing name has none."""
    return " ".join(f"{letter}." for name in (given, family) if (letter := _first_letter(name)))


def is_cyrillic(text: str) -> bool:
    """Whether the text has Cyrillic letters."""
    return has_cyrillic(text)


def guess_sex(patronymic: str) -> Literal["F", "M", ""]:
    """The sex a patronymic tells by its ending, Cyrillic or Latin; empty where it tells none.

    Slavic -вич and -вна, Kazakh -ұлы and -қызы, Kyrgyz -уулу, Uzbek -ўғли, Azerbaijani -оглы and their Russian
    spellings. A guess for the operator to see, never a fact.
    """
    word = unicodedata.normalize("NFC", patronymic).casefold().strip()
    word = word.translate(_PLAIN_ENDINGS)
    if word.endswith(_DAUGHTER_OF):
        return "F"
    return "M" if word.endswith(_SON_OF) else ""


def _turns(char: str) -> bool:
    return char in _MARKS or unicodedata.bidirectional(char) in _RIGHT_TO_LEFT


def _first_letter(name: str) -> str:
    return next((char.upper() for char in unicodedata.normalize("NFC", name) if char.isalpha()), "")[:1]
