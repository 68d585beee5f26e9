"""What is printed, already worded: plain frozen data that `reports/` lays out and never thinks about.

Text may hold no-break spaces (U+00A0), where a line must not end. `""` is a line that is left out and leaves no hole.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkNote:
    """What stands beside a row for the clerk of an office, in the host country's language."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRow:
    """One of the person's dates: "By Wednesday" / 30 / November / 2022 / its mark; what to do, then how."""

    lead: str
    day: str
    month: str
    year: str
    mark: str
    is_confirmed: bool
    what: str
    how: str
    clerk: ClerkNote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One next step: a word, the place, the act, what to bring."""

    word: str
    place: str
    act: str
    bring: str
    clerk: ClerkNote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceLine:
    """A line that is on everybody's sheet; `said` is what to say, printed bold after the text."""

    key: str
    text: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """Whose sheet it is and whom to call.

    `titles` are the same title with less and less of the name: the first that the fonts can print is taken, the last
    has no name. `place_lines` are the centre's name, hours and address as it set them. Without `has_code` the card
    number is only words that say why there is none.
    """

    titles: tuple[str, ...]
    disclaimer: str
    phone: str
    place_lines: tuple[str, ...]
    card_number: str
    clerk_disclaimer: str
    has_code: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPart:
    """What was recorded, for the person to correct.

    `names` are family, given name and patronymic in their own script, `latin_names` family and given name in Latin;
    `nameless` is printed where the fonts can print neither.
    """

    title: str
    hint: str
    names: tuple[str, ...]
    latin_names: tuple[str, ...]
    nameless: str
    facts: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TonightPart:
    """Where to sleep, meals and doctor, and the emergency number."""

    title: str
    place: str
    lines: tuple[str, ...]
    emergency_number: str
    emergency_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetModel:
    """A personal help sheet in the order it is printed.

    `language` and `clerk_language` are ISO 639-1; without a second language the latter and every clerk text is empty.
    `dates_note` stands in place of dates that are not known. `page_labels` holds the labels of a sheet of one page,
    then of one of two.
    """

    language: str
    clerk_language: str
    head: SheetHead
    recorded: RecordedPart
    tonight: TonightPart
    dates_title: str
    dates_note: str
    dates: tuple[DateRow, ...]
    clerk_title: str
    clerk_word: str
    clerk_mark: str
    steps_title: str
    steps: tuple[StepRow, ...]
    advice: tuple[AdviceLine, ...]
    footer: str
    turn_over: str
    notes_title: str
    page_labels: tuple[tuple[str, ...], ...]
