"""The bed of a slip that was given by token, without a record: whoever is recorded under its number sleeps in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import NEXT_FREE
from intake_app.domain.cards import parse_card
from intake_app.domain.local_records import BED_SLIP, QueueLine, ReservedCard
from intake_app.domain.records import Placement

if TYPE_CHECKING:
    from intake_app.domain.arrivals import Arrival
    from intake_app.services.unit_of_work import Reading, UnitOfWork


def read_slip_beds(reading: Reading) -> dict[str, str]:
    """The place (id) of every slip, by its number, that nobody is recorded under and whose bed is still given."""
    found = ((slip.card_number, _given_for(reading, slip)) for slip in reading.kept(ReservedCard, used_by=""))
    return {number: given[0].place_id for number, given in found if given is not None}


def take_slip_bed(unit: UnitOfWork, arrival: Arrival, day: str) -> tuple[Arrival, bool]:
    """End what was given by token under the number that the arrival has; answers it with the bed to be given by name.

    It is the same bed, unless they chose another or sleep elsewhere, and the same token. True where it is the same bed:
    they lie in it.
    """
    number = parse_card(arrival.card_number) if arrival.card_number else None
    given = (_given_for(unit, slip) for slip in unit.kept(ReservedCard, card_number=str(number or "")))
    bed, token = next(filter(None, given), (None, ""))
    if bed is None:
        return arrival, False
    arrival = replace(arrival, token=arrival.token or token)
    unit.update(replace(bed, ends_on=max(day, bed.starts_on)), unit.heads(bed.placement_id))
    is_same = arrival.stay.sleeps == "here" and arrival.place_id in ("", NEXT_FREE, bed.place_id)
    return (replace(arrival, place_id=bed.place_id), True) if is_same else (arrival, False)


def _given_for(reading: Reading, slip: ReservedCard) -> tuple[Placement, str] | None:
    """The bed that is given without a record under a slip's number, and the token; None for any other slip."""
    if not slip.kit.startswith(BED_SLIP):
        return None
    for line in reading.kept(QueueLine, line_id=slip.kit.removeprefix(BED_SLIP)):
        bed = reading.get(Placement, line.placement_id) if line.placement_id else None
        if bed is not None and not (bed.deleted or bed.ends_on or bed.person_id):
            return bed, line.token
    return None
