"""Into whose party somebody comes: a box to search them by, and whom it finds. Enter on one is the whole act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.band import Band
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyRow, LinkRow
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import bare, left, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.people.join_words import JoinRow

_WIDEST = 620


class JoinView(QWidget):
    """`searched(text)` as somebody types, `chosen(JoinRow)` on Enter, `left` on Esc.

    Enter in the box takes the only one found, and goes to the first of several.
    """

    searched = Signal(str)
    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.box = Field(_("Who they came with"), helper=_("a name, a card, a document or a phone"))
        self.back = Button(_("Leave it as it was"), "Esc", flat=True)
        self.note = Band()
        self.rows: list[LinkRow] = []
        self._list = bare(QVBoxLayout())
        self._text = ""
        self._build()
        self._connect()

    def take_focus(self) -> None:
        """Go to the box."""
        self.box.focus()

    def show_found(self, text: str, found: Sequence[JoinRow]) -> None:
        """Show whom a text found; an answer to what stands there no more is not shown."""
        if text != self.box.text():
            return
        if any(row.hasFocus() for row in self.rows):
            self.take_focus()
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._make_row(each, is_first=number == 0) for number, each in enumerate(found)]
        for row in self.rows:
            self._list.addWidget(row)
            row.show()
        nobody = _("Nobody else is found. Try the card, or the beginning of the family name.")
        self.box.set_helper(nobody, "warning") if text.strip() and not found else self.box.clear_helper()

    def refuse(self, told: str) -> None:
        """Say why nobody was joined."""
        self.box.set_helper(told, "error")
        self.take_focus()

    def _make_row(self, found: JoinRow, *, is_first: bool) -> LinkRow:
        row = LinkRow(EmptyRow("users", found.title, found.text, lambda: None), is_first=is_first)
        row.setMaximumWidth(px(_WIDEST))
        row.clicked.connect(lambda: self.chosen.emit(found))
        return row

    def _build(self) -> None:
        column = bare(QVBoxLayout(self), px(10))
        column.addWidget(within(label(_("Joins the party of \u2026"), "title")))
        column.addWidget(within(self.note))
        self.note.say(_("They leave the party they are in. A child who comes to an adult is held no longer."), "muted")
        self.box.setMaximumWidth(px(_WIDEST))
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.box)
        found = QWidget()
        found.setLayout(self._list)
        column.addWidget(within(found))
        column.addWidget(within(left(self.back)))
        column.addStretch(1)

    def _connect(self) -> None:
        self.box.edited.connect(self.searched)
        self.box.confirmed.connect(self._go_on)
        self.box.line.installEventFilter(self)
        self.back.clicked.connect(self.left)

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
