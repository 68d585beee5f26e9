"""The list of people as a page: its title, the panels that open in it, and what is done to those who are checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.domain.person_lists import ListQuery
from intake_app.i18n import _
from ui.people.leave_panel import LeavePanel
from ui.people.list_acts import ListActs
from ui.people.list_table import BAR, EDGE
from ui.people.list_view import PeopleList
from ui.people.panel_room import PanelRoom
from ui.people.places import ListPlace
from ui.people.tab_stops import order_tabs
from ui.people.void_notice import VoidNotice
from ui.resources.theme import px
from ui.widgets.bound_keys import bind_key
from ui.widgets.buttons import Button
from ui.widgets.field_shell import field_of
from ui.widgets.layouts import bring_into_view
from ui.widgets.page import MARGIN, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from intake_app.domain.changes import Changes
    from intake_app.errors import UserError
    from ui.context import WindowContext

_LOW = 400  # pixels at 100 %
_ABOVE_CHIPS = 4


class ListPage(Page):
    """Esc takes away one thing after the other: a panel, the checks, the words. Ctrl+Z takes the last act back."""

    begins_high = True
    runs_down = True
    reach = (EDGE, EDGE + BAR)

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("People"), is_scrolling=False)
        self.context = context
        self.list = PeopleList(context)
        self.acts = ListActs(context, self.list.model, self)
        self.panels = PanelRoom(context, self.list)
        self.everybody = Button(_("Show everybody"), "Esc", flat=True, icon="users", is_bound=False)
        self.columns = Button(_("Columns"), flat=True, icon="columns-3")
        self.save = Button(_("Save this filter"), "Ctrl+S", flat=True, icon="save")
        self._void = VoidNotice(context, self.band)
        self._fitted: tuple[object, ...] = ()
        self._build()
        self._connect()

    def search(self, text: str) -> None:
        """Show whom the words find; everybody for none."""
        self.list.search(text)

    def ask(self, query: ListQuery) -> None:
        """Show the list a query asks for."""
        self.panels.close()
        self.list.ask(query)

    def where(self) -> ListPlace:
        """What is shown, who is checked, and what can be taken back."""
        row, rows = self.list.table.currentIndex().row(), self.list.model.rows
        row_no = rows[row] if 0 <= row < len(rows) else 0
        return ListPlace(self.list.query, row_no, dict(self.list.model.chosen), self.acts.done)

    def go_back(self, place: ListPlace) -> None:
        """Go on where another page like this stood."""
        self.acts.done = place.done
        self.list.go_back(place.query, place.chosen, place.row)

    def step_back(self) -> None:
        """Esc."""
        if self.panels.shown is not None:
            self.panels.close()
            self.take_focus()
        elif self.list.model.chosen:
            self.list.model.choose_nobody()
        elif self.list.query.text:
            self.search("")

    def take_focus(self) -> None:
        self.list.take_focus()

    def _build(self) -> None:
        self.body.addWidget(self.list)
        self._foot.setContentsMargins(px(MARGIN - EDGE), 0, px(MARGIN - EDGE), 0)
        self._foot.addWidget(self.list.bulk)
        for widget in (self.everybody, self.columns, self.save):
            self.title_side.addWidget(widget)
        self._show_tools()
        self._order_tabs()

    def _connect(self) -> None:
        bulk = self.list.bulk
        self.everybody.clicked.connect(lambda: self.search(""))
        self.columns.clicked.connect(self.panels.open_columns)
        self.save.clicked.connect(self.panels.open_save)
        self.list.counted.connect(lambda text: self.set_title(_("People"), text))
        self.list.counted.connect(self._show_tools)
        self.list.counted.connect(lambda _text: self._void.look(self.list.query.text))
        self.list.changed.connect(self._take_other_list)
        self.list.chips.asked.connect(self.panels.open_filters)
        bulk.clear.clicked.connect(self.list.model.choose_nobody)
        bulk.print.clicked.connect(self.acts.print)
        bulk.join.clicked.connect(self.acts.join)
        bulk.compare.clicked.connect(self.acts.compare)
        bulk.leave.clicked.connect(lambda: self.panels.open_leave(self.acts.leave))
        bulk.take_back.clicked.connect(self.acts.take_back)
        bulk.show_them.clicked.connect(lambda: self.ask(ListQuery()))
        self.panels.opened.connect(self._order_tabs)
        self.panels.turned.connect(self._show_esc)
        self.list.model.checked.connect(self._show_esc)
        self.panels.left.connect(self.take_focus)
        self.acts.recorded.connect(self._recorded)
        self.acts.refused.connect(self._refuse)
        esc = _("Take away the panel, the checks, then the words")
        bind_key("Esc", esc, self, self.step_back, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        bind_key("Ctrl+F", _("Choose what narrows the list"), self, self.panels.open_filters)
        bind_key("Ctrl+Z", _("Take back what was done from this list"), self, self.acts.take_back)

    def _order_tabs(self) -> None:
        """Tab goes as the eye does: what narrows the list, the list, and what is done to those who are checked."""
        bulk, panel = self.list.bulk, self.panels.shown.tab_stops() if self.panels.shown is not None else []
        order_tabs((self.everybody, self.columns, self.save, *self.list.tab_stops(), *panel, self.list.table))
        order_tabs(
            (
                self.list.table,
                bulk.clear,
                bulk.show_them,
                bulk.compare,
                bulk.join,
                bulk.leave,
                bulk.print,
                bulk.take_back,
            )
        )

    def _fit_tools(self, tools: Sequence[Button]) -> None:
        """In large text Columns and Save show icon and key alone: how many are shown is worth more than their words."""
        said = (self.subtitle.text(), self.list.chips.sizeHint() if self.list.chips.parent() is self else None)
        fitted = (self.width(), *tools, self.subtitle.isHidden(), *said)
        if fitted == self._fitted:  # as at most keys of a search
            return
        self._fitted = fitted
        wide = sum(each.whole_width() + px(8) for each in tools)
        room = self.width() - 2 * px(MARGIN)
        if self.subtitle.isHidden():  # in a low window
            beside = self.list.chips.sizeHint().width() + self.title.sizeHint().width() + 2 * px(16)
            self.title.setVisible(wide + beside <= room)
        named = (self.title, self.subtitle, self.list.chips)
        words = sum(each.sizeHint().width() + px(16) for each in named if each.parent() is self and not each.isHidden())
        for each in (self.everybody, self.columns, self.save):
            each.set_short(is_short=wide + words > room)

    def _show_tools(self) -> None:
        has_people = self.list.tabs.isVisibleTo(self.list)
        shown = {self.everybody: bool(self.list.query.text), self.columns: has_people, self.save: has_people}
        self._show_esc()
        for each, is_shown in shown.items():
            each.setHidden(each.isHidden() or not is_shown)
        self._fit_tools([each for each, is_shown in shown.items() if is_shown])
        for each, is_shown in shown.items():  # last: what is shown is laid out at once, and must fit
            each.setVisible(is_shown)

    def _show_esc(self) -> None:
        """The key stands on the one button that it presses now."""
        is_panel, is_choice = self.panels.shown is not None, bool(self.list.model.chosen)
        clear, everybody = self.list.bulk.clear, self.everybody
        clear.set_text(clear.text(), keycap="" if is_panel else "Esc")
        everybody.set_text(everybody.text(), keycap="" if is_panel or is_choice else "Esc")

    def _take_other_list(self) -> None:
        if self.everybody.isHidden() == bool(self.list.query.text):  # they fit the count that comes with the answer
            self._show_tools()
        self._order_tabs()
        self.list.bulk.show_done("")
        self.context.bus.shows_words.emit(self.list.query.text)

    def _recorded(self, changes: Changes) -> None:
        """What was done can be taken back from here; what was taken back leaves nothing to say."""
        self.panels.close()
        made = [act.said() for act in self.acts.done if act.act_id == changes.act_id]
        self.list.bulk.show_done(made[0] if made else "")
        self.context.bus.changed.emit(changes, None)
        self.take_focus()

    def _refuse(self, error: UserError) -> None:
        """Beside the field it speaks of, where there is one; else in the status line."""
        if isinstance(self.panels.shown, LeavePanel) and error.field == "departed_on":
            self.panels.shown.refuse(error.what)
        else:
            self.context.bus.said.emit(str(error), "danger")

    def _build_page(self, *, has_panel: bool, has_actions: bool, is_scrolling: bool) -> None:
        """What is done to those who are checked stays in sight where the page is too low and scrolls."""
        super()._build_page(has_panel=has_panel, has_actions=has_actions, is_scrolling=is_scrolling)
        self._foot = QVBoxLayout()
        column = self._row.itemAt(0)
        if column is not None and isinstance(middle := column.layout(), QVBoxLayout):
            middle.addLayout(self._foot)

    def _make_room(self, bar: int) -> None:
        """All of a panel that is asked for stays in sight, with its buttons, where there is room for it."""
        super()._make_room(bar)
        panel = self.panels.shown
        focused: QWidget | None = self.window().focusWidget()
        if panel is not None and focused is not None and panel.isAncestorOf(focused):
            bring_into_view(panel)
            bring_into_view(field_of(focused))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window with large text people are worth more than a line for the title and how many there are: the
        title stands beside what narrows the list if there is room, and the tabs count.
        """
        is_low = self.height() < px(_LOW)
        for each in (self.title, self.subtitle):
            each.setVisible(not is_low)
        _fold(self, is_low=is_low)
        super().resizeEvent(event)
        self._fit_tools([each for each in (self.everybody, self.columns, self.save) if not each.isHidden()])


def _fold(page: ListPage, *, is_low: bool) -> None:
    """In a low page the tabs take one line, and what narrows the list stands where the title was, in one if it can."""
    people, head = page.list, page.list.head
    focused: QWidget | None = page.window().focusWidget()
    people.tabs.set_one_line(is_one_line=is_low)
    people.chips.set_one_line(is_one_line=is_low)
    above = px(_ABOVE_CHIPS) if is_low else 0  # their ground is as high as the row
    page.title_row.setContentsMargins(px(MARGIN), above, px(MARGIN), 0)
    above_row, below_row = people.around_chips
    above_row.changeSize(0, 0 if is_low else px(12))
    below_row.changeSize(0, px(4 if is_low else 8))
    head.invalidate()
    if is_low and head.indexOf(people.chips) >= 0:
        head.removeWidget(people.chips)
        page.title_row.insertWidget(1, people.chips, 1, Qt.AlignmentFlag.AlignVCenter)
    elif not is_low and head.indexOf(people.chips) < 0:
        page.title_row.removeWidget(people.chips)
        head.insertWidget(head.indexOf(people.tabs) + 2, people.chips)
    if focused is not None and people.chips.isAncestorOf(focused):  # another parent takes it away
        focused.setFocus()
