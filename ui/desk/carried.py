"""What one form hands on to the next: entry, language, and a place to sleep beside the last one's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import check_field
from intake_app.domain.dates import PartialDate
from intake_app.i18n import _
from intake_app.values import say_languages
from ui.desk.guesses import guess
from ui.desk.slots import HERE, Slot
from ui.models.words import say_day

if TYPE_CHECKING:
    from ui.desk.facts import DeskFacts
    from ui.desk.form import DeskForm


def carry(name: str, slot: Slot, facts: DeskFacts) -> Slot:
    """An answer of the last form as a guess in this one."""
    values = check_field(name, slot.raw, facts.context)
    if name == "languages":
        return guess(slot.raw, say_languages(values[name]), slot.helper)
    day = PartialDate.parse_iso(values[name]).earliest()
    return guess(day.isoformat(), say_day(day), slot.helper)


def places_from(place_id: str, facts: DeskFacts) -> tuple[str, ...]:
    """The free places from one on, in their order: where the next of a party sleeps beside the last."""
    ids = [each for each, _name in facts.places]
    return tuple(ids[ids.index(place_id) :]) if place_id in ids else ()


def places_to_choose(form: DeskForm) -> tuple[tuple[str, str], ...]:
    """The beds (id, name) that can be chosen, the next one first: the one of their slip, then the free ones."""
    own = form.facts.slip_beds.get(form.card_number)
    return ((own,) if own else ()) + tuple(each for each in form.facts.places if each != own)


def guess_stay(form: DeskForm) -> None:
    """Where somebody sleeps and when they arrived, as far as nobody has said it."""
    own, slot = form.facts.slip_beds.get(form.card_number), form.slots["sleeps"]
    if own and slot.is_open and slot.raw.partition(":")[0] in ("", HERE):
        form.slots["sleeps"] = guess(f"{HERE}:{own[0]}", "", _("the bed of their slip"))
    elif (place := _guess_place(form)) is not None:
        form.slots["sleeps"] = place
    if form.slots["arrived_on"].is_open:
        today = form.facts.today
        form.slots["arrived_on"] = guess(today.isoformat(), say_day(today), _("today"))


def _guess_place(form: DeskForm) -> Slot | None:
    slot, free, cards = form.slots["sleeps"], dict(places_to_choose(form)), form.party.cards
    sleeps, _colon, place_id = slot.raw.partition(":")
    is_gone = bool(place_id) and place_id not in free
    if not is_gone and not (slot.is_open and sleeps in ("", HERE)):
        return None
    near = next((each for each in form.beside if each in free), "")
    chosen = near or next(iter(free), "")
    why = _("the other was taken; next free tonight") if is_gone else _("next free tonight")
    if near and cards and not is_gone:
        why = _("beside {card}; free tonight").format(card=cards[-1])
    made = guess(f"{HERE}:{chosen}", "", why) if chosen else Slot()
    return replace(made, kind="warning") if is_gone else made
