"""Hiding a person: out of lists, search, sheets and exports, with a reason, and back again when it was wrong.

Nothing is erased by it: the card still leads the shift lead to the person, so that they can be restored.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from intake_app.domain.records import Person, Placement, User
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded, refuse_volunteer
from intake_app.services.children import look_around, settle_children
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.placements import end_placements, has_left, has_room, open_placements
from intake_app.services.print_queue import outdate_sheets
from intake_app.services.reasons import needed_reason

if TYPE_CHECKING:
    from intake_app.domain.changes import Change, Changes
    from intake_app.services.unit_of_work import Reading

HIDE, RESTORE = "delete", "undelete"


@dataclass(frozen=True, slots=True)
class Hidden:
    """That somebody was hidden: when (UTC), by whom, why, and in which act."""

    person_id: str
    at: datetime
    user_name: str
    reason: str
    act_id: str


@dataclass(frozen=True, slots=True)
class Restored:
    """Somebody is back; `place_id` is the bed they got back, empty where it was taken meanwhile or there was none."""

    changes: Changes
    place_id: str = ""
    is_bed_lost: bool = False


def hide_person(register: OpenRegister, person_id: str, reason: str) -> Changes:
    """Hide somebody and free the bed, in one act of kind `delete`; UserError where they are hidden already.

    A child whom they leave without an adult is held (`services.children`).
    """
    told = needed_reason(reason)
    with register.writing(HIDE, told) as unit:
        person = unit.get(Person, person_id)
        if person is None or person.deleted:
            raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
        refuse_guarded(register.session, person)
        before = look_around(register, unit, [person_id])
        unit.update(replace(person, deleted=True), unit.heads(person_id))
        end_placements(unit, person_id, register.today(centre_of(unit)).isoformat())
        settle_children(register, unit, before)
        return unit.commit()


def restore_person(register: OpenRegister, person_id: str, reason: str) -> Restored:
    """Have somebody back, in the bed they had if it is free; UserError where they are not hidden.

    A child of their party who was held until there is an adult is so no longer. Unlike undo it also works when the bed
    is gone.
    """
    refuse_volunteer(register.session)
    told = needed_reason(reason)
    with register.writing(RESTORE, told) as unit:
        person = unit.get(Person, person_id)
        if person is not None and person.merged_into:
            raise UserError(
                "person_joined",
                _("This record was joined with another, it is not hidden."),
                _("Undo the joining in the history, then there are two records again."),
            )
        if person is None or not person.deleted:
            raise UserError("person_not_hidden", _("This person is not hidden."), _("Open the person again."))
        day = register.today(centre_of(unit)).isoformat()
        ended = _bed_lost_by_hiding(unit, person_id)
        before = look_around(register, unit, [person_id])
        unit.update(replace(person, deleted=False), unit.heads(person_id))
        is_back = ended is not None and has_room(unit, ended.place_id, day) and not open_placements(unit, person_id)
        if ended is not None and is_back:
            unit.update(replace(ended, ends_on=""), unit.heads(ended.placement_id))
        settle_children(register, unit, before)
        outdate_sheets(register, unit, person_id)
        changes = unit.commit()
    return Restored(changes, ended.place_id if ended and is_back else "", is_bed_lost=ended is not None and not is_back)


def hidden_since(reading: Reading, person_id: str) -> Hidden | None:
    """When, by whom and why somebody was hidden; None for a person who is not."""
    person = reading.get(Person, person_id)
    is_hidden = person is not None and person.deleted and not person.merged_into
    change = _hiding(reading, person_id) if is_hidden else None
    if change is None:
        return None
    at = datetime.fromtimestamp(change.hlc.ms / 1000, UTC)
    user = reading.get(User, change.user_id)
    reason = change.reason if change.act_kind == HIDE else ""
    return Hidden(person_id, at, user.name if user else "", reason, change.act_id)


def _hiding(reading: Reading, person_id: str) -> Change | None:
    changes = reading.history([person_id])
    return next((change for change in reversed(changes) if change.patch.get("deleted")), None)


def _bed_lost_by_hiding(reading: Reading, person_id: str) -> Placement | None:
    """The placement that the act which hid the person ended; None for one that had left before."""
    change = _hiding(reading, person_id)
    if change is None or has_left(reading, person_id):
        return None
    touched = {each.record_id for each in reading.changes_of_act(change.act_id) if each.table == "placement"}
    return next((each for each in reading.of_person(Placement, person_id) if each.placement_id in touched), None)
