"""What is done to everybody who is checked in the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import ngettext, say_number
from intake_app.services.departures import record_departure
from intake_app.services.people_lists import person_ids_of
from ui.printing import print_sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.changes import Changes
    from intake_app.errors import UserError
    from ui.context import WindowContext
    from ui.people.list_model import PeopleModel


def chosen_rows(model: PeopleModel) -> list[int]:
    """Who is checked, in the order of the list; those the filters have taken out of it come last."""
    listed = [row for row in model.rows if row in model.chosen]
    return listed + sorted(set(model.chosen) - set(listed))


def print_chosen(context: WindowContext, model: PeopleModel) -> None:
    """Print the sheets of those who are checked. Answers at once."""
    register, rows = context.register, chosen_rows(model)
    context.jobs.read(lambda: person_ids_of(register, rows), lambda ids: print_sheets(context, ids))


def leave_chosen(context: WindowContext, model: PeopleModel, departure: str, done: Callable[[Changes], None]) -> None:
    """Record in one act that those who are checked have left; who has left already refuses all of it."""
    register, rows = context.register, chosen_rows(model)

    def record() -> Changes:
        return record_departure(register, person_ids_of(register, rows), departure)

    def recorded(changes: Changes) -> None:
        said = ngettext("{count} person recorded as left.", "{count} people recorded as left.", len(rows))
        model.choose_nobody()
        context.bus.said.emit(said.format(count=say_number(len(rows))), "good")
        done(changes)

    def failed(error: UserError) -> None:
        context.bus.said.emit(str(error), "danger")

    context.jobs.write(record, recorded, failed)
