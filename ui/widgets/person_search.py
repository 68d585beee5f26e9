"""A box to search somebody by, and below it whom it finds. Enter on one is the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.empty import EmptyRow, LinkRow
from ui.widgets.field import BLEED, Field
from ui.widgets.layouts import bare, empty, within

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDEST = 620


class FoundRow(NamedTuple):
    """Somebody found: the icon, who it is, a line about them, and what is handed on when they are chosen."""

    icon: str
    title: str
    text: str
    choice: object


class PersonSearch(QWidget):
    """`searched(text)` as somebody types, `chosen(choice)` on Enter.

    Enter in the box takes the only one found, and goes to the first of several, as Down does.
    """

    searched = Signal(str)
    chosen = Signal(object)

    def __init__(self, question: str) -> None:
        super().__init__()
        self.box = Field(question, helper=_("a name, a card, a document or a phone"))
        self.rows: list[LinkRow] = []
        self._list = bare(QVBoxLayout())
        column = bare(QVBoxLayout(self), px(10))
        self.box.setMaximumWidth(px(_WIDEST) + 2 * BLEED)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.box)
        found = QWidget()
        found.setLayout(self._list)
        column.addWidget(within(found))
        self.box.edited.connect(self.searched)
        self.box.confirmed.connect(self._go_on)
        self.box.line.installEventFilter(self)

    def ask_anew(self) -> None:
        """An empty box with the focus, and nobody found yet."""
        self.box.set_text("")
        self.show_found("", ())
        self.box.focus()

    def show_found(self, text: str, found: Sequence[FoundRow]) -> None:
        """Show whom a text found; an answer to what stands there no more is not shown."""
        if text != self.box.text():
            return
        if any(row.hasFocus() for row in self.rows):
            self.box.focus()
        empty(self._list)
        self.rows = [self._make_row(each, is_first=number == 0) for number, each in enumerate(found)]
        nobody = _("Nobody else is found. Try the card, or the beginning of the family name.")
        self.box.set_helper(nobody, "warning") if text.strip() and not found else self.box.clear_helper()

    def refuse(self, told: str) -> None:
        """Say why nobody was taken."""
        self.box.set_helper(told, "error")
        self.box.focus()

    def _make_row(self, found: FoundRow, *, is_first: bool) -> LinkRow:
        row = LinkRow(EmptyRow(found.icon, found.title, found.text, lambda: None, "chooses"), is_first=is_first)
        row.setMaximumWidth(px(_WIDEST))
        row.clicked.connect(lambda: self.chosen.emit(found.choice))
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
