"""The list of people: tabs, filters, the table, and what is done to several at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from intake_app.domain.cards import parse_card
from intake_app.domain.person_lists import ListQuery
from intake_app.i18n import _
from intake_app.services.access import pages_of
from intake_app.services.deeds import Deed, may
from ui.people import list_words
from ui.people.bulk_bar import BulkBar
from ui.people.chips import ChipRow
from ui.people.line_pages import LinePages
from ui.people.line_store import PAGE
from ui.people.list_columns import columns_from
from ui.people.list_lines import also_found
from ui.people.list_model import PeopleModel
from ui.people.list_reader import ListReader
from ui.people.list_stack import ListStack
from ui.people.list_table import PeopleTable, count_seen, stand_in_line
from ui.people.tab_stops import order_tabs
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.field_shell import BLEED
from ui.widgets.layouts import bare
from ui.widgets.tab_bar import Tab, TabBar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

    from intake_app.services.people_lists import Roster
    from ui.context import WindowContext
    from ui.people.list_work import Around, Opened


class PeopleList(QWidget):
    """`opened(person_id)`; `counted(text)` says how many are shown; `changed()` that other filters are in force."""

    opened = Signal(str)
    counted = Signal(str)
    changed = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self.context = context
        self.query = ListQuery()
        self.around: Around | None = None
        self.model = PeopleModel(self)
        self.table = PeopleTable(_("People"), self.model, has_checks=True)
        self.tabs = TabBar(_("People"))
        self.chips = ChipRow()
        session = context.register.session
        self.bulk = BulkBar(may_compare="duplicates" in pages_of(session.role), may_record=may(session, Deed.RECORD))
        self.go = Button(_("Go to the desk"), "Ctrl+1", primary=True, is_bound=False)
        self.panel_room = QVBoxLayout()
        self.head = QVBoxLayout()
        self.around_chips = (QSpacerItem(0, px(12)), QSpacerItem(0, px(8)))
        self._opens_first = False
        self._back_to = 0
        self._party_words = ""
        self._said: ListQuery | None = None
        self._reasons: Mapping[int, str] = {}
        self._is_stale = True
        self._wants_focus = False
        self._pages = LinePages(context, self.model)
        self.reader = ListReader(context, self)
        self._stack = ListStack(self, self.table)
        self._build()
        self._connect()

    def search(self, text: str) -> None:
        """Show whom the words find; the number of a card among everybody, for it means one person wherever they are."""
        self._opens_first = False
        if text != self.query.text:
            query = list_words.widened(self.query) if parse_card(text) else self.query
            self.ask(replace(query, text=text))

    def open_first(self, text: str) -> None:
        """Show whom the words find, and open the first of them as soon as they are found; nobody for no words."""
        self.search(text)
        self._opens_first = bool(text.strip())
        if not self.reader.is_reading:
            self._open_first()

    def ask(self, query: ListQuery) -> None:
        """Show another list."""
        is_other = query != self.query
        is_other_party = query.party != self.query.party
        self.query = query
        if is_other_party:
            self._party_words = ""
            if query.party:
                self.reader.name_party(query.party)
        said = self._said  # at a key of a search nothing is, but at the first
        if said is None or query != replace(said, text=query.text) or query.sorted_by != said.sorted_by:
            self.tabs.set_current(query.tab)
            self._show_query()
        self._read(is_other=is_other)
        self.changed.emit()

    def go_back(self, query: ListQuery, chosen: Mapping[int, str], row: int) -> None:
        """Show again what was shown, with those checked who were, and stand on the same row."""
        self._back_to = row
        self.model.chosen = dict(chosen)
        self.ask(query)

    def refresh(self) -> None:
        """Read anew beside the window; once the list is seen again where it is not seen now."""
        self.reader.forget()
        self._is_stale = True
        if self.isVisible():
            self._is_stale = False
            self._read()
            self.reader.look_around(_roster_of(self.around))

    def take_focus(self) -> None:
        """Put the focus on the table, its first row if none is chosen; on the first way on where there is nobody."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        if self.model.rowCount():
            self.table.setFocus()
        elif self.go.isVisibleTo(self):
            self.go.setFocus()
        elif not self.reader.is_reading and (way := self._stack.first_way()) is not None:
            way.setFocus()
        else:
            self._wants_focus = self.reader.is_reading or self._is_stale
            self.chips.add.setFocus()

    def tab_stops(self) -> list[QWidget]:
        """What narrows the list, in the order Tab goes."""
        return [self.tabs.button(self.tabs.current()), *self.chips.tab_stops()]

    def show_columns(self, keys: str) -> None:
        """Show these columns (`list_columns.CHOICE`, parted by blanks)."""
        if self.around is not None:
            self.around = replace(self.around, columns=keys)
        self._show_query()

    def _build(self) -> None:
        column = bare(QVBoxLayout(self))
        head = bare(self.head)
        stand_in_line(head, self.table)
        head.addWidget(self.tabs)
        head.addItem(self.around_chips[0])
        head.addWidget(self.chips)
        head.addItem(self.around_chips[1])
        column.addLayout(head)
        stand_in_line(bare(self.panel_room), self.table, BLEED)
        column.addLayout(self.panel_room)
        column.addWidget(self._stack, 1)
        self.tabs.set_tabs(_tabs(self.context, {}))

    def _connect(self) -> None:
        self.reader.opened.connect(self._show)
        self.reader.looked_around.connect(self._show_around)
        self.reader.named.connect(self._show_party)
        self.model.checked.connect(lambda: self.bulk.show_choice(self.model))
        self._pages.due.connect(lambda: self._pages.read(_roster_of(self.around), self.query.text, self._reasons))
        self.table.opened.connect(self._open)
        self.table.sorted_by.connect(lambda *how: self.ask(list_words.sorted_by(self.query, *how)))
        self.tabs.chosen.connect(lambda tab: self.ask(list_words.on_tab(self.query, tab)))
        self.chips.removed.connect(lambda name: self.ask(list_words.without(self.query, name)))
        self.go.clicked.connect(lambda: self.context.bus.asked_to_show.emit("desk", None))

    def _read(self, *, is_other: bool = False) -> None:
        roster = _roster_of(self.around)
        query = self.query
        if roster is None and query.needs_facts:
            self._stack.wait()
            return
        count = count_seen(self.table) if is_other else PAGE
        self.reader.read(query, roster, count, is_other=is_other)

    def _show_around(self, around: Around) -> None:
        is_new = self.around is None or self.around.roster is not around.roster
        self.around = around
        self.tabs.set_tabs(_tabs(self.context, around.counts))
        self._show_query()
        if is_new and self.isVisible():
            self._read()
        elif is_new:
            self._is_stale = True

    def _show_query(self) -> None:
        self._said = self.query
        places = self.around.places if self.around else {}
        columns = columns_from(self.around.columns if self.around else "", is_incomplete=self.query.tab == "incomplete")
        self.model.show_columns(columns)
        self.model.show_sort(self.query.sorted_by, is_descending=self.query.is_descending)
        self.chips.show_chips(list_words.chips_of(self.query, places, self._party_words))
        order_tabs(self.tab_stops())

    def _show_party(self, group_id: str, words: str) -> None:
        if self.query.party == group_id:
            self._party_words = words
            self._show_query()

    def _show(self, opened: Opened, is_other: bool) -> None:
        rows, self._reasons = opened.snapshot.rows, opened.snapshot.reasons
        # The list was asked for before it was read: Enter is to open a person, or the desk, not the filters.
        wants_focus = self._wants_focus and self.window().focusWidget() is self.chips.add
        if not is_other and rows == self.model.rows:
            self.model.give(0, opened.lines)
        else:
            row = self.table.currentIndex().row()
            row_no = self.model.rows[row] if 0 <= row < len(self.model.rows) else 0
            self.model.show(rows, opened.lines)
            self._go_back_to(row_no, row, is_other)
        self.bulk.show_choice(self.model)
        is_nobody = opened.everybody == 0 and self.query.tab != "hidden"
        for widget in (self.tabs, self.chips):
            if widget.isHidden() != is_nobody:
                widget.setVisible(not is_nobody)
        if rows:
            self._stack.show_people()
        else:
            self._stack.show_nobody(is_nobody=is_nobody)
        self.counted.emit(list_words.count_in_words(len(rows), opened.everybody, is_cut=opened.snapshot.is_cut))
        self.chips.say(list_words.hint_for(self.query.text, also_found(self.query.text, opened.lines)))
        if wants_focus:
            self.take_focus()
        self._wants_focus = False
        self._open_first()

    def _go_back_to(self, row_no: int, row: int, is_other: bool) -> None:
        """Stand on the person stood on before, or where they stood; on the first of another list."""
        rows = self.model.rows
        if self._back_to and rows:
            row_no, row, is_other, self._back_to = self._back_to, 0, False, 0
        if is_other or row < 0 or not rows:
            self.table.scrollToTop()
            if rows and self.table.hasFocus():
                self.table.setCurrentIndex(self.model.index(0, 0))
            return
        place = rows.index(row_no) if row_no in rows else min(row, len(rows) - 1)
        self.table.setCurrentIndex(self.model.index(place, 0))

    def _open_first(self) -> None:
        if self._opens_first:
            self._opens_first = False
            self._open(0)

    def _open(self, row: int) -> None:
        line = self.model.line_at(row) if row < self.model.rowCount() else None
        if line is not None:
            self.opened.emit(line.person_id)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()


def _roster_of(around: Around | None) -> Roster | None:
    return around.roster if around is not None else None


def _tabs(context: WindowContext, counts: Mapping[str, int]) -> list[Tab]:
    """The tabs of whoever is at the keyboard, with what is known of how many they show."""
    return [Tab(key, text, counts.get(key)) for key, text in list_words.tabs_for(context.register.session.role)]
