"""People who travel together: brought into one party after the desk, found by anybody in it, and parted again.

Each is one act that can be undone. A party has no head, and somebody is in one party at a time; households are left as
they are. What becomes of a child who joins adults, or is left without them, is the one rule of `services.children`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.changes import NO_CHANGES, Changes
from intake_app.domain.records import Person
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded
from intake_app.services.children import look_around, say_why_together, settle_children
from intake_app.services.groups import create_party, enter_group, leave_parties, mark_party_in_queue, party_of
from intake_app.services.reasons import clean_reason
from intake_app.services.searches import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intake_app.services.children import Released
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.unit_of_work import Reading, UnitOfWork

JOIN, LEAVE = "join_party", "leave_party"
_LOOKED_AT = 200
"""People found by a text whose parties are looked at."""


@dataclass(frozen=True, slots=True)
class Party:
    """A party and its people who are not hidden, in the order they joined."""

    group_id: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """What became of it: the party (empty where somebody has left theirs) and everybody in it now (ids).

    `released` are children who were held until now; `held` are children left without an adult, whom the lead must see.
    """

    group_id: str = ""
    people: tuple[str, ...] = ()
    released: tuple[Released, ...] = ()
    held: tuple[str, ...] = ()
    changes: Changes = NO_CHANGES


def bring_together(
    register: OpenRegister, person_ids: Sequence[str], *, group_id: str = "", with_person: str = "", reason: str = ""
) -> Together:
    """Let people travel in one party, in one act; who is in another party leaves it, the others of it stay there.

    It is the party `group_id`, or the one of `with_person`, who begins one where they are in none; without either the
    party that most of them are in already, the oldest of several, else a new one. A child with an adult now is held no
    longer, and one who was left without is. UserError, and nothing changed, where fewer than two would be together
    (`party_of_one`), where they are one party already, where somebody is not recorded, or guarded.
    """
    people = tuple(dict.fromkeys([*([with_person] if with_person else []), *person_ids]))
    why = clean_reason(reason) or _say_why(register, people, group_id, with_person)
    with register.writing(JOIN, why) as unit:
        for person_id in people:
            _check(register, unit, person_id)
        target = _find_target(unit, people, group_id, with_person)
        here = set(unit.members(target)) if target else set()
        if len(here | set(people)) < 2:
            raise UserError("party_of_one", _("One person alone is no party."), _("Choose whom they belong to."))
        if here >= set(people):
            raise UserError("party_already", _("They are one party already."), _("Nothing is to be changed."))
        target = target or create_party(unit)
        before = look_around(register, unit, [*people, *here])
        for person_id in people:
            _move_into(unit, person_id, target)
        settled = settle_children(register, unit, before)
        members, changes = unit.members(target), unit.commit()
    return Together(target, members, settled.released, settled.held, changes)


def leave_party(register: OpenRegister, person_id: str, reason: str = "") -> Together:
    """Take somebody out of their party, in one act; UserError `in_no_party`, `person_unknown`, `guarded`."""
    with register.writing(LEAVE, clean_reason(reason)) as unit:
        _check(register, unit, person_id)
        if not party_of(unit, person_id):
            raise UserError("in_no_party", _("This person is in no party."), _("Open the person again."))
        before = look_around(register, unit, [person_id])
        _move_into(unit, person_id, "")
        settled = settle_children(register, unit, before)
        changes = unit.commit()
    return Together("", (), settled.released, settled.held, changes)


def find_parties(register: OpenRegister, text: str, most: int) -> tuple[Party, ...]:
    """The parties of those whom a name, a card or anything else finds, best first; at most `most`."""
    with register.reading() as reading:
        found: dict[str, Party] = {}
        rows = [hit.row_no for hit in search(register, reading, text, _LOOKED_AT)]
        person_ids = reading.person_ids_of(rows)
        for row_no in rows:
            group_id = party_of(reading, person_ids[row_no])
            if group_id and group_id not in found:
                found[group_id] = _party(reading, group_id)
            if len(found) == most:
                break
    return tuple(found.values())


def read_party(register: OpenRegister, group_id: str) -> Party:
    """A party by its id; nobody is in one that is unknown."""
    with register.reading() as reading:
        return _party(reading, group_id)


def _check(register: OpenRegister, reading: Reading, person_id: str) -> None:
    person = reading.get(Person, person_id)
    if person is None or person.deleted:
        raise UserError("person_unknown", _("This person is not recorded here."), _("Search by name."))
    refuse_guarded(register.session, person)


def _find_target(reading: Reading, people: Iterable[str], group_id: str, with_person: str) -> str:
    if group_id or with_person:
        return group_id or party_of(reading, with_person)
    counted = Counter(filter(None, (party_of(reading, person_id) for person_id in people)))
    # Ids are in the order of time: of two parties with as many of them the older one stays.
    return min(counted, key=lambda party: (-counted[party], party), default="")


def _say_why(register: OpenRegister, people: Sequence[str], group_id: str, with_person: str) -> str:
    """The reason where nobody typed one: that it ends the hold of a child."""
    with register.reading() as reading:
        target = _find_target(reading, people, group_id, with_person)
        everybody = dict.fromkeys([*people, *(reading.members(target) if target else ())])
    return say_why_together(register, tuple(everybody))


def _move_into(unit: UnitOfWork, person_id: str, target: str) -> None:
    """Out of every other party, and into this one; an empty one is none."""
    leave_parties(unit, person_id, target)
    if target:
        enter_group(unit, person_id, target)
    mark_party_in_queue(unit, person_id)


def _party(reading: Reading, group_id: str) -> Party:
    people = (reading.get(Person, person_id) for person_id in reading.members(group_id))
    return Party(group_id, tuple(person for person in people if person is not None and not person.deleted))
