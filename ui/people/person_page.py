"""The page of one person, and the correction of what is recorded about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _
from ui.people.correction import check_corrections, save_correction
from ui.people.correction_view import CorrectionForm
from ui.people.person import PersonView, load_person
from ui.people.person_view import make_person_body
from ui.printing import print_sheets
from ui.widgets.buttons import Button
from ui.widgets.page import Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.domain.changes import Changes
    from intake_app.errors import UserError
    from ui.context import WindowContext


class PersonPage(Page):
    """`left` asks for the list again; `corrected` carries the changes of a correction."""

    left = Signal()
    corrected = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        super().__init__("", has_actions=True)
        self.context = context
        self.view: PersonView | None = None
        self.correction: CorrectionForm | None = None
        self.back = Button(_("Back to the list"), "Esc", flat=True)
        self.edit = Button(_("Correct"), "Ctrl+E")
        self.print = Button(_("Print sheet"), "Ctrl+P", primary=True)
        self.save = Button(_("Save the correction"), "Ctrl+Enter", primary=True)
        self._shown: QWidget | None = None
        self._build()
        self._connect()

    def open(self, person_id: str) -> None:
        """Read and show a person, beside the window."""
        register = self.context.register
        self.context.jobs.read(lambda: load_person(register, person_id), self.show_person, self._say, latest="person")

    def show_person(self, view: PersonView) -> None:
        """Show somebody who was read."""
        self.view = view
        self.correction = None
        self.set_title(view.title, view.latin)
        if view.file.is_held:
            self.band.say(_("Call the shift lead."), "warning", strong=_("Bed and sheet are held."))
        elif view.card_note:
            self.band.say(view.card_note, "muted")
        else:
            self.band.clear()
        self._show(make_person_body(view))
        self._show_buttons()
        if self.isVisible():
            self.print.setFocus()

    def refresh(self) -> None:
        """Read the person anew, unless somebody is just correcting it."""
        if self.view is not None and self.correction is None:
            self.open(self.view.file.person.person_id)

    def start_correction(self) -> None:
        """Show the person's fields to be corrected."""
        if self.view is None or self.correction is not None:
            return
        self.correction = CorrectionForm(self.view.file.person)
        self.correction.asked_to_save.connect(self.save_correction)
        self._show(self.correction)
        self._show_buttons()
        hint = _("The old value stays in the history. Print the sheet again afterwards: the old one is out of date.")
        self.band.say(hint, "muted")
        self.correction.take_focus()

    def save_correction(self) -> None:
        """Check and save; what is wrong is said beside its field."""
        if self.view is None or self.correction is None:
            return
        register, file = self.context.register, self.view.file
        reason = self.correction.reason.text()
        typed = self.correction.typed()
        checked = check_corrections(file.person, typed, reason, self.view.today, self.view.region)
        self.correction.show_problems(checked.problems)
        person = checked.person
        if person is not None:
            self.context.jobs.write(lambda: save_correction(register, file, person, reason), self._saved, self._say)

    def print_sheet(self) -> None:
        """Print this person's sheet."""
        if self.view is not None:
            print_sheets(self.context, [self.view.file.person.person_id])

    def step_back(self) -> None:
        """Esc: from the correction to the person, from the person to the list."""
        if self.correction is not None and self.view is not None:
            self.show_person(self.view)
        else:
            self.left.emit()

    def take_focus(self) -> None:
        if self.correction is not None:
            self.correction.take_focus()
        else:
            self.print.setFocus()

    def _build(self) -> None:
        self.actions_left.addWidget(self.back)
        for button in (self.edit, self.print, self.save):
            self.actions_right.addWidget(button)
        self._show_buttons()

    def _connect(self) -> None:
        self.back.clicked.connect(self.step_back)
        self.edit.clicked.connect(self.start_correction)
        self.print.clicked.connect(self.print_sheet)
        self.save.clicked.connect(self.save_correction)

    def _show_buttons(self) -> None:
        is_correcting = self.correction is not None
        self.edit.setVisible(not is_correcting)
        self.print.setVisible(not is_correcting)
        self.save.setVisible(is_correcting)
        self.back.set_text(_("Leave it as it was") if is_correcting else _("Back to the list"))

    def _show(self, widget: QWidget) -> None:
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = widget
        self.body.addWidget(widget)

    def _saved(self, changes: Changes) -> None:
        view = self.view
        self.correction = None
        if view is not None:
            self.context.bus.said.emit(_("Corrected {card}. Print the sheet again.").format(card=view.card), "good")
            self.open(view.file.person.person_id)
        self.corrected.emit(changes)

    def _say(self, error: UserError) -> None:
        self.context.bus.said.emit(str(error), "danger")
