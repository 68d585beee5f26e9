"""People: the list and, inside it, the page of one person."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from intake_app.domain.person_lists import ListQuery
from intake_app.i18n import _
from ui.pages import OpenFirst
from ui.people.list_page import ListPage
from ui.people.person_page import PersonPage
from ui.people.places import ListPlace, go_to_person, place_of_person
from ui.widgets.layouts import bare
from ui.widgets.page import Page

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from ui.context import WindowContext


def make_people_page(context: WindowContext) -> PeoplePage:
    """The page as the window's rail opens it."""
    return PeoplePage(context)


class PeoplePage(Page):
    """`show_argument` takes words to search for, `OpenFirst`, a `ListQuery`, the place of a page before, or nothing.

    Enter opens a person, Esc comes back.
    """

    def __init__(self, context: WindowContext) -> None:
        self.stack = QStackedWidget()
        super().__init__(_("People"))
        self.context = context
        self.list = ListPage(context)
        self.stack.addWidget(self.list)
        self.list.list.opened.connect(self.open_person)

    @cached_property
    def person(self) -> PersonPage:
        """The page of one person, made when the first is opened: the list need not wait for it."""
        page = PersonPage(self.context)
        self.stack.addWidget(page)
        page.left.connect(self.show_list)
        page.corrected.connect(lambda changes: self.context.bus.changed.emit(changes, self))
        return page

    def open_person(self, person_id: str) -> None:
        """Show the page of one person."""
        self.stack.setCurrentWidget(self.person)
        self.person.setFocus()  # also from the search box, which knows some of the page's keys as its own
        self.person.open(person_id)
        if self.list.list.query.tab == "incomplete":  # answered behind the person, whom it is about
            self.context.jobs.read(lambda: None, lambda _none: self.person.start_correction(), latest="correct")

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
        elif isinstance(argument, OpenFirst):
            self.stack.setCurrentWidget(self.list)
            self.list.list.open_first(argument.text)
        elif isinstance(argument, ListQuery):
            self.stack.setCurrentWidget(self.list)
            self.list.ask(argument)
        elif isinstance(argument, ListPlace):
            self._go_back(argument)
        self.context.bus.shows_words.emit(self.list.list.query.text)

    def look_ahead(self) -> None:
        """What stands around a list, and no list: the trail says that somebody has seen one."""
        if self.list.list.around is None:
            self.list.list.reader.look_around(None)

    def place(self) -> ListPlace:
        is_person = self._current() is not self.list
        return replace(self.list.where(), person=place_of_person(self.person) if is_person else None)

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        self.list.list.refresh()
        if initiator is not self and self.stack.count() > 1:
            self.person.refresh()

    def _go_back(self, place: ListPlace) -> None:
        self.list.go_back(place)
        if place.person is not None:
            self.stack.setCurrentWidget(self.person)
            go_to_person(self.person, place.person)

    def key_words(self) -> tuple[tuple[str, str], ...]:
        """The keys that the table shown takes by itself."""
        if self._current() is not self.list:
            declared = getattr(self.person, "key_words", tuple)
            return tuple(declared())
        return (
            ("Space", _("Check somebody, or no longer")),
            ("Shift+Down", _("Check on the way")),
            ("Ctrl+A", _("Check everybody in the list")),
            ("Ctrl+Left", _("Sort by the next column to that side; Ctrl+Up and Ctrl+Down turn it round")),
        )

    def _current(self) -> Page:
        return self.list if self.stack.currentWidget() is self.list else self.person

    def _build_page(self, *, has_panel: bool, has_actions: bool, is_scrolling: bool) -> None:
        """Both pages inside bring title and actions of their own."""
        bare(QVBoxLayout(self)).addWidget(self.stack)
