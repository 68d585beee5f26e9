"""Before everything about somebody is erased: what goes, what cannot be reached, and the card number to be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.people.erase_words import is_proof
from ui.resources.theme import px
from ui.widgets.action_bar import ActionBar
from ui.widgets.band import Band
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import bare, bring_into_view, within
from ui.widgets.outcome import Outcome

if TYPE_CHECKING:
    from ui.people.erase_words import ErasureView

_WIDEST = 620


class EraseView(QWidget):
    """`asked(is_from_backups)` once the card number stands there; `left` on Esc, while nothing is under way.

    `bar` holds both buttons: the page shows it below, where it stays in sight.
    """

    asked = Signal(bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: ErasureView | None = None
        self.title = label("", "title", is_wrapped=True)
        self.note = Band()
        self.card = Field(_("Card number"), needed=True)
        self.from_backups = CheckBox(_("Erase from backups now"))
        self.erase = Button("", "Ctrl+Enter", primary=True, danger=True)
        self.back = Button(_("Leave it as it was"), "Esc", flat=True)
        self.bar = ActionBar()
        self.outcome = Outcome()
        self._lines = bare(QVBoxLayout(), px(6))
        self._held = label("", "row", is_wrapped=True)
        self._build()
        self._connect()

    def take_focus(self) -> None:
        """Go to the card number, unless it is not known yet what is asked."""
        if self.shown is not None:
            self.card.setProperty("isReadFirst", not self.card.text())
            self.card.focus()
            if not self.card.text():
                QTimer.singleShot(0, self, lambda: bring_into_view(self.title))
        else:
            self.back.setFocus()

    def show_erasure(self, view: ErasureView) -> None:
        """Ask."""
        self.shown = view
        self.title.setText(view.title)
        *told, last = view.lines
        for line in told:
            is_held = bool(view.held) and line == view.held
            self._lines.addWidget(self._held if is_held else label(line, "row", is_wrapped=True))
        self.note.say(last, "danger")
        self.erase.set_text(view.button)
        self._say_held()
        self.from_backups.setVisible(bool(view.held))
        for each in (self.card, self.erase):
            each.show()
        if self.isVisible():
            self.take_focus()

    def show_progress(self, percent: int) -> None:
        """It is under way: nothing can be typed or left any more."""
        for each in (self.card, self.from_backups, self.erase, self.back):
            each.setEnabled(False)
        is_copying = self.from_backups.isChecked() and percent > 0
        self.outcome.say(_("New backup: {percent} %").format(percent=percent) if is_copying else _("Erasing \u2026"))

    def refuse(self, told: str) -> None:
        """Nothing was erased: say why."""
        for each in (self.card, self.from_backups, self.erase, self.back):
            each.setEnabled(True)
        self.outcome.say(told, "", "danger")
        self.take_focus()

    def _build(self) -> None:
        column = bare(QVBoxLayout(self), px(12))
        lines = QWidget()
        lines.setLayout(self._lines)
        column.addWidget(within(self.title))
        column.addWidget(within(lines))
        column.addWidget(self.from_backups)
        column.addWidget(within(self.note))
        self.card.setMaximumWidth(px(_WIDEST))
        self.card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.card)
        column.addWidget(within(self.outcome))
        column.addStretch(1)
        self.bar.left.addWidget(self.back)
        self.bar.right.addWidget(self.erase)
        for each in (self.card, self.erase, self.from_backups):
            each.hide()

    def _connect(self) -> None:
        self.card.confirmed.connect(self._ask)
        self.card.edited.connect(self._follow_typing)
        self.from_backups.toggled.connect(self._say_held)
        self.erase.clicked.connect(self._ask)
        self.back.clicked.connect(self.left)

    def _follow_typing(self) -> None:
        """In a low page what would be lost is in sight first, and the number once it is typed or asked for again."""
        self.card.setProperty("isReadFirst", False)
        bring_into_view(self.card)

    def _say_held(self) -> None:
        """What becomes of the backups as the box stands."""
        if self.shown is not None:
            gone = _("A backup without it is made now, and the older ones are removed.")
            self._held.setText(gone if self.from_backups.isChecked() else self.shown.held)

    def _ask(self) -> None:
        if self.shown is None:
            return
        if is_proof(self.card.text(), self.shown.proof):
            self.asked.emit(self.from_backups.isChecked())
            return
        wrong = _("This is not {card}. Nothing was erased.").format(card=self.shown.proof)
        self.card.set_helper(wrong, "error")
        self.card.focus()
        self._follow_typing()
