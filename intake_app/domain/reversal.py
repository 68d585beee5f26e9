"""Taking an act back: what its fields were before it, and which later act stands in the way. Pure, over changes.

An act of kind `undo` takes back the act whose id is its reason; an undo that was itself undone counts for nothing, and
neither does the act that it took back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from intake_app.domain.changes import Change, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Reversal:
    """What one record is set back to: earlier values by field, None for what was never known."""

    table: str
    record_id: str
    values: Mapping[str, Any]
    was_created: bool = False


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an act cannot be taken back.

    Codes: `unknown`, `undone` (by `change`), `changed_since` (by `change`), `conflict`, `not_here` (what it replaced
    has not arrived yet). `field` is empty where the whole record is meant.
    """

    code: str
    table: str = ""
    record_id: str = ""
    field: str = ""
    change: Change | None = None


def reverse_act(act_id: str, histories: Mapping[str, Sequence[Change]]) -> tuple[Reversal, ...] | Obstacle:
    """How to take an act back, or why that cannot be done.

    `histories` holds all changes of each record that the act touched, in the order history tells them.
    """
    reversals = []
    for record_id, history in histories.items():
        found = _reverse_record(act_id, history) or Obstacle("unknown", record_id=record_id)
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


def _reverse_record(act_id: str, history: Sequence[Change]) -> Reversal | Obstacle | None:
    positions = [position for position, change in enumerate(history) if change.act_id == act_id]
    if not positions:
        return None
    own = [history[position] for position in positions]
    first, was_created = own[0], created_by(history) == act_id
    names = {name for change in own for name in change.patch}
    later = [change for change in history[positions[0] :] if change.act_id != act_id]
    if undo := undone_by(act_id, later):
        return Obstacle("undone", first.table, first.record_id, change=undo)
    for change in standing(each for each in later if was_created or names & set(each.patch)):
        touched = sorted(names & set(change.patch)) or sorted(change.patch)
        return Obstacle("changed_since", first.table, first.record_id, touched[0], change)
    if disputed := _disputed(names, history):
        return Obstacle("conflict", first.table, first.record_id, disputed)
    if was_created:
        return Reversal(first.table, first.record_id, {"deleted": True}, was_created=True)
    return _earlier_values(own, history)


def _disputed(names: set[str], history: Sequence[Change]) -> str:
    """One of these fields of which desks disagree, or nothing."""
    folded = fold(change for change in history if names & set(change.patch))
    return min(folded.conflicts & names, default="")


def _earlier_values(own: Sequence[Change], history: Sequence[Change]) -> Reversal | Obstacle:
    wanted = {dot for change in own for dots in change.supersedes.values() for dot in dots}
    known = {change.dot: change for change in history if change.dot in wanted}
    values: dict[str, Any] = {}
    for change in own:
        for name in change.patch:
            if name in values:  # the act's own later change of it
                continue
            dots = change.supersedes.get(name, ())
            if any(dot not in known for dot in dots):
                return Obstacle("not_here", change.table, change.record_id, name)
            # What was shown: of several heads the one with the greatest clock, then replica (`changes.fold`).
            shown = max((known[dot] for dot in dots), key=lambda each: (each.hlc, each.dot), default=None)
            values[name] = shown.patch.get(name) if shown else None
    return Reversal(own[0].table, own[0].record_id, values)
