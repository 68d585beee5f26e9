"""With whom a record is compared, where only one is given: a box to search the other by. Enter on one compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.services.people import find_people
from ui.duplicates.words import say_who
from ui.widgets.layouts import bare
from ui.widgets.person_search import FoundRow, PersonSearch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.services.people import Found
    from ui.context import WindowContext

_MOST = 6


class SecondRecord(QWidget):
    """`chosen(person_id)`."""

    chosen = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._first = ""
        self.search = PersonSearch(_("Who is the same person?"))
        self.box = self.search.box
        column = bare(QVBoxLayout(self))
        column.addWidget(self.search)
        column.addStretch(1)
        self.search.searched.connect(self._search)
        self.search.chosen.connect(self.chosen)

    def ask(self, person_id: str) -> None:
        """Ask whom somebody is to be compared with."""
        self._first = person_id
        self.search.ask_anew()

    def _search(self, text: str) -> None:
        register = self._context.register
        if not text.strip():
            self._show(text, ())
            return
        self._context.jobs.read(
            lambda: find_people(register, text, _MOST + 1), lambda found: self._show(text, found), latest="second"
        )

    def _show(self, text: str, found: Sequence[Found]) -> None:
        rows = [each.row for each in found if each.row.person.person_id != self._first and not each.row.person.deleted]
        self.search.show_found(
            text, [FoundRow("user", say_who(row), row.card_number, row.person.person_id) for row in rows[:_MOST]]
        )
