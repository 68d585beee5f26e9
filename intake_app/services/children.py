"""A child who may be under 18: held for the shift lead until an adult of the same party is recorded.

Who came with a child is what the two of them say: the adult is marked as `accompanying` in the party, which nobody has
verified. That the child was alone, and why it is so no longer, stays in its history; undoing the adult's record holds
the child again, because everything that ends the hold belongs to the act that recorded the adult.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.dates import PartialDate, may_be_minor
from intake_app.domain.local_records import QueueLine
from intake_app.domain.records import GroupMember, Need, Person
from intake_app.domain.tonight import CHILD_ALONE
from intake_app.domain.tonight_places import choose_next
from intake_app.i18n import _
from intake_app.services.nights import free_beds
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.placements import current_stay, give_place, open_placements

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from intake_app.domain.arrivals import Arrival
    from intake_app.services.unit_of_work import Reading, UnitOfWork

ACCOMPANYING = "accompanying"
"""The role in a party of an adult who came with a child: claimed, not verified."""


@dataclass(frozen=True, slots=True)
class Released:
    """A child whose hold has ended; `has_bed` is false where none was free, or none of ours was wanted."""

    person_id: str
    has_bed: bool


def has_adult_among(reading: Reading, arrivals: Sequence[Arrival], group_id: str, today: date) -> bool:
    """Whether anybody in the party is certainly 18: a birth date that allows no other age."""
    if any(_is_adult(arrival.person, today) for arrival in arrivals):
        return True
    return bool(group_id) and bool(_adults_of(reading, group_id, today))


def is_child_alone(arrival: Arrival, today: date) -> bool:
    """Whether somebody says so of a child, or the birth date allows an age under 18."""
    return arrival.need_code == CHILD_ALONE or _may_be_minor(arrival.person, today)


def say_why_released(register: OpenRegister, arrival: Arrival, *, party: str = "", companion: str = "") -> str:
    """The reason to write into the history of an act that would end the hold of a child; empty where none waits.

    `companion` is somebody who may be in no party yet.
    """
    if not (party or companion):
        return ""
    with register.reading() as reading:
        if not _is_adult(arrival.person, register.today(centre_of(reading))):
            return ""
        groups = [party] if party else [group.group_id for group in reading.groups_of(companion)]
        people = {companion, *(person_id for group in groups for person_id in reading.members(group))} - {""}
        waits = any(_open_needs(reading, person_id) for person_id in people)
    return _("With an adult of the party now: accompanying, not verified") if waits else ""


def release_children(register: OpenRegister, unit: UnitOfWork, party: str) -> tuple[Released, ...]:
    """Within the act that recorded somebody in a party: with an adult in it, nobody in it is a child alone.

    The need is met, the bed that was held is given if one is free, beside the others, and the sheet may be printed.
    """
    today = register.today(centre_of(unit))
    adults = _adults_of(unit, party, today) if party else ()
    if not adults:
        return ()
    released = []
    for person_id in unit.members(party):
        needs = _open_needs(unit, person_id)
        if not needs or person_id in adults:
            continue
        for need in needs:
            unit.update(replace(need, met_on=today.isoformat()), unit.heads(need.need_id))
        for line in unit.kept(QueueLine, person_id=person_id):
            unit.keep(replace(line, need_code=""))
        released.append(Released(person_id, _give_bed(unit, person_id, party, today.isoformat())))
    if released:
        _mark_accompanying(unit, adults, party)
    return tuple(released)


def _give_bed(unit: UnitOfWork, person_id: str, party: str, day: str) -> bool:
    if open_placements(unit, person_id):
        return True
    stay = current_stay(unit, person_id)
    if stay is None or stay.sleeps != "here":
        return False
    beside = next((own[0].place_id for each in unit.members(party) if (own := open_placements(unit, each))), "")
    place = choose_next(free_beds(unit, day), beside)
    if place is not None:
        give_place(unit, person_id, place.place_id, day)
    return place is not None


def _mark_accompanying(unit: UnitOfWork, adults: Sequence[str], party: str) -> None:
    for person_id in adults:
        for member in unit.of_person(GroupMember, person_id):
            if member.group_id == party and not member.role:
                unit.update(replace(member, role=ACCOMPANYING), unit.heads(member.group_member_id))


def _adults_of(reading: Reading, party: str, today: date) -> tuple[str, ...]:
    people = (reading.get(Person, person_id) for person_id in reading.members(party))
    return tuple(person.person_id for person in people if person and not person.deleted and _is_adult(person, today))


def _open_needs(reading: Reading, person_id: str) -> tuple[Need, ...]:
    needs = reading.of_person(Need, person_id)
    return tuple(need for need in needs if need.need_code == CHILD_ALONE and not need.met_on)


def _is_adult(person: Person, today: date) -> bool:
    return bool(person.birth_date) and not _may_be_minor(person, today)


def _may_be_minor(person: Person, today: date) -> bool:
    return bool(person.birth_date) and may_be_minor(PartialDate.parse_iso(person.birth_date), today)
