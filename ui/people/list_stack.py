"""What stands below the filters: the table, in its place why it shows nobody, or that it is being counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from intake_app.i18n import _
from ui.people import list_words
from ui.people.list_empty import may_be_hidden, nobody_recorded, nothing_shown
from ui.resources.theme import px
from ui.widgets.empty import WIDTH
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from ui.people.list_table import PeopleTable
    from ui.people.list_view import PeopleList
    from ui.widgets.empty import EmptyState

_TABLE, _EMPTY, _WAIT = range(3)


class ListStack(QStackedWidget):
    """One of the three at a time."""

    def __init__(self, people: PeopleList, table: PeopleTable) -> None:
        super().__init__()
        self._people = people
        self._empty: QWidget | None = None
        self._nothing: EmptyState | None = None
        self._ways: tuple[bool, ...] = ()
        for widget in (table, QWidget(), _centred(label(_("Counting \u2026"), "muted"))):
            self.addWidget(widget)

    def show_people(self) -> None:
        """The table."""
        self.setCurrentIndex(_TABLE)

    def first_way(self) -> QWidget | None:
        """Where nobody is shown, the first way on; None where there is none."""
        rows = self._nothing.rows if self._nothing is not None and self.currentIndex() == _EMPTY else []
        return rows[0] if rows else None

    def wait(self) -> None:
        """What is asked for is not known yet."""
        self.setCurrentIndex(_WAIT)

    def show_nobody(self, *, is_nobody: bool) -> None:
        """Why nobody is shown; `is_nobody` where none is recorded at all."""
        query, go = self._people.query, self._people.go
        words = bool(query.text.strip())
        ways = (is_nobody, list_words.is_narrowed(query), words, may_be_hidden(query, self._people))
        if self._empty and self._nothing and ways == self._ways:
            if not is_nobody:
                self._nothing.say(*list_words.nothing_in_words(query))  # making it anew takes longer than a frame
            self.setCurrentWidget(self._empty)
            return
        if self._empty is not None:
            go.setParent(None)
            self.removeWidget(self._empty)
            self._empty.deleteLater()
        state = nobody_recorded(self._people.context, go) if is_nobody else nothing_shown(query, self._people)
        state.setMaximumWidth(px(WIDTH))
        self._nothing, self._ways = state, ways
        self._empty = _centred(state)
        self.insertWidget(_EMPTY, self._empty)
        self.setCurrentWidget(self._empty)


def _centred(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = bare(QHBoxLayout(holder))
    row.addStretch(1)
    row.addWidget(widget, 4, Qt.AlignmentFlag.AlignTop)
    row.addStretch(1)
    return holder
