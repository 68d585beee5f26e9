"""A line of the night that was wrong, put right in place: person, stay and bed in one act, the old values kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.local_records import QueueLine
from intake_app.domain.records import Need, Person
from intake_app.domain.tonight import CHILD_ALONE
from intake_app.domain.tonight_places import choose_next
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded
from intake_app.services.arrival_records import note_need
from intake_app.services.children import has_adult_among, is_child_alone, release_children
from intake_app.services.groups import party_of
from intake_app.services.nights import free_beds
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.placements import current_stay, end_placements, give_place, open_placements
from intake_app.services.print_queue import outdate_sheets

if TYPE_CHECKING:
    from intake_app.domain.arrivals import Arrival
    from intake_app.domain.changes import Changes
    from intake_app.services.unit_of_work import UnitOfWork

_FIELDS = ("family_name", "given_name", "patronymic", "birth_date", "birth_date_estimated", "sex")


def correct_line(register: OpenRegister, line_id: str, arrival: Arrival) -> Changes:
    """Make a recorded line say what an arrival says: name, birth, sex, where they sleep, urgent, token.

    What the line does not show (document, phone ...) stays. A birth that may be a child's alone holds the bed; one
    that is an adult's lets go of it, and of the children of the party. UserError where the line or its person is gone,
    or the chosen bed is taken.
    """
    with register.writing("correct", _("Corrected in the night's list")) as unit:
        line = next(iter(unit.kept(QueueLine, line_id=line_id)), None)
        person = unit.get(Person, line.person_id) if line else None
        if line is None or person is None or person.deleted:
            raise UserError("line_unknown", _("This line is not in the list any more."), _("Look at the list again."))
        refuse_guarded(register.session, person)
        values = {name: getattr(arrival.person, name) for name in _FIELDS}
        # A Latin name that was made from the old name is made anew; one that was read from a paper stays.
        values |= _latin(person, arrival.person)
        unit.update(replace(person, **values), unit.heads(person.person_id))
        day = register.today(centre_of(unit)).isoformat()
        is_held = _settle_child(register, unit, line, arrival)
        _settle_bed(unit, person.person_id, arrival, day, is_held=is_held)
        need_code = CHILD_ALONE if is_held else arrival.need_code
        _settle_needs(unit, person.person_id, need_code, day)
        unit.keep(replace(line, token=arrival.token, need_code=need_code))
        release_children(register, unit, party_of(unit, person.person_id))
        outdate_sheets(register, unit, person.person_id)
        return unit.commit()


def _latin(old: Person, new: Person) -> dict[str, str]:
    values = {}
    for name in ("family_name", "given_name"):
        if getattr(old, name) != getattr(new, name):
            values[f"{name}_latin"] = getattr(new, f"{name}_latin")
    return values


def _settle_child(register: OpenRegister, unit: UnitOfWork, line: QueueLine, arrival: Arrival) -> bool:
    """Whether bed and sheet wait for the lead after the correction."""
    today = register.today(centre_of(unit))
    party = party_of(unit, line.person_id)
    alone = replace(arrival, need_code="") if line.need_code == CHILD_ALONE != arrival.need_code else arrival
    return is_child_alone(alone, today) and not has_adult_among(unit, (arrival,), party, today)


def _settle_bed(unit: UnitOfWork, person_id: str, arrival: Arrival, day: str, *, is_held: bool) -> None:
    stay = current_stay(unit, person_id)
    if stay is not None and stay.sleeps != arrival.stay.sleeps:
        unit.update(replace(stay, sleeps=arrival.stay.sleeps), unit.heads(stay.stay_id))
    has = next((placement.place_id for placement in open_placements(unit, person_id)), "")
    is_here = arrival.stay.sleeps == "here" and not is_held
    if has and (not is_here or (arrival.place_id and arrival.place_id != has)):
        end_placements(unit, person_id, day)
        has = ""
    if is_here and not has:
        place_id = arrival.place_id
        if not place_id:
            found = choose_next(free_beds(unit, day))
            place_id = found.place_id if found else ""
        if place_id:
            give_place(unit, person_id, place_id, day)


def _settle_needs(unit: UnitOfWork, person_id: str, need_code: str, day: str) -> None:
    needs = [need for need in unit.of_person(Need, person_id) if not need.met_on]
    for need in needs:
        if need.need_code != need_code:
            unit.update(replace(need, met_on=day), unit.heads(need.need_id))
    if need_code not in {need.need_code for need in needs}:
        note_need(unit, person_id, need_code, day)
