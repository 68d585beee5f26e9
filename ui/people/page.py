"""People: the list and, inside it, the page of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from intake_app.i18n import _
from ui.people.list_view import PeopleList
from ui.people.person_page import PersonPage
from ui.widgets.buttons import Button
from ui.widgets.layouts import bare
from ui.widgets.page import Page

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from ui.context import WindowContext


def make_people_page(context: WindowContext) -> PeoplePage:
    """The page as the window's rail opens it."""
    return PeoplePage(context)


class ListPage(Page):
    """The list with its title and count."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("People"), is_scrolling=False)
        self.list = PeopleList(context)
        self.everybody = Button(_("Show everybody"), "Esc", flat=True)
        self.body.addWidget(self.list)
        self.title_side.addWidget(self.everybody)
        self.everybody.hide()
        self.everybody.clicked.connect(lambda: self.search(""))
        self.list.counted.connect(lambda text: self.set_title(_("People"), text))

    def search(self, text: str) -> None:
        """Show whom the words find; everybody for none."""
        self.everybody.setVisible(bool(text.strip()))
        self.list.search(text)

    def take_focus(self) -> None:
        self.list.take_focus()


class PeoplePage(Page):
    """`show_argument` takes words to search for, or nothing; Enter in the list opens a person, Esc comes back."""

    def __init__(self, context: WindowContext) -> None:
        self.stack = QStackedWidget()
        super().__init__(_("People"))
        self.context = context
        self.list = ListPage(context)
        self.person = PersonPage(context)
        for page in (self.list, self.person):
            self.stack.addWidget(page)
        self.list.list.opened.connect(self.open_person)
        self.person.left.connect(self.show_list)
        self.person.corrected.connect(lambda changes: context.bus.changed.emit(changes, self))
        self.list.search("")

    def open_person(self, person_id: str) -> None:
        """Show the page of one person."""
        self.stack.setCurrentWidget(self.person)
        self.person.open(person_id)

    def show_list(self) -> None:
        """Show the list, where it stood."""
        self.stack.setCurrentWidget(self.list)
        self.list.list.refresh()
        self.list.take_focus()

    def take_focus(self) -> None:
        self._current().take_focus()

    def say_crash(self, reference: str) -> None:
        self._current().say_crash(reference)

    def show_argument(self, argument: object) -> None:
        if isinstance(argument, str):
            self.stack.setCurrentWidget(self.list)
            self.list.search(argument)

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        self.list.list.refresh()
        if initiator is not self:
            self.person.refresh()

    def _current(self) -> Page:
        return self.person if self.stack.currentWidget() is self.person else self.list

    def _build_page(self, *, has_panel: bool, has_actions: bool, is_scrolling: bool) -> None:
        """Both pages inside bring title and actions of their own."""
        bare(QVBoxLayout(self)).addWidget(self.stack)
