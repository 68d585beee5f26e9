"""What Ctrl+Enter and F6 do at the desk, in one act: the record, the party, the sheet asked for, the draft gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.changes import NO_CHANGES, Changes
from intake_app.services.children import release_children, say_why_released
from intake_app.services.not_the_same import declare_within
from intake_app.services.print_queue import queue_sheet
from intake_app.services.registration import record_party
from intake_app.services.returns import join_party, note_return

if TYPE_CHECKING:
    from collections.abc import Collection

    from intake_app.domain.arrivals import Arrival
    from intake_app.services.children import Released
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.registration import Registered


@dataclass(frozen=True, slots=True)
class DeskSave:
    """Somebody as recorded just now, the party they are in (or empty), and what differs from an earlier record.

    `released` are children of the party who were held until now.
    """

    person: Registered
    group_id: str = ""
    differing: tuple[str, ...] = ()
    released: tuple[Released, ...] = ()
    changes: Changes = NO_CHANGES


def save_at_desk(
    register: OpenRegister,
    arrival: Arrival,
    *,
    draft_id: str,
    group_id: str = "",
    begins_party: bool = False,
    known_as: str = "",
    different_from: Collection[str] = (),
) -> DeskSave:
    """Record one person, or a new stay of the one `known_as`; durable when this returns, nothing kept when it raises.

    The sheet waits for the printer from then on, whatever becomes of the printer; the draft is gone. Where a lead sits
    at the desk, those they are `different_from` are never taken for them again (`not_the_same`). UserError where
    the bed was given away in the meantime, or the slip's number is somebody's.
    """
    reason = say_why_released(register, arrival, party=group_id)
    with register.writing("return" if known_as else "register", reason) as unit:
        differing: tuple[str, ...] = ()
        if known_as:
            returned = note_return(register, unit, known_as, arrival, group_id, begins_party=begins_party)
            person, group = returned.registration.people[0], returned.registration.group_id
            differing = returned.differing
        else:
            people, group = record_party(register, unit, [arrival], group_id)
            person = people[0]
            group = join_party(unit, person.person_id, group, begins_party=begins_party)
        released = release_children(register, unit, group)
        declare_within(register, unit, person.person_id, different_from)
        queue_sheet(unit, person.person_id, register.clock.now())
        unit.delete_draft(draft_id)
        changes = unit.commit()
    return DeskSave(person, group, differing, released, changes)
