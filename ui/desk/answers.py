"""From the form to what is saved: what hinders it, and the arrival that the service takes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.arrivals import (
    DOCUMENT_INPUTS,
    PERSON_INPUTS,
    STAY_INPUTS,
    Arrival,
    FieldProblem,
    Notice,
    check_field,
    parse_arrival,
)
from intake_app.domain.records import Document, Person, Stay
from intake_app.i18n import _
from ui.desk.faults import blame
from ui.desk.form import SPEAK_ALONE
from ui.desk.guesses import is_perhaps_child
from ui.desk.slots import DOCUMENT_DETAILS, NOTICE, SLOTS

if TYPE_CHECKING:
    from ui.desk.form import DeskForm

_NOT_FLAT = ("token", "sleeps", "need_code")
_LOOKED_AT = (
    *("document_number", "document_country", "family_name", "given_name", "family_name_latin", "given_name_latin"),
    *("birth_date", "citizenship", "entered_on", "arrived_on", "languages"),
)
"""What hints, dates and the sheet's language depend on, besides where somebody sleeps."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What hinders saving: the field it is about, and one line."""

    name: str
    text: str


def find_obstacle(form: DeskForm) -> Obstacle | None:
    """What hinders saving, the first in the form's order; the field shows it too."""
    if form.notice == SPEAK_ALONE:
        return Obstacle(NOTICE, _("Nothing is written. Bed by token, call the shift lead."))
    if not form.notice:
        return Obstacle(NOTICE, _("Give the notice first: Enter when it was understood."))
    for name in SLOTS:
        form.settle(name)
        if form.slots[name].state == "error":
            return Obstacle(name, form.slots[name].helper)
    try:
        parse_arrival(_flat(form), form.facts.context)
    except FieldProblem as problem:
        name = blame(form, problem)
        return Obstacle(name, form.slots[name].helper)
    return None


def make_arrival(form: DeskForm) -> Arrival:
    """What is saved; only to be called where there is no obstacle."""
    sleeps, _colon, place_id = form.slots["sleeps"].raw.partition(":")
    flat = _flat(form) | ({"sleeps": sleeps} if sleeps else {})
    return replace(
        parse_arrival(flat, form.facts.context),
        place_id=place_id,
        need_code=form.slots["need_code"].raw,
        notice=Notice(answer=form.notice, text_version=form.notice_version, language=form.notice_language),
        card_number=form.card_number,
        token="" if form.card_number else form.slots["token"].raw.strip(),
    )


def half_arrival(form: DeskForm, *, is_told_only: bool = False) -> Arrival:
    """What can be said of a form that is still being typed: every field that can be read, and nothing of the others.

    With `is_told_only` without what came from an earlier record, which proves nothing about who sits at the desk.
    """
    values: dict[str, Any] = {}
    for name in _LOOKED_AT:
        if is_told_only and form.slots[name].is_recorded:
            continue
        with suppress(FieldProblem):
            values |= check_field(name, form.slots[name].raw, form.facts.context)
    person = Person(person_id="", **{name: values[name] for name in PERSON_INPUTS if name in values})
    stay = Stay(stay_id="", person_id="", **{name: values[name] for name in STAY_INPUTS if name in values})
    stay = replace(stay, sleeps=form.slots["sleeps"].raw.partition(":")[0])
    document = Document(document_id="", person_id="", document_type=form.kind.document_type)
    document = replace(document, **{name: values[name] for name in DOCUMENT_INPUTS if name in values})
    return Arrival(person=person, document=document if document.document_number else None, stay=stay)


def may_be_held(form: DeskForm) -> bool:
    """Whether saving will hold bed and sheet: perhaps a child, and no adult recorded in the party."""
    is_child = form.slots["need_code"].raw == "child_alone" or is_perhaps_child(form.slots, form.facts)
    return is_child and not form.party.has_adult


def has_adult(form: DeskForm) -> bool:
    """Whether the party has a certain adult once this form is saved; an unknown birth date is none."""
    is_adult = bool(form.slots["birth_date"].raw) and not is_perhaps_child(form.slots, form.facts)
    return form.party.has_adult or is_adult


def _flat(form: DeskForm) -> dict[str, Any]:
    """The fields as every door gives them. A kind nobody has given any detail of is no document."""
    flat: dict[str, Any] = {name: slot.raw for name, slot in form.slots.items() if slot.raw and name not in _NOT_FLAT}
    if any(flat.get(name) for name in DOCUMENT_DETAILS) or form.mrz:
        flat |= {"document_type": form.kind.document_type, "as_told": form.is_as_told, "mrz": form.mrz}
    else:
        flat.pop("document_country", None)
    return flat
