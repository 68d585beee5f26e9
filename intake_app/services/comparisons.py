"""Records side by side before they are joined: where they differ, what would move along, what can be there only once.

What is proposed is the fuller of two values, else the newer. The heads that stand in a comparison are what whoever
looks at it has seen: joining is refused once they are not those of the register any more.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intake_app.domain.audit import AuditKind
from intake_app.domain.records import PARTY, PERSONAL_TABLES, Placement, id_of, table_of
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.deeds import Deed, refuse
from intake_app.services.not_the_same import are_different
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.owners import who_stands
from intake_app.services.people import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.changes import Heads
    from intake_app.domain.records import Stay
    from intake_app.services.people import PersonFile
    from intake_app.services.unit_of_work import Reading

PERSON_CHOICES = (
    *("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin", "other_names", "sex"),
    *("birth_date", "birth_place", "citizenship", "languages", "phone", "messenger", "emergency_contact"),
)
"""What is chosen field by field; whether it is an estimate goes with a birth date. Guarded is who is so in one."""
STAY_CHOICES = ("entered_on", "entry_point", "arrived_on", "sleeps", "intention", "destination")
"""What is chosen of a stay that both records tell of."""
BED, CARD = "bed", "card"
_FOLLOWS = {"family_name_latin": "family_name", "given_name_latin": "given_name"}
"""A name in Latin letters is mostly made from the name, so it comes from the same record; from the one that has it in
Latin letters only where there is one: there it was read from a paper.
"""


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One field as each record has it; `proposed` is the number of the record whose value is taken by itself."""

    name: str
    values: tuple[Any, ...]
    proposed: int = 0

    @property
    def differs(self) -> bool:
        """Whether the records say different things; an empty value is one too."""
        return any(value != self.values[0] for value in self.values)


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several of which a person has one: an open bed, a card in use, a party. `words` is what it is called."""

    kind: str
    record_id: str
    owner: str
    words: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several records as they are, the one that stays first.

    `rivals` holds for each kind those of which one can stay, the proposed one first; `moves` how many records of each
    table go along. `seen` are the heads of everything that belongs to them. `are_different`: somebody said that they
    are not the same person, and they cannot be joined until that is taken back.
    """

    files: tuple[PersonFile, ...]
    choices: tuple[FieldChoice, ...]
    rivals: Mapping[str, tuple[Rival, ...]]
    moves: Mapping[str, int]
    seen: Mapping[str, Heads] = field(default_factory=dict)
    has_one_stay: bool = False
    are_different: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        """Their ids, of the one that stays first."""
        return tuple(file.person.person_id for file in self.files)

    def taken_from(self, name: str, taken: Mapping[str, str]) -> int:
        """The number of the record whose value of a field is taken, where `taken` names people for some fields."""
        if name in taken:
            return self.people.index(taken[name])
        choice = self._choice_of(name)
        if name not in _FOLLOWS:
            return choice.proposed
        own = self._choice_of(_FOLLOWS[name]).values
        spelled = (at for at, value in enumerate(choice.values) if value and not own[at])
        followed = self.taken_from(_FOLLOWS[name], taken)
        return next(spelled, followed if choice.values[followed] else choice.proposed)

    def _choice_of(self, name: str) -> FieldChoice:
        return next(each for each in self.choices if each.name == name)


def compare_records(register: OpenRegister, person_ids: Sequence[str]) -> Comparison:
    """People side by side, as the register has them now.

    UserError `person_unknown`, `one_person`, `guarded`, or `lead_only` where it is not this role's.
    """
    refuse(register.session, Deed.JOIN)
    with register.reading() as reading:
        comparison = read_comparison(register, reading, person_ids)
    register.witness(AuditKind.VIEW, *comparison.people, detail="compared")
    return comparison


def read_comparison(register: OpenRegister, reading: Reading, person_ids: Sequence[str]) -> Comparison:
    """The same within a reading."""
    people = sorted({who_stands(register, reading, person_id) for person_id in person_ids})
    if len(people) < 2:
        raise UserError("one_person", _("This is one record, not two."), _("Choose two people."))
    centre = centre_of(reading)
    rules, today = register.rules(centre), register.today(centre)
    files = tuple(read_file(reading, person_id, rules, today) for person_id in people)
    told = _Told(reading)
    has_one_stay = _is_one_stay([file.stay for file in files])
    choices = [_choice(name, [file.person for file in files], told) for name in PERSON_CHOICES]
    if has_one_stay:
        choices += [_choice(name, [file.stay for file in files], told) for name in STAY_CHOICES]
    return Comparison(
        files=files,
        choices=tuple(choices),
        rivals={kind: found for kind, found in _rivals(reading, files).items() if len(found) > 1},
        moves=_moves(reading, people[1:]),
        seen=heads_of(reading, people),
        has_one_stay=has_one_stay,
        are_different=any(are_different(reading, a, b) for a in people for b in people if a < b),
    )


def heads_of(reading: Reading, people: Sequence[str]) -> dict[str, Heads]:
    """The heads of everything that belongs to these people: two that are equal say that nothing was changed."""
    ids = dict.fromkeys(each for person_id in people for each in reading.related_ids(person_id))
    return {record_id: reading.heads(record_id) for record_id in ids}


class _Told:
    """When each field of a record was said last."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[str, dict[str, tuple[int, int]]] = {}

    def at(self, record: object, name: str) -> tuple[int, int]:
        """The clock of the last change of it; zero where it was never said."""
        record_id = id_of(record)
        if record_id not in self._known:
            changes = self._reading.history([record_id])
            self._known[record_id] = {each: change.hlc for change in changes for each in change.patch}
        return self._known[record_id].get(name, (0, 0))


def _choice(name: str, records: Sequence[Any], told: _Told) -> FieldChoice:
    values = tuple(getattr(record, name) for record in records)
    ranks = [(_fullness(record, name), told.at(record, name), -number) for number, record in enumerate(records)]
    return FieldChoice(name, values, max(range(len(records)), key=ranks.__getitem__))


def _fullness(record: Any, name: str) -> tuple[int, int]:
    """How much a value says: a whole date more than a year, two languages more than one, any name more than none."""
    value = getattr(record, name)
    if name == "birth_date":
        return len(value), not record.birth_date_estimated
    return (len(value), 0) if name == "languages" else (bool(value), 0)


def _is_one_stay(stays: Sequence[Stay | None]) -> bool:
    """Whether the current stays are one that was recorded twice: entered on the same day as far as is known, and both
    going on, or both over on the same day.
    """
    known = [stay for stay in stays if stay is not None]
    entered = {stay.entered_on for stay in known} - {""}
    over = {(stay.departed_on, stay.departure) for stay in known}
    return len(known) == len(stays) and len(entered) <= 1 and len(over) == 1


def _rivals(reading: Reading, files: Sequence[PersonFile]) -> dict[str, tuple[Rival, ...]]:
    found: dict[str, list[tuple[Any, Rival]]] = {BED: [], CARD: [], PARTY: []}
    for file in files:
        who = file.person.person_id
        for placement, place in file.placements:
            if not placement.ends_on:
                newest = (placement.starts_on, placement.placement_id)
                found[BED].append((newest, Rival(BED, placement.placement_id, who, place)))
        for card in file.cards:
            if not card.voided_on:
                found[CARD].append(((card.given_on, card.card_id), Rival(CARD, card.card_id, who, card.card_number)))
        for group, members in file.groups:
            if group.kind == PARTY and group.group_id not in {rival.record_id for _rank, rival in found[PARTY]}:
                largest = (len(set(members)), group.group_id)
                found[PARTY].append((largest, Rival(PARTY, group.group_id, who, str(len(set(members))))))
    found[BED] = _without_twins(reading, found[BED])
    return {
        kind: tuple(rival for _rank, rival in sorted(each, key=lambda ranked: ranked[0], reverse=True))
        for kind, each in found.items()
    }


def _without_twins(reading: Reading, beds: list[tuple[Any, Rival]]) -> list[tuple[Any, Rival]]:
    """One of those in the same place: between them nothing is to be chosen."""
    by_place: dict[str, tuple[Any, Rival]] = {}
    for rank, rival in beds:
        placement = reading.get(Placement, rival.record_id)
        if placement is not None:
            by_place.setdefault(placement.place_id, (rank, rival))
    return list(by_place.values())


def _moves(reading: Reading, people: Sequence[str]) -> dict[str, int]:
    counts = dict.fromkeys(PERSONAL_TABLES, 0)
    for person_id in people:
        for record in reading.belongings(person_id):
            if not record.deleted:
                counts[table_of(type(record))] += 1
    return {table: count for table, count in counts.items() if count}
