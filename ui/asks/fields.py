"""The fields of somebody who asks: a message for someone, or an official's name, office and written request."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _
from intake_app.services.messages import LONGEST
from ui.asks.form import AUTHORITY, FIELDS
from ui.asks.sentences import GUTTER
from ui.widgets.field import Field
from ui.widgets.form import FormGrid
from ui.widgets.layouts import bring_into_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.errors import UserError


class AskFields(FormGrid):
    """`edited(name, text)` when somebody types; Enter goes to the next field, and keeps nothing by itself."""

    edited = Signal(str, str)

    def __init__(self, kind: str) -> None:
        super().__init__(gutter=GUTTER)
        self.kind = kind
        made = _official_fields() if kind == AUTHORITY else _message_fields()
        self.fields: dict[str, Field] = {name: made[name] for name in FIELDS[kind]}
        self._build()
        self._connect()

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show what was typed; a field that is not named is empty."""
        for name, field in self.fields.items():
            field.clear_helper()
            field.set_text(values.get(name, ""))

    def show_problem(self, error: UserError) -> bool:
        """Say what is missing or wrong below its field; answers whether there is such a field."""
        field = self.fields.get(error.field)
        if field is None:
            return False
        field.set_helper(error.what, "error")
        field.focus()
        return True

    def take_focus(self) -> None:
        """The first field that is empty, else the last."""
        fields = list(self.fields.values())
        next((field for field in fields if not field.text()), fields[-1]).focus()

    def stay_in_view(self) -> None:
        """What is typed into is still seen when a line below a field, or the number above, changes the height."""
        focused = next((field for field in self.fields.values() if field.line.hasFocus()), None)
        if focused is not None:
            bring_into_view(focused)

    def _build(self) -> None:
        self.begin_group(_("Their request") if self.kind == AUTHORITY else _("Leave a message"))
        for column, (name, field) in enumerate(self.fields.items()):
            field.line.setMaxLength(LONGEST[name])
            if name == "body":
                self.begin_row()
                self.add(field, 0, 3)
            else:
                self.add(field, column)

    def _connect(self) -> None:
        fields = list(self.fields.values())
        for field, following in pairwise(fields):
            field.confirmed.connect(following.focus)
        for name, field in self.fields.items():
            field.edited.connect(lambda text, name=name: self.edited.emit(name, text))


def _message_fields() -> dict[str, Field]:
    return {
        "for_whom": Field(_("For whom"), helper=_("as they say it; we search for nobody"), needed=True),
        "from_whom": Field(_("From whom")),
        "reach": Field(_("How to reach them"), helper=_("by choice"), placeholder=_("phone")),
        "body": Field(_("What to tell"), placeholder=_("a few words"), needed=True),
    }


def _official_fields() -> dict[str, Field]:
    return {
        "from_whom": Field(_("Name"), helper=_("as on their card")),
        "for_whom": Field(_("Office")),
        "reach": Field(_("Written request"), helper=_("its number and date; keep the paper")),
    }
