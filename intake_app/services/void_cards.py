"""Cards that are void: the old number still finds its person, and whoever looks it up is told so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.cards import parse_card
from intake_app.domain.records import Card, Person
from intake_app.services.access import is_limited

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister


@dataclass(frozen=True, slots=True)
class VoidCard:
    """A number that is void since a day (ISO); `new_number` is the card in use, empty where there is none."""

    card_number: str
    voided_on: str
    new_number: str


def find_void_card(register: OpenRegister, text: str) -> VoidCard | None:
    """The void card whose number a text is; None for any other text, a card in use, or one nobody has.

    Of somebody guarded or hidden a volunteer learns nothing by it.
    """
    card = parse_card(text)
    if card is None:
        return None
    with register.reading() as reading:
        person_id = reading.person_with_card(str(card))
        person = reading.get(Person, person_id) if person_id else None
        if person is None or (is_limited(register.session) and (person.guarded or person.deleted)):
            return None
        cards = reading.of_person(Card, person.person_id)
    voided_on = next((each.voided_on for each in cards if each.card_number == str(card)), "")
    in_use = [each.card_number for each in cards if not each.voided_on]
    return VoidCard(str(card), voided_on, in_use[-1] if in_use else "") if voided_on else None
