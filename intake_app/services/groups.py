"""Travel parties as groups: who is in which, coming into one and leaving it, within an act of somebody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.ids import new_id
from intake_app.domain.local_records import QueueLine
from intake_app.domain.records import PARTY, Group, GroupMember

if TYPE_CHECKING:
    from intake_app.services.unit_of_work import Reading, UnitOfWork


def parties_of(reading: Reading, person_id: str) -> list[str]:
    """The parties somebody is in; more than one only where a file or a joining brought it."""
    return [group.group_id for group in reading.groups_of(person_id) if group.kind == PARTY]


def party_of(reading: Reading, person_id: str) -> str:
    """The party somebody is in; empty for none."""
    return next(iter(parties_of(reading, person_id)), "")


def create_party(unit: UnitOfWork) -> str:
    """A new party without anybody in it yet; its id."""
    group = Group(group_id=new_id(), kind=PARTY)
    unit.create(group)
    return group.group_id


def party_with(unit: UnitOfWork, person_id: str) -> str:
    """The party somebody is in; they become the first of a new one where they are in none."""
    party = party_of(unit, person_id)
    if not party:
        party = create_party(unit)
        enter_group(unit, person_id, party)
        mark_party_in_queue(unit, person_id)
    return party


def enter_group(unit: UnitOfWork, person_id: str, group_id: str) -> None:
    """Put somebody into a group, once."""
    if group_id not in {group.group_id for group in unit.groups_of(person_id)}:
        unit.create(GroupMember(group_member_id=new_id(), group_id=group_id, person_id=person_id))


def leave_parties(unit: UnitOfWork, person_id: str, but: str = "") -> None:
    """Take somebody out of every party, of one that is named not."""
    left = set(parties_of(unit, person_id)) - {but}
    for member in unit.of_person(GroupMember, person_id):
        if member.group_id in left:
            unit.update(replace(member, deleted=True), unit.heads(member.group_member_id))


def mark_party_in_queue(unit: UnitOfWork, person_id: str) -> None:
    """Let somebody's line of the night's queue say which party they are in now."""
    party = party_of(unit, person_id)
    for line in unit.kept(QueueLine, person_id=person_id):
        if line.party != party:
            unit.keep(replace(line, party=party))
