"""The part of the settings page that is saved: what the centre is, and what its sheets and exports say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _, pgettext
from ui.settings.answers import SettingsRefused
from ui.widgets.field import Field
from ui.widgets.form import ROOMY, FormGrid
from ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.errors import UserError


class CentreForm(FormGrid):
    """Shows and gives back texts by name (`ui.settings.answers`); `edited` when somebody typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(roomy=ROOMY)
        self.fields: dict[str, Field | TextArea] = {
            "name": Field(pgettext("centre", "Name"), needed=True),
            "host_languages": Field(_("Languages of the country"), helper=_("beside each step on the sheet")),
            "sheet_address": Field(_("Address on the sheet"), helper=_("left out of the sheet unless set")),
            "phone": Field(_("Phone"), helper=_("large on every sheet")),
            "phone_hours": Field(_("Hours"), helper=_("when somebody answers")),
            "doctor": Field(_("Doctor"), helper=_("where and when, on every sheet")),
            "meals": Field(_("Meals"), helper=_("hours, such as 8:00, 13:00, 19:00")),
            "tracing_phone": Field(_("Red Crescent"), helper=_("number for relatives who ask; left out unless set")),
            "recipients": TextArea(
                _("Who can open exports"),
                lines=3,
                helper=_("public keys of the program age, one a line (age1...); empty: plain or passphrase"),
            ),
        }
        self._build()
        self._connect()

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Show what is kept."""
        for name, field in self.fields.items():
            field.set_text(texts.get(name, ""))

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.text() for name, field in self.fields.items()}

    def show_problem(self, error: UserError) -> bool:
        """Say what was refused below its field, of several below each; answers whether there is such a field."""
        problems = error.problems if isinstance(error, SettingsRefused) else {error.field: error.what}
        for name, field in self.fields.items():
            if name in problems:
                field.set_helper(problems[name], "error")
            elif field.value_state == "error":
                field.clear_helper()
        if (first := self.fields.get(error.field)) is None:
            return False
        first.focus()
        return True

    def _build(self) -> None:
        rows = (
            (_("Centre"), (("name", 1), ("host_languages", 1), ("sheet_address", 1))),
            ("", (("phone", 1), ("phone_hours", 1), ("doctor", 1))),
            ("", (("meals", 1), ("tracing_phone", 1))),
            ("", (("recipients", 3),)),
        )
        for title, names in rows:
            if title:
                self.begin_group(title)
            else:
                self.begin_row()
            column = 0
            for name, span in names:
                self.add(self.fields[name], column, span)
                column += span

    def _connect(self) -> None:
        order = list(self.fields.values())
        for field, following in pairwise(order):
            field.confirmed.connect(following.focus)
        for field in order:
            field.edited.connect(lambda _text: self.edited.emit())
