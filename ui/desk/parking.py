"""Putting a half-typed form aside under its token, and taking it up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _
from intake_app.services.drafts import bring_back, park_draft
from ui.desk.drafts import DRAFT_ID, keep_form
from ui.desk.slots import FIRST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.errors import UserError
    from ui.context import WindowContext
    from ui.desk.form import DeskForm


class Parking(QObject):
    """`parked` and `came_back` once it is durable; `refused` carries what to say beside the token."""

    parked = Signal(str)
    came_back = Signal(str, object)
    refused = Signal(str)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def can_park(self, form: DeskForm) -> bool:
        """Whether there is anything to put aside; without a token nobody could find it again, which is said."""
        is_worth_it = bool(keep_form(form))
        has_token = bool(form.slots[FIRST].raw.strip())
        if is_worth_it and not has_token:
            self.refused.emit(_("Type a token first"))
        return is_worth_it and has_token

    def park(self, form: DeskForm) -> None:
        """Put the form aside, its token as one that was given."""
        form.settle(FIRST)
        token, fields, register = form.slots[FIRST].raw.strip(), keep_form(form), self._context.register
        self._context.jobs.write(
            lambda: park_draft(register, DRAFT_ID, token, fields), lambda _none: self.parked.emit(token), self._refuse
        )

    def bring_back(self, token: str) -> None:
        """Take a parked form up again, for a form that is empty."""
        register = self._context.register
        self._context.jobs.write(
            lambda: bring_back(register, DRAFT_ID, token), lambda fields: self._brought(token, fields), self._refuse
        )

    def _brought(self, token: str, fields: Mapping[str, object]) -> None:
        self.came_back.emit(token, fields)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error.what)
