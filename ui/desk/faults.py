"""What is wrong with a form as a whole, or was refused when it was saved: said at one field, or above the form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ui.desk.guesses import COMPARED, in_error
from ui.desk.slots import FIRST

if TYPE_CHECKING:
    from intake_app.domain.arrivals import FieldProblem
    from ui.desk.form import DeskForm


def blame(form: DeskForm, problem: FieldProblem) -> str:
    """What is wrong with the form as a whole, said at one field; answers that field."""
    name = problem.field if problem.field in form.slots else "family_name"
    form.slots[name] = in_error(form.slots[name], problem)
    if name in COMPARED:
        form.dated_last = name
    return name


def refuse(form: DeskForm, name: str, text: str) -> None:
    """Saving was refused: said at the field it is about, or above the form, until something is typed."""
    slot = form.slots.get(name)
    if slot is None:
        form.refused = text
    elif slot.state != "error" and name != FIRST:  # the token says it beside itself
        form.slots[name] = replace(slot, state="error", helper=text, kind="error", icon="")
