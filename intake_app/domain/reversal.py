"""Taking an act back: what its fields were before it, and which later act stands in the way. Pure, over changes.

An act of kind `undo` takes back the act whose id is its reason; an undo that was itself undone counts for nothing, and
neither does the act that it took back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intake_app.domain.changes import Change, Dot, fold
from intake_app.domain.joined_people import MERGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Reversal:
    """What one record is set back to: earlier values by field, None for what was never known.

    `kept` are fields that the act wrote and that stay, because they were changed again since.
    """

    table: str
    record_id: str
    values: Mapping[str, Any]
    was_created: bool = False
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an act cannot be taken back.

    Codes: `unknown`, `undone` (by `change`), `changed_since` (by `change`), `joined` (a later joining of records has
    changed it too), `conflict`, `not_here` (what it replaced has not arrived yet). `field` is empty where the whole
    record is meant.
    """

    code: str
    table: str = ""
    record_id: str = ""
    field: str = ""
    change: Change | None = None


def reverse_act(
    act_id: str,
    histories: Mapping[str, Sequence[Change]],
    *,
    keeps_newer: bool = False,
    without: frozenset[str] = frozenset(),
) -> tuple[Reversal, ...] | Obstacle:
    """How to take an act back, or why that cannot be done.

    `histories` holds all changes of each record that the act touched, in the order history tells them. With
    `keeps_newer` what was corrected since stands in the way of nothing, and stays. Fields `without` follow from
    others, and are left to whoever knows how.
    """
    reversals = []
    for record_id, history in histories.items():
        found = _reverse_record(act_id, history, keeps_newer=keeps_newer, without=without)
        found = found or Obstacle("unknown", record_id=record_id)
        if isinstance(found, Obstacle):
            return found
        reversals.append(found)
    return tuple(reversals) or Obstacle("unknown")


def created_by(history: Sequence[Change]) -> str:
    """The act that made a record, from its changes in order; empty where its beginning has not arrived."""
    return history[0].act_id if history and not history[0].supersedes else ""


def standing(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The first change of every act that still counts, in order: an undo and what it took back cancel each other."""
    acts: dict[str, Change] = {}
    for change in changes:
        acts.setdefault(change.act_id, change)
    gone: set[str] = set()
    for change in reversed(acts.values()):
        if change.act_id not in gone and change.act_kind == UNDO and change.reason in acts:
            gone |= {change.act_id, change.reason}
    return tuple(change for change in acts.values() if change.act_id not in gone)


def undone_by(act_id: str, changes: Iterable[Change]) -> Change | None:
    """The undo that took an act back and stands, among changes in order of any record that the act touched."""
    return next((each for each in standing(changes) if each.act_kind == UNDO and each.reason == act_id), None)


def _reverse_record(
    act_id: str, history: Sequence[Change], *, keeps_newer: bool, without: frozenset[str]
) -> Reversal | Obstacle | None:
    positions = [position for position, change in enumerate(history) if change.act_id == act_id]
    if not positions:
        return None
    own = [history[position] for position in positions]
    first, was_created = own[0], created_by(history) == act_id
    names = {name for change in own for name in change.patch} - without
    later = [change for change in history[positions[0] :] if change.act_id != act_id]
    if undo := undone_by(act_id, later):
        return Obstacle("undone", first.table, first.record_id, change=undo)
    newer = standing(each for each in later if set(each.patch) & names or (was_created and set(each.patch) - without))
    if obstacle := _in_the_way(first, names, newer, keeps_newer=keeps_newer):
        return obstacle
    if disputed := _disputed(names, history):
        return Obstacle("conflict", first.table, first.record_id, disputed)
    if was_created:
        gone = {} if newer else {"deleted": True}
        return Reversal(first.table, first.record_id, gone, was_created=True)
    kept = names & {name for change in newer for name in change.patch}
    return _earlier_values(own, history, names - kept, tuple(sorted(kept)))


def _in_the_way(first: Change, names: set[str], newer: Sequence[Change], *, keeps_newer: bool) -> Obstacle | None:
    again = next((change for change in newer if change.act_kind == MERGE), None)
    if keeps_newer:
        return Obstacle("joined", first.table, first.record_id, change=again) if again else None
    if not newer:
        return None
    touched = sorted(names & set(newer[0].patch)) or sorted(newer[0].patch)
    return Obstacle("changed_since", first.table, first.record_id, touched[0], newer[0])


def _taken_back(changes: Iterable[Change]) -> set[str]:
    """Ids of the acts that an undo which stands took back, among changes in order."""
    gone: set[str] = set()
    for change in reversed(list(changes)):
        if change.act_kind == UNDO and change.act_id not in gone:
            gone.add(change.reason)
    return gone


def _disputed(names: set[str], history: Sequence[Change]) -> str:
    """One of these fields of which desks disagree, or nothing."""
    folded = fold(change for change in history if names & set(change.patch))
    return min(folded.conflicts & names, default="")


def _earlier_values(
    own: Sequence[Change], history: Sequence[Change], names: set[str], kept: tuple[str, ...]
) -> Reversal | Obstacle:
    known = {change.dot: change for change in history}
    undone = _taken_back(change for change in history if change.act_id != own[0].act_id)
    values: dict[str, Any] = {}
    for change in own:
        for name in change.patch:
            if name in values or name not in names:  # the act's own later change of it, or none to set back
                continue
            dots = _standing_before(change.supersedes.get(name, ()), name, known, undone)
            if any(dot not in known for dot in dots):
                return Obstacle("not_here", change.table, change.record_id, name)
            # What was shown: of several heads the one with the greatest clock, then replica (`changes.fold`).
            shown = max((known[dot] for dot in dots), key=lambda each: (each.hlc, each.dot), default=None)
            values[name] = shown.patch.get(name) if shown else None
    return Reversal(own[0].table, own[0].record_id, values, kept=kept)


def _standing_before(dots: Sequence[Dot], name: str, known: Mapping[Dot, Change], undone: set[str]) -> tuple[Dot, ...]:
    """What a field was by changes that count: behind one whose act was taken back since stands what it replaced."""
    found: list[Dot] = []
    for dot in dots:
        change = known.get(dot)
        if change is not None and change.act_id in undone:
            found += _standing_before(change.supersedes.get(name, ()), name, known, undone)
        else:
            found.append(dot)
    return tuple(found)
