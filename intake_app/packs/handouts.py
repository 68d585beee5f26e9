"""Reads the texts of the personal help sheet from `seeds/handouts/personal_sheet/` and checks every one.

A language has exactly the keys of the others, and in each text the same named placeholders: a translation can
neither lose a date nor ask for one that is not there. Whatever is not so raises `DamagedError` `damaged_pack`.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast, get_args

from intake_app.domain.sheet_texts import CalendarWords, CountrySheet, Review, SheetTexts, StepRule, bind_words
from intake_app.packs.fields import Fields, read_json, refuse
from intake_app.paths import seeds_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

HANDOUT: Final = "personal_sheet"
_FORMAT: Final = 1
_COUNTRIES: Final = "countries.json"
_LANGUAGE = frozenset(
    {
        "format", "handout", "language", "iso_639_3", "script", "version", "review", "reviewed_by", "written_on",
        "licence", "source", "binds_next", "binds_previous", "calendar", "texts",
    }
)  # fmt: skip
_LISTS = {"weekdays_by": 7, "weekdays_last": 7, "months_row": 12, "months_full": 12, "months_by": 12}
_PATTERNS = {
    "row_year": frozenset({"year"}), "full": frozenset({"day", "month", "year"}), "by": frozenset({"day", "month"}),
}  # fmt: skip
_COUNTRIES_HEAD = frozenset({"format", "handout", "licence", "compiled_on", "note", "countries"})
_COUNTRY = frozenset(
    {
        "country", "emergency_number", "helpline", "steps", "steps_leaving", "steps_without_papers", "free_to_work",
        "last_days", "sources",
    }
)  # fmt: skip
_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_]+)*")
_PLACEHOLDER = re.compile(r"[a-z][a-z_]*")


@cache
def load_sheet_texts() -> Mapping[str, SheetTexts]:
    """The sheet's texts in every language, by ISO 639-1, in the order of the codes."""
    folder = seeds_folder() / "handouts" / HANDOUT
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".json"))
    read = {name: (folder / name).read_text(encoding="utf-8") for name in names}
    countries = parse_countries(read.pop(_COUNTRIES))
    languages = [parse_language(name, text, countries) for name, text in read.items()]
    check_alike(languages)
    return MappingProxyType({texts.language: texts for texts in languages})


def parse_language(where: str, text: str, countries: Mapping[str, CountrySheet]) -> SheetTexts:
    """The texts that the JSON of one language holds; short words are bound to their neighbours on the way."""
    fields = Fields(where, read_json(where, text), _LANGUAGE)
    fields.number("format", least=_FORMAT, most=_FORMAT)
    fields.choice("handout", (HANDOUT,))
    fields.day("written_on")
    for key in ("licence", "source"):
        fields.text(key, is_required=True)
    review = cast("Review", fields.choice("review", get_args(Review)))
    if bool(fields.text("reviewed_by").strip()) != (review == "reviewed"):
        fields.refuse("reviewed_by", "does not go with the review mark")
    to_next, to_previous = (frozenset(_parse_words(fields, key)) for key in ("binds_next", "binds_previous"))
    texts = {key: bind_words(value, to_next, to_previous) for key, value in _parse_texts(fields).items()}
    return SheetTexts(
        language=fields.text("language", is_required=True),
        iso_639_3=fields.text("iso_639_3", is_required=True),
        is_latin_script=fields.choice("script", ("Latn", "Cyrl")) == "Latn",
        version=fields.text("version", is_required=True),
        review=review,
        calendar=_parse_calendar(fields.place("calendar"), fields.value("calendar")),
        texts=MappingProxyType(texts),
        countries=countries,
    )


def parse_countries(text: str) -> Mapping[str, CountrySheet]:
    """What each country adds, by its code; the general sheet under `""` must be there."""
    fields = Fields(_COUNTRIES, read_json(_COUNTRIES, text), _COUNTRIES_HEAD)
    fields.number("format", least=_FORMAT, most=_FORMAT)
    fields.choice("handout", (HANDOUT,))
    fields.day("compiled_on")
    found = [_parse_country(*item) for item in fields.items("countries")]
    countries = {each.country: each for each in found}
    if len(countries) < len(found) or "" not in countries:
        fields.refuse("countries", "has a country twice, or no general one")
    return MappingProxyType(countries)


def check_alike(languages: list[SheetTexts]) -> None:
    """Refuse languages whose keys or placeholders differ, or that have no word for another's review."""
    first = languages[0]
    for texts in languages:
        if odd := sorted(set(first.texts) ^ set(texts.texts)):
            refuse(texts.language, f"and {first.language} do not both have: {', '.join(odd)}")
        for key, value in texts.texts.items():
            if find_placeholders(value) != find_placeholders(first.texts[key]):
                refuse(f"{texts.language}: {key}", f"has other placeholders than {first.language}")
        for other in languages:
            for review in get_args(Review):
                if not texts.has(f"review.{other.language}.{review}"):
                    refuse(texts.language, f"cannot say that {other.language} is {review}")


def find_placeholders(text: str) -> frozenset[str]:
    """The names in braces; ValueError for one that is no plain name."""
    names = set()
    for _literal, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if spec or conversion or not _PLACEHOLDER.fullmatch(name):
            raise ValueError(name)
        names.add(name)
    return frozenset(names)


def _parse_texts(fields: Fields) -> dict[str, str]:
    values = fields.value("texts")
    if not isinstance(values, dict):
        fields.refuse("texts", "is not an object")
    for key, value in values.items():
        if not _KEY.fullmatch(key) or not isinstance(value, str) or not value.strip():
            fields.refuse("texts", f"has no proper text for {key}")
        _check_placeholders(fields, f"texts.{key}", value)
    return values


def _parse_calendar(where: str, item: object) -> CalendarWords:
    fields = Fields(where, item, frozenset(_LISTS) | frozenset(_PATTERNS))
    lists = {key: _parse_words(fields, key) for key in _LISTS}
    for key, count in _LISTS.items():
        if len(lists[key]) != count:
            fields.refuse(key, f"has not {count} entries")
    patterns = {key: fields.text(key, is_required=True) for key in _PATTERNS}
    for key, names in _PATTERNS.items():
        if _check_placeholders(fields, key, patterns[key]) != names:
            fields.refuse(key, f"needs exactly the placeholders {', '.join(sorted(names))}")
    return CalendarWords(**lists, **patterns)  # type: ignore[arg-type]


def _parse_country(where: str, item: object) -> CountrySheet:
    fields = Fields(where, item, _COUNTRY)
    urls = []
    for place, each in fields.items("sources"):
        source = Fields(place, each, frozenset({"says", "url", "dated"}))
        source.text("says", is_required=True)
        source.text("dated")
        urls.append(source.text("url", is_required=True))
    numbers = fields.text("emergency_number"), fields.text("helpline")
    if any(numbers) and not urls:
        fields.refuse("sources", "is empty: a number without a source is not printed")
    return CountrySheet(
        country=fields.text("country"),
        emergency_number=numbers[0],
        helpline=numbers[1],
        steps=_parse_steps(fields, "steps"),
        steps_leaving=_parse_steps(fields, "steps_leaving"),
        steps_without_papers=_parse_steps(fields, "steps_without_papers"),
        free_to_work=frozenset(_parse_words(fields, "free_to_work")),
        last_days=frozenset(_parse_words(fields, "last_days")),
        sources=tuple(urls),
    )


def _parse_steps(fields: Fields, key: str) -> tuple[StepRule, ...]:
    steps = [Fields(place, item, frozenset({"name", "not_for"})) for place, item in fields.items(key)]
    return tuple(
        StepRule(step.text("name", is_required=True), frozenset(_parse_words(step, "not_for"))) for step in steps
    )


def _parse_words(fields: Fields, key: str) -> tuple[str, ...]:
    words = tuple(item for _place, item in fields.items(key))
    if not all(isinstance(word, str) and word.strip() for word in words):
        fields.refuse(key, "holds something that is no text")
    return cast("tuple[str, ...]", words)


def _check_placeholders(fields: Fields, key: str, text: str) -> frozenset[str]:
    try:
        return find_placeholders(text)
    except ValueError:
        fields.refuse(key, "has a placeholder that is no plain name")
