"""What one arrival leaves besides the person: card, bed, need, notice, token. Each within an act of somebody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import NEXT_FREE, Arrival
from intake_app.domain.cards import parse_card
from intake_app.domain.ids import new_id
from intake_app.domain.local_records import QueueLine, ReservedCard
from intake_app.domain.records import Card, Consent, Need, Placement
from intake_app.errors import UserError
from intake_app.i18n import _

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.services.unit_of_work import Reading, UnitOfWork


def reserved_card(reading: Reading, text: str) -> ReservedCard:
    """The reserved number that somebody typed or scanned from a slip of the paper kit and that nobody has yet.

    UserError where it is no card number, was not reserved on this laptop, or was typed in before.
    """
    number = parse_card(text)
    found = reading.kept(ReservedCard, card_number=str(number)) if number else ()
    if not found:
        raise UserError(
            "card_not_reserved",
            _("This number is not one of the paper kit's."),
            _("Compare it with the slip, or leave it empty: the next number is given by itself."),
            field="card_number",
        )
    if found[0].used_by:
        raise UserError(
            "card_used",
            _("The slip {card} was typed in already.").format(card=found[0].card_number),
            _("Look at the slip again, or search for the number."),
            field="card_number",
        )
    return found[0]


def give_card(unit: UnitOfWork, person_id: str, arrival: Arrival, day: str) -> str:
    """A card number for somebody: the slip's they hold, else the next of the desk's own block."""
    if arrival.card_number:
        slip = reserved_card(unit, arrival.card_number)
        unit.keep(replace(slip, used_by=person_id))
        number = slip.card_number
    else:
        number = unit.next_card_number()
    unit.create(Card(card_id=new_id(), person_id=person_id, card_number=number, given_on=day))
    return number


def give_place(unit: UnitOfWork, person_id: str, arrival: Arrival, day: str) -> None:
    """The chosen bed; without a choice, somebody who sleeps here gets the next free one, if there is one."""
    if arrival.stay.sleeps != "here":
        return
    place_id = arrival.place_id
    if place_id in ("", NEXT_FREE):
        place_id = next(iter(unit.free_places(day, 1)), "")
    else:
        refuse_taken(unit, place_id, day)
    if place_id:
        unit.create(
            Placement(placement_id=new_id(), person_id=person_id, place_id=place_id, starts_on=day, status="assigned")
        )


def refuse_taken(reading: Reading, place_id: str, day: str) -> None:
    """UserError where no bed is free in a place on a day, or the place is gone."""
    free = {place.place_id: place.capacity - count for place, count in reading.occupancy(day)}
    if free.get(place_id, 0) <= 0:
        raise UserError(
            "place_taken",
            _("This place to sleep was given to somebody else in the meantime."),
            _("Choose another place and save again."),
            field="sleeps",
        )


def note_need(unit: UnitOfWork, person_id: str, need_code: str, day: str) -> None:
    """What somebody must see to; nothing for no code."""
    if need_code:
        unit.create(Need(need_id=new_id(), person_id=person_id, need_code=need_code, noted_on=day))


def note_notice(unit: UnitOfWork, person_id: str, arrival: Arrival, day: str) -> None:
    """That the notice was given: which text, in which language, and what was answered."""
    if (notice := arrival.notice) is not None:
        unit.create(
            Consent(
                consent_id=new_id(),
                person_id=person_id,
                subject="notice",
                answer=notice.answer,
                text_version=notice.text_version,
                language=notice.language,
                given_on=day,
            )
        )


def note_token(unit: UnitOfWork, person_id: str, arrival: Arrival, group_id: str, day: str, now: datetime) -> None:
    """Who was recorded under which number of today's queue; on this laptop only."""
    if arrival.token:
        unit.keep(
            QueueLine(
                line_id=new_id(),
                day=day,
                token=arrival.token,
                person_id=person_id,
                party=group_id,
                need_code=arrival.need_code,
                noted_at=f"{now:%Y-%m-%dT%H:%M:%SZ}",
            )
        )
