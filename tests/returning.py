"""Somebody who comes again, recorded in one act without the desk around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.services.children import release_children, say_why_released
from intake_app.services.returns import note_return

if TYPE_CHECKING:
    from intake_app.domain.arrivals import Arrival
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.returns import Returned


def record_return(
    register: OpenRegister, person_id: str, arrival: Arrival, *, group_id: str = "", begins_party: bool = False
) -> Returned:
    """A known person is here again: durable when this returns."""
    with register.writing("return", say_why_released(register, arrival, party=group_id)) as unit:
        returned = note_return(register, unit, person_id, arrival, group_id, begins_party=begins_party)
        release_children(register, unit, group_id)
        changes = unit.commit()
    return replace(returned, registration=replace(returned.registration, changes=changes))
