"""What a list says where somebody was found by a card that is void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.values import say_iso

if TYPE_CHECKING:
    from intake_app.services.void_cards import VoidCard


def say_void(card: VoidCard) -> tuple[str, str]:
    """The loud sentence and the one that says what to do: the new number, or that there is none."""
    strong = _("Card {card} has been void since {day}.").format(card=card.card_number, day=say_iso(card.voided_on))
    if card.new_number:
        return strong, _("The card now is {card}. Ask for it and take the old one in.").format(card=card.new_number)
    return strong, _("No new card was given.")
