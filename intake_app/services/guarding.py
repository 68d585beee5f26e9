"""Guarded people: volunteers see of them only that the shift lead is to be called."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.records import Person
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_volunteer
from intake_app.services.reasons import needed_reason

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.services.open_register import OpenRegister


def guard_person(register: OpenRegister, person_id: str, reason: str, *, is_guarded: bool) -> Changes:
    """Guard somebody, or no longer; for the lead, with a reason. UserError where it is so already."""
    refuse_volunteer(register.session)
    told = needed_reason(reason)
    with register.writing("guard" if is_guarded else "unguard", told) as unit:
        person = unit.get(Person, person_id)
        if person is None or person.deleted:
            raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
        if person.guarded == is_guarded:
            raise UserError("nothing_changed", _("Nothing was changed."), _("Open the person again."))
        unit.update(replace(person, guarded=is_guarded), unit.heads(person_id))
        return unit.commit()
