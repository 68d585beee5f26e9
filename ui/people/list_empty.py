"""What a list of people says when it shows nobody: why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _
from ui.people.list_words import is_narrowed, nothing_in_words, widened
from ui.widgets.empty import EmptyRow, EmptyState

if TYPE_CHECKING:
    from intake_app.domain.person_lists import ListQuery
    from ui.context import WindowContext
    from ui.people.list_view import PeopleList
    from ui.widgets.buttons import Button


def nobody_recorded(context: WindowContext, go: Button) -> EmptyState:
    """Nobody is recorded at all."""
    bring = EmptyRow(
        "file-spreadsheet",
        _("Bring in an export of your own"),
        _("CSV files of this or another desk; every row that cannot be taken is named"),
        lambda: context.bus.asked_to_show.emit("exchange", None),
    )
    return EmptyState(
        _("No one is recorded yet"),
        _("The first arrival is recorded at the desk. If you already have a list, bring it in."),
        go,
        [bring],
    )


def nothing_shown(query: ListQuery, people: PeopleList) -> EmptyState:
    """Words or filters leave nobody; the ways on are among everybody, or to the desk."""
    title, text = nothing_in_words(query)
    rows = []
    if is_narrowed(query):
        rows.append(
            EmptyRow(
                "users",
                _("Look among everybody") if query.text.strip() else _("Show everybody"),
                _("without the filters, also those who have left"),
                lambda: people.ask(widened(people.query)),
            )
        )
    if query.text.strip():
        rows.append(
            EmptyRow(
                "clipboard-pen",
                _("Record somebody new"),
                _("at the desk, which looks once more while you type"),
                lambda: people.context.bus.asked_to_show.emit("desk", None),
            )
        )
    return EmptyState(title, text, None, rows)
