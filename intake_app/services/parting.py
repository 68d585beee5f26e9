"""Taking back that records were joined, and doing it again: both leave everything with whom it belongs to.

Parting brings both records back as they were. What was changed again after the joining stays as it was corrected, and
what was recorded after it stays with the one that stayed; a bed that is somebody else's by now is lost, and that is
said. Joining again is refused where both have had something new since that a person has once only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.changes import Changes, fold
from intake_app.domain.joined_people import MERGE
from intake_app.domain.records import Card, Group, GroupMember, Person, Placement, id_of, record_from
from intake_app.domain.reversal import UNDO, Obstacle
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.services.access import refuse_guarded
from intake_app.services.children import hold_newly_alone, look_around
from intake_app.services.merging import is_whole, refresh_papers
from intake_app.services.not_the_same import are_different
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.owners import canonical_id, settle_owners
from intake_app.services.placements import open_placements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intake_app.domain.changes import Change
    from intake_app.domain.reversal import Reversal
    from intake_app.services.unit_of_work import Reading, UnitOfWork

SETTLED = frozenset({"person_id"})
"""Whose a record is follows from who is joined with whom; an undo does not set it back by itself."""


@dataclass(frozen=True, slots=True)
class Undone(Changes):
    """What an undo touched; `kept` are fields that stay because they were changed again since, and `is_bed_lost` says
    that a bed is somebody else's by now.
    """

    kept: tuple[str, ...] = ()
    is_bed_lost: bool = False


def is_joining(reading: Reading, act: Change) -> bool:
    """Whether an act joined records, or took that back, or did it again."""
    if act.act_kind != UNDO:
        return act.act_kind == MERGE
    undone = reading.changes_of_act(act.reason)
    return bool(undone) and is_joining(reading, undone[0])


def joined_since(reading: Reading, act: Change, found: Iterable[Reversal]) -> Obstacle | None:
    """What stands in the way where somebody whom an act changed is put away in another record by now.

    An act that joined records is in nobody's way itself: only a joining that came after it is.
    """
    for reversal in found:
        person = reading.get(Person, reversal.record_id) if reversal.table == "person" else None
        if person is None or not person.merged_into:
            continue
        into = person.merged_into
        if not is_joining(reading, act):
            return Obstacle("joined", "person", person.person_id)
        stays = reading.get(Person, into) if act.act_kind == MERGE else None
        if stays is not None and stays.merged_into:
            return Obstacle("joined", "person", into)
    return None


def refuse_joined() -> UserError:
    """That a newer joining stands in the way."""
    return UserError(
        "undo_joined",
        _("It cannot be undone: the record was joined with another since."),
        _("Undo the newer joining first."),
    )


def set_back(unit: UnitOfWork, reversal: Reversal) -> Any:
    """Write the earlier values; answers the record as it is then."""
    folded = fold(unit.history([reversal.record_id]))
    record = record_from(reversal.table, reversal.record_id, {**folded.values, **reversal.values})
    unit.update(record, folded.heads)
    return record


def part(register: OpenRegister, unit: UnitOfWork, found: Sequence[Reversal]) -> tuple[tuple[str, ...], bool]:
    """Within an undo: both records as they were; answers the fields that stay, and whether a bed was lost.

    A child who joined since, and whose only adult goes with it, is held. UserError `undo_joined` where a newer joining
    has decided on what would come back.
    """
    before = look_around(register, unit, [each.record_id for each in found if each.table == "person"])
    records, people = _set_all_back(register, unit, found)
    is_bed_lost = False
    for reversal, record in zip(found, records, strict=True):
        if reversal.values and isinstance(record, Placement | Card | GroupMember):
            is_lost = _stay_over(unit, record, register.today(centre_of(unit)).isoformat())
            if is_lost and len(unit.joined_with(record.person_id)) > 1:
                raise refuse_joined()
            is_bed_lost |= is_lost and isinstance(record, Placement)
    hold_newly_alone(register, unit, before)
    refresh_papers(register, unit, people)
    return tuple(dict.fromkeys(name for reversal in found for name in reversal.kept)), is_bed_lost


def join_again(register: OpenRegister, unit: UnitOfWork, found: Sequence[Reversal]) -> None:
    """Within an undo of a parting: joined as before; UserError `undo_joined_anew` where that cannot be by itself."""
    people = sorted({reversal.record_id for reversal in found if reversal.table == "person"})
    are_two = any(are_different(unit, one, other) for one in people for other in people if one < other)
    _records, joined = _set_all_back(register, unit, found)
    stay = sorted({canonical_id(unit, person_id) for person_id in people})
    is_gone = any((person := unit.get(Person, each)) is None or person.deleted for each in stay)
    if are_two or is_gone or not all(is_whole(unit, person_id) for person_id in stay):
        raise UserError(
            "undo_joined_anew",
            _("They cannot be joined again as before: too much has changed since."),
            _("Compare the two records, and join them anew."),
        )
    refresh_papers(register, unit, joined)


def _set_all_back(
    register: OpenRegister, unit: UnitOfWork, found: Sequence[Reversal]
) -> tuple[list[Any], tuple[str, ...]]:
    """The records as they are then, and everybody who was joined before it or is since."""
    asked = [reversal.record_id for reversal in found if reversal.table == "person"]
    people = {each for person_id in asked for each in unit.joined_with(person_id)}
    records = [set_back(unit, reversal) for reversal in found]
    people |= {each for person_id in asked for each in unit.joined_with(person_id)}
    for person_id in people:
        if (person := unit.get(Person, person_id)) is not None:
            refuse_guarded(register.session, person)
    settle_owners(unit, sorted(people))
    return [unit.get(type(record), id_of(record)) for record in records], tuple(sorted(people))


def _stay_over(unit: UnitOfWork, record: Placement | Card | GroupMember, day: str) -> bool:
    """Leave what came back over, where somebody else has it by now, or its person another; answers whether it is so."""
    if isinstance(record, Placement):
        if record.deleted or record.ends_on or (_has_room(unit, record, day) and _has_one_bed(unit, record)):
            return False
        unit.update(replace(record, ends_on=max(day, record.starts_on)), unit.heads(record.placement_id))
    elif isinstance(record, Card):
        if record.deleted or record.voided_on or is_whole(unit, record.person_id):
            return False
        unit.update(replace(record, voided_on=day), unit.heads(record.card_id))
    else:
        group = unit.get(Group, record.group_id)
        if record.deleted or (group is not None and is_whole(unit, record.person_id)):
            return False
        unit.update(replace(record, deleted=True), unit.heads(record.group_member_id))
    return True


def _has_room(unit: UnitOfWork, bed: Placement, day: str) -> bool:
    return any(place.place_id == bed.place_id and taken <= place.capacity for place, taken in unit.occupancy(day))


def _has_one_bed(unit: UnitOfWork, bed: Placement) -> bool:
    return len(open_placements(unit, bed.person_id)) == 1
