"""Joining records of one person: one act, which loses nothing and can be taken back at any time.

The record that was made first stays, with the values that whoever leads has chosen; the others are put away
(`merged_into`, and out of every list as who was hidden), and what belongs to them goes along (`services.owners`). A
name that was not taken is kept among the other names. What somebody has once only is sorted out by the same choice: a
bed, a card in use, a party; a paper, a stay, a membership and a need that stand in both are kept once. What is recorded
after the joining stays with the one that stayed.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.changes import NO_CHANGES, Changes
from intake_app.domain.joined_people import MERGE
from intake_app.domain.local_records import QueueLine
from intake_app.domain.name_keys import fold_tokens
from intake_app.domain.names import LONGEST_NAME
from intake_app.domain.records import PARTY, Card, Document, GroupMember, Need, Placement, id_of
from intake_app.domain.search_terms import document_key
from intake_app.domain.stays import has_ended
from intake_app.domain.tonight import CHILD_ALONE
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.children import look_around, settle_children
from intake_app.services.comparisons import BED, CARD, PERSON_CHOICES, STAY_CHOICES, read_comparison
from intake_app.services.groups import leave_parties, mark_party_in_queue, parties_of
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.owners import settle_owners
from intake_app.services.placements import current_stay, end_placements, open_placements
from intake_app.services.print_queue import outdate_sheets
from intake_app.services.reasons import clean_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.domain.changes import Heads
    from intake_app.domain.records import Person
    from intake_app.services.comparisons import Comparison
    from intake_app.services.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, slots=True)
class Joining:
    """What was decided about records that are of one person.

    `taken` names for fields (`comparisons.PERSON_CHOICES`, `STAY_CHOICES`) the person whose value is taken, `kept` for
    kinds of rivals the record that stays; what is not named is as a comparison proposes it. `seen` are the heads of
    the comparison that was decided on.
    """

    people: tuple[str, ...]
    seen: Mapping[str, Heads]
    taken: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """The one who stays, with the card in use; `is_held` where bed and sheet wait for the lead."""

    person_id: str
    card_number: str
    is_held: bool = False
    changes: Changes = NO_CHANGES


def merge_people(register: OpenRegister, joining: Joining) -> Joined:
    """Join records of one person in one act of kind `merge_people`, durable when this returns.

    UserError, and nothing changed: `changed_meanwhile` where anything of them was changed since `joining.seen`,
    `said_different`, `person_unknown`, `one_person`, `guarded`, `lead_only`.
    """
    with register.writing(MERGE, clean_reason(joining.reason)) as unit:
        found = read_comparison(register, unit, joining.people)
        _refuse_stale(found, joining)
        stays, day = found.people[0], register.today(centre_of(unit)).isoformat()
        before = look_around(register, unit, found.people)
        _take_values(unit, found, joining)
        for kind, sort_out in _RIVALS.items():
            if kind in found.rivals:
                kept = joining.kept.get(kind, found.rivals[kind][0].record_id)
                sort_out(unit, found.people, kept, day)
        _keep_once(unit, found.people, day)
        settle_owners(unit, found.people)
        _settle_bed(unit, stays, day)
        settle_children(register, unit, before)
        is_held = is_child_held(unit, stays)
        refresh_papers(register, unit, [stays])
        cards = [card.card_number for card in unit.of_person(Card, stays) if not card.voided_on]
        changes = unit.commit()
    return Joined(stays, cards[-1] if cards else "", is_held, changes)


def refresh_papers(register: OpenRegister, unit: UnitOfWork, people: Iterable[str]) -> None:
    """Mark the sheets of people as outdated where they say something else now, and their lines of the night."""
    for person_id in people:
        outdate_sheets(register, unit, person_id)
        mark_party_in_queue(unit, person_id)
        urgent = [need.need_code for need in unit.of_person(Need, person_id) if not need.met_on]
        for line in unit.kept(QueueLine, person_id=person_id):
            code = line.need_code if line.need_code in urgent else next(iter(urgent), "")
            unit.keep(replace(line, need_code=CHILD_ALONE if CHILD_ALONE in urgent else code))


def is_child_held(reading: Reading, person_id: str) -> bool:
    """Whether bed and sheet of somebody wait for the shift lead."""
    needs = reading.of_person(Need, person_id)
    return any(need.need_code == CHILD_ALONE and not need.met_on for need in needs)


def is_whole(reading: Reading, person_id: str) -> bool:
    """Whether somebody has at most one open bed, card in use and party."""
    cards = [card for card in reading.of_person(Card, person_id) if not card.voided_on]
    return max(len(open_placements(reading, person_id)), len(cards), len(parties_of(reading, person_id))) <= 1


def _refuse_stale(found: Comparison, joining: Joining) -> None:
    if found.are_different:
        raise UserError(
            "said_different",
            _("It was said that these are not the same person."),
            _("Take that back first, under \u201cNot the same\u201d."),
        )
    if found.seen != joining.seen:
        raise UserError(
            "changed_meanwhile",
            _("One of the records was changed meanwhile, so nothing was joined."),
            _("Look at them once more."),
        )


def _take_values(unit: UnitOfWork, found: Comparison, joining: Joining) -> None:
    """Write what was chosen into the record that stays, and put the others away."""
    people = [file.person for file in found.files]
    values = _chosen(found, joining, PERSON_CHOICES)
    born = found.taken_from("birth_date", joining.taken)
    values |= {
        "birth_date_estimated": people[born].birth_date_estimated,
        "guarded": any(each.guarded for each in people),
    }
    stays = replace(people[0], **values)
    unit.update(replace(stays, other_names=_other_names(stays, people)), unit.heads(stays.person_id))
    for person in people[1:]:
        gone = replace(person, merged_into=people[0].person_id, deleted=True)
        unit.update(gone, unit.heads(person.person_id))
    if found.has_one_stay:
        _keep_one(unit, [current_stay(unit, each) for each in found.people], _chosen(found, joining, STAY_CHOICES))


def _other_names(stays: Person, people: Sequence[Person]) -> str:
    """The other names of who stays, with each name that was not taken: whoever knows them by it still finds them."""
    said = stays.other_names
    known = {*fold_tokens(said, *(getattr(stays, name) for name in _NAMES))}
    for person in people:
        for names in (_NAMES[:3], _NAMES[3:]):
            name = " ".join(filter(None, (getattr(person, each) for each in names)))
            if set(fold_tokens(name)) - known and len(said) + len(name) + 2 <= LONGEST_NAME:
                said = f"{said}, {name}" if said else name
                known |= {*fold_tokens(name)}
    return said


_NAMES = ("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin")


def _chosen(found: Comparison, joining: Joining, names: Sequence[str]) -> dict[str, Any]:
    return {
        each.name: each.values[found.taken_from(each.name, joining.taken)]
        for each in found.choices
        if each.name in names
    }


def _keep_one(unit: UnitOfWork, records: Sequence[Any], values: Mapping[str, Any]) -> None:
    """The first of several records of one thing, with these values; the others go."""
    first, *others = records
    unit.update(replace(first, **values), unit.heads(id_of(first)))
    for other in others:
        unit.update(replace(other, deleted=True), unit.heads(id_of(other)))


def _keep_bed(unit: UnitOfWork, people: Sequence[str], kept: str, day: str) -> None:
    for placement in _all(unit, Placement, people):
        if not placement.ends_on and placement.placement_id != kept:
            unit.update(replace(placement, ends_on=max(day, placement.starts_on)), unit.heads(placement.placement_id))


def _keep_card(unit: UnitOfWork, people: Sequence[str], kept: str, day: str) -> None:
    for card in _all(unit, Card, people):
        if not card.voided_on and card.card_id != kept:
            unit.update(replace(card, voided_on=day), unit.heads(card.card_id))


def _keep_party(unit: UnitOfWork, people: Sequence[str], kept: str, _day: str) -> None:
    for person_id in people:
        leave_parties(unit, person_id, kept)


def _settle_bed(unit: UnitOfWork, person_id: str, day: str) -> None:
    """Who has left has no bed, and who has one sleeps here."""
    stay = current_stay(unit, person_id)
    if stay is None or not open_placements(unit, person_id):
        return
    if has_ended(stay):
        end_placements(unit, person_id, day)
    elif stay.sleeps != "here":
        unit.update(replace(stay, sleeps="here"), unit.heads(stay.stay_id))


_RIVALS = {BED: _keep_bed, CARD: _keep_card, PARTY: _keep_party}


def _keep_once(unit: UnitOfWork, people: Sequence[str], day: str) -> None:
    """What stands in several of the records: a membership, an open need and a paper are kept once, a bed too."""
    for members in _alike(_all(unit, GroupMember, people), lambda each: each.group_id):
        _keep_one(unit, members, {"role": next((each.role for each in members if each.role), "")})
    needs = [need for need in _all(unit, Need, people) if not need.met_on]
    for alike in _alike(needs, lambda each: each.need_code):
        _keep_one(unit, alike, {})
    for papers in _alike(_all(unit, Document, people), lambda each: document_key(each.document_number)):
        _keep_papers(unit, papers)
    beds = [bed for bed in _all(unit, Placement, people) if not bed.ends_on]
    for alike in _alike(beds, lambda each: each.place_id):
        _keep_bed(unit, people, alike[0].placement_id, day)


def _keep_papers(unit: UnitOfWork, papers: Sequence[Document]) -> None:
    """One paper recorded twice, by number, kind and country as far as each is known: the fuller stays, and what only
    the other says is added to it.
    """
    first, *others = sorted(papers, key=lambda each: (each.as_told, -_said(each), each.document_id))
    same = [each for each in others if all(_agree(first, each, name) for name in ("document_type", "document_country"))]
    values = {
        name: next((value for each in (first, *same) if (value := getattr(each, name))), "") for name in _PAPER_FIELDS
    }
    if same:
        _keep_one(unit, [first, *same], values)


_PAPER_FIELDS = ("document_type", "document_country", "issued_on", "expires_on", "issuing_authority", "mrz")


def _said(document: Document) -> int:
    return sum(bool(getattr(document, name)) for name in _PAPER_FIELDS)


def _agree(one: Document, other: Document, name: str) -> bool:
    values = {getattr(one, name), getattr(other, name)} - {""}
    return len(values) <= 1


def _all(reading: Reading, kind: type[Any], people: Sequence[str]) -> list[Any]:
    return [record for person_id in people for record in reading.of_person(kind, person_id)]


def _alike(records: Sequence[Any], key: Any) -> list[list[Any]]:
    """Those that several records share a key with; an empty key is shared by nobody."""
    groups: dict[str, list[Any]] = {}
    for record in records:
        if found := key(record):
            groups.setdefault(found, []).append(record)
    return [each for each in groups.values() if len(each) > 1]
