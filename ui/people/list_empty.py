"""What a list of people says when it shows nobody: why, and what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.i18n import _
from intake_app.services.access import pages_of
from ui.people.list_words import is_narrowed, nothing_in_words, tabs_for, widened
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


def may_be_hidden(query: ListQuery, people: PeopleList) -> bool:
    """Whether whoever the words mean may be among the hidden, for somebody who may look there."""
    tabs = dict(tabs_for(people.context.register.session.role))
    count = people.around.counts.get("hidden", 0) if people.around is not None else 0
    return bool(query.text.strip() and query.tab != "hidden" and "hidden" in tabs and count)


def record_new(context: WindowContext) -> list[EmptyRow]:
    """The way to the desk, for whom it is there."""
    if "desk" not in pages_of(context.register.session.role):
        return []
    title, text = _("Record somebody new"), _("at the desk, which looks once more while you type")
    return [EmptyRow("clipboard-pen", title, text, lambda: context.bus.asked_to_show.emit("desk", None))]


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
    if may_be_hidden(query, people):
        rows.append(
            EmptyRow(
                "eye-off",
                _("Look among the hidden"),
                _("who was taken off the lists and can be brought back"),
                lambda: people.ask(replace(widened(people.query), tab="hidden")),
            )
        )
    if query.text.strip():
        rows += record_new(people.context)
    return EmptyState(title, text, None, rows)
