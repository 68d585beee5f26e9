"""The work behind the form's keys: what runs beside the window when it is loaded and saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.packs.letters import russian_letters
from intake_app.packs.notices import NoticeText, load_notices
from intake_app.services.drafts import forget_draft, list_drafts
from intake_app.services.registration import Registered, register_party, start_party
from ui.desk.drafts import DRAFT_ID
from ui.desk.facts import DeskFacts, load_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.arrivals import Arrival
    from intake_app.domain.changes import Changes
    from intake_app.domain.mrz import LetterTable
    from intake_app.services.open_register import OpenRegister
    from ui.desk.form import Party


@dataclass(frozen=True, slots=True)
class DeskStart:
    """What the desk begins with; `draft` is what was half typed when the window was last closed, or died."""

    facts: DeskFacts
    notices: Mapping[str, NoticeText]
    letters: LetterTable
    draft: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Saved:
    """Somebody is durably recorded: the record, the party with them in it, and the facts after it."""

    person: Registered
    party: Party
    facts: DeskFacts
    at: datetime
    changes: Changes


def load_start(register: OpenRegister) -> DeskStart:
    """Everything the desk needs before the first key."""
    drafts = {draft.draft_id: draft.fields for draft in list_drafts(register)}
    return DeskStart(load_facts(register), load_notices(), russian_letters(), drafts.get(DRAFT_ID, {}))


def save_arrival(
    register: OpenRegister, arrival: Arrival, party: Party, *, has_adult: bool, is_next_coming: bool
) -> Saved:
    """Record one person, alone or with the party they belong to; durable when this returns.

    The first of a party becomes one as soon as somebody else is coming. UserError where the bed was
    given away in the meantime; then nothing is recorded.
    """
    registration = register_party(register, [arrival], group_id=party.group_id)
    person = registration.people[0]
    group_id = registration.group_id
    if is_next_coming and not group_id:
        group_id = start_party(register, person.person_id)
    forget_draft(register, DRAFT_ID)
    printable = () if person.is_held else (person.person_id,)
    after = replace(
        party,
        group_id=group_id,
        person_ids=(*party.person_ids, *printable),
        cards=(*party.cards, person.card_number),
        has_adult=has_adult,
    )
    return Saved(person, after, load_facts(register), register.clock.now(), registration.changes)
