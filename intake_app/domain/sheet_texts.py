"""The texts of the personal help sheet in one language, and what a country adds: data that `packs.handouts` reads.

Weekdays, months and whole phrases come as data in the form they are printed in; nothing is declined in code.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

NO_BREAK = "\u00a0"

Review = Literal["reviewed", "unreviewed"]

_NUMBER_AND_WORD = re.compile(r"(?<![^\s(«“])(\d+) (?=\w)")


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Days and dates in the words of one language; weekdays begin with Monday.

    `weekdays_by` are whole phrases ("By Wednesday"), so are `weekdays_last`. The `months_` lists hold the form that
    goes with their pattern: `row_year` beside the large numeral, `full` for a date, `by` for "not later than".
    """

    weekdays_by: tuple[str, ...]
    weekdays_last: tuple[str, ...]
    months_row: tuple[str, ...]
    row_year: str
    months_full: tuple[str, ...]
    full: str
    months_by: tuple[str, ...]
    by: str

    def say_full(self, day: date) -> str:
        """`25 November 2022` in this language."""
        return self._say(self.full, self.months_full, day)

    def say_by(self, day: date) -> str:
        """`15 February` in the form that follows "not later than"."""
        return self._say(self.by, self.months_by, day)

    def _say(self, pattern: str, months: tuple[str, ...], day: date) -> str:
        said = pattern.format(day=day.day, month=months[day.month - 1], year=day.year)
        return _NUMBER_AND_WORD.sub(rf"\1{NO_BREAK}", said)


@dataclass(frozen=True, slots=True)
class StepRule:
    """A step that a country offers, and the citizenships (alpha-3) that do not need it."""

    name: str
    not_for: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountrySheet:
    """What a country adds to the sheet: numbers to call, steps, who may work without a permit, where it was found.

    `country` is ISO 3166-1 alpha-2, `""` for every other country: that one has only the general steps. `last_days`
    are the rules whose date is the last day of something allowed, not a day to have acted by.
    """

    country: str
    emergency_number: str
    helpline: str
    steps: tuple[StepRule, ...]
    steps_leaving: tuple[StepRule, ...]
    steps_without_papers: tuple[StepRule, ...]
    free_to_work: frozenset[str]
    last_days: frozenset[str]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """Every text of the sheet in one language, by key, with named placeholders.

    `language` is ISO 639-1, `iso_639_3` the code that records carry. `review` says whether somebody who speaks the
    language from home has signed the text of this version.
    """

    language: str
    iso_639_3: str
    is_latin_script: bool
    version: str
    review: Review
    calendar: CalendarWords
    texts: Mapping[str, str]
    countries: Mapping[str, CountrySheet]

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return key in self.texts

    def say(self, key: str, **values: str) -> str:
        """The text with its placeholders filled; KeyError for a key or a placeholder that is not there."""
        return self.texts[key].format_map(values)

    def first_of(self, *keys: str) -> str:
        """The first of the keys that has a text; the last is promised to have one."""
        return next((key for key in keys[:-1] if key in self.texts), keys[-1])

    def country_sheet(self, country: str) -> CountrySheet:
        """What a country adds, or the general sheet for a country that we know nothing of."""
        return self.countries.get(country, self.countries[""])


def bind_words(text: str, to_next: frozenset[str], to_previous: frozenset[str]) -> str:
    """The text with no-break spaces where no line may end.

    After the short words of `to_next` (prepositions), before those of `to_previous` (particles), before a dash,
    between a number and the word it counts. The words are compared in small letters.
    """
    words = text.split(" ")
    bound = words[0]
    for before, word in itertools.pairwise(words):
        is_bound = (
            word == "—"
            or _bare(before) in to_next
            or (_bare(word) in to_previous)
            or (before.isdecimal() and word[:1].isalpha())
        )
        bound += (NO_BREAK if is_bound else " ") + word
    return bound


def _bare(word: str) -> str:
    return word.strip("«»“”().,:;?!").lower()
