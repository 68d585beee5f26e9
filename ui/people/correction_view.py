"""A form about a person on the screen: its fields in three columns, why, and one button. The keyboard is enough."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.services.reasons import LONGEST
from ui.people.forms import REASON
from ui.resources.theme import px
from ui.widgets.action_bar import ActionBar
from ui.widgets.band import Band
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.field import Field
from ui.widgets.form import FormGrid
from ui.widgets.labels import label
from ui.widgets.layouts import bare, within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.people.forms import FormField, PersonForm

_COLUMNS = 3
_NARROWEST = 170  # of a column: what is wrong with a date, and its label, are then read whole in large text too


class FormView(QWidget):
    """Enter goes on; the last Enter and Ctrl+Enter ask to save, Esc leaves everything as it was.

    `bar` holds both buttons: the page shows it below the form, where it stays in sight while the form scrolls.
    """

    asked_to_save = Signal()
    left = Signal()

    def __init__(self, form: PersonForm) -> None:
        super().__init__()
        self.form = form
        self.fields: dict[str, Field | ChoiceField] = {}
        self.note = Band()
        self.save = Button(form.button, "Ctrl+Enter", primary=True)
        self.back = Button(_("Leave it as it was"), "Esc", flat=True)
        self.bar = ActionBar()
        self._build()
        self._connect()

    def typed(self) -> dict[str, str]:
        """What stands in the fields: text, or the code of a choice."""
        return {
            name: field.value() if isinstance(field, ChoiceField) else field.text()
            for name, field in self.fields.items()
        }

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it, and go to the first."""
        wrong = [name for name in self.fields if name in problems]
        for name, field in self.fields.items():
            if name in problems:
                field.set_helper(problems[name], "error")
            else:
                field.clear_helper()
        if wrong:
            self.fields[wrong[0]].focus()

    def take_focus(self) -> None:
        """Go to the first field."""
        next(iter(self.fields.values())).focus()

    def _build(self) -> None:
        column = bare(QVBoxLayout(self), px(10))
        column.addWidget(within(label(self.form.title, "title")))
        if self.form.note:
            column.addWidget(within(self.note))
            self.note.say(self.form.note, "warning" if self.form.is_loud else "muted")
        grid = FormGrid(narrowest=_NARROWEST)
        for name, fields in self.form.groups:
            grid.begin_group(name)
            self._add_group(grid, fields)
        column.addWidget(grid)
        column.addStretch(1)
        self.bar.left.addWidget(self.back)
        self.bar.right.addWidget(self.save)

    def _add_group(self, grid: FormGrid, fields: tuple[FormField, ...]) -> None:
        place = 0
        for spec in fields:
            is_wide = spec.name == REASON
            if place and (place % _COLUMNS == 0 or is_wide):
                grid.begin_row()
                place = 0
            field = self.fields[spec.name] = _make(spec)
            grid.add(field, place % _COLUMNS, _COLUMNS if is_wide else 1)
            place += 1

    def _connect(self) -> None:
        for field, following in pairwise(self.fields.values()):
            field.confirmed.connect(following.focus)
        list(self.fields.values())[-1].confirmed.connect(self.asked_to_save)
        if self.form.say_button is not None:
            for field in self.fields.values():
                field.edited.connect(self._say_button)
        self.save.clicked.connect(self.asked_to_save)
        self.back.clicked.connect(self.left)

    def _say_button(self) -> None:
        if self.form.say_button is not None:
            self.save.set_text(self.form.say_button(self.typed()))


def _make(spec: FormField) -> Field | ChoiceField:
    made: Field | ChoiceField
    if spec.options:
        made = ChoiceField(spec.label, spec.options, helper=spec.helper)
        made.set_value(spec.value)
    else:
        made = Field(spec.label, helper=spec.helper, needed=spec.is_needed)
        if spec.name == REASON:
            made.line.setMaxLength(LONGEST + 1)  # one more than may be kept, so that it is refused and not cut
        made.set_text(spec.value)
    # Equal columns whatever stands in them.
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(px(_NARROWEST))
    return made
