"""Reads the given names and their short forms from `seeds/names/`."""

from __future__ import annotations

from functools import cache
from typing import Final

from intake_app.domain.short_names import NameForms, ShortNames
from intake_app.packs.fields import Fields, read_json
from intake_app.paths import seeds_folder

_NAME: Final = "diminutives.json"
_FORMAT: Final = 1
_KEYS = frozenset({"format", "kind", "licence", "source", "written_on", "review", "names"})
_NAME_KEYS = frozenset({"sex", "full", "short"})


@cache
def load_short_names() -> ShortNames:
    """The names that come with the application. Raises DamagedError where the file is not as described."""
    return parse_short_names(_NAME, (seeds_folder() / "names" / _NAME).read_text(encoding="utf-8"))


def parse_short_names(where: str, text: str) -> ShortNames:
    """The names in a JSON text; `where` names it in a DamagedError."""
    fields = Fields(where, read_json(where, text), _KEYS)
    fields.number("format", least=_FORMAT, most=_FORMAT)
    fields.choice("kind", ("short_names",))
    fields.choice("review", ("reviewed", "unreviewed"))
    fields.day("written_on")
    for key in ("licence", "source"):
        fields.text(key, is_required=True)
    return ShortNames([_parse_name(place, value) for place, value in fields.items("names")])


def _parse_name(place: str, value: object) -> NameForms:
    fields = Fields(place, value, _NAME_KEYS)
    full = _words(fields, "full")
    if not full:
        fields.refuse("full", "is empty")
    return NameForms(fields.choice("sex", ("F", "M")), full, _words(fields, "short"))


def _words(fields: Fields, key: str) -> tuple[str, ...]:
    words = tuple(value for _place, value in fields.items(key) if isinstance(value, str) and value.strip())
    if len(words) < len(fields.items(key)) or any(len(word.split()) != 1 for word in words):
        fields.refuse(key, "has a name that is no single word")
    if len(set(words)) < len(words):
        fields.refuse(key, "has a name twice")
    return words
