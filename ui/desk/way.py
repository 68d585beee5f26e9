"""The way of the cursor through the form: where Enter goes, and where typing goes on. Plain data, no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.desk.slots import FIRST, MORE, NOTICE, ORDER

if TYPE_CHECKING:
    from ui.desk.form import DeskForm

_FIELDS = tuple(name for name in ORDER if name not in (FIRST, NOTICE))
_NAMES = ("family_name", "given_name", "family_name_latin", "given_name_latin", "other_names")
_ASKED_LAST = "languages"
"""Behind it the citizenship is asked of somebody whose paper nobody has seen: no document says it."""


def after(form: DeskForm, name: str) -> str:
    """The field behind one; the last is followed by itself. A form in progress is not asked for its notice again."""
    if name == FIRST and form.notice and form.has_answers():
        return first_open(form)
    if name == _ASKED_LAST and _is_citizenship_open(form):
        return "citizenship"
    if name == "citizenship":
        return "need_code" if form.is_as_told and form.slots["family_name"].raw else "family_name"
    order = ORDER if name in ORDER else MORE
    behind = order[order.index(name) + 1 :]
    return next((each for each in behind if each == NOTICE or _is_asked(form, each)), name)


def first_open(form: DeskForm) -> str:
    """Where typing goes on: the field that was half typed or is wrong; the notice if it was not answered; a name if
    there is none; else the first field that still waits behind the last that was answered. The token of an empty form.
    """
    slots = form.slots
    if not form.has_typed() or (not form.has_answers() and not form.notice and slots[FIRST].state == "empty"):
        return FIRST
    waiting = (name for name in _FIELDS if slots[name].raw and slots[name].state in ("error", "empty"))
    if name := next(waiting, ""):
        return name
    if not form.notice:
        return NOTICE
    answered = [number for number, name in enumerate(_FIELDS) if slots[name].state == "done" or slots[name].is_known]
    if not form.is_as_told and not answered:
        return _FIELDS[0]
    if not any(slots[name].raw for name in _NAMES) and not slots["family_name"].is_scanned:
        return "family_name"
    last = _FIELDS[max(answered)] if answered else "family_name"
    return after(form, last)


def next_open(form: DeskForm, name: str) -> str:
    """From a field that needs nobody any more on to one that does; a field where something is open stays."""
    slot = form.slots.get(name)
    return name if slot is None or not slot.is_known else after(form, name)


def first_not_scanned(form: DeskForm) -> str:
    """The first field a scan left open; the number of an internal passport's zone leaves most of them."""
    return next((name for name in _FIELDS if not form.slots[name].is_known), FIRST)


def _is_asked(form: DeskForm, name: str) -> bool:
    """The number of a paper that nobody has seen is not asked for."""
    is_unseen = name == "document_number" and form.is_as_told and not form.slots[name].raw
    return not form.slots[name].is_known and not is_unseen


def _is_citizenship_open(form: DeskForm) -> bool:
    return form.is_as_told and form.slots["citizenship"].is_open and not form.slots["citizenship"].raw
