"""Reading a list and what stands around it beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.services.list_orders import ListOrders
from intake_app.services.parties import read_party
from ui.people.list_lines import ShownLines
from ui.people.list_work import Around, Opened, open_list, read_around
from ui.people.party_words import say_party_short

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.person_lists import ListQuery
    from intake_app.services.people_lists import Roster
    from ui.context import WindowContext


class ListReader(QObject):
    """`opened(Opened, is_other)`: the list asked for last; `looked_around(Around)`; `named(group_id, words)`."""

    opened = Signal(object, bool)
    looked_around = Signal(object)
    named = Signal(str, str)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self.is_reading = False
        self._context = context
        self._orders = ListOrders()
        self._known = (self._orders, ShownLines())

    def read(self, query: ListQuery, roster: Roster | None, count: int, *, is_other: bool) -> None:
        """Read whom a query shows and the first `count` lines."""
        self.is_reading = True
        register, known = self._context.register, self._known

        def tell(opened: Opened) -> None:
            self.is_reading = False
            self.opened.emit(opened, is_other)

        self._context.jobs.read(lambda: open_list(register, query, roster, known, count), tell, latest="people")

    def look_around(self, old: Roster | None) -> None:
        """The first time it takes as long as a backup's page; from then on only what has changed is read."""
        register, jobs = self._context.register, self._context.jobs
        tell: Callable[[Around], None] = self.looked_around.emit
        if old is None:
            jobs.take_long(lambda: read_around(register, None), tell)
            jobs.take_long(lambda: self._orders.prepare(register), lambda _none: None)
        else:
            jobs.read(lambda: read_around(register, old), tell, latest="people_around")

    def name_party(self, group_id: str) -> None:
        """Read who is in a party, for its chip."""
        register = self._context.register
        self._context.jobs.read(
            lambda: say_party_short(read_party(register, group_id)),
            lambda words: self.named.emit(group_id, words),
            latest="party",
        )
