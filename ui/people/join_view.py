"""Into whose party somebody comes: a box to search them by, and whom it finds. Enter on one is the whole act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.action_bar import ActionBar
from ui.widgets.band import Band
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import bare, within
from ui.widgets.person_search import FoundRow, PersonSearch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.people.join_words import JoinRow


class JoinView(QWidget):
    """`searched(text)` as somebody types, `chosen(JoinRow)` on Enter, `left` on Esc; `bar` is as that of a form."""

    searched = Signal(str)
    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = PersonSearch(_("Who they came with"))
        self.box = self.search.box
        self.back = Button(_("Leave it as it was"), "Esc", flat=True)
        self.note = Band()
        self.bar = ActionBar()
        self._build()
        self.search.searched.connect(self.searched)
        self.search.chosen.connect(self.chosen)
        self.back.clicked.connect(self.left)

    def take_focus(self) -> None:
        """Go to the box."""
        self.box.focus()

    def show_found(self, text: str, found: Sequence[JoinRow]) -> None:
        """Show whom a text found."""
        self.search.show_found(text, [FoundRow("users", each.title, each.text, each) for each in found])

    def refuse(self, told: str) -> None:
        """Say why nobody was joined."""
        self.search.refuse(told)

    def _build(self) -> None:
        column = bare(QVBoxLayout(self), px(10))
        column.addWidget(within(label(_("Joins a party"), "title")))
        column.addWidget(within(self.note))
        self.note.say(
            _("This person leaves the party they are in. A child who comes to an adult is held no longer."), "muted"
        )
        column.addWidget(self.search)
        column.addStretch(1)
        self.bar.left.addWidget(self.back)
