"""Everything held about somebody, to be handed to them: looked at, printed, or saved as PDF and as data."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.action_bar import ActionBar
from ui.widgets.band import Band
from ui.widgets.buttons import Button
from ui.widgets.folder_field import FolderField
from ui.widgets.labels import label
from ui.widgets.layouts import bare, within
from ui.widgets.outcome import Outcome

_WIDEST = 620


class HandOutView(QWidget):
    """`asked_preview`, `asked_print` and `asked_save(folder)` by a button or its key; `left` on Esc.

    `bar` holds the buttons: the page shows it below, where it stays in sight.
    """

    asked_preview = Signal()
    asked_print = Signal()
    asked_save = Signal(str)
    left = Signal()

    def __init__(self, card: str) -> None:
        super().__init__()
        self.note = Band()
        self.folder = FolderField(_("Folder"), helper=_("a stick of theirs; what lies there is not encrypted"))
        self.preview = Button(_("Preview"), "F12")
        self.save = Button(_("Save as PDF and data"), "Ctrl+S")
        self.print = Button(_("Print"), "Ctrl+Enter", primary=True)
        self.back = Button(_("Back to the person"), "Esc", flat=True)
        self.bar = ActionBar()
        self.outcome = Outcome()
        self._build(card)
        self._connect()

    def take_focus(self) -> None:
        """Go to the folder."""
        self.folder.focus()

    def set_busy(self, *, is_busy: bool) -> None:
        """It is being put together, or no longer."""
        for each in (self.preview, self.save, self.print):
            each.setEnabled(not is_busy)
        self.outcome.say(_("Putting it together \u2026") if is_busy else "")

    def refuse(self, told: str, *, is_of_folder: bool = False) -> None:
        """Say why nothing came of it, beside the folder where that is it."""
        self.set_busy(is_busy=False)
        if is_of_folder:
            self.folder.set_helper(told, "error")
            self.folder.focus()
        else:
            self.outcome.say(told, "", "danger")

    def _build(self, card: str) -> None:
        column = bare(QVBoxLayout(self), px(12))
        title = label(_("Everything we hold about {card}").format(card=card), "title", is_wrapped=True)
        column.addWidget(within(title))
        column.addWidget(within(self.note))
        self.note.say(
            _(
                "For the person alone, in their language: the record, every change, who looked, what was printed and "
                "exported. Staff are named by role, others are counted."
            ),
            "muted",
        )
        self.folder.setMaximumWidth(px(_WIDEST))
        self.folder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column.addWidget(self.folder)
        column.addWidget(within(self.outcome))
        column.addStretch(1)
        self.bar.left.addWidget(self.back)
        for button in (self.preview, self.save, self.print):
            self.bar.right.addWidget(button)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.preview.clicked.connect(self.asked_preview)
        self.print.clicked.connect(self.asked_print)
        self.save.clicked.connect(self._ask_save)
        self.folder.confirmed.connect(self._ask_save)

    def _ask_save(self) -> None:
        if folder := self.folder.text().strip():
            self.asked_save.emit(folder)
        else:
            self.folder.set_helper(_("Choose a folder, such as a stick."), "error")
            self.folder.focus()
