"""Reads the words with which a record is read back to the arrival, from `seeds/desk/`, in every language there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from intake_app.packs.fields import Fields, read_json, refuse
from intake_app.paths import seeds_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FORMAT: Final = 1
_LAST_RESORT: Final = "eng"
_KEYS = frozenset({"format", "kind", "licence", "source", "written_on", "languages"})
_LANGUAGE_KEYS = frozenset({"language", "iso_639_3", "review", "texts"})


@dataclass(frozen=True, slots=True)
class ReadBackTexts:
    """The words in one language (ISO 639-1 and 639-3), whether a speaker has signed them, and the texts by key."""

    language: str
    iso_639_3: str
    is_reviewed: bool
    texts: Mapping[str, str]

    def say(self, key: str, **values: str) -> str:
        """A text with its placeholders filled in."""
        return self.texts[key].format(**values)


@cache
def load_read_back() -> Mapping[str, ReadBackTexts]:
    """The words in every language, by ISO 639-3."""
    path = seeds_folder() / "desk" / "read_back.json"
    return parse_read_back(path.name, path.read_text(encoding="utf-8"))


def choose_read_back(languages: Iterable[str], available: Mapping[str, ReadBackTexts]) -> ReadBackTexts:
    """The words in the first of these languages (ISO 639-3) that there are words in, else in English."""
    return next((available[code] for code in languages if code in available), available[_LAST_RESORT])


def parse_read_back(where: str, text: str) -> Mapping[str, ReadBackTexts]:
    """The words in a JSON text; DamagedError names what is wrong in `where`. Every language says the same keys."""
    fields = Fields(where, read_json(where, text), _KEYS)
    fields.number("format", least=_FORMAT, most=_FORMAT)
    fields.choice("kind", ("read_back",))
    fields.day("written_on")
    for key in ("licence", "source"):
        fields.text(key, is_required=True)
    found = [_parse_language(place, value) for place, value in fields.items("languages")]
    by_code = {each.iso_639_3: each for each in found}
    if _LAST_RESORT not in by_code:
        fields.refuse("languages", "has no English")
    for each in found:
        if each.texts.keys() != by_code[_LAST_RESORT].texts.keys():
            fields.refuse("languages", f"says other things in {each.language} than in English")
    return MappingProxyType(by_code)


def _parse_language(place: str, value: object) -> ReadBackTexts:
    fields = Fields(place, value, _LANGUAGE_KEYS)
    texts = fields.value("texts")
    if not isinstance(texts, dict) or not all(isinstance(text, str) and text for text in texts.values()):
        refuse(place, "has a text that is none")
    return ReadBackTexts(
        language=fields.text("language", is_required=True),
        iso_639_3=fields.text("iso_639_3", is_required=True),
        is_reviewed=fields.choice("review", ("reviewed", "unreviewed")) == "reviewed",
        texts=MappingProxyType(dict(texts)),
    )
