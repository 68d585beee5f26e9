"""The list of people as a page: its title, the panels that open in it, and what is done to those who are checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from intake_app.domain.arrivals import DeskContext
from intake_app.i18n import _, ngettext
from intake_app.services.list_choices import forget_filter, keep_columns, save_filter
from ui.people.bulk_actions import leave_chosen, print_chosen
from ui.people.list_panels import ColumnPanel, FilterPanel, LeavePanel, ListPanel, SavePanel
from ui.people.list_view import PeopleList
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.keycap import Keycap
from ui.widgets.page import MARGIN, Page

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.domain.person_lists import ListQuery
    from intake_app.errors import UserError
    from ui.context import WindowContext

_EDGE = 12


class ListPage(Page):
    """Esc takes away one thing after the other: a panel, the checks, the words."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("People"), is_scrolling=False)
        self.context = context
        self.list = PeopleList(context)
        self.panel_shown: ListPanel | None = None
        self.everybody = Button(_("Show everybody"), flat=True)
        self.everybody_key = Keycap("Esc")
        self.columns = Button(_("Columns"), flat=True, icon="columns-3")
        self.save = Button(_("Save this filter"), "Ctrl+S", flat=True, icon="save")
        self._build()
        self._connect()

    def search(self, text: str) -> None:
        """Show whom the words find; everybody for none."""
        self.list.search(text)

    def ask(self, query: ListQuery) -> None:
        """Show the list a query asks for."""
        self.close_panel()
        self.list.ask(query)

    def step_back(self) -> None:
        """Esc."""
        if self.panel_shown is not None:
            self.close_panel()
            self.take_focus()
        elif self.list.model.chosen:
            self.list.model.choose_nobody()
        elif self.list.query.text:
            self.search("")

    def take_focus(self) -> None:
        self.list.take_focus()

    def open_panel(self, panel: ListPanel) -> None:
        """Show a panel between the filters and the list, instead of another."""
        self.close_panel()
        self.panel_shown = panel
        panel.closed.connect(self.step_back)
        self.list.panel_room.addWidget(panel)
        panel.show()
        panel.take_focus()

    def close_panel(self) -> None:
        """Show none."""
        if self.panel_shown is not None:
            self.list.panel_room.removeWidget(self.panel_shown)
            self.panel_shown.hide()
            self.panel_shown.deleteLater()
            self.panel_shown = None

    def open_filters(self) -> None:
        """Choose what narrows the list."""
        around = self.list.around
        if around is None:
            return
        panel = FilterPanel(self.list.query, DeskContext(around.today, around.region), around.filters)
        panel.offer(around.languages, around.places)
        panel.asked_for.connect(self._take_filter)
        panel.forgotten.connect(self._forget_filter)
        self.open_panel(panel)

    def open_columns(self) -> None:
        """Choose what the list shows of each."""
        panel = ColumnPanel(self.list.model.columns.keys)
        panel.chosen.connect(self._take_columns)
        self.open_panel(panel)

    def open_save(self) -> None:
        """Give the filters in force a name."""
        panel = SavePanel()
        panel.named.connect(self._save_filter)
        self.open_panel(panel)

    def open_leave(self) -> None:
        """Ask how those who are checked have left."""
        count = len(self.list.model.chosen)
        title = ngettext("{count} person has left?", "{count} people have left?", count).format(count=count)
        panel = LeavePanel(title)
        panel.decided.connect(lambda departure: leave_chosen(self.context, self.list.model, departure, self._recorded))
        self.open_panel(panel)

    def _build(self) -> None:
        self.body.setContentsMargins(px(MARGIN - _EDGE), 0, px(MARGIN - _EDGE), px(12))
        self.body.addWidget(self.list)
        for widget in (self.everybody, self.everybody_key, self.columns, self.save):
            self.title_side.addWidget(widget)
        self._show_tools()

    def _connect(self) -> None:
        self.everybody.clicked.connect(lambda: self.search(""))
        self.columns.clicked.connect(self.open_columns)
        self.save.clicked.connect(self.open_save)
        self.list.counted.connect(lambda text: self.set_title(_("People"), text))
        self.list.counted.connect(lambda _text: self._show_tools())
        self.list.changed.connect(self._show_tools)
        self.list.chips.asked.connect(self.open_filters)
        self.list.bulk.clear.clicked.connect(self.list.model.choose_nobody)
        self.list.bulk.print.clicked.connect(lambda: print_chosen(self.context, self.list.model))
        self.list.bulk.leave.clicked.connect(self.open_leave)
        back = QShortcut(QKeySequence("Esc"), self, self.step_back)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence("Ctrl+F"), self, self.open_filters)

    def _show_tools(self) -> None:
        has_people = self.list.tabs.isVisibleTo(self.list)
        for widget in (self.columns, self.save):
            widget.setVisible(has_people)
        self.everybody.setVisible(bool(self.list.query.text))
        self.everybody_key.setVisible(bool(self.list.query.text))

    def _take_filter(self, query: ListQuery) -> None:
        self.ask(query)
        self.take_focus()

    def _take_columns(self, keys: str) -> None:
        self.list.show_columns(keys)
        register = self.context.register
        self.context.jobs.write(lambda: keep_columns(register, keys), lambda _none: None)

    def _save_filter(self, name: str) -> None:
        register, query = self.context.register, self.list.query

        def saved(_none: object) -> None:
            self.close_panel()
            self.take_focus()
            around = self.list.around
            if around is not None:
                self.list.around = replace(around, filters=around.filters | {name.strip(): query})
            self.context.bus.said.emit(_("The filter \u201c{name}\u201d is saved.").format(name=name.strip()), "good")

        self.context.jobs.write(lambda: save_filter(register, name, query), saved, self._say)

    def _forget_filter(self, name: str) -> None:
        register = self.context.register

        def forgotten(_none: object) -> None:
            around = self.list.around
            if around is not None:
                kept = {each: query for each, query in around.filters.items() if each != name}
                self.list.around = replace(around, filters=kept)
            self.open_filters()
            self.context.bus.said.emit(_("The filter \u201c{name}\u201d is deleted.").format(name=name), "good")

        self.context.jobs.write(lambda: forget_filter(register, name), forgotten, self._say)

    def _recorded(self, changes: Changes) -> None:
        self.close_panel()
        self.context.bus.changed.emit(changes, None)
        self.take_focus()

    def _say(self, error: UserError) -> None:
        self.context.bus.said.emit(str(error), "danger")
