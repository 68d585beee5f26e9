"""The form that corrects a person: the fields as they are, and why."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.messages import field_label
from ui.people.correction import FIELDS, REASON, shown_values
from ui.resources.theme import px
from ui.widgets.field import Field
from ui.widgets.form import FormGrid
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.records import Person

_NARROWEST = 120


class CorrectionForm(QWidget):
    """Enter goes on; `asked_to_save` comes from the reason's Enter only."""

    asked_to_save = Signal()

    def __init__(self, person: Person) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.reason = Field(_("Why"), helper=_("for the history: misread, came with a new passport ..."), needed=True)
        self._build(person)
        self._connect()

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.text() for name, field in self.fields.items()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say beside each field what is wrong with it, and go to the first."""
        first: Field | None = None
        for name, field in (*self.fields.items(), (REASON, self.reason)):
            if name in problems:
                field.set_helper(problems[name], "error")
                first = first or field
            else:
                field.clear_helper()
        if first is not None:
            first.focus()

    def take_focus(self) -> None:
        """Go to the first field."""
        self.fields[FIELDS[0]].focus()

    def _build(self, person: Person) -> None:
        grid = FormGrid()
        values = shown_values(person)
        for number, name in enumerate(FIELDS):
            if number == 0:
                grid.begin_group(_("Person"))
            elif number % 3 == 0:
                grid.begin_row()
            field = self.fields[name] = Field(field_label(name))
            field.set_text(values[name])
            _fit(field)
            grid.add(field, number % 3)
        grid.begin_group(_("Reason"))
        _fit(self.reason)
        grid.add(self.reason, 0, 3)
        column = bare(QVBoxLayout(self))
        column.addWidget(grid)
        column.addStretch(1)

    def _connect(self) -> None:
        for field, following in pairwise((*self.fields.values(), self.reason)):
            field.confirmed.connect(following.focus)
        self.reason.confirmed.connect(self.asked_to_save)


def _fit(field: Field) -> None:
    """Equal columns whatever stands in them."""
    field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    field.setMinimumWidth(px(_NARROWEST))
