"""Parties after the desk: people who turn out to belong together, and finding a party by anybody in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.ids import new_id
from intake_app.domain.records import GroupMember, Person
from intake_app.domain.search_terms import parse_query
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded
from intake_app.services.children import release_children
from intake_app.services.registration import create_party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.changes import Changes
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading, UnitOfWork

KIND = "join_party"
PARTY = "party"
_LOOKED_AT = 200
"""People found by a text whose parties are looked at."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party and its people who are not hidden, in the order they joined."""

    group_id: str
    people: tuple[Person, ...]


def join_party(register: OpenRegister, person_ids: Sequence[str], group_id: str = "") -> Changes:
    """Let people travel in one party, in one act; who is in another party leaves it, the others of it stay there.

    It is the party `group_id`; without one the party that most of them are in already, else a new one. An adult who
    joins ends the hold of a child in it (`services.children`), as at the desk. UserError, and nothing changed, where
    fewer than two would be together, where they are one party already, or where somebody is not recorded.
    """
    with register.writing(KIND) as unit:
        for person_id in person_ids:
            _check(register, unit, person_id)
        target = group_id or _most_common_party(unit, person_ids) or create_party(unit)
        here = set(unit.members(target))
        joining = [person_id for person_id in dict.fromkeys(person_ids) if person_id not in here]
        if len(here) + len(joining) < 2:
            raise UserError("party_of_one", _("One person alone is no party."), _("Choose whom they belong to."))
        if not joining:
            raise UserError("party_already", _("They are one party already."), _("Nothing is to be changed."))
        for person_id in joining:
            _leave_parties(unit, person_id)
            unit.create(GroupMember(group_member_id=new_id(), group_id=target, person_id=person_id))
        release_children(register, unit, target)
        return unit.commit()


def find_parties(register: OpenRegister, text: str, most: int) -> tuple[Party, ...]:
    """The parties of those whom a name, a card or anything else finds, best first; at most `most`."""
    with register.reading() as reading:
        found: dict[str, Party] = {}
        for person_id, _reason in reading.people_matching(parse_query(text), _LOOKED_AT):
            for group_id in _parties_of(reading, person_id):
                if group_id not in found:
                    found[group_id] = _party(reading, group_id)
                if len(found) == most:
                    return tuple(found.values())
    return tuple(found.values())


def read_party(register: OpenRegister, group_id: str) -> Party:
    """A party by its id; nobody is in one that is unknown."""
    with register.reading() as reading:
        return _party(reading, group_id)


def _check(register: OpenRegister, unit: UnitOfWork, person_id: str) -> None:
    person = unit.get(Person, person_id)
    if person is None or person.deleted:
        raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
    refuse_guarded(register.session, person)


def _parties_of(reading: Reading, person_id: str) -> tuple[str, ...]:
    return tuple(group.group_id for group in reading.groups_of(person_id) if group.kind == PARTY)


def _most_common_party(unit: UnitOfWork, person_ids: Sequence[str]) -> str:
    parties = Counter(group_id for person_id in person_ids for group_id in _parties_of(unit, person_id))
    return parties.most_common(1)[0][0] if parties else ""


def _leave_parties(unit: UnitOfWork, person_id: str) -> None:
    parties = _parties_of(unit, person_id)
    for member in unit.of_person(GroupMember, person_id):
        if member.group_id in parties:
            unit.update(replace(member, deleted=True), unit.heads(member.group_member_id))


def _party(reading: Reading, group_id: str) -> Party:
    people = (reading.get(Person, person_id) for person_id in reading.members(group_id))
    return Party(group_id, tuple(person for person in people if person is not None and not person.deleted))
