"""A form as it is read back to the arrival, in the arrival's language: plain data, no screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import FieldProblem, check_field
from intake_app.domain.dates import PartialDate
from intake_app.domain.names import isolate
from intake_app.packs.read_back import ReadBackTexts, choose_read_back, load_read_back
from ui.desk.slots import HERE

if TYPE_CHECKING:
    from ui.desk.form import DeskForm

_NAMES = ("family_name", "given_name", "patronymic")
_LATIN = ("family_name_latin", "given_name_latin")
_ENDING = 3  # characters of a number that may be seen from behind


@dataclass(frozen=True, slots=True)
class ReadBackLine:
    """What to check, as it is called and as it stands; `name` is the field that corrects it."""

    name: str
    label: str
    text: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A whole page for the arrival: `language` is ISO 639-1."""

    language: str
    title: str
    hint: str
    lines: tuple[ReadBackLine, ...]


def read_back(form: DeskForm) -> ReadBack:
    """Names, birth date in words, kind of document and its last digits, entry, bed."""
    spoken = form.slots["languages"].raw.split()
    texts = choose_read_back((*spoken, form.notice_language), load_read_back())
    found = [(name, texts.say(label), text) for name, label, text in _facts(form, texts) if _may_be_read(form, name)]
    missing = texts.say("missing")
    lines = tuple(ReadBackLine(name, label, text or missing, not text) for name, label, text in found)
    return ReadBack(texts.language, texts.say("title"), texts.say("hint"), lines)


def _may_be_read(form: DeskForm, name: str) -> bool:
    """What an earlier record holds is not read out before the arrival has said it (texts.md)."""
    return not form.slots[name].is_recorded


def _facts(form: DeskForm, texts: ReadBackTexts) -> list[tuple[str, str, str]]:
    slots = form.slots
    has_own = any(slots[name].raw.strip() for name in _NAMES)
    names = _NAMES if has_own else _LATIN
    facts = [(name, name.removesuffix("_latin"), isolate(slots[name].raw.strip())) for name in names]
    facts = [fact for fact in facts if fact[2] or fact[1] != "patronymic"]  # many have none
    if slots["other_names"].raw.strip():
        facts.append(("other_names", "other_names", isolate(slots["other_names"].raw.strip())))
    facts.append(("birth_date", "birth_date", _say_birth(form, texts)))
    facts.append(("document_number", "document", _say_document(form, texts)))
    facts.append(("entered_on", "entered_on", _say_day(form, texts)))
    facts.append(("sleeps", "sleeps", _say_bed(form, texts)))
    return facts


def _say_birth(form: DeskForm, texts: ReadBackTexts) -> str:
    try:
        values = check_field("birth_date", form.slots["birth_date"].raw, form.facts.context)
    except FieldProblem:
        return ""
    said = _say_iso(str(values["birth_date"]), texts.language)
    return texts.say("birth_about", year=said) if said and values["birth_date_estimated"] else said


def _say_day(form: DeskForm, texts: ReadBackTexts) -> str:
    try:
        values = check_field("entered_on", form.slots["entered_on"].raw, form.facts.context)
    except FieldProblem:
        return ""
    return _say_iso(str(values["entered_on"]), texts.language)


def _say_document(form: DeskForm, texts: ReadBackTexts) -> str:
    kind = texts.say(f"document.{form.kind.document_type}")
    number = "".join(form.slots["document_number"].raw.split())
    if form.is_as_told:
        return texts.say("told", document=kind) if number else texts.say("none")
    return texts.say("ending", document=kind, digits=number[-_ENDING:]) if number else ""


def _say_bed(form: DeskForm, texts: ReadBackTexts) -> str:
    sleeps, _colon, place_id = form.slots["sleeps"].raw.partition(":")
    if sleeps == HERE and place_id in dict(form.facts.places):
        return texts.say("sleeps.place", place=dict(form.facts.places)[place_id])
    return texts.say(f"sleeps.{sleeps}") if sleeps else ""


def _say_iso(iso: str, language: str) -> str:
    """A full or partial date in the words of a language, whatever the interface's."""
    if not iso:
        return ""
    from babel.dates import format_date

    found = PartialDate.parse_iso(iso)
    pattern = "d MMMM y" if found.day else "LLLL y" if found.month else "y"
    return format_date(found.earliest(), pattern, locale=language)
