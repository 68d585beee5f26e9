"""Undo of an act: every field it wrote goes back to what it was, as one new act that can be undone itself.

Who may: whoever did it, on the same day or in the same night at the centre; everything else is the shift lead's
(`access.may_take_back`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from intake_app.domain.joined_people import MERGE
from intake_app.domain.records import RECORD_TYPES, Group, GroupMember, Person, Placement, Stay, User
from intake_app.domain.reversal import UNDO, Obstacle, Reversal, reverse_act
from intake_app.domain.tonight import night_began
from intake_app.errors import UserError
from intake_app.i18n import _
from intake_app.messages import field_label, say_word
from intake_app.services.access import may_take_back, refuse_guarded
from intake_app.services.deeds import refuse_act
from intake_app.services.groups import mark_party_in_queue
from intake_app.services.open_register import OpenRegister, centre_of
from intake_app.services.parting import (
    SETTLED,
    Undone,
    is_joining,
    join_again,
    joined_since,
    part,
    refuse_joined,
    set_back,
)
from intake_app.services.placements import open_placements
from intake_app.services.print_queue import outdate_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from datetime import date

    from intake_app.domain.changes import Change
    from intake_app.domain.roles import Session
    from intake_app.services.unit_of_work import Reading, UnitOfWork

FINAL_KINDS = frozenset(
    {"found_centre", "export", "backup", "restore", "merge", "user_add", "user_role", "user_revoke"}
)
"""Acts whose effect lies outside the register, or beneath it; and who may what, which only a manager changes."""
_FORGETTING = frozenset({"erase", "erase_again", "anonymise"})


def undo_act(register: OpenRegister, act_id: str) -> Undone:
    """Set back every field that an act wrote, in one new act of kind `undo` whose reason is the act's id.

    A record that the act made becomes deleted. Undoing an undo does the act again. UserError, and nothing changed,
    where a later act changed one of the fields or recorded something that hangs on what would go; where the act is
    undone already; where its kind cannot be taken back; where a bed it would give back is somebody else's by now;
    and `undo_not_yours`, `undo_not_today`, `guarded` where it is the shift lead's to do. Records that were joined are
    parted at any time (`services.parting`): what was changed again since stays, and is named.
    """
    with register.writing(UNDO, act_id) as unit:
        found = plan_undo(unit, act_id)
        if isinstance(found, Obstacle):
            raise refusal_of(found)
        act = unit.changes_of_act(act_id)[0]
        if refusal := refusal_for(register, unit, act):
            raise refusal
        kept: tuple[str, ...] = ()
        is_bed_lost = False
        if act.act_kind == MERGE:
            kept, is_bed_lost = part(register, unit, found)
        elif is_joining(unit, act):
            join_again(register, unit, found)
        else:
            _take_back(register, unit, found)
        changes = unit.commit()
    return Undone(changes.act_id, changes.tables, changes.record_ids, kept, is_bed_lost)


def plan_undo(
    reading: Reading, act_id: str, known: Mapping[str, Sequence[Change]] | None = None
) -> tuple[Reversal, ...] | Obstacle:
    """What an undo would set back, or what stands in its way (beds apart, which are looked at when it is done).

    `known` holds changes by record that were read already. Codes beside those of `domain.reversal`: `final`,
    `has_records` (something recorded later belongs to what would go), `came_back` (somebody who had left has another
    stay since), `joined` (records were joined since, which put one of it away or
    changed it), `newer_program`, `erased` (it took somebody out of the register, or those whom it changed were
    taken out; of an act that changed others too, these are set back, but of joined records none without the other).
    """
    own = reading.changes_of_act(act_id)
    is_of_joined = bool(own) and is_joining(reading, own[0])
    if obstacle := _never(own, any if is_of_joined else all):
        return obstacle
    record_ids = dict.fromkeys(change.record_id for change in own if not change.is_erased)  # of the others the rest
    known = known or {}
    histories = {each: known[each] if each in known else reading.history([each]) for each in record_ids}
    is_parting = is_of_joined and own[0].act_kind == MERGE
    found = reverse_act(act_id, histories, keeps_newer=is_parting, without=SETTLED if is_of_joined else frozenset())
    if isinstance(found, Obstacle):
        is_of_joining = found.code == "changed_since" and found.change is not None and is_joining(reading, found.change)
        return replace(found, code="joined") if is_of_joining else found
    in_the_way = joined_since(reading, own[0], found) or (None if is_of_joined else _came_back(reading, own[0], found))
    return in_the_way or _recorded_later(reading, found, record_ids) or found


def _never(own: Sequence[Change], is_gone: Callable[[Iterable[bool]], bool]) -> Obstacle | None:
    """Why an act is never taken back, whatever was done since."""
    if own and own[0].act_kind in FINAL_KINDS:
        return Obstacle("final", change=own[0])
    if own and (own[0].act_kind in _FORGETTING or is_gone(change.is_erased for change in own)):
        return Obstacle("erased", change=own[0])
    strange = next((change for change in own if change.table not in RECORD_TYPES), None)
    return Obstacle("newer_program", strange.table, strange.record_id, change=strange) if strange else None


def _recorded_later(reading: Reading, found: Iterable[Reversal], record_ids: Collection[str]) -> Obstacle | None:
    for reversal in found:
        if reversal.was_created and reversal.values:
            for table, record_id in reading.dependants(reversal.table, reversal.record_id):
                if record_id not in record_ids:
                    made = next(iter(reading.history([record_id])), None)
                    return Obstacle("has_records", table, record_id, change=made)
    return None


def _came_back(reading: Reading, act: Change, found: Iterable[Reversal]) -> Obstacle | None:
    """A stay that would go on again while another was recorded since the act: nobody who left and came back has two."""
    for reversal in found:
        stay = reading.get(Stay, reversal.record_id) if reversal.table == "stay" else None
        if stay is None or not _goes_on_again(reversal):
            continue
        for other in reading.of_person(Stay, stay.person_id):
            made = next(iter(reading.history([other.stay_id])), None)
            if other.stay_id != stay.stay_id and made is not None and made.hlc > act.hlc:
                return Obstacle("came_back", reversal.table, reversal.record_id)
    return None


def _goes_on_again(reversal: Reversal) -> bool:
    """Whether a stay that had ended, or was deleted, is one that goes on after this."""
    ends = ("deleted", "departed_on", "departure")
    return bool(set(ends) & set(reversal.values)) and not any(reversal.values.get(name) for name in ends)


def refusal_for(register: OpenRegister, reading: Reading, change: Change) -> UserError | None:
    """Why this session may not take back the act of a change, and whom to ask; None where it may."""
    session, centre = register.session, centre_of(reading)
    moment = datetime.fromtimestamp(change.hlc.ms / 1000, UTC)
    day = moment.astimezone(ZoneInfo(centre.time_zone)).date()
    # An act that bears a later day was stamped by a clock that was ahead: it was still done now. A train that came at
    # 23:50 is still being typed after midnight.
    began = night_began(register.clock.now(), centre.time_zone)
    is_of_today = day >= register.today(centre) or moment >= began
    if may_take_back(session, done_by=change.user_id, is_of_today=is_of_today):
        return _refusal_to_do(session, change.act_kind)
    if change.user_id == session.user_id:
        told = _("You did this on an earlier day, so you cannot undo it.")
        return UserError("undo_not_today", told, _("Ask the shift lead."))
    user = reading.get(User, change.user_id)
    if user is None:
        return UserError("undo_not_yours", _("Somebody else did this."), _("Ask the shift lead."))
    told = _("{who} did this, so you cannot undo it.").format(who=user.name)
    return UserError("undo_not_yours", told, _("Ask {who}, or the shift lead.").format(who=user.name))


def _refusal_to_do(session: Session, act_kind: str) -> UserError | None:
    """Nobody takes back what they may not do: somebody may have had another role when they did it."""
    try:
        refuse_act(session, act_kind)
    except UserError as refusal:
        return refusal
    return None


def refusal_of(obstacle: Obstacle) -> UserError:
    """The sentence for what stands in the way of an undo."""
    if obstacle.code == "joined":
        return refuse_joined()
    what = _what(obstacle)
    newer = _("Undo the newer entry first, or correct the record.")
    sentences = {
        "unknown": (_("This entry is not in the history any more."), _("Open the person again.")),
        "undone": (_("This was undone already."), _("Undo the undoing to have it back.")),
        "final": (_("What has left the register cannot be taken back."), _("Say what is wrong to whoever got it.")),
        "erased": (_("Who was erased cannot be brought back."), _("Record them again if they come.")),
        "changed_since": (_("It cannot be undone: this was changed again later ({what}).").format(what=what), newer),
        "has_records": (
            _("It cannot be undone: something recorded later belongs to it ({what}).").format(what=what),
            newer,
        ),
        "conflict": (
            _("It cannot be undone: two desks disagree about {what}.").format(what=what),
            _("Settle that first."),
        ),
        "came_back": (
            _("It cannot be undone: the person has come back and has a new stay."),
            _("Correct the earlier stay instead."),
        ),
        "not_here": (
            _("It cannot be undone: what {what} was before has not arrived from the other desk.").format(what=what),
            _("Merge the other desk's bundle first."),
        ),
        "newer_program": (
            _("It was done with a newer version of Intake."),
            _("Install the newer version on this laptop, then undo it."),
        ),
    }
    told, do = sentences[obstacle.code]
    return UserError(f"undo_{obstacle.code}", told, do, field=obstacle.field)


def _what(obstacle: Obstacle) -> str:
    # A bed, a card or a need is one thing to whoever reads this, whichever field of it was written.
    if obstacle.field not in ("", "deleted") and obstacle.table in ("person", "document", "stay"):
        label = field_label(obstacle.field)
        return f"{label[:1].lower()}{label[1:]}"
    return say_word("table", obstacle.table) if obstacle.table else ""


def _take_back(register: OpenRegister, unit: UnitOfWork, found: Sequence[Reversal]) -> None:
    set_backs = [(reversal, set_back(unit, reversal)) for reversal in found]
    people = {owner for _reversal, record in set_backs if (owner := getattr(record, "person_id", ""))}
    back = [record for reversal, record in set_backs if _comes_back(reversal, record)]
    _check_beds(unit, [each for each in back if isinstance(each, Placement)], register.today(centre_of(unit)))
    _check_groups(unit, [each for each in back if isinstance(each, GroupMember)])
    for person_id in sorted(people):
        if (person := unit.get(Person, person_id)) is not None:
            refuse_guarded(register.session, person)
        outdate_sheets(register, unit, person_id)
        mark_party_in_queue(unit, person_id)


def _comes_back(reversal: Reversal, record: Any) -> bool:
    """Whether a bed or a stay that had ended, or was not there, goes on."""
    is_over = record.deleted or getattr(record, "ends_on", "") or getattr(record, "departed_on", "")
    return not is_over and bool({"deleted", "ends_on", "departed_on", "departure"} & set(reversal.values))


def _check_beds(unit: UnitOfWork, back: Sequence[Placement], today: date) -> None:
    """Nobody may come back into a bed that is somebody else's by now, or have two."""
    if not back:
        return
    room = {place.place_id: place.capacity - taken for place, taken in unit.occupancy(today.isoformat())}
    if any(room.get(placement.place_id, -1) < 0 for placement in back):
        raise UserError(
            "undo_bed_taken",
            _("It cannot be undone: the bed is somebody else's by now."),
            _("Restore or move the person to another bed instead."),
        )
    if any(len(open_placements(unit, placement.person_id)) > 1 for placement in back if placement.person_id):
        raise UserError(
            "undo_has_bed",
            _("It cannot be undone: the person has another bed by now."),
            _("Move the person instead."),
        )


def _check_groups(unit: UnitOfWork, back: Sequence[GroupMember]) -> None:
    if any(unit.get(Group, member.group_id) is None for member in back):
        raise UserError(
            "undo_erased",
            _("It cannot be undone: the party was erased with the last who was in it."),
            _("Begin a new party."),
        )
