"""Who somebody is said to be: a person recorded before, whose stay will be a new one, or expressly not one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.desk.guesses import guess_recorded
from ui.desk.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ui.desk.form import DeskForm


def say_known(form: DeskForm, person_id: str) -> None:
    """It is somebody who was recorded before: saving will give them a new stay. Empty takes it back, and with it what
    came from their record.
    """
    form.known_as = person_id
    form.dismissed = tuple(each for each in form.dismissed if each != person_id)
    if not person_id:
        form.slots |= {name: Slot() for name, slot in form.slots.items() if slot.is_recorded}
        form.derive()


def fill_recorded(form: DeskForm, values: Mapping[str, str]) -> None:
    """What the record of the person they are said to be holds, as guesses where nobody has said anything."""
    for name, value in values.items():
        if form.slots[name].is_open:
            form.slots[name] = guess_recorded(name, value, form.facts)
    form.derive()


def dismiss(form: DeskForm, person_id: str) -> None:
    """It is not this one; that holds for this form only."""
    if form.known_as == person_id:
        say_known(form, "")
    others = tuple(each for each in form.dismissed if each != person_id)
    is_asked_again = person_id in form.reconsidered
    form.dismissed = (person_id, *others) if is_asked_again else (*others, person_id)


def take_last_back(form: DeskForm, among: Collection[str]) -> str:
    """Of some (ids) who were said to be someone else the last is asked about once more, then the one before; answers
    who it is.
    """
    last = next(each for each in reversed(form.dismissed) if each in among)
    form.dismissed = tuple(each for each in form.dismissed if each != last)
    form.reconsidered |= {last}
    return last
