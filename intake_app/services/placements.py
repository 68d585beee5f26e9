"""Who sleeps where: moving to another place, and freeing a bed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.ids import new_id
from intake_app.domain.records import Need, Person, Place, Placement, Stay
from intake_app.domain.stays import current_of, has_ended
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.arrival_records import refuse_taken
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.print_queue import outdate_sheets
from intake_app.services.reasons import clean_reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.changes import Changes
    from intake_app.services.unit_of_work import Reading, UnitOfWork


def move_people(register: OpenRegister, person_ids: Sequence[str], place_id: str, reason: str = "") -> Changes:
    """Give people another place from today, in one act: what they had ends, and they sleep here from now on.

    UserError where there is no room for all of them, or the bed of one is held for the shift lead; then nobody moves.
    """
    with register.writing("move", clean_reason(reason)) as unit:
        day = register.today(centre_of(unit)).isoformat()
        for person_id in person_ids:
            _check_may_have_bed(unit, person_id)
            if place_id in {placement.place_id for placement in open_placements(unit, person_id)}:
                raise UserError("place_same", _("This is where they sleep already."), _("Choose another place."))
            end_placements(unit, person_id, day)
            give_place(unit, person_id, place_id, day)
            outdate_sheets(register, unit, person_id)
        return unit.commit()


def open_placements(reading: Reading, person_id: str) -> tuple[Placement, ...]:
    """The places a person has now; one, or none, unless two desks gave one each."""
    return tuple(each for each in reading.of_person(Placement, person_id) if not each.ends_on)


def end_placements(unit: UnitOfWork, person_id: str, day: str) -> bool:
    """Free the bed of a person from a day (ISO) on; answers whether there was one."""
    placements = open_placements(unit, person_id)
    for placement in placements:
        # A bed that was given for a later day is not had for less than none.
        ended = replace(placement, ends_on=max(day, placement.starts_on))
        unit.update(ended, unit.heads(placement.placement_id))
    return bool(placements)


def give_place(unit: UnitOfWork, person_id: str, place_id: str, day: str) -> None:
    """Give a free place to somebody who has none, from a day (ISO) on; UserError where it is taken or gone."""
    refuse_taken(unit, place_id, day)
    unit.create(
        Placement(placement_id=new_id(), person_id=person_id, place_id=place_id, starts_on=day, status="assigned")
    )
    stay = current_stay(unit, person_id)
    if stay is not None and stay.sleeps != "here":
        unit.update(replace(stay, sleeps="here"), unit.heads(stay.stay_id))


def has_room(reading: Reading, place_id: str, day: str) -> bool:
    """Whether one more person can sleep in a place on a day (ISO); a place that is not there has no room."""
    return any(place.place_id == place_id and taken < place.capacity for place, taken in reading.occupancy(day))


def free_beds(register: OpenRegister) -> tuple[tuple[Place, int], ...]:
    """Places with a free bed tonight in their order, with how many."""
    with register.reading() as reading:
        day = register.today(centre_of(reading)).isoformat()
        return tuple(
            (place, place.capacity - taken) for place, taken in reading.occupancy(day) if taken < place.capacity
        )


def current_stay(reading: Reading, person_id: str) -> Stay | None:
    """The stay a person has now, else their last; None where there is none."""
    return current_of(reading.of_person(Stay, person_id))


def has_left(reading: Reading, person_id: str) -> bool:
    """Whether a person's current stay has ended."""
    return has_ended(current_stay(reading, person_id))


def _check_may_have_bed(reading: Reading, person_id: str) -> None:
    person = reading.get(Person, person_id)
    if person is None or person.deleted:
        raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
    if has_left(reading, person_id):
        raise UserError("person_left", _("This person has left."), _("Record a new stay, it gives a bed."))
    if any(need.need_code == "child_alone" and not need.met_on for need in reading.of_person(Need, person_id)):
        raise UserError(
            "bed_held",
            _("The bed of a child without an adult waits for the shift lead."),
            _("Mark the need as met first, then give a bed."),
        )
