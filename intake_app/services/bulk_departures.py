"""Several people who left together: who cannot have, is named before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.records import Card
from intake_app.errors import UserError
from intake_app.i18n import _, ngettext
from intake_app.services.departures import record_departure
from intake_app.services.placements import current_stay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.changes import Changes
    from intake_app.services.open_register import OpenRegister

_NAMED = 5


def record_departures(
    register: OpenRegister, person_ids: Sequence[str], departure: str, departed_on: str = "", reason: str = ""
) -> Changes:
    """As `services.departures.record_departure`, in one act; UserError `left_already` names the cards of those who
    have left before, so that they can be unchecked.
    """
    if gone := _cards_of_gone(register, person_ids):
        more = len(gone) - _NAMED
        named = ", ".join(gone[:_NAMED])
        told = ngettext("Has left already: {cards}.", "Have left already: {cards}.", len(gone))
        if more > 0:
            told = ngettext(
                "Have left already: {cards} and {count} more.", "Have left already: {cards} and {count} more.", more
            )
        raise UserError("left_already", told.format(cards=named, count=more), _("Take their checks away first."))
    return record_departure(register, person_ids, departure, departed_on, reason)


def _cards_of_gone(register: OpenRegister, person_ids: Sequence[str]) -> tuple[str, ...]:
    """The cards of those who have left, or are presumed to have; the id where somebody has no card."""
    gone = []
    with register.reading() as reading:
        for person_id in person_ids:
            stay = current_stay(reading, person_id)
            if stay is not None and (stay.departed_on or stay.departure):
                cards = [card.card_number for card in reading.of_person(Card, person_id) if not card.voided_on]
                gone.append(cards[-1] if cards else person_id)
    return tuple(gone)
