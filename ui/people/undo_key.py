"""Ctrl+Z on a person's page, on whichever tab: it says beforehand what it takes back, and afterwards what it took.

On the tabs that tell the story the key stands beside the entry; on the others a line below says what it would undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.people.person_view import UNDO
from ui.people.story_words import name_act, say_undo
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.layouts import bare
from ui.widgets.story import StoryRow

if TYPE_CHECKING:
    from intake_app.services.stories import StoryEntry
    from ui.context import WindowContext
    from ui.people.person import PersonView
    from ui.people.person_work import PersonWork


class UndoKey(QObject):
    """Takes back through `work`; where there is nothing to take back the key says why."""

    def __init__(self, context: WindowContext, page: QWidget, work: PersonWork) -> None:
        super().__init__(page)
        self._context, self._work = context, work
        self._view: PersonView | None = None
        self._idle = QShortcut(QKeySequence(UNDO), page, self._say_why_not)
        self._idle.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._idle.setWhatsThis(_("Undo; it says why where there is nothing to undo"))
        self.rest()

    def rest(self) -> None:
        """Let the key alone: a field that is typed in undoes its own typing."""
        self._view = None
        self._idle.setEnabled(False)

    def stand_below(self, tab: QWidget, view: PersonView) -> QWidget:
        """The tab, with a line below that bears the key unless an entry in it does."""
        self._view = view
        entry = view.undoable
        self._idle.setEnabled(entry is None)
        if entry is None or any(row.line.keycap for row in tab.findChildren(StoryRow)):
            return tab
        holder = QWidget()
        column = bare(QVBoxLayout(holder), px(8))
        column.addWidget(tab, 1)
        text = _("{undo}: {what}").format(undo=say_undo(entry), what=name_act(entry))
        button = Button(text, UNDO, flat=True, icon="undo-2")
        button.setObjectName("undo")
        button.clicked.connect(lambda: self.undo(entry, view.card))
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return holder

    def undo(self, entry: StoryEntry, card: str) -> None:
        """Take an entry back; the card is whose page it is."""
        what = name_act(entry)
        said = _("Done again for {card}: {what}.") if entry.kind == "undo" else _("Undone for {card}: {what}.")
        self._work.undo(entry.act_id, said.format(card=card or _("this person"), what=what))

    def offer_last(self) -> Button | None:
        """A button for what was done last, where the page shows nobody any more, as after a volunteer hid them."""
        act_id = self._work.last_act
        if not act_id:
            return None
        button = Button(_("Undo what you did"), UNDO, icon="undo-2")
        button.clicked.connect(lambda: self._work.undo(act_id, _("Undone.")))
        return button

    def _say_why_not(self) -> None:
        entries = self._view.story.entries if self._view is not None else ()
        newest = next((each for each in entries if each.act_id and each.kind != "undo" and each.undone is None), None)
        if newest is None:
            told = _("There is nothing to undo.")
        elif newest.can_be_undone:
            told = _("Only the recording is left, which no key undoes: its button in the history does.")
        else:
            told = newest.refusal
        self._context.bus.said.emit(told, "warning")
