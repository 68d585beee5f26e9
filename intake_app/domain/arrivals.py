"""What one person answers at the desk: checked field by field, then as a whole.

Input is flat, with the field names of person, primary document and stay (data.md). Every door uses
these checks: the form one field at a time, the command line and imports all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.countries import parse_country
from intake_app.domain.dates import DateProblem, PartialDate, parse_typed_birth, parse_typed_day
from intake_app.domain.languages import parse_language
from intake_app.domain.names import LONGEST_NAME, NameProblem, clean_name, is_cyrillic
from intake_app.domain.phones import normalise_phone
from intake_app.domain.records import Document, Person, Stay, field_specs
from intake_app.domain.romanisation import romanise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

DOCUMENT_TYPES = ("passport", "internal_passport", "national_id", "birth_certificate", "visa", "other")
SLEEPS = ("here", "host", "own", "leaving")
INTENTIONS = ("stay", "onward", "return", "unknown")
DEPARTURES = ("left", "presumed_left", "moved")
NEEDS = ("doctor", "child_alone", "speak_alone")
_SEXES = {
    "f": "F",
    "m": "M",
    "x": "X",
    "ж": "F",
    "м": "M",
    "х": "X",
    "female": "F",
    "male": "M",
    "әйел": "F",
    "ер": "M",
}
_NUMBER_LIMIT = 50
_MRZ_LIMIT = 200


class FieldProblem(ValueError):  # noqa: N818 - a finding about a field, named for what the desk is told
    """Why one field cannot be taken: its name and a code; never its value."""

    def __init__(self, field_name: str, code: str) -> None:
        super().__init__(f"{field_name}: {code}")
        self.field = field_name
        self.code = code


@dataclass(frozen=True, slots=True)
class Finding:
    """Something worth telling about an input that was taken all the same."""

    field: str
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DeskContext:
    """What the checks need to know of the desk: the local date, and whose dialling rules hold (alpha-2)."""

    today: date
    region: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That the notice was given: its text version, its language and the answer."""

    answer: str
    text_version: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One person's checked answers; ids are given when they are registered.

    `place_id` is a sleeping place, `NEXT_FREE` for the next one, or empty. `card_number` is one that was reserved on
    paper, empty for the desk's next; `token` is the number in today's queue, or empty.
    """

    person: Person
    document: Document | None
    stay: Stay
    place_id: str = ""
    notice: Notice | None = None
    need_code: str = ""
    card_number: str = ""
    token: str = ""
    findings: tuple[Finding, ...] = field(default=())


NEXT_FREE = "next"


def _inputs(table: str, *left_out: str) -> tuple[str, ...]:
    return tuple(spec.name for spec in field_specs(table) if spec.name not in {"deleted", *left_out})


PERSON_INPUTS = _inputs("person", "person_id", "merged_into")
DOCUMENT_INPUTS = _inputs("document", "document_id", "person_id")
STAY_INPUTS = _inputs("stay", "stay_id", "person_id")
ALL_INPUTS = (*PERSON_INPUTS, *DOCUMENT_INPUTS, *STAY_INPUTS)


def check_field(name: str, value: Any, context: DeskContext) -> dict[str, Any]:
    """The stored value or values that one typed field means; raises `FieldProblem`.

    A birth date also says whether it is an estimate. Empty input clears the field.
    """
    if name not in ALL_INPUTS:
        raise FieldProblem(name, "unknown_field")
    if value is None:
        value = ""
    try:
        return _CHECKS.get(name, _check_text)(name, value, context)
    except (DateProblem, NameProblem) as problem:
        raise FieldProblem(name, problem.code) from None


def parse_arrival(flat: Mapping[str, Any], context: DeskContext) -> Arrival:
    """The arrival of a flat input; raises `FieldProblem` for the first field that cannot be taken.

    Unknown keys are refused by name. A name is all that is needed. Citizenship follows the document's
    country, the Latin name is written from the Cyrillic one; both are reported as findings.
    """
    values: dict[str, Any] = {}
    for name, value in flat.items():
        values |= check_field(name, value, context)
    if flat.get("birth_date_estimated"):
        values["birth_date_estimated"] = True
    findings = _complete(values, context)
    _check_together(values)
    person = Person(person_id="", **{name: values[name] for name in PERSON_INPUTS if name in values})
    document = Document(
        document_id="", person_id="", **{name: values[name] for name in DOCUMENT_INPUTS if name in values}
    )
    stay = Stay(stay_id="", person_id="", **{name: values[name] for name in STAY_INPUTS if name in values})
    has_document = document != Document(document_id="", person_id="", as_told=document.as_told)
    return Arrival(person=person, document=document if has_document else None, stay=stay, findings=findings)


def complete_person(person: Person, document: Document | None) -> Person:
    """A person with citizenship and Latin name guessed where they are empty."""
    values = {name: getattr(person, name) for name in PERSON_INPUTS}
    country = document.document_country if document else ""
    _guess(values, country)
    return replace(person, **{name: values[name] for name in PERSON_INPUTS})


def _complete(values: dict[str, Any], context: DeskContext) -> tuple[Finding, ...]:
    values.setdefault("arrived_on", "")
    values["arrived_on"] = values["arrived_on"] or context.today.isoformat()
    findings = _guess(values, values.get("document_country", ""))
    expires = values.get("expires_on", "")
    if expires and PartialDate.parse_iso(expires).latest() < context.today:
        findings.append(Finding("expires_on", "document_expired"))
    return tuple(findings)


def _guess(values: dict[str, Any], country: str) -> list[Finding]:
    findings = []
    if not values.get("citizenship") and country:
        values["citizenship"] = country
        findings.append(Finding("citizenship", "guessed_from_document"))
    for name in ("family_name", "given_name"):
        original, latin = values.get(name, ""), f"{name}_latin"
        # Kazakhstan writes its citizens' Latin names by a scheme of its own: they are read, never made.
        if original and not values.get(latin) and not (country == "KAZ" and is_cyrillic(original)):
            # One letter may become four: a guess never grows past what a name may be, or our own export is refused.
            values[latin] = romanise(original)[:LONGEST_NAME].rstrip()
            if is_cyrillic(original) and values[latin]:
                findings.append(Finding(latin, "guessed_from_name"))
    return findings


def _check_together(values: Mapping[str, Any]) -> None:
    names = ("family_name", "given_name", "family_name_latin", "given_name_latin", "other_names")
    if not any(values.get(name) for name in names):
        raise FieldProblem("family_name", "name_missing")
    born, entered = values.get("birth_date", ""), values.get("entered_on", "")
    if born and entered and PartialDate.parse_iso(born).earliest().isoformat() > entered:
        raise FieldProblem("entered_on", "entered_before_birth")
    arrived = values.get("arrived_on", "")
    if arrived and entered and arrived < entered:
        raise FieldProblem("arrived_on", "arrived_before_entry")
    departed = values.get("departed_on", "")
    if departed and entered and departed < entered:
        raise FieldProblem("departed_on", "departed_before_entry")
    issued, expires = values.get("issued_on", ""), values.get("expires_on", "")
    if issued and expires and PartialDate.parse_iso(issued).earliest() > PartialDate.parse_iso(expires).latest():
        raise FieldProblem("expires_on", "expires_before_issue")


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise FieldProblem(name, "not_text")
    return value


def _check_text(name: str, value: Any, _context: DeskContext) -> dict[str, Any]:
    return {name: clean_name(_text(name, value))}


def _check_flag(name: str, value: Any, _context: DeskContext) -> dict[str, Any]:
    if value in ("", None):
        return {name: False}
    if not isinstance(value, bool):
        raise FieldProblem(name, "not_yes_or_no")
    return {name: value}


def _check_sex(name: str, value: Any, _context: DeskContext) -> dict[str, Any]:
    typed = _text(name, value).strip().casefold()
    if typed and typed not in _SEXES:
        raise FieldProblem(name, "unknown_sex")
    return {name: _SEXES.get(typed, "")}


def _check_birth(name: str, value: Any, context: DeskContext) -> dict[str, Any]:
    typed = str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(name, value)
    if not typed.strip():
        return {name: "", "birth_date_estimated": False}
    birth = parse_typed_birth(typed, context.today)
    return {name: birth.date.iso(), "birth_date_estimated": birth.is_estimated}


def _check_day(name: str, value: Any, context: DeskContext) -> dict[str, Any]:
    typed = _text(name, value).strip()
    if not typed:
        return {name: ""}
    try:
        return {name: parse_typed_day(typed, context.today).isoformat()}
    except DateProblem:
        if _is_without_day(typed):
            raise FieldProblem(name, "day_missing") from None
        raise


def _is_without_day(typed: str) -> bool:
    """A year or a month: right for a birth, but the clocks of a stay count from a day."""
    try:
        return PartialDate.parse_iso(typed).day is None
    except DateProblem:
        return False


def _check_paper_date(name: str, value: Any, context: DeskContext) -> dict[str, Any]:
    """A date on a paper: partial where the paper says no more; only an expiry lies in the future."""
    typed = _text(name, value).strip()
    if not typed:
        return {name: ""}
    try:
        found = PartialDate.parse_iso(typed)
    except DateProblem:
        found = PartialDate.from_date(parse_typed_day(typed, context.today, allow_future=name == "expires_on"))
    if name == "issued_on" and found.earliest() > context.today:
        raise FieldProblem(name, "in_future")
    return {name: found.iso()}


def _check_country(name: str, value: Any, _context: DeskContext) -> dict[str, Any]:
    typed = _text(name, value).strip()
    code = parse_country(typed) if typed else ""
    if code is None:
        raise FieldProblem(name, "unknown_country")
    return {name: code}


def _check_languages(name: str, value: Any, _context: DeskContext) -> dict[str, Any]:
    items = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise FieldProblem(name, "not_a_list")
    whole = parse_language(value.strip()) if isinstance(value, str) and value.strip() else None
    codes = [whole] if whole else [parse_language(item) for item in items]
    if None in codes:
        raise FieldProblem(name, "unknown_language")
    return {name: tuple(dict.fromkeys(code for code in codes if code))}


def _check_phone(name: str, value: Any, context: DeskContext) -> dict[str, Any]:
    return {name: normalise_phone(clean_name(_text(name, value)), context.region)}


def _check_number(name: str, value: Any, _context: DeskContext) -> dict[str, Any]:
    number = clean_name(_text(name, value))
    if len(number) > _NUMBER_LIMIT:
        raise FieldProblem(name, "too_long")
    return {name: number}


def _check_mrz(name: str, value: Any, _context: DeskContext) -> dict[str, Any]:
    lines = [clean_name(line) for line in _text(name, value).splitlines()]
    joined = "\n".join(line for line in lines if line)
    if len(joined) > _MRZ_LIMIT:
        raise FieldProblem(name, "too_long")
    return {name: joined}


def _one_of(choices: tuple[str, ...], code: str) -> Callable[[str, Any, DeskContext], dict[str, Any]]:
    def check(name: str, value: Any, _context: DeskContext) -> dict[str, Any]:
        typed = _text(name, value).strip()
        if typed and typed not in choices:
            raise FieldProblem(name, code)
        return {name: typed}

    return check


_CHECKS: dict[str, Callable[[str, Any, DeskContext], dict[str, Any]]] = {
    "sex": _check_sex,
    "birth_date": _check_birth,
    "birth_date_estimated": _check_flag,
    "guarded": _check_flag,
    "as_told": _check_flag,
    "citizenship": _check_country,
    "document_country": _check_country,
    "languages": _check_languages,
    "phone": _check_phone,
    "document_type": _one_of(DOCUMENT_TYPES, "unknown_document_type"),
    "document_number": _check_number,
    "issued_on": _check_paper_date,
    "expires_on": _check_paper_date,
    "mrz": _check_mrz,
    "entered_on": _check_day,
    "arrived_on": _check_day,
    "departed_on": _check_day,
    "sleeps": _one_of(SLEEPS, "unknown_choice"),
    "intention": _one_of(INTENTIONS, "unknown_choice"),
    "departure": _one_of(DEPARTURES, "unknown_choice"),
}
