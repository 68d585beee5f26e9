"""Reading a list and what stands around it beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.services.list_orders import ListOrders
from intake_app.services.name_samples import sample_name_words
from intake_app.services.parties import read_party
from intake_app.services.people_lists import witness_list
from ui.people.foresight import Asked, Foresight
from ui.people.list_lines import ShownLines
from ui.people.list_work import Around, Opened, open_list, read_around
from ui.people.party_words import say_party_short

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
        self._asked = 0
        self.foresight = Foresight(self._foresee, context.register.short_names, self)

    def read(self, query: ListQuery, roster: Roster | None, count: int, *, is_other: bool) -> None:
        """Read whom a query shows and the first `count` lines; at once where another query was foreseen."""
        self._asked += 1
        self.foresight.stop()
        register, known, asked, number = self._context.register, self._known, Asked(query, roster, count), self._asked

        def tell(opened: Opened) -> None:
            if number == self._asked:  # else one that was foreseen is shown since
                self._show(asked, opened, is_other=is_other)

        if is_other and (ready := self.foresight.find(asked)) is not None:
            self._show(asked, ready, is_other=True)
        else:
            self.is_reading = True
            self._context.jobs.read(lambda: open_list(register, query, roster, known, count), tell, latest="people")

    def forget(self) -> None:
        """Something was written: what was foreseen is no answer any more."""
        self.foresight.forget()

    def look_around(self, old: Roster | None) -> None:
        """The first time it takes as long as a backup's page; from then on only what has changed is read."""
        register, jobs = self._context.register, self._context.jobs
        tell: Callable[[Around], None] = self.looked_around.emit
        if old is None:
            jobs.take_long(lambda: read_around(register, None), tell)
            jobs.take_long(lambda: self._orders.prepare(register), lambda _none: None)
            jobs.take_long(lambda: sample_name_words(register, self._orders), self._take_words)
        else:
            jobs.read(lambda: read_around(register, old), tell, latest="people_around")

    def _take_words(self, words: Mapping[str, int]) -> None:
        self.foresight.usual = words

    def _show(self, asked: Asked, opened: Opened, *, is_other: bool) -> None:
        self.is_reading = False
        witness_list(self._context.register, opened.snapshot)
        self.opened.emit(opened, is_other)
        if is_other:
            self.foresight.begin(asked, opened)

    def _foresee(self, asked: Asked, done: Callable[[Opened], None]) -> None:
        """Nobody has asked: what it may be refused with is said when somebody does."""
        register, known = self._context.register, self._known

        def work() -> Opened:
            return open_list(register, asked.query, asked.roster, known, asked.seen)

        self._context.jobs.read(work, done, lambda _refusal: None, latest="foreseen")

    def name_party(self, group_id: str) -> None:
        """Read who is in a party, for its chip."""
        register = self._context.register
        self._context.jobs.read(
            lambda: say_party_short(read_party(register, group_id)),
            lambda words: self.named.emit(group_id, words),
            latest="party",
        )
