"""Who is together with somebody: the people of a person's groups, as far as the session may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.services.access import person_line
from intake_app.services.open_register import OpenRegister, centre_of

if TYPE_CHECKING:
    from intake_app.domain.records import Group
    from intake_app.services.access import PersonLine


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
