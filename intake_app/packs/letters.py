"""Reads the letter table of the Russian internal passport from `seeds/documents/` and checks every field."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from intake_app.domain.mrz import LetterTable
from intake_app.packs.fields import Fields, read_json, refuse
from intake_app.paths import seeds_folder

_NAME: Final = "rus_internal_passport_letters.json"
_KEYS = frozenset(
    {"format", "document", "compiled_on", "licence", "status", "is_reviewed", "source", "note", "letters"}
)
_FORMAT: Final = 1
_ZONE_CHARACTER = re.compile(r"[A-Z0-9]")
_CYRILLIC_LETTER = re.compile(r"[А-ЯЁ]")


@cache
def russian_letters() -> LetterTable:
    """The table that comes with the application. Raises DamagedError where the file is not as described."""
    return parse_letters(_NAME, (seeds_folder() / "documents" / _NAME).read_text(encoding="utf-8"))


def parse_letters(where: str, text: str) -> LetterTable:
    """The table in a JSON text; `where` names it in a DamagedError."""
    fields = Fields(where, read_json(where, text), _KEYS)
    fields.number("format", least=_FORMAT, most=_FORMAT)
    fields.day("compiled_on")
    fields.flag("is_reviewed")
    for key in ("document", "licence"):
        fields.text(key, is_required=True)
    fields.text("note")
    try:
        return LetterTable(
            cyrillic=_letters(fields),
            status=fields.choice("status", ("confirmed", "unconfirmed")),
            source=fields.text("source", is_required=True),
        )
    except ValueError:
        fields.refuse("letters", "has a letter twice")


def _letters(fields: Fields) -> dict[str, str]:
    letters = fields.value("letters")
    if not isinstance(letters, dict) or not letters:
        refuse(fields.place("letters"), "is not an object with letters")
    for char, letter in letters.items():
        is_letter = isinstance(letter, str) and _CYRILLIC_LETTER.fullmatch(letter)
        if not (is_letter and _ZONE_CHARACTER.fullmatch(char)):
            refuse(fields.place("letters"), f"has no Cyrillic letter for {char}")
    return letters
