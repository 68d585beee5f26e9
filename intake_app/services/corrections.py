"""Corrections: what was recorded wrongly, put right with a reason; the old value stays in the history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.arrivals import PERSON_INPUTS, FieldProblem
from intake_app.domain.dates import PartialDate
from intake_app.domain.ids import new_id
from intake_app.domain.records import Document, Need, Person, Stay, id_of
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded, refuse_volunteer
from intake_app.services.children import look_around, settle_children
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.placements import end_placements
from intake_app.services.print_queue import outdate_sheets
from intake_app.services.reasons import needed_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.changes import Changes, Heads
    from intake_app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Correction:
    """A record as it should be, and the heads of the record that whoever corrects it has seen."""

    record: object
    seen: Heads


def correct_record(register: OpenRegister, record: object, seen: Heads, reason: str) -> Changes:
    """Save one corrected record; the old value, who, when and why stay in its history."""
    return correct_records(register, [Correction(record, seen)], reason)


def correct_records(register: OpenRegister, corrections: Sequence[Correction], reason: str) -> Changes:
    """Save corrected records in one act, and mark the sheets of those they belong to as outdated.

    Somebody who does not sleep here any more by a corrected stay gives the bed free. A corrected birth date holds or
    releases a child by the rule of `services.children`. UserError where a record is gone.
    """
    told = needed_reason(reason)
    with register.writing("correct", told) as unit:
        day = register.today(centre_of(unit)).isoformat()
        before = look_around(register, unit, _people_of(corrections))
        for correction in corrections:
            _correct(register, unit, correction, day)
        settle_children(register, unit, before)
        for person_id in _people_of(corrections):
            outdate_sheets(register, unit, person_id)
        return unit.commit()


def add_document(register: OpenRegister, document: Document, reason: str) -> Changes:
    """Record another paper of the person it names; it gets its id here."""
    told = needed_reason(reason)
    with register.writing("add_document", told) as unit:
        person = _known(register, unit, document.person_id)
        unit.create(replace(document, document_id=new_id(), person_id=person.person_id))
        outdate_sheets(register, unit, person.person_id)
        return unit.commit()


def meet_need(register: OpenRegister, need_id: str, reason: str) -> Changes:
    """Say that somebody has seen to a need; of a child alone this lets go of bed and sheet, so it is the lead's."""
    told = needed_reason(reason)
    with register.writing("meet_need", told) as unit:
        need = unit.get(Need, need_id)
        if need is None or need.deleted or need.met_on:
            raise UserError("need_met", _("Somebody has seen to this already."), _("Open the person again."))
        if need.need_code != "doctor":
            refuse_volunteer(register.session)
        _known(register, unit, need.person_id)
        met = replace(need, met_on=register.today(centre_of(unit)).isoformat())
        unit.update(met, unit.heads(need_id))
        outdate_sheets(register, unit, need.person_id)
        return unit.commit()


def merge_fields(person: Person, values: dict[str, Any]) -> Person:
    """A person with some checked fields replaced; a name that is taken away whole raises FieldProblem."""
    changed = replace(person, **{name: values[name] for name in PERSON_INPUTS if name in values})
    names = (changed.family_name, changed.given_name, changed.family_name_latin, changed.given_name_latin)
    if not any((*names, changed.other_names)):
        raise FieldProblem("family_name", "name_missing")
    return changed


def merge_document(document: Document, values: dict[str, Any]) -> Document:
    """A document with some checked fields replaced; FieldProblem where it would expire before it was issued."""
    changed = replace(document, **values)
    issued, expires = changed.issued_on, changed.expires_on
    if issued and expires and PartialDate.parse_iso(issued).earliest() > PartialDate.parse_iso(expires).latest():
        raise FieldProblem("expires_on", "expires_before_issue")
    return changed


def merge_stay(stay: Stay, values: dict[str, Any], birth_date: str = "") -> Stay:
    """A stay with some checked fields replaced; FieldProblem for an entry before the birth or after the departure."""
    changed = replace(stay, **values)
    entered, departed = changed.entered_on, changed.departed_on
    if birth_date and entered and PartialDate.parse_iso(birth_date).earliest().isoformat() > entered:
        raise FieldProblem("entered_on", "entered_before_birth")
    if departed and entered and departed < entered:
        raise FieldProblem("departed_on", "departed_before_entry")
    return changed


def _people_of(corrections: Sequence[Correction]) -> tuple[str, ...]:
    owners = dict.fromkeys(getattr(each.record, "person_id", "") for each in corrections)
    return tuple(person_id for person_id in owners if person_id)


def _correct(register: OpenRegister, unit: UnitOfWork, correction: Correction, day: str) -> None:
    record = correction.record
    if (person_id := getattr(record, "person_id", "")) and (person := unit.get(Person, person_id)) is not None:
        refuse_guarded(register.session, person)
    if isinstance(record, Stay):
        before = unit.get(Stay, record.stay_id)
        if before is not None and before.sleeps == "here" != record.sleeps:
            end_placements(unit, record.person_id, day)
    unit.update(record, correction.seen or unit.heads(id_of(record)))


def _known(register: OpenRegister, unit: UnitOfWork, person_id: str) -> Person:
    person = unit.get(Person, person_id)
    if person is None or person.deleted:
        raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
    refuse_guarded(register.session, person)
    return person
