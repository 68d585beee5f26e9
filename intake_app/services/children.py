"""A child who may be under 18: held for the shift lead until an adult of the same party is there.

Who came with a child is what the two of them say: the adult is marked as `accompanying` in the party, which nobody has
verified. That the child was alone, and why it is so no longer, stays in its history; undoing the adult's record holds
the child again, because everything that ends the hold belongs to the act that recorded the adult. Whatever else changes
who is with whom, or who is 18 (a party joined or left, a birth date corrected), is settled by the same rule.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.dates import PartialDate, may_be_minor
from intake_app.domain.ids import new_id
from intake_app.domain.local_records import QueueLine
from intake_app.domain.records import GroupMember, Need, Person
from intake_app.domain.tonight import CHILD_ALONE
from intake_app.domain.tonight_places import choose_next
from intake_app.i18n import _
from intake_app.services.groups import party_of
from intake_app.services.nights import free_beds
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.placements import current_stay, give_place, has_left, open_placements
from intake_app.services.print_queue import outdate_sheets

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class Circle:
    """Some people and everybody in a group with them, and who of them may be a child alone (ids)."""

    people: frozenset[str]
    alone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Settled:
    """Whose hold has ended, and who is held from now on (ids)."""

    released: tuple[Released, ...] = ()
    held: tuple[str, ...] = ()


def has_adult_among(reading: Reading, arrivals: Sequence[Arrival], group_id: str, today: date) -> bool:
    """Whether anybody in the party is certainly 18, a birth date that allows no other age, and has not left."""
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
    return _say_accompanied() if waits else ""


def say_why_together(register: OpenRegister, person_ids: Collection[str]) -> str:
    """The reason to write into the history of an act that brings people together and ends a hold; or empty."""
    with register.reading() as reading:
        has_adult = bool(_adults_among(reading, person_ids, register.today(centre_of(reading))))
        waits = has_adult and any(_open_needs(reading, person_id) for person_id in person_ids)
    return _say_accompanied() if waits else ""


def look_around(register: OpenRegister, reading: Reading, person_ids: Iterable[str]) -> Circle:
    """Whom a change of these people may concern, and who of them is alone; to be taken before the change."""
    asked = dict.fromkeys(person_ids)
    groups = dict.fromkeys(group.group_id for person_id in asked for group in reading.groups_of(person_id))
    people = frozenset(asked) | {member for group in groups for member in reading.members(group)}
    today = register.today(centre_of(reading))
    return Circle(people, frozenset(each for each in people if _is_alone(reading, each, today)))


def settle_children(register: OpenRegister, unit: UnitOfWork, before: Circle) -> Settled:
    """Within an act that changed who is with whom, or a birth date: hold whom it left alone, release who is not.

    `before` was looked at before the change. A child alone whom the lead has seen to stays seen to.
    """
    today = register.today(centre_of(unit))
    now = look_around(register, unit, sorted(before.people))
    groups = dict.fromkeys(group.group_id for each in sorted(now.people) for group in unit.groups_of(each))
    released = [each for group in groups for each in release_children(register, unit, group)]
    grown_up = [each for each in _adults_among(unit, sorted(now.people), today) if _open_needs(unit, each)]
    released += [_release(unit, each, party_of(unit, each), today.isoformat()) for each in grown_up]
    left_alone = sorted(now.alone - before.alone)
    held = tuple(each for each in left_alone if _hold(unit, each, today.isoformat()))
    for person_id in (*(each.person_id for each in released), *held):
        outdate_sheets(register, unit, person_id)
    return Settled(tuple(released), held)


def hold_newly_alone(register: OpenRegister, unit: UnitOfWork, before: Circle) -> tuple[str, ...]:
    """Within an act that brought an earlier state back: hold whom that leaves alone, and who was never held before.

    Who once was is as it was decided then.
    """
    today = register.today(centre_of(unit))
    now = look_around(register, unit, sorted(before.people))
    fresh = [
        each
        for each in sorted(now.alone - before.alone)
        if not any(need.need_code == CHILD_ALONE for need in unit.of_person(Need, each))
    ]
    held = tuple(each for each in fresh if _hold(unit, each, today.isoformat()))
    for person_id in held:
        outdate_sheets(register, unit, person_id)
    return held


def release_children(register: OpenRegister, unit: UnitOfWork, party: str) -> tuple[Released, ...]:
    """Within the act that recorded somebody in a party: with an adult in it, nobody in it is a child alone.

    The need is met, the bed that was held is given if one is free, beside the others, and the sheet may be printed.
    """
    today = register.today(centre_of(unit))
    adults = _adults_of(unit, party, today) if party else ()
    if not adults:
        return ()
    waiting = [each for each in unit.members(party) if each not in adults and _open_needs(unit, each)]
    released = tuple(_release(unit, person_id, party, today.isoformat()) for person_id in waiting)
    if released:
        _mark_accompanying(unit, adults, party)
    return released


def _release(unit: UnitOfWork, person_id: str, party: str, day: str) -> Released:
    for need in _open_needs(unit, person_id):
        unit.update(replace(need, met_on=day), unit.heads(need.need_id))
    for line in unit.kept(QueueLine, person_id=person_id):
        unit.keep(replace(line, need_code=""))
    return Released(person_id, _give_bed(unit, person_id, party, day))


def _hold(unit: UnitOfWork, person_id: str, day: str) -> bool:
    """Hold the sheet, and any other bed, for the lead; not of somebody who has left, or who is held already.

    The bed they have stays theirs until the lead decides: they lie in it, and would lose it to whoever comes next.
    """
    if has_left(unit, person_id) or _open_needs(unit, person_id):
        return False
    unit.create(Need(need_id=new_id(), person_id=person_id, need_code=CHILD_ALONE, noted_on=day))
    return True


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
    return _adults_among(reading, reading.members(party), today)


def _adults_among(reading: Reading, person_ids: Iterable[str], today: date) -> tuple[str, ...]:
    people = (reading.get(Person, person_id) for person_id in person_ids)
    adults = [person for person in people if person and not person.deleted and _is_adult(person, today)]
    return tuple(person.person_id for person in adults if not has_left(reading, person.person_id))


def _is_alone(reading: Reading, person_id: str, today: date) -> bool:
    """Whether somebody may be under 18 and is in no group with an adult."""
    person = reading.get(Person, person_id)
    if person is None or person.deleted or not _may_be_minor(person, today):
        return False
    return not any(_adults_of(reading, group.group_id, today) for group in reading.groups_of(person_id))


def _say_accompanied() -> str:
    return _("With an adult of the party now: accompanying, not verified")


def _open_needs(reading: Reading, person_id: str) -> tuple[Need, ...]:
    needs = reading.of_person(Need, person_id)
    return tuple(need for need in needs if need.need_code == CHILD_ALONE and not need.met_on)


def _is_adult(person: Person, today: date) -> bool:
    return bool(person.birth_date) and not _may_be_minor(person, today)


def _may_be_minor(person: Person, today: date) -> bool:
    return bool(person.birth_date) and may_be_minor(PartialDate.parse_iso(person.birth_date), today)
