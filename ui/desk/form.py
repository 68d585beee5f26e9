"""The desk's form as data, without a screen: what is typed, guessed and wrong.

Nothing here is saved by itself: `answers.make_arrival` gives what the service takes. Guesses are marked until
Enter confirms them; those still marked are shown, and are recorded with the rest when the form is saved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.cards import parse_card
from intake_app.i18n import _
from ui.desk import carried, guesses, way
from ui.desk.slots import BY_ITSELF, CALLING_CODES, FIRST, HERE, KINDS, NOTICE, SLOTS, DocumentKind, Slot

if TYPE_CHECKING:
    from ui.desk.facts import DeskFacts

SPEAK_ALONE = "speak_alone"
NOTICE_ANSWERS = ("understood", "interpreter", SPEAK_ALONE, "declines_some")
_CARRIED = ("entered_on", "languages")


@dataclass(frozen=True, slots=True)
class Party:
    """Who was recorded together before this form: their group, their cards, the ids of those whose sheets may be
    printed, and whether an adult is among them. `told` is how many they say they are, 0 where nobody said.
    """

    group_id: str = ""
    person_ids: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()
    has_adult: bool = False
    told: int = 0

    @property
    def total(self) -> int:
        """How many the party is known to have: never fewer than those recorded and the one at the desk; 0 unknown."""
        return max(self.told, len(self.cards) + 1) if self.told else 0


class DeskForm:
    """One form, reused for the next person: `begin_next` carries what a party shares, `begin_new` does not."""

    def __init__(self, facts: DeskFacts) -> None:
        self.facts = facts
        self.kind: DocumentKind = KINDS[0]
        self.notice = ""
        self.notice_language = ""
        self.notice_version = ""
        self.is_as_told = False
        self.mrz = ""
        self.known_as = ""
        self.dismissed: tuple[str, ...] = ()  # in the order they were said to be someone else
        self.reconsidered: frozenset[str] = frozenset()
        self.party = Party()
        self.slots: dict[str, Slot] = {}
        self._seen: dict[str, bool] = {}
        self.dated_last = self.taken_token = ""
        self.refused = ""
        self.beside: tuple[str, ...] = ()
        self._carried: dict[str, Slot] = {}
        self.clear()

    @property
    def card_number(self) -> str:
        """The number of a paper slip, where one stands in the place of the token; else empty."""
        card = parse_card(self.slots[FIRST].raw)
        return str(card) if card else ""

    def take_facts(self, facts: DeskFacts) -> None:
        """The date or the free places have changed; a guess follows, what somebody said stays."""
        self.facts = facts
        carried.guess_stay(self)

    def edit(self, name: str, text: str) -> None:
        """Something was typed or chosen."""
        self.refused = ""
        code = CALLING_CODES.get(self.facts.region, "")
        if name == "phone" and code and text.startswith(f"{code}+"):  # a whole number typed after the code offered
            text = text.removeprefix(code)
        self.slots[name] = guesses.say_while_typing(name, Slot(raw=text, shown=text), self.facts)
        if name in guesses.COMPARED:
            self.dated_last = name
        if name == "document_number" and text:
            self.is_as_told = False
        self.derive()

    def settle(self, name: str) -> None:
        """A field was left: what was typed is checked and said back; a guess stays one."""
        slot = self.slots[name]
        if slot.state != "guess":
            self._settle(name, slot)

    def confirm(self, name: str) -> str:
        """Enter: a guess becomes certain; answers the field to go on to, the same one where it is in error."""
        if name == NOTICE:
            self.notice = self.notice or NOTICE_ANSWERS[0]
            return way.after(self, name)
        slot = self.slots[name]
        if name == FIRST and slot.state == "error":
            self.taken_token = slot.raw  # Enter once more, at what was called no slip
        self._settle(name, replace(slot, state="done" if slot.raw else "empty", is_recorded=False))
        return name if self.slots[name].state == "error" else way.after(self, name)

    def choose_kind(self, kind: DocumentKind) -> None:
        """Another kind of document; it stays for the next forms."""
        self.kind = kind
        country = kind.country
        self.slots["document_country"] = guesses.settle("document_country", Slot(country, country), self.facts)
        self.derive()

    def refuse_document(self) -> None:
        """F4: no paper was seen; a number that is told may be typed still. Again: there is one after all."""
        self.is_as_told = not self.is_as_told
        if self.is_as_told:
            self.mrz = ""
        self.derive()

    def answer_notice(self, answer: str, language: str, version: str) -> None:
        """How the notice was answered (one of `NOTICE_ANSWERS`), in which language (ISO 639-3), which version."""
        self.notice, self.notice_language, self.notice_version = answer, language, version
        self.refused = ""

    def begin_next(self, party: Party, facts: DeskFacts) -> None:
        """The next of the same party: entry, language and the place beside the last one's are carried."""
        sleeps, _colon, place_id = self.slots["sleeps"].raw.partition(":")
        as_last = _("as {card}").format(card=party.cards[-1])  # the screen faces the queue: a card, no name
        self._remember(as_last)
        self.beside = carried.places_from(place_id, self.facts)
        self.party, self.facts = party, facts
        self.clear()
        if sleeps and sleeps != HERE:
            self.slots["sleeps"] = Slot(sleeps, sleeps, "guess", as_last)

    def begin_new(self, last_card: str = "", facts: DeskFacts | None = None) -> None:
        """Somebody else; what the last one answered comes back as a guess. A foreign passport does not stay the kind
        asked for: most people hold only the internal one.
        """
        self._remember(_("as {card}").format(card=last_card) if last_card else _("as the last record"))
        self.party, self.facts = Party(), facts or self.facts
        self.beside = ()
        if self.kind.document_type == "passport":
            self.kind = KINDS[0]
        self.clear()

    def count_party(self, told: int) -> None:
        """How many they say they are; 0 for no answer."""
        self.party = replace(self.party, told=told)

    def take_number(self, number: str, *, is_seen: bool) -> None:
        """Whether a document of this number was recorded before: said below the field."""
        self._seen = {number: is_seen}
        self.derive()

    def has_typed(self) -> bool:
        """Whether anything stands in the form that did not come by itself."""
        return bool(self.notice or self.slots[FIRST].raw) or self.has_answers()

    def has_answers(self) -> bool:
        """Whether anything was said of the person: more than a token and how the notice was given."""
        return any(
            slot.raw and slot.state != "guess" for name, slot in self.slots.items() if name not in (FIRST, *BY_ITSELF)
        )

    def is_in_progress(self) -> bool:
        """Whether there is more than a token, which a parked form would write over."""
        return bool(self.notice) or self.has_answers()

    def clear(self) -> None:
        """An empty form but for the guesses; kind of document, party and what is carried stay."""
        self.notice = self.notice_language = self.notice_version = self.mrz = self.known_as = ""
        self.dismissed, self.reconsidered = (), frozenset()
        self.dated_last = self.taken_token = self.refused = ""
        self._seen = {}
        self.is_as_told = False
        self.slots = {name: Slot() for name in SLOTS}
        self.slots["need_code"] = guesses.guess("", "", "")
        self.slots["phone"] = Slot(shown=CALLING_CODES.get(self.facts.region, ""))
        for name, slot in self._carried.items():
            self.slots[name] = carried.carry(name, slot, self.facts)
        carried.guess_stay(self)
        self.choose_kind(self.kind)

    def derive(self) -> None:
        """Guess anew what follows from what is there."""
        self.slots |= guesses.guess_from_others(self.slots, self.facts, has_paper=not self.is_as_told)
        self.slots |= guesses.helpers_of_names(self.slots)
        self.slots |= guesses.helper_of_number(self.slots, self._seen)

    def _settle(self, name: str, slot: Slot) -> None:
        self.slots[name] = guesses.settle(name, slot, self.facts)
        if name == FIRST:
            carried.guess_stay(self)
        if name in (FIRST, "document_number") and "<" in slot.raw:
            self.slots[name] = guesses.refuse_zone(self.slots[name])
        elif name == FIRST and guesses.is_wrong_slip(slot.raw) and slot.raw != self.taken_token:
            self.slots[name] = guesses.doubt_token(self.slots[name])
        self.slots |= guesses.compare_dates(self.slots, self.facts, self.dated_last)
        self.derive()

    def _remember(self, why: str) -> None:
        for name in _CARRIED:
            slot = guesses.settle(name, self.slots[name], self.facts)
            if slot.raw and slot.state == "done" and self.slots[name].state != "error":
                self._carried[name] = slot
        self._carried = {name: replace(slot, helper=why) for name, slot in self._carried.items()}
