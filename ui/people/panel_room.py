"""The room between the filters and the list of people: one panel at a time, and what is done with its answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.arrivals import DeskContext
from intake_app.i18n import _
from intake_app.services.list_choices import forget_filter, keep_columns, save_filter
from intake_app.services.parties import find_parties, read_party
from ui.people.filter_panel import FilterPanel
from ui.people.leave_panel import LeavePanel
from ui.people.list_acts import shown_choice
from ui.people.list_panels import ColumnPanel, ListPanel, SavePanel
from ui.people.party_words import say_party, say_party_short

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.person_lists import ListQuery
    from intake_app.errors import UserError
    from ui.context import WindowContext
    from ui.people.list_view import PeopleList

_PARTIES = 12  # offered at once: more are found by a card


class PanelRoom(QObject):
    """`opened()`: a panel is there; `left()`: it is gone, and its focus belongs to the list; `turned()` after a
    panel has come or gone in any way.
    """

    opened = Signal()
    left = Signal()
    turned = Signal()

    def __init__(self, context: WindowContext, people: PeopleList) -> None:
        super().__init__(people)
        self.shown: ListPanel | None = None
        self._context = context
        self._list = people

    def open(self, panel: ListPanel) -> None:
        """Show a panel between the filters and the list, instead of another."""
        self.close()
        self.shown = panel
        panel.closed.connect(self._leave)
        self._list.panel_room.addWidget(panel)
        panel.show()
        self._list.bulk.print.set_primary(is_primary=not panel.has_primary)  # of two bright buttons the one in hand
        self.opened.emit()
        self.turned.emit()
        panel.take_focus()

    def close(self) -> None:
        """Show none."""
        if self.shown is not None:
            self._list.panel_room.removeWidget(self.shown)
            self.shown.hide()
            self.shown.deleteLater()
            self.shown = None
            self._list.bulk.print.set_primary(is_primary=True)
            self.turned.emit()

    def open_filters(self) -> None:
        """Choose what narrows the list."""
        around, query, register = self._list.around, self._list.query, self._context.register
        if around is None:
            return
        panel = FilterPanel(query, DeskContext(around.today, around.region), around.filters)
        panel.offer(around.languages, around.places)
        panel.asked_for.connect(self._take_filter)
        panel.asked_for_party.connect(lambda text: self._look_for_party(panel, text))
        panel.forgotten.connect(self._forget_filter)
        self.open(panel)
        if query.party:
            self._context.jobs.read(lambda: say_party_short(read_party(register, query.party)), panel.show_party)

    def open_columns(self) -> None:
        """Choose what the list shows of each."""
        panel = ColumnPanel(self._list.model.columns.keys)
        panel.chosen.connect(self._take_columns)
        self.open(panel)

    def open_save(self) -> None:
        """Give the filters in force a name."""
        panel = SavePanel()
        panel.named.connect(self._save_filter)
        self.open(panel)

    def open_leave(self, decided: Callable[[str, str, str], None]) -> None:
        """Ask how those who are checked have left."""
        around, count = self._list.around, len(shown_choice(self._list.model))
        if around is None or not count:
            return
        panel = LeavePanel(count, DeskContext(around.today, around.region))
        panel.decided.connect(decided)
        self.open(panel)

    def _leave(self) -> None:
        self.close()
        self.left.emit()

    def _take_filter(self, query: ListQuery) -> None:
        self.close()
        self._list.ask(query)
        self.left.emit()

    def _look_for_party(self, panel: FilterPanel, text: str) -> None:
        register = self._context.register

        def show(parties: list[tuple[str, str]]) -> None:
            if self.shown is panel:
                panel.show_parties(parties[:_PARTIES], are_more=len(parties) > _PARTIES)

        self._context.jobs.read(
            lambda: [(party.group_id, say_party(party)) for party in find_parties(register, text, _PARTIES + 1)],
            show,
            latest="parties",
        )

    def _take_columns(self, keys: str) -> None:
        self._list.show_columns(keys)
        register = self._context.register
        self._context.jobs.write(lambda: keep_columns(register, keys), lambda _none: None)

    def _save_filter(self, name: str) -> None:
        register, query = self._context.register, self._list.query

        def saved(_none: object) -> None:
            self.close()
            self.left.emit()
            around = self._list.around
            if around is not None:
                self._list.around = replace(around, filters=around.filters | {name.strip(): query})
            self._context.bus.said.emit(_("The filter \u201c{name}\u201d is saved.").format(name=name.strip()), "good")

        self._context.jobs.write(lambda: save_filter(register, name, query), saved, self._say)

    def _forget_filter(self, name: str) -> None:
        register = self._context.register

        def forgotten(_none: object) -> None:
            around = self._list.around
            if around is not None:
                kept = {each: query for each, query in around.filters.items() if each != name}
                self._list.around = replace(around, filters=kept)
            self.open_filters()
            self._context.bus.said.emit(_("The filter \u201c{name}\u201d is deleted.").format(name=name), "good")

        self._context.jobs.write(lambda: forget_filter(register, name), forgotten, self._say)

    def _say(self, error: UserError) -> None:
        self._context.bus.said.emit(str(error), "danger")
