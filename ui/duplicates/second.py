"""With whom a record is compared, where only one is given: a box to search the other by. Enter on one compares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.services.people import find_people
from ui.duplicates.words import say_who
from ui.resources.theme import px
from ui.widgets.empty import EmptyRow, LinkRow
from ui.widgets.field import Field
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.services.people import Found
    from ui.context import WindowContext

_WIDEST = 620
_MOST = 6


class SecondRecord(QWidget):
    """`chosen(person_id)`. Enter in the box takes the only one found, and goes to the first of several."""

    chosen = Signal(str)

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._first = ""
        self.box = Field(_("Who is the same person?"), helper=_("a name, a card, a document or a phone"))
        self.rows: list[LinkRow] = []
        self._list = bare(QVBoxLayout())
        column = bare(QVBoxLayout(self), px(10))
        self.box.setMaximumWidth(px(_WIDEST))
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.box)
        column.addLayout(self._list)
        column.addStretch(1)
        self.box.edited.connect(self._search)
        self.box.confirmed.connect(self._go_on)
        self.box.line.installEventFilter(self)

    def ask(self, person_id: str) -> None:
        """Ask whom somebody is to be compared with."""
        self._first = person_id
        self.box.set_text("")
        self._show("", ())
        self.box.focus()

    def _search(self, text: str) -> None:
        register = self._context.register
        if not text.strip():
            self._show(text, ())
            return
        self._context.jobs.read(
            lambda: find_people(register, text, _MOST + 1), lambda found: self._show(text, found), latest="second"
        )

    def _show(self, text: str, found: Sequence[Found]) -> None:
        if text != self.box.text():
            return
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        others = [each for each in found if each.row.person.person_id != self._first and not each.row.person.deleted]
        self.rows = [self._make_row(each, is_first=number == 0) for number, each in enumerate(others[:_MOST])]
        nobody = _("Nobody else is found. Try the card, or the beginning of the family name.")
        self.box.set_helper(nobody, "warning") if text.strip() and not others else self.box.clear_helper()

    def _make_row(self, found: Found, *, is_first: bool) -> LinkRow:
        person_id = found.row.person.person_id
        row = LinkRow(EmptyRow("user", say_who(found.row), found.row.card_number, lambda: None), is_first=is_first)
        row.setMaximumWidth(px(_WIDEST))
        row.clicked.connect(lambda: self.chosen.emit(person_id))
        self._list.addWidget(row)
        row.show()
        return row

    def _go_on(self) -> None:
        if len(self.rows) == 1:
            self.rows[0].click()
        elif self.rows:
            self.rows[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and self.rows and event.key() == Qt.Key.Key_Down:  # type: ignore[attr-defined]
            self.rows[0].setFocus()
            return True
        return super().eventFilter(watched, event)
