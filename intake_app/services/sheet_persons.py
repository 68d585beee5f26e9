"""What the sheet says about the person: a first name in the title, and what was recorded, to be corrected.

Of a birth date only the year, of a document only its kind and the last three characters of its number.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from intake_app.domain.report_models import RecordedPart

if TYPE_CHECKING:
    from intake_app.domain.records import Document, Person
    from intake_app.domain.sheet_texts import SheetTexts

_LONGEST_FIRST_NAME = 24
_ENDING = 3
_SHORTEST_NUMBER = 6
"""Three characters of a shorter number would be half of it or more, so none are printed."""


def word_titles(person: Person, texts: SheetTexts) -> tuple[str, ...]:
    """The title with the first given name as the reader writes it, then in the other script, then without a name."""
    given, latin = _first_word(person.given_name), _first_word(person.given_name_latin)
    if latin.isupper():
        latin = latin.title()
    names = (latin, given) if texts.is_latin_script else (given, latin)
    titles = [texts.say("title.named", first_name=name) for name in dict.fromkeys(names) if name]
    return (*titles, texts.say("title.plain"))


def word_recorded(
    person: Person, document: Document | None, entered_on: str, country: str, texts: SheetTexts
) -> RecordedPart:
    """What was recorded; what is not known is left out. `entered_on` is an ISO date or empty."""
    names = tuple(filter(None, (person.family_name, person.given_name, person.patronymic)))
    latin_names = tuple(filter(None, (person.family_name_latin, person.given_name_latin)))
    is_latin_already = [name.casefold() for name in latin_names] == [name.casefold() for name in names]
    facts = (_word_birth(person, texts), _word_document(document, texts))
    return RecordedPart(
        title=texts.say("recorded.title"),
        hint=texts.say("recorded.hint"),
        names=names,
        latin_names=() if is_latin_already else latin_names,
        nameless=texts.say("recorded.nameless"),
        facts=_join(*facts),
        entry=_word_entry(entered_on, country, texts),
    )


def _word_birth(person: Person, texts: SheetTexts) -> str:
    year = person.birth_date[:4]
    if not year:
        return ""
    return texts.say("recorded.born_about" if person.birth_date_estimated else "recorded.born", year=year)


def _word_document(document: Document | None, texts: SheetTexts) -> str:
    if document is None:
        return texts.say("recorded.document_none")
    kind = texts.say(texts.first_of(f"document.{document.document_type}", "document.other"))
    number = "".join(char for char in document.document_number if char.isalnum())
    told = "_told" if document.as_told else ""
    if len(number) < _SHORTEST_NUMBER:
        return texts.say(f"recorded.document_kind{told}", document=kind)
    return texts.say(f"recorded.document{told}", document=kind, ending=number[-_ENDING:])


def _word_entry(entered_on: str, country: str, texts: SheetTexts) -> str:
    if not entered_on:
        return ""
    day = texts.calendar.say_full(date.fromisoformat(entered_on))
    return texts.say(texts.first_of(f"recorded.entered.{country}", "recorded.entered"), entered_on=day)


def _first_word(name: str) -> str:
    """The first of several given names, cut where no title could hold it."""
    word = next(iter(name.split()), "")
    return word if len(word) <= _LONGEST_FIRST_NAME else word[: _LONGEST_FIRST_NAME - 1] + "…"


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
