"""A line of the list as it is painted: texts, tones and what was found in them; made beside the window."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from intake_app.domain.name_keys import fold
from intake_app.domain.search_terms import document_key, other_layouts, parse_query
from intake_app.domain.short_names import NO_SHORT_NAMES, ShortNames
from intake_app.domain.typing_errors import closest, errors_forgiven
from intake_app.i18n import _, interface_language
from intake_app.messages import say_word
from intake_app.services.access import Sight
from intake_app.values import say_country, say_languages
from ui.models.short_dates import short_birth, short_date
from ui.models.words import say_latin, say_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.person_rows import PersonRow
    from intake_app.services.people_lists import ListLine

NEAR = "\N{ALMOST EQUAL TO}"
"""Before a form that a word need only be near to."""
_DAY = timedelta(days=1)
_FOUND_IN = ("name", "latin", "card")
_MOST_KEPT = 400


class Span(NamedTuple):
    """Where in a text something was found: first character, and the one after the last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands behind a date: a tone and words."""

    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One person's line: text by column, spans of what was found, the mark of the next date, and why words have found
    them where that is not to be seen.
    """

    row_no: int
    person_id: str
    short: str
    texts: dict[str, str]
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    mark: Mark | None = None
    why: str = ""
    is_quiet: bool = False
    is_estimated: bool = False
    is_whole: bool = True


def show_line(line: ListLine, today: date, words: tuple[tuple[str, ...], ...]) -> ShownLine:
    """The line of somebody, for the words that were searched for (`words_of`)."""
    row, answer = line.row, line.answer
    person = row.person
    if line.sight is Sight.GUARDED:
        return _guarded(line)
    next_on = answer.next_on if answer else ""
    texts = {
        "name": say_name(person),
        "latin": say_latin(person),
        "born": short_birth(person.birth_date, is_estimated=person.birth_date_estimated),
        "card": row.card_number,
        "sleeps": _sleeps(row, answer.facts.departure if answer else ""),
        "next": short_date(next_on),
        "missing": _missing(answer.missing if answer else ()),
        "entered": short_date(row.entered_on),
        "citizenship": say_country(person.citizenship),
        "languages": say_languages(person.languages),
        "phone": person.phone,
    }
    return ShownLine(
        row_no=line.row_no,
        person_id=person.person_id,
        short=person.family_name or texts["name"],
        texts=texts,
        spans=_spans(texts, words),
        mark=_mark(next_on, today),
        why=_why(line.reason) if line.sight is Sight.WHOLE else "",
        is_quiet=person.deleted or (answer is not None and not answer.is_present) or bool(row.departed_on),
        is_estimated=person.birth_date_estimated,
        is_whole=line.sight is Sight.WHOLE,
    )


class ShownLines:
    """Lines as they were shown last: whoever types on sees many of them again, and what says the same is the same.

    For one thread.
    """

    def __init__(self) -> None:
        self._of: tuple[date, str] | None = None
        self._kept: dict[int, tuple[ListLine, ShownLine]] = {}

    def show(
        self, lines: Iterable[ListLine | None], today: date, words: tuple[tuple[str, ...], ...]
    ) -> tuple[ShownLine | None, ...]:
        """`show_line` of each."""
        of = (today, interface_language())
        if of != self._of or len(self._kept) > _MOST_KEPT:
            self._of, self._kept = of, {}
        return tuple(self._show(line, today, words) if line is not None else None for line in lines)

    def _show(self, line: ListLine, today: date, words: tuple[tuple[str, ...], ...]) -> ShownLine:
        kept, shown = self._kept.get(line.row_no, (None, None))
        if kept != line or shown is None:
            shown = show_line(line, today, words)
        elif line.sight is not Sight.GUARDED and (spans := _spans(shown.texts, words)) != shown.spans:
            shown = replace(shown, spans=spans)
        self._kept[line.row_no] = (line, shown)
        return shown


def words_of(text: str, names: ShortNames = NO_SHORT_NAMES) -> tuple[tuple[str, ...], ...]:
    """The words of a typed search, each in the forms it is looked for: as typed, then as it may have been meant."""
    query = parse_query(text)
    if query.card_number:
        return ((query.card_number.lower(), document_key(query.card_number)),)
    layouts = [other.words for other in other_layouts(query) if len(other.words) == len(query.words)]
    return tuple(
        (
            *forms,
            *(other for form in forms for other in names.equivalents(form)),
            *(form for words in layouts for form in words[place]),
            *(NEAR + form for form in forms if errors_forgiven(form)),
        )
        for place, forms in enumerate(query.words)
    )


def find_words(text: str, words: Iterable[tuple[str, ...]]) -> tuple[Span, ...]:
    """Where words stand in a text, in any script: each in the first word of the text that holds it."""
    if not words or "\N{FIRST STRONG ISOLATE}" in text:  # its letters do not stand in the order they are painted in
        return ()
    parts = text.split(" ")
    spans = [span for forms in words if (span := _find_first(parts, forms)) is not None]
    return tuple(sorted(spans))


def _find_first(parts: list[str], forms: tuple[str, ...]) -> Span | None:
    """Where the first form that stands in any word of a text does: what was typed before what it may have meant."""
    for form in forms:
        start = 0
        for word in parts:
            if span := _find_in(word, form):
                return Span(start + span.start, start + span.end)
            start += len(word) + 1
    return None


def also_found(text: str, lines: Iterable[ShownLine | None]) -> tuple[str, ...]:
    """Up to three other spellings that a single word has found, as they stand in the lines."""
    typed = text.strip().casefold()
    found: dict[str, str] = {}
    for line in lines:
        for column in ("name", "latin") if line else ():
            for span in line.spans.get(column, ()) if line else ():
                spelling = line.texts[column][span.start : span.end] if line else ""
                if spelling.casefold() != typed:
                    found.setdefault(spelling.casefold(), spelling.capitalize())
    return tuple(found.values())[:3] if " " not in typed and not any(map(str.isdigit, typed)) else ()


@lru_cache(maxsize=8_192)
def _find_in(word: str, form: str) -> Span | None:
    """Where a form stands in a word; a page of people has the same names many times, and the next key most of them."""
    if form.startswith(NEAR):
        return Span(0, len(word)) if closest(form.removeprefix(NEAR), fold(word).split()) else None
    if not word or (form not in fold(word) and form not in word.casefold()):
        return None
    for start in range(len(word)):
        if not (fold(word[start:]).startswith(form) or word[start:].casefold().startswith(form)):
            continue
        for end in range(start + 1, len(word) + 1):
            part = word[start:end]
            if fold(part).startswith(form) or part.casefold() == form:
                return Span(start, _end_of_sound(word, start, end))
    return None


def _end_of_sound(word: str, start: int, end: int) -> int:
    """Where letters end that add nothing to what was found: `сергі` and `сергій` are looked for by the same form."""
    found = fold(word[start:end])
    while end < len(word) and word[end].isalpha() and fold(word[start : end + 1]) == found:
        end += 1
    return end


def _spans(texts: Mapping[str, str], words: tuple[tuple[str, ...], ...]) -> dict[str, tuple[Span, ...]]:
    return {name: found for name in _FOUND_IN if (found := find_words(texts[name], words))}


def _why(reason: str) -> str:
    """Words for what is not to be seen in the line itself."""
    words = {
        "token": _("token"),
        "spelling": _("other spelling"),
        "short_name": _("short form"),
        "layout": _("other keyboard"),
        "typing_error": _("similar name"),
    }
    return words.get(reason, "")


def _guarded(line: ListLine) -> ShownLine:
    texts = {"name": _("Call the shift lead")}
    person_id = line.row.person.person_id
    return ShownLine(line.row_no, person_id, texts["name"], texts, is_quiet=True, is_whole=False)


def _sleeps(row: PersonRow, departure: str) -> str:
    if row.departed_on:
        return _("left {day}").format(day=short_date(row.departed_on))
    if departure:
        return _("presumed left")
    return row.place_name or (say_word("sleeps", row.sleeps) if row.sleeps else "")


def _missing(codes: tuple[str, ...]) -> str:
    return ", ".join(say_word("missing", code) for code in codes)


def _mark(next_on: str, today: date) -> Mark | None:
    if not next_on:
        return None
    day = date.fromisoformat(next_on)
    if day < today:
        return Mark("danger", _("overdue"))
    if day == today:
        return Mark("warning", _("due today"))
    return Mark("warning", _("due tomorrow")) if day == today + _DAY else None
