"""Who is together with somebody, and who may be: people and their parties, as far as the session may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.services.access import PersonLine, Sight, person_line
from intake_app.services.groups import party_of
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.people import find_people

if TYPE_CHECKING:
    from intake_app.domain.records import Group

_OWN_PARTY = 20
"""People more than asked for who are looked through: those of the own party are found by the same family name."""


@dataclass(frozen=True, slots=True)
class Company:
    """One group with its people who are not hidden, the person asked for among them."""

    group: Group
    people: tuple[PersonLine, ...]


def list_companions(register: OpenRegister, person_id: str) -> tuple[Company, ...]:
    """The groups of a person, each with its people in the order they joined."""
    with register.reading() as reading:
        day = register.today(centre_of(reading)).isoformat()
        companies = []
        for group in reading.groups_of(person_id):
            rows = reading.rows(reading.members(group.group_id), day)
            lines = (person_line(register.session, row) for row in rows if not row.person.deleted)
            companies.append(Company(group, tuple(lines)))
    return tuple(companies)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whose party a person may join, and the others in it; none where they are in no party."""

    line: PersonLine
    others: tuple[PersonLine, ...]


def find_candidates(register: OpenRegister, person_id: str, text: str, most: int) -> tuple[Candidate, ...]:
    """Whom a name, a card or anything else finds, best first: not the person, nor who is in their party already."""
    found = find_people(register, text, most + _OWN_PARTY)
    with register.reading() as reading:
        day = register.today(centre_of(reading)).isoformat()
        own = party_of(reading, person_id)
        near = {person_id, *(reading.members(own) if own else ())}
        candidates = []
        for each in found:
            who = each.row.person.person_id
            if who in near or each.row.person.deleted or each.sight is Sight.GUARDED:
                continue
            party = party_of(reading, who)
            rows = reading.rows([other for other in reading.members(party) if other != who] if party else (), day)
            others = tuple(person_line(register.session, row) for row in rows if not row.person.deleted)
            candidates.append(Candidate(PersonLine(each.row, each.sight), others))
    return tuple(candidates[:most])
