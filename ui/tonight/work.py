"""The jobs behind the keys: what runs beside the window when the night is opened, saved and undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intake_app.domain.changes import NO_CHANGES, Changes
from intake_app.domain.tonight import next_token
from intake_app.packs.notices import NoticeText, load_notices
from intake_app.services.drafts import list_drafts
from intake_app.services.nights import Tonight, read_tonight
from intake_app.services.tonight import give_bed_back, give_bed_by_token, save_line, save_list, undo_lines
from intake_app.services.tonight_corrections import correct_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from intake_app.domain.arrivals import Arrival
    from intake_app.services.children import Released
    from intake_app.services.open_register import OpenRegister

DRAFT_ID = "tonight"


@dataclass(frozen=True, slots=True)
class Start:
    """What the page begins with."""

    tonight: Tonight
    notices: Mapping[str, NoticeText]
    draft: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """What was saved or taken back, and the night after it."""

    tonight: Tonight
    changes: Changes = NO_CHANGES
    token: str = ""
    card: str = ""
    place: str = ""
    person_id: str = ""
    is_held: bool = False
    released: tuple[Released, ...] = ()
    count: int = 1
    without_bed: int = 0
    undone: tuple[str, ...] = field(default=())


def load(register: OpenRegister) -> Start:
    """Everything the page needs before the first key."""
    drafts = {draft.draft_id: draft.fields for draft in list_drafts(register)}
    return Start(read_tonight(register), load_notices(), drafts.get(DRAFT_ID, {}))


def save_arrival(register: OpenRegister, arrival: Arrival, companion: str) -> Done:
    """Record one line; durable when this returns."""
    saved = save_line(register, arrival, companion=companion)
    person, tonight = saved.people[0], read_tonight(register)
    line = next((each for each in reversed(tonight.lines) if each.person_id == person.person_id), None)
    return Done(
        tonight,
        saved.changes,
        token=arrival.token,
        card=person.card_number,
        place=line.place_name if line else "",
        person_id=person.person_id,
        is_held=person.is_held,
        released=saved.released,
        without_bed=_count_without_bed(tonight, {person.person_id}),
    )


def save_bed(register: OpenRegister, token: str, place_id: str) -> Done:
    """A bed by token; durable when this returns."""
    bed = give_bed_by_token(register, token, place_id)
    return Done(read_tonight(register), bed.changes, token=bed.token, place=bed.place_name)


def free_bed(register: OpenRegister, line_id: str, token: str) -> Done:
    """A bed by token is given back."""
    changes = give_bed_back(register, line_id)
    return Done(read_tonight(register), changes, token=token)


def save_correction(register: OpenRegister, line_id: str, arrival: Arrival) -> Done:
    """A saved line put right."""
    changes = correct_line(register, line_id, arrival)
    return Done(read_tonight(register), changes, token=arrival.token)


def save_all(
    register: OpenRegister,
    parties: Sequence[Sequence[Arrival]],
    dress: Callable[[Arrival, str], Arrival],
    first_token: str,
    go_on: Callable[[int], bool],
) -> Done:
    """A whole list as one act, each line with a token of its own where the queue has any."""
    taken = read_tonight(register).tokens
    token, dressed = first_token, []
    for party in parties:
        group = []
        for arrival in party:
            group.append(dress(arrival, token))
            token = next_token(token, taken) if token else ""
        dressed.append(group)
    saved = save_list(register, dressed, go_on)
    tonight = read_tonight(register)
    without_bed = _count_without_bed(tonight, {person.person_id for person in saved.people})
    return Done(tonight, saved.changes, count=len(saved.people), without_bed=without_bed)


def undo(register: OpenRegister, act_id: str) -> Done:
    """Take back what one act saved."""
    changes = undo_lines(register, act_id)
    return Done(read_tonight(register), changes)


def _count_without_bed(tonight: Tonight, person_ids: set[str]) -> int:
    if not tonight.beds:  # a centre that has none at all misses none
        return 0
    return sum(line.is_without_bed for line in tonight.lines if line.person_id in person_ids)
