"""Says in a page's band that the card somebody was found by is void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.cards import parse_card
from intake_app.services.void_cards import find_void_card
from ui.people.card_words import say_void

if TYPE_CHECKING:
    from intake_app.services.void_cards import VoidCard
    from ui.context import WindowContext
    from ui.widgets.band import Band


class VoidNotice:
    """Looks beside the window, and only where the words are a card's number."""

    def __init__(self, context: WindowContext, band: Band) -> None:
        self._context = context
        self._band = band
        self._card: VoidCard | None = None
        self._is_hushed = False
        self._is_said = False

    def look(self, text: str) -> None:
        """These words were searched for."""
        register = self._context.register
        if parse_card(text) is None:
            self._show(None)
        else:
            self._context.jobs.read(lambda: find_void_card(register, text), self._show, latest="void_card")

    def hush(self, *, is_hushed: bool) -> None:
        """Say nothing while the page of that person is shown, which says it itself."""
        self._is_hushed = is_hushed
        self._show(self._card)

    def _show(self, card: VoidCard | None) -> None:
        self._card = card
        has_word = card is not None and not self._is_hushed
        if card is not None and has_word:
            self._band.say(" ".join(say_void(card)), "warning", icon="scan-line")
        elif self._is_said:
            self._band.clear()
        self._is_said = has_word
