"""Recording arrivals: one person or a party, in one act, all or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.changes import NO_CHANGES, Changes
from intake_app.domain.ids import new_id
from intake_app.domain.tonight import CHILD_ALONE
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.arrival_records import give_card, give_place, note_need, note_notice, note_token
from intake_app.services.children import has_adult_among, is_child_alone, release_children, say_why_released
from intake_app.services.groups import create_party, enter_group, party_with
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.print_queue import queue_sheet
from intake_app.services.slip_beds import take_slip_bed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.arrivals import Arrival, Finding
    from intake_app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Registered:
    """One person as recorded just now; `is_held` means that bed and sheet wait for the shift lead."""

    person_id: str
    card_number: str
    findings: tuple[Finding, ...]
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Registration:
    """The answer to a registration: everyone in it, their party if they are one, and what it touched."""

    people: tuple[Registered, ...]
    group_id: str = ""
    changes: Changes = NO_CHANGES


def register_party(
    register: OpenRegister, arrivals: Sequence[Arrival], *, group_id: str = "", with_sheets: bool = False
) -> Registration:
    """Record people who came together: durable when this returns, nothing kept when it raises.

    More than one person, or a `group_id` of people recorded before, makes a party. Someone who may be
    under 18 without an adult in the party is saved, but gets no bed and an open `child_alone` need; an adult who joins
    the `group_id` ends that (`services.children`). Who has a bed slip's number gets its bed (`services.slip_beds`).
    `with_sheets` asks for everybody's sheet in the same transaction: a record whose sheet was forgotten cannot be.
    Raises UserError where a chosen place is gone.
    """
    if not arrivals:
        raise UserError("nobody_given", _("Nobody was given to record."), _("Give at least one name."))
    reasons = (say_why_released(register, arrival, party=group_id) for arrival in arrivals)
    with register.writing("register", next(filter(None, reasons), "")) as unit:
        people, group = record_party(register, unit, arrivals, group_id)
        if group_id:
            release_children(register, unit, group_id)
        for person in people if with_sheets else ():
            queue_sheet(unit, person.person_id, register.clock.now())
        changes = unit.commit()
    return Registration(people, group, changes)


def record_party(
    register: OpenRegister, unit: UnitOfWork, arrivals: Sequence[Arrival], group_id: str = ""
) -> tuple[tuple[Registered, ...], str]:
    """The same within an act of somebody else's, who commits it: everyone recorded, and the party they are in."""
    today = register.today(centre_of(unit))
    has_adult = has_adult_among(unit, arrivals, group_id, today)
    group = group_id or (create_party(unit) if len(arrivals) > 1 else "")
    people = []
    for each in arrivals:
        arrival, lies_in_it = take_slip_bed(unit, each, today.isoformat())
        is_held = not has_adult and is_child_alone(arrival, today)
        person_id, card = _record(unit, arrival, today, group, is_held=is_held)
        if lies_in_it or not is_held:
            give_place(unit, person_id, arrival, today.isoformat())
        noted = replace(arrival, need_code=CHILD_ALONE) if is_held else arrival
        note_token(unit, person_id, noted, group, today.isoformat(), register.clock.now())
        people.append(Registered(person_id, card, arrival.findings, is_held))
    return tuple(people), group


def start_party(register: OpenRegister, person_id: str) -> str:
    """Make somebody who was recorded alone the first of a party; answers the party they are in."""
    with register.writing("start_party") as unit:
        party = party_with(unit, person_id)
        unit.commit()
    return party


def _record(unit: UnitOfWork, arrival: Arrival, today: date, group_id: str, *, is_held: bool) -> tuple[str, str]:
    person_id, day = new_id(), today.isoformat()
    unit.create(replace(arrival.person, person_id=person_id))
    if arrival.document is not None:
        unit.create(replace(arrival.document, document_id=new_id(), person_id=person_id))
    unit.create(replace(arrival.stay, stay_id=new_id(), person_id=person_id))
    card = give_card(unit, person_id, arrival, day)
    if group_id:
        enter_group(unit, person_id, group_id)
    note_need(unit, person_id, CHILD_ALONE if is_held else arrival.need_code, day)
    note_notice(unit, person_id, arrival, day)
    return person_id, card
