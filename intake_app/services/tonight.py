"""Recording a burst at night: a line at a time or a whole list, and beds by token without a record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intake_app.domain.changes import NO_CHANGES, Changes
from intake_app.domain.ids import new_id
from intake_app.domain.local_records import BED_SLIP, QueueLine, ReservedCard
from intake_app.domain.records import Need, Placement
from intake_app.domain.tonight import SPEAK_ALONE
from intake_app.domain.tonight_places import Bed, choose_next, choose_run, take_beds
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.arrival_records import refuse_taken
from intake_app.services.children import release_children, say_why_released
from intake_app.services.groups import party_with
from intake_app.services.nights import free_beds, instant
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.print_queue import queue_sheet
from intake_app.services.registration import Registered, record_party
from intake_app.services.undoing import undo_act

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from intake_app.domain.arrivals import Arrival
    from intake_app.domain.records import Place
    from intake_app.services.children import Released
    from intake_app.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SavedLines:
    """Who was recorded in one act, in the order given; `released` are children who were held until now."""

    people: tuple[Registered, ...]
    party: str = ""
    released: tuple[Released, ...] = ()
    changes: Changes = NO_CHANGES


@dataclass(frozen=True, slots=True)
class TokenBed:
    """A bed taken without a record; `place_name` is empty where none was free."""

    line_id: str
    token: str
    place_name: str
    changes: Changes


def save_line(register: OpenRegister, arrival: Arrival, *, companion: str = "") -> SavedLines:
    """Record one line as one act: durable when this returns.

    `companion` is the person_id of somebody recorded before with whom they came: both are in one party then. A child
    of the party who was held until there is an adult is so no longer. UserError where the chosen bed is
    gone; nothing is kept.
    """
    with register.writing("register", say_why_released(register, arrival, companion=companion)) as unit:
        party = party_with(unit, companion) if companion else ""
        people, party = record_party(register, unit, (arrival,), party)
        released = release_children(register, unit, party)
        _ask_for_sheets(register, unit, people)
        changes = unit.commit()
    return SavedLines(people, party, released, changes)


def save_list(
    register: OpenRegister,
    parties: Sequence[Sequence[Arrival]],
    go_on: Callable[[int], bool] = lambda _count: True,
) -> SavedLines:
    """Record many as one act, each party in adjoining places; nothing is kept when it raises.

    `go_on(count)` is called after each party with how many are recorded so far; UserError `stopped` when it says no.
    """
    people: list[Registered] = []
    with register.writing("register") as unit:
        beds: Sequence[Bed] = free_beds(unit, register.today(centre_of(unit)).isoformat())
        for party in parties:
            placed = _place_party(party, beds)
            recorded, _party = record_party(register, unit, placed)
            beds = take_beds(
                beds, [each.place_id for each, done in zip(placed, recorded, strict=True) if not done.is_held]
            )
            people += recorded
            if not go_on(len(people)):
                raise UserError("stopped", _("Stopped: nobody of the list was recorded."), _("Start again when ready."))
        _ask_for_sheets(register, unit, people)
        changes = unit.commit()
    return SavedLines(tuple(people), changes=changes)


def give_bed_by_token(register: OpenRegister, token: str, place_id: str = "") -> TokenBed:
    """A bed for somebody who wants to speak alone: no record, only the token and the place are linked, here alone.

    A card number is set aside for the slip, which would mark its bearer as the only one without; it stands for nobody.
    Without a place it is the next free one; where none is free the token still waits for the lead. UserError where the
    chosen place is taken or no token is given.
    """
    token = token.strip()
    if not token:
        raise UserError(
            "token_missing", _("A bed without a record needs a token."), _("Type the token."), field="token"
        )
    with register.writing("bed_by_token") as unit:
        day = register.today(centre_of(unit)).isoformat()
        place = _bed_for(unit, place_id, day)
        placement_id = ""
        if place is not None:
            placement_id = new_id()
            unit.create(
                Placement(
                    placement_id=placement_id,
                    person_id="",
                    place_id=place.place_id,
                    starts_on=day,
                    status="assigned",
                )
            )
        line = QueueLine(
            line_id=new_id(),
            day=day,
            token=token,
            placement_id=placement_id,
            need_code=SPEAK_ALONE,
            noted_at=instant(register.clock.now()),
        )
        unit.keep(line)
        number = unit.next_card_number()
        unit.keep(ReservedCard(card_number=number, reserved_at=line.noted_at, kit=f"{BED_SLIP}{line.line_id}"))
        changes = unit.commit()
    return TokenBed(line.line_id, token, place.name if place else "", changes)


def give_bed_back(register: OpenRegister, line_id: str) -> Changes:
    """Free a bed that was given by token, and forget the token; UserError where it is not here any more."""
    with register.writing("bed_by_token_back") as unit:
        line = _line(unit, line_id)
        if line.person_id:
            raise UserError("line_has_record", _("Somebody is recorded under this token."), _("Move them instead."))
        placement = unit.get(Placement, line.placement_id) if line.placement_id else None
        if placement is not None and not placement.ends_on:
            day = register.today(centre_of(unit)).isoformat()
            unit.update(replace(placement, ends_on=max(day, placement.starts_on)), unit.heads(placement.placement_id))
        unit.drop(QueueLine, line_id)
        for card in unit.kept(ReservedCard, kit=f"{BED_SLIP}{line_id}"):
            unit.drop(ReservedCard, card.card_number)
        return unit.commit()


def call_token(register: OpenRegister, line_id: str) -> str:
    """Note that a token was called; answers the token."""
    with register.writing("call") as unit:
        line = _line(unit, line_id)
        unit.keep(replace(line, called_at=instant(register.clock.now())))
        unit.commit()
    return line.token


def undo_lines(register: OpenRegister, act_id: str) -> Changes:
    """Take back what was saved in one act, with the lines it left in the queue."""
    changes = undo_act(register, act_id)
    with register.writing("tonight") as unit:
        for record_id in changes.record_ids:
            for line in unit.kept(QueueLine, person_id=record_id):
                unit.drop(QueueLine, line.line_id)
            need = unit.get(Need, record_id) if "need" in changes.tables else None
            if need is not None and not (need.deleted or need.met_on):  # the adult is gone: the child is alone again
                for line in unit.kept(QueueLine, person_id=need.person_id):
                    unit.keep(replace(line, need_code=need.need_code))
        unit.commit()
    return changes


def _ask_for_sheets(register: OpenRegister, unit: UnitOfWork, people: Iterable[Registered]) -> None:
    """Everyone's sheet waits with the record, to be printed once for the whole queue."""
    for person in people:
        queue_sheet(unit, person.person_id, register.clock.now())


def _line(unit: UnitOfWork, line_id: str) -> QueueLine:
    found = unit.kept(QueueLine, line_id=line_id)
    if not found:
        raise UserError("line_unknown", _("This token is not in the queue any more."), _("Look at the list again."))
    return found[0]


def _bed_for(unit: UnitOfWork, place_id: str, day: str) -> Place | None:
    beds = free_beds(unit, day)
    if not place_id:
        return choose_next(beds)
    refuse_taken(unit, place_id, day)
    return next(bed.place for bed in beds if bed.place.place_id == place_id)


def _place_party(party: Sequence[Arrival], beds: Sequence[Bed]) -> list[Arrival]:
    """The arrivals of a party with adjoining places for those who sleep here without a place of their choice."""
    is_open = [each.stay.sleeps == "here" and not each.place_id for each in party]
    run = iter(choose_run(beds, sum(is_open)))
    placed = []
    for each, wants in zip(party, is_open, strict=True):
        place = next(run, None) if wants else None
        placed.append(replace(each, place_id=place.place_id) if place is not None else each)
    return placed
