"""Somebody whom the register knows comes again: a new stay beside the old ones, nothing of which is overwritten."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.ids import new_id
from intake_app.domain.matching.reasons import PROVING
from intake_app.domain.records import Card, Document, Person, Placement
from intake_app.domain.search_terms import document_key
from intake_app.domain.tonight import CHILD_ALONE
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import may_open, refuse_guarded
from intake_app.services.arrival_records import give_card, give_place, note_need, note_notice, note_token
from intake_app.services.children import has_adult_among, is_child_alone
from intake_app.services.groups import create_party, enter_group
from intake_app.services.known_people import find_duplicates
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.owners import canonical_id
from intake_app.services.registration import Registered, Registration
from intake_app.services.slip_beds import take_slip_bed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.arrivals import Arrival
    from intake_app.services.unit_of_work import UnitOfWork

_FILLED = (
    *("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "other_names", "sex"),
    *("birth_place", "citizenship", "languages", "phone", "messenger", "emergency_contact"),
)
"""What is taken over where nothing was known; a birth date goes with whether it is an estimate."""
_RECALLED = (
    *("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "other_names", "sex"),
    *("birth_place", "citizenship", "phone"),
)
_COMPARED = (
    *("family_name", "given_name", "patronymic", "sex", "birth_date", "citizenship", "languages", "phone"),
    *("messenger", "emergency_contact"),
)
"""What is told to differ. Latin names are mostly guesses here, and say nothing."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A new stay of a known person. `differing` are the fields that were answered otherwise than they are recorded:
    the record stands, and whoever compares the two decides.
    """

    registration: Registration
    differing: tuple[str, ...] = ()


def recall(register: OpenRegister, person_id: str, told: Arrival) -> Mapping[str, str]:
    """What the record of somebody who comes again holds of the questions a form asks, as a form takes it typed.

    Only as far as this session may see it: a volunteer once document or name and birth date of `told` prove who it is,
    else nothing. UserError `guarded` for a volunteer where the record is kept apart.
    """
    with register.reading() as reading:
        person_id = canonical_id(reading, person_id)
        person = reading.get(Person, person_id)
        if person is None or person.deleted:
            return {}
        refuse_guarded(register.session, person)
        known = find_duplicates(register, reading, told)
        is_proven = any(each.person_id == person_id and not PROVING.isdisjoint(each.reasons) for each in known)
    if not may_open(register.session, person, is_proven=is_proven):
        return {}
    values = {name: getattr(person, name) for name in _RECALLED}
    values |= {"birth_date": f"~{person.birth_date}" if person.birth_date_estimated else person.birth_date}
    values |= {"languages": " ".join(person.languages)}
    return {name: value for name, value in values.items() if value}


def note_return(
    register: OpenRegister,
    unit: UnitOfWork,
    person_id: str,
    arrival: Arrival,
    group_id: str = "",
    *,
    begins_party: bool = False,
) -> Returned:
    """Record, within an act of somebody else's who commits it, that a known person is here again.

    They get a stay, a bed, the notice and a need of today, and a document if its number is new; the card stays. Only
    what was not known is filled in. A bed they still held ends where a new one begins. With a `group_id` they join
    that party, with `begins_party` a new one. UserError `person_unknown`, `guarded`, `place_taken`.
    """
    person_id = canonical_id(unit, person_id)  # joined with another record while the form was open
    person = unit.get(Person, person_id)
    if person is None or person.deleted:
        raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
    refuse_guarded(register.session, person)
    today = register.today(centre_of(unit))
    day = today.isoformat()
    known = replace(arrival, person=_fill(person, arrival.person))
    is_held = is_child_alone(known, today) and not has_adult_among(unit, [known], group_id, today)
    arrival, lies_in_it = take_slip_bed(unit, arrival, day)
    unit.update(known.person, unit.heads(person_id))
    _add_document(unit, person_id, arrival)
    unit.create(replace(arrival.stay, stay_id=new_id(), person_id=person_id))
    card = _card_of(unit, person_id, arrival, day)
    group = join_party(unit, person_id, group_id, begins_party=begins_party)
    if lies_in_it or not is_held:
        _move(unit, person_id, arrival, day)
    note_need(unit, person_id, CHILD_ALONE if is_held else arrival.need_code, day)
    note_notice(unit, person_id, arrival, day)
    note_token(unit, person_id, arrival, group, day, register.clock.now())
    registered = Registered(person_id, card, arrival.findings, is_held)
    return Returned(Registration((registered,), group), _differing(person, arrival.person))


def join_party(unit: UnitOfWork, person_id: str, group_id: str, *, begins_party: bool) -> str:
    """Put somebody into a party, or into one that begins with them; answers its id, empty for none."""
    group = group_id or (create_party(unit) if begins_party else "")
    if group:
        enter_group(unit, person_id, group)
    return group


def _fill(recorded: Person, told: Person) -> Person:
    """The record with what was not known taken from what was told now."""
    values: dict[str, Any] = {
        name: getattr(told, name) for name in _FILLED if getattr(told, name) and not getattr(recorded, name)
    }
    if told.birth_date and not recorded.birth_date:
        values |= {"birth_date": told.birth_date, "birth_date_estimated": told.birth_date_estimated}
    return replace(recorded, **values)


def _differing(recorded: Person, told: Person) -> tuple[str, ...]:
    pairs = ((name, getattr(recorded, name), getattr(told, name)) for name in _COMPARED)
    return tuple(name for name, before, now in pairs if before and now and _folded(before) != _folded(now))


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _add_document(unit: UnitOfWork, person_id: str, arrival: Arrival) -> None:
    document = arrival.document
    if document is None:
        return
    known = {document_key(each.document_number) for each in unit.of_person(Document, person_id)}
    if document_key(document.document_number) not in known:
        unit.create(replace(document, document_id=new_id(), person_id=person_id))


def _card_of(unit: UnitOfWork, person_id: str, arrival: Arrival, day: str) -> str:
    """The card in use; a new one where there is none, or where a slip of the paper kit is in their hand."""
    in_use = [card.card_number for card in unit.of_person(Card, person_id) if not card.voided_on]
    if in_use and not arrival.card_number:
        return in_use[-1]
    return give_card(unit, person_id, arrival, day)


def _move(unit: UnitOfWork, person_id: str, arrival: Arrival, day: str) -> None:
    """Out of the bed of the last stay, if they never gave it back, and into the one of this."""
    for placement in unit.of_person(Placement, person_id):
        if not placement.ends_on:
            ended = replace(placement, ends_on=max(day, placement.starts_on))
            unit.update(ended, unit.heads(placement.placement_id))
    give_place(unit, person_id, arrival, day)
