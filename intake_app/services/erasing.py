"""Erasing everything about somebody who asked for it, or whom the centre has no reason to remember any more.

Nobody can take it back. What stays is that somebody was changed, when and by whom, and the bed, without a name
(texts.md, "Erasing"). An `Erasure` of ids goes to every desk; a restored backup is erased again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from intake_app.clock import utc_text
from intake_app.domain.ids import new_id
from intake_app.domain.local_records import MovedRecord, PrintJob, QueueLine, ReservedCard
from intake_app.domain.records import Card, Erasure, Person, Placement
from intake_app.services.deeds import Deed, refuse
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.parting import is_joining
from intake_app.services.people import resolve
from intake_app.services.placements import open_placements
from intake_app.services.traces import Traces, forget_traces

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intake_app.domain.changes import Changes
    from intake_app.services.unit_of_work import Reading, UnitOfWork

ERASE, ERASE_AGAIN = "erase", "erase_again"


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What erasing somebody takes away here, and what it cannot reach: to be read before it is done.

    `recorded_at` is when they were recorded first, `exported_at` are exports that may hold them: instants in UTC.
    `known_cards` are the numbers of all their cards, the one in use last.
    """

    person_id: str
    card_number: str
    documents: int
    stays: int
    printed_sheets: int
    exported_at: tuple[str, ...] = ()
    recorded_at: str = ""
    known_cards: tuple[str, ...] = ()
    keeps_bed: bool = False


def plan_erasure(register: OpenRegister, card_or_id: str) -> ErasurePlan:
    """What would go. UserError `person_unknown`, or `manager_only` where it is not this role's to do."""
    refuse(register.session, Deed.ERASE)
    with register.reading() as reading:
        person_id = resolve(reading, card_or_id)
        cards = sorted(reading.of_person(Card, person_id), key=lambda card: (not card.voided_on, card.card_id))
        jobs = reading.kept(PrintJob, person_id=person_id)
        changes = reading.history(reading.related_ids(person_id))
        recorded_at = utc_text(datetime.fromtimestamp(changes[0].hlc.ms / 1000, UTC))
        return ErasurePlan(
            person_id=person_id,
            card_number=cards[-1].card_number if cards and not cards[-1].voided_on else "",
            documents=len({each.record_id for each in changes if each.table == "document"}),
            stays=len({each.record_id for each in changes if each.table == "stay"}),
            printed_sheets=sum(job.copies for job in jobs),
            exported_at=tuple(at for at in reading.exports() if at >= recorded_at),
            recorded_at=recorded_at,
            known_cards=tuple(card.card_number for card in cards),
            keeps_bed=bool(open_placements(reading, person_id)),
        )


def erase_person(register: OpenRegister, card_or_id: str) -> Changes:
    """Erase everything about somebody, in one act of kind `erase`: records, changes, index, drafts, what was to print.

    The bed they have stays taken, by nobody. UserError `person_unknown`, or `manager_only`; then nothing is erased.
    """
    refuse(register.session, Deed.ERASE)
    with register.writing(ERASE) as unit:
        traces = Traces()
        erase_within(register, unit, resolve(unit, card_or_id), traces)
        forget_traces(unit, traces)
        return unit.commit()


def erase_within(register: OpenRegister, unit: UnitOfWork, person_id: str, traces: Traces) -> None:
    """Erase somebody inside an act that does more; it ends with `forget_traces` of everybody whom it erased.

    Whoever is joined with them is the same person, and goes too.
    """
    day = register.today(centre_of(unit)).isoformat()
    record_ids = (*unit.related_ids(person_id), *_lonely_groups(unit, person_id))
    _erase(unit, person_id, record_ids, day, traces)
    unit.create(Erasure(erasure_id=new_id(), erased_id=person_id, record_ids=record_ids, erased_on=day))


def erase_again(register: OpenRegister, erasures: Iterable[Sequence[str]]) -> int:
    """Erase what an earlier erasure took away and a backup has brought back; answers of how many people.

    Each item holds the ids that one erasure named, the person's first.
    """
    done = 0
    with register.writing(ERASE_AGAIN) as unit:
        day, traces = register.today(centre_of(unit)).isoformat(), Traces()
        known = {erasure.erased_id for erasure in unit.all(Erasure)}
        for record_ids in erasures:
            person_id = record_ids[0]
            ids = tuple(dict.fromkeys((*record_ids, *unit.related_ids(person_id))))
            done += _erase(unit, person_id, ids, day, traces)
            if person_id not in known:
                unit.create(Erasure(erasure_id=new_id(), erased_id=person_id, record_ids=ids, erased_on=day))
        forget_traces(unit, traces)
        unit.commit()
    return done


def _erase(unit: UnitOfWork, person_id: str, record_ids: Sequence[str], day: str, traces: Traces) -> bool:
    people = [person_id, *(each for each in record_ids if each != person_id and unit.get(Person, each) is not None)]
    traces.gather(unit, person_id, record_ids)
    beds = [bed for each in people for bed in open_placements(unit, each)]
    _hollow_joinings(unit, record_ids)
    is_here = unit.erase(record_ids)
    taken = [
        Placement(placement_id=new_id(), person_id="", place_id=bed.place_id, starts_on=day, status="assigned")
        for bed in beds
    ]
    for bed in taken:
        unit.create(bed)
    for each in people:
        _forget_local(unit, each, taken[-1].placement_id if taken else "")
    return is_here


def _hollow_joinings(unit: UnitOfWork, record_ids: Sequence[str]) -> None:
    """What somebody once took over from one erased now, and gave back: it stands in no field any more, and its history
    says it no longer either.
    """
    gone = frozenset(record_ids)
    acts = {change.act_id: change for change in unit.history(record_ids) if change.table == "person"}
    for act_id, change in acts.items():
        if is_joining(unit, change):
            others = [each for each in unit.changes_of_act(act_id) if each.record_id not in gone]
            heads = {dot for each in others for dots in unit.heads(each.record_id).values() for dot in dots}
            unit.hollow(each.dot for each in others if each.dot not in heads)


def list_erasures(register: OpenRegister) -> tuple[tuple[str, ...], ...]:
    """The ids that every erasure named, the person's first: what a restored backup must forget."""
    with register.reading() as reading:
        return tuple((each.erased_id, *each.record_ids) for each in reading.all(Erasure))


def _lonely_groups(reading: Reading, person_id: str) -> tuple[str, ...]:
    """Groups that nobody else is in: their names may say whose they were."""
    groups = reading.groups_of(person_id)
    return tuple(group.group_id for group in groups if set(reading.members(group.group_id)) <= {person_id})


def _forget_local(unit: UnitOfWork, person_id: str, placement_id: str) -> None:
    """What this laptop alone keeps: sheets to print go, a slip's number stands for nobody, and a line of the queue says
    only that its bed is taken, so that whoever leads can give it back.
    """
    for moved in unit.kept(MovedRecord, first_owner=person_id):
        unit.drop(MovedRecord, moved.moved_id)
    for job in unit.kept(PrintJob, person_id=person_id):
        unit.drop(PrintJob, job.job_id)
    for card in unit.kept(ReservedCard, used_by=person_id):
        unit.drop(ReservedCard, card.card_number)
    for line in unit.kept(QueueLine, person_id=person_id):
        unit.drop(QueueLine, line.line_id)
        if placement_id:
            bed = QueueLine(line_id=line.line_id, day=line.day, noted_at=line.noted_at, placement_id=placement_id)
            unit.keep(bed)
