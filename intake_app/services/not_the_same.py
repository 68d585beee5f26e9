"""Two people who look alike and are not the same: said once by whoever leads, remembered on every desk, taken back.

It is a record like any other: who said it, when and why stands in both people's history. Where one of the two was
joined with somebody since, it is said of whoever stands for them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from intake_app.domain.ids import new_id
from intake_app.domain.records import NotTheSame, Person, User
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.deeds import Deed, may, refuse
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.owners import canonical_id, who_stands
from intake_app.services.reasons import clean_reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake_app.domain.changes import Changes
    from intake_app.domain.person_rows import PersonRow
    from intake_app.services.unit_of_work import Reading, UnitOfWork

DECLARE, TAKE_BACK = "not_the_same", "maybe_the_same"

Pair = tuple[str, str]
"""Two person_ids, the smaller first."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Two people said not to be the same: as lists show them, by whom and when (UTC) it was said first, and why."""

    pair: Pair
    rows: tuple[PersonRow, PersonRow]
    user_name: str
    at: datetime
    reason: str


def pair_of(one: str, other: str) -> Pair:
    """The two as a pair; UserError `one_person` where they are one and the same."""
    if one == other:
        raise UserError("one_person", _("This is one record, not two."), _("Choose two people."))
    return (one, other) if one < other else (other, one)


def declare_different(register: OpenRegister, one: str, other: str, reason: str = "") -> Changes:
    """Say for good that two people are not the same, in one act.

    UserError `person_unknown`, `one_person`, `already_different`, `lead_only`.
    """
    refuse(register.session, Deed.JOIN)
    with register.writing(DECLARE, clean_reason(reason)) as unit:
        first, second = pair_of(*(who_stands(register, unit, each) for each in (one, other)))
        if are_different(unit, first, second):
            raise UserError("already_different", _("This is said of the two already."), _("Go on with the next pair."))
        unit.create(NotTheSame(not_the_same_id=new_id(), person_id_a=first, person_id_b=second))
        return unit.commit()


def declare_within(register: OpenRegister, unit: UnitOfWork, person_id: str, others: Iterable[str]) -> None:
    """Say the same within an act of somebody's recording, of those whom a lead at the desk has called someone else.

    Of whom it is said already, or who is gone meanwhile, nothing is said; and nothing by whom it is not for.
    """
    if not may(register.session, Deed.JOIN):
        return
    for other in sorted({canonical_id(unit, each) for each in others} - {person_id}):
        known = unit.get(Person, other)
        if known is not None and not known.deleted and not are_different(unit, person_id, other):
            first, second = pair_of(person_id, other)
            unit.create(NotTheSame(not_the_same_id=new_id(), person_id_a=first, person_id_b=second))


def take_back(register: OpenRegister, one: str, other: str, reason: str = "") -> Changes:
    """Say no longer that two people are not the same; UserError `not_declared` where nobody said so."""
    refuse(register.session, Deed.JOIN)
    with register.writing(TAKE_BACK, clean_reason(reason)) as unit:
        pair = pair_of(*(canonical_id(unit, each) for each in (one, other)))
        found = [each for each in unit.not_the_same(pair[0]) if _as_now(unit, each) == pair]
        if not found:
            raise UserError("not_declared", _("Nobody says that these two are not the same."), _("Look again."))
        for each in found:
            unit.update(replace(each, deleted=True), unit.heads(each.not_the_same_id))
        return unit.commit()


def are_different(reading: Reading, one: str, other: str) -> bool:
    """Whether two people, or those they are joined with, are said not to be the same."""
    pair = tuple(sorted(canonical_id(reading, each) for each in (one, other)))
    return any(_as_now(reading, each) == pair for each in reading.not_the_same(one))


def different_pairs(reading: Reading) -> frozenset[Pair]:
    """Every pair that is said not to be the same, as of who stands for whom now."""
    return frozenset(pair for each in reading.all(NotTheSame) if (pair := _as_now(reading, each)) is not None)


def list_declared(register: OpenRegister) -> tuple[Declared, ...]:
    """Every pair that is said not to be the same, the newest first; without those of whom one is gone."""
    refuse(register.session, Deed.JOIN)
    with register.reading() as reading:
        day = register.today(centre_of(reading)).isoformat()
        found: dict[Pair, Declared] = {each.pair: each for each in _declared(reading, day)}
    return tuple(sorted(found.values(), key=lambda each: each.at, reverse=True))


def _declared(reading: Reading, day: str) -> Iterator[Declared]:
    users = {user.user_id: user.name for user in reading.all(User)}
    for each in reversed(reading.all(NotTheSame)):  # of several of one pair the oldest is kept
        pair = _as_now(reading, each)
        rows = reading.rows(pair, day) if pair is not None else ()
        made = next(iter(reading.history([each.not_the_same_id])), None)
        if pair is None or made is None or len(rows) != len(pair) or any(row.person.deleted for row in rows):
            continue
        at = datetime.fromtimestamp(made.hlc.ms / 1000, UTC)
        yield Declared(pair, (rows[0], rows[1]), users.get(made.user_id, ""), at, made.reason)


def _as_now(reading: Reading, said: NotTheSame) -> Pair | None:
    """The pair as of now; None where the two were joined all the same."""
    one, other = canonical_id(reading, said.person_id_a), canonical_id(reading, said.person_id_b)
    return None if one == other else (min(one, other), max(one, other))
