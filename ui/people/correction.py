"""Correcting what is recorded about a person: the form's data, and the work of saving it with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intake_app.domain.arrivals import DeskContext, FieldProblem, check_field
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.messages import explain_field
from intake_app.services.corrections import correct_record, merge_fields
from ui.models.words import say_country, say_languages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from intake_app.domain.changes import Changes
    from intake_app.domain.records import Person
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.people import PersonFile

FIELDS = (
    "family_name",
    "given_name",
    "patronymic",
    "family_name_latin",
    "given_name_latin",
    "other_names",
    "birth_date",
    "sex",
    "citizenship",
    "phone",
    "languages",
    "birth_place",
    "messenger",
    "emergency_contact",
)
REASON = "reason"


@dataclass(frozen=True, slots=True)
class Checked:
    """Typed corrections after checking: what is saved, or what is wrong with each field."""

    person: Person | None
    problems: Mapping[str, str]


def shown_values(person: Person) -> dict[str, str]:
    """What the fields of the form hold at first."""
    values: dict[str, str] = {name: str(getattr(person, name)) for name in FIELDS if name != "languages"}
    values["citizenship"] = say_country(person.citizenship)
    values["languages"] = say_languages(person.languages)
    if person.birth_date_estimated:
        values["birth_date"] = f"~{person.birth_date}"
    return values


def check_corrections(person: Person, typed: Mapping[str, str], reason: str, today: date, region: str) -> Checked:
    """The person with what was typed; a field that was not touched is not checked and stays."""
    before, context = shown_values(person), DeskContext(today, region)
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name in FIELDS:
        if typed.get(name, before[name]) == before[name]:
            continue
        try:
            values |= check_field(name, typed[name], context)
        except FieldProblem as problem:
            problems[name] = explain_field(name, problem.code)[0]
    if not reason.strip():
        problems[REASON] = _("Say in a few words why.")
    if problems:
        return Checked(None, problems)
    try:
        return Checked(merge_fields(person, values), {})
    except FieldProblem as problem:
        return Checked(None, {problem.field: explain_field(problem.field, problem.code)[0]})


def save_correction(register: OpenRegister, file: PersonFile, person: Person, reason: str) -> Changes:
    """Save it; UserError where nothing is different."""
    if person == file.person:
        raise UserError("nothing_changed", _("Nothing was changed."), _("Correct a field first, or press Esc."))
    return correct_record(register, person, file.seen[person.person_id], reason)
