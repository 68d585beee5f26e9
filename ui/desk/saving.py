"""The work behind the form's keys: what runs beside the window when it is loaded and saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.packs.letters import russian_letters
from intake_app.packs.notices import NoticeText, load_notices
from intake_app.services.desk_saves import save_at_desk
from intake_app.services.drafts import list_drafts
from ui.desk.answers import has_adult, make_arrival
from ui.desk.drafts import DRAFT_ID
from ui.desk.facts import DeskFacts, load_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.arrivals import Arrival
    from intake_app.domain.mrz import LetterTable
    from intake_app.services.desk_saves import DeskSave
    from intake_app.services.open_register import OpenRegister
    from ui.desk.form import DeskForm, Party


@dataclass(frozen=True, slots=True)
class DeskStart:
    """What the desk begins with; `draft` is what was half typed when the window was last closed, or died."""

    facts: DeskFacts
    notices: Mapping[str, NoticeText]
    letters: LetterTable
    draft: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SaveOrder:
    """What is to be saved, as the form stood when it was asked for: it may be typed into again meanwhile."""

    arrival: Arrival
    party: Party
    known_as: str
    has_adult: bool
    is_next_coming: bool
    different_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """Somebody is durably recorded: what was saved, the party with them in it, and the facts after it."""

    order: SaveOrder
    save: DeskSave
    party: Party
    facts: DeskFacts
    at: datetime


def load_start(register: OpenRegister) -> DeskStart:
    """Everything the desk needs before the first key."""
    drafts = {draft.draft_id: draft.fields for draft in list_drafts(register)}
    return DeskStart(load_facts(register), load_notices(), russian_letters(), drafts.get(DRAFT_ID, {}))


def order_of(form: DeskForm, *, is_next_coming: bool) -> SaveOrder:
    """What saving this form means; only to be called where nothing hinders it."""
    return SaveOrder(make_arrival(form), form.party, form.known_as, has_adult(form), is_next_coming, form.dismissed)


def run_order(register: OpenRegister, order: SaveOrder) -> Saved:
    """Record one person, alone or with the party they belong to; durable when this returns.

    The first of a party becomes one as soon as somebody else is coming. UserError where the bed was given away in the
    meantime; then nothing is recorded.
    """
    party = order.party
    save = save_at_desk(
        register,
        order.arrival,
        draft_id=DRAFT_ID,
        group_id=party.group_id,
        begins_party=order.is_next_coming and not party.group_id,
        known_as=order.known_as,
        different_from=order.different_from,
    )
    own = () if save.person.is_held else (save.person.person_id,)
    printable = (*(child.person_id for child in save.released), *own)
    after = replace(
        party,
        group_id=save.group_id,
        person_ids=(*party.person_ids, *printable),
        cards=(*party.cards, save.person.card_number),
        has_adult=order.has_adult,
    )
    return Saved(order, save, after, load_facts(register), register.clock.now())
