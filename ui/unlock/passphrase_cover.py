"""A cover that asks for a passphrase: its advice, its two buttons, and what is said where it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.errors import UserError
from intake_app.i18n import _
from ui.unlock.waiting import Waiting
from ui.widgets.action_bar import ButtonRow
from ui.widgets.buttons import Button
from ui.widgets.cover import WIDTH, Advice, Cover

if TYPE_CHECKING:
    from ui.context import WindowContext
    from ui.widgets.secret_field import SecretField


class PassphraseCover(Cover):
    """`left` goes back to where it was asked from; what is tried runs beside the window.

    `asked` is the field of the passphrase; `unchanged` says beside it what a refusal has not changed, where the refusal
    itself has no room.
    """

    left = Signal()

    def __init__(
        self,
        context: WindowContext,
        asked: SecretField,
        button: Button,
        unchanged: str,
        *,
        width: int = WIDTH,
        top: int = 0,
    ) -> None:
        super().__init__(width=width, top=top)
        self._context = context
        self._asked = asked
        self._unchanged = unchanged
        self.button = button
        self.back = Button(_("Back"), "Esc", flat=True)
        self.advice = Advice()
        self._waiting = Waiting(asked, self.button, self)
        self.back.clicked.connect(self.left)
        context.jobs.crashed.connect(self._say_crash)

    def add_end(self) -> None:
        """The buttons, and below them room for what is said."""
        self.add(ButtonRow((self.back,), (self.button,)), above=12)
        self.add_advice(self.advice, above=12)
        self.end()

    def show_trying(self, *, is_trying: bool) -> None:
        """Nothing is pressed twice while it is tried."""
        self.button.setEnabled(not is_trying)
        self.back.setEnabled(not is_trying)

    def refuse(self, error: UserError) -> None:
        """What is wrong beside its field where there is room, else all of it below; the cursor stands there."""
        self.show_trying(is_trying=False)
        field = self.field_of(error)
        if self._waiting.begin(error):
            self.advice.setText("")
        else:
            self.advise(field, error, self._unchanged)
        field.focus()
        field.line.selectAll()

    def field_of(self, _error: UserError) -> SecretField:
        """The field that a refusal is about."""
        return self._asked

    def _say_crash(self, reference: str) -> None:
        self.refuse(UserError("crashed", _("Something went wrong; reference {reference}.").format(reference=reference)))
