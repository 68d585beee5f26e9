"""Find: what a volunteer has instead of People. One large box; lines show what the role may see (`services.access`)."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext
from intake_app.services.people import find_people
from intake_app.services.people_lists import ListLine
from ui.pages import OpenFirst
from ui.people.list_columns import columns_from
from ui.people.list_empty import record_new
from ui.people.list_model import PeopleModel
from ui.people.list_table import BAR, EDGE, PeopleTable, stand_in_line
from ui.people.list_work import show_lines
from ui.people.person_page import PersonPage
from ui.people.places import FindPlace, go_to_person, place_of_person
from ui.people.void_notice import VoidNotice
from ui.resources.theme import px
from ui.widgets.bound_keys import bind_key
from ui.widgets.empty import EmptyState
from ui.widgets.field import BLEED, Field
from ui.widgets.labels import label
from ui.widgets.layouts import bare, within
from ui.widgets.mirror import margins
from ui.widgets.page import MARGIN, Page

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext
    from ui.people.list_lines import ShownLine

FOUND_AT_MOST = 50
_COLUMNS = columns_from("born card sleeps", has_checks=False)
_WIDEST = 620


def make_find_page(context: WindowContext) -> FindPage:
    """The page as the window's rail opens it."""
    return FindPage(context)


def find_lines(register: OpenRegister, text: str) -> tuple[ShownLine | None, ...]:
    """The lines of whom a text finds, best first, as this session may see them."""
    found = find_people(register, text, FOUND_AT_MOST)
    lines = [ListLine(number, each.row, each.sight, None, each.reason) for number, each in enumerate(found)]
    return show_lines(register, lines, text)


class FindPage(Page):
    """`show_argument` takes words, `OpenFirst`, the place of a page before, or nothing.

    Down goes to the lines, Enter opens one, the first from the box; Esc comes back.
    """

    runs_down = True
    reach = (MARGIN, MARGIN)  # a person has a page of its own in it

    def __init__(self, context: WindowContext) -> None:
        super().__init__(_("Find"), is_scrolling=False)
        self.context = context
        self.box = Field(
            _("Card, document, or name"),
            helper=_("also a phone, a room, or a name with the whole birth date; any script, any spelling"),
        )
        self.model = PeopleModel(self)
        self.table = PeopleTable(_("People found"), self.model, has_checks=False)
        self.note = label("", "helper")
        self.person = PersonPage(context)
        self._body = QStackedWidget()
        self._finding = QWidget()
        self._results = QStackedWidget()
        self._void = VoidNotice(context, self.band)
        self._nothing: QWidget = QWidget()
        self._opens_first = False
        self._build()
        self._connect()

    def search(self, text: str) -> None:
        """Show whom the words find."""
        register = self.context.register
        self.context.bus.shows_words.emit(text)
        self._void.look(text)
        if not text.strip():
            self.context.jobs.read(lambda: (), lambda lines: self._show("", lines), latest="find_page")
            return
        self.context.jobs.read(
            lambda: find_lines(register, text), lambda lines: self._show(text, lines), latest="find_page"
        )

    def step_back(self) -> None:
        """Esc: from a person to the lines, from the lines to the box, and the box is emptied."""
        if self._body.currentWidget() is self.person:
            self._turn(is_person=False)
            self.take_focus()
        elif not self.box.line.hasFocus():
            self.take_focus()
        else:
            self.box.set_text("")
            self.search("")

    def take_focus(self) -> None:
        if self._body.currentWidget() is self.person:
            self.person.take_focus()
        else:
            self.box.focus()
            self.box.line.selectAll()

    def show_argument(self, argument: object) -> None:
        text = argument.text if isinstance(argument, OpenFirst) else argument
        if isinstance(text, str):
            self._turn(is_person=False)
            self._opens_first = isinstance(argument, OpenFirst) and bool(text.strip())
            self.box.set_text(text)
            self.search(text)
        elif isinstance(argument, FindPlace):
            self.box.set_text(argument.text)
            self.search(argument.text)
            if argument.person is not None:
                self._turn(is_person=True)
                go_to_person(self.person, argument.person)
        else:
            self.context.bus.shows_words.emit(self.box.text())

    def place(self) -> FindPlace:
        is_person = self._body.currentWidget() is self.person
        text = self.box.text()
        return FindPlace(text, place_of_person(self.person, text) if is_person else None)

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        self.search(self.box.text())

    def _build(self) -> None:
        column = bare(QVBoxLayout(self._finding))
        begin, end = px(MARGIN - EDGE), px(MARGIN - EDGE - BAR)
        column.setContentsMargins(*margins(self, begin, 0, end, 0))
        head = bare(QVBoxLayout(), px(4))
        head.setContentsMargins(0, 0, 0, px(8))
        stand_in_line(head, self.table, BLEED)
        self.box.setMaximumWidth(px(_WIDEST) + 2 * BLEED)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head.addWidget(self.box)
        head.addWidget(within(self.note))
        column.addLayout(head)
        self._results.addWidget(self._nothing)
        self._results.addWidget(self.table)
        column.addWidget(self._results, 1)
        self._body.addWidget(self._finding)
        self._body.addWidget(self.person)
        self.body.addWidget(self._body)
        self.model.show_columns(_COLUMNS)
        self.model.show_sort("", is_descending=False)  # the best comes first
        self._show("", ())

    def _connect(self) -> None:
        self.box.edited.connect(self.search)
        self.box.confirmed.connect(self._open_first)
        self.box.line.installEventFilter(self)
        self.table.opened.connect(self._open)
        self.person.left.connect(self.step_back)
        self.person.corrected.connect(lambda changes: self.context.bus.changed.emit(changes, self))
        esc = _("Back to the words, and then to no words")
        bind_key("Esc", esc, self._finding, self.step_back, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _show(self, text: str, lines: tuple[ShownLine | None, ...]) -> None:
        self.model.show(array("I", range(len(lines))), lines)
        self.note.setText(_count(len(lines)) if lines else "")
        if lines:
            self._results.setCurrentWidget(self.table)
        else:
            self._results.removeWidget(self._nothing)
            self._nothing.deleteLater()
            self._nothing = _nobody_found(self.context, text) if text else QWidget()
            self._nothing.setContentsMargins(px(EDGE), 0, px(EDGE), 0)
            self._results.addWidget(self._nothing)
            self._results.setCurrentWidget(self._nothing)
        if self._opens_first:
            self._opens_first = False
            self._open_first()

    def _open_first(self) -> None:
        if self.model.rowCount():
            self._open(0)
        elif way := self._way_on():
            way.setFocus()

    def _open(self, row: int) -> None:
        line = self.model.line_at(row) if row < self.model.rowCount() else None
        if line is None:
            return
        if not line.is_whole:
            self._say_why(line)
            return
        self._turn(is_person=True)
        self.person.setFocus()
        self.person.open(line.person_id, self.box.text())

    def _turn(self, *, is_person: bool) -> None:
        """From the lines to a person, whose name is then the title, or back."""
        self._body.setCurrentWidget(self.person if is_person else self._finding)
        for words in (self.title, self.subtitle):
            words.setVisible(not is_person)
        self.begins_high = is_person
        self._set_margins()
        self._void.hush(is_hushed=is_person)

    def _way_on(self) -> QWidget | None:
        """What there is to go to below the box where nobody is found."""
        shown = self._results.currentWidget()
        return shown.rows[0] if isinstance(shown, EmptyState) and shown.rows else None

    def _say_why(self, line: ShownLine) -> None:
        is_guarded = not line.texts.get("born") and not line.texts.get("card")
        if is_guarded:
            self.box.set_helper(_("This record is kept apart. Call the shift lead."), "warning")
        else:
            self.box.set_helper(_("A name alone opens nothing: ask for the card, document or birth date."), "warning")
        self.take_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() == Qt.Key.Key_Down and self.model.rowCount():  # type: ignore[attr-defined]
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus()
            return True
        if is_key and event.key() == Qt.Key.Key_Down and (way := self._way_on()):  # type: ignore[attr-defined]
            way.setFocus()
            return True
        return super().eventFilter(watched, event)


def _nobody_found(context: WindowContext, text: str) -> EmptyState:
    return EmptyState(
        _("Nobody is found for \u201c{text}\u201d").format(text=text.strip()[:40]),
        _(
            "Names in any script, cards, phones, document numbers and places to sleep were searched. "
            "Try the beginning of the family name alone, or the number on the card or the document."
        ),
        rows=record_new(context),
    )


def _count(count: int) -> str:
    if count == FOUND_AT_MOST:
        return _("{count} people or more; a longer word finds fewer").format(count=count)
    return ngettext("{count} person", "{count} people", count).format(count=count)
