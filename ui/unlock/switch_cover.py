"""Another clerk sits down: their passphrase, and the same register goes on for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.errors import UserError
from intake_app.i18n import _
from ui.resources.theme import px
from ui.unlock.waiting import Waiting
from ui.widgets.buttons import Button
from ui.widgets.cover import WIDTH, Cover
from ui.widgets.labels import label
from ui.widgets.layouts import bare
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from ui.context import WindowContext


_ADVICE = 80  # pixels at 100 %: four lines, so that nothing moves when something is said


class SwitchCover(Cover):
    """`switched(Unlocked)` for whose passphrase it was; `left` goes back to the clerk before."""

    switched = Signal(object)
    left = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self.passphrase = SecretField(_("Your passphrase"), frame_height=44)
        self.button = Button(_("Go on"), "Enter", primary=True)
        self.back = Button(_("Back"), "Esc", flat=True)
        self.advice = label("", "helper", is_wrapped=True)
        self._waiting = Waiting(self.advice, self.button, self)
        self._build_cover()
        self._connect()

    def take_focus(self) -> None:
        """The passphrase is typed at once."""
        self.passphrase.focus()

    def switch(self) -> None:
        """Try what is typed; the window answers while it is tried."""
        typed, unlocked = self.passphrase.text(), self._context.unlocked
        if not typed:
            self.passphrase.set_helper(_("Type your passphrase first."), "error")
            self.passphrase.focus()
        elif self.button.isEnabled():
            self._show_trying(is_trying=True)
            self._context.jobs.write(lambda: unlocked.switch(typed), self._succeed, self._refuse)

    def _build_cover(self) -> None:
        name = self._context.register.session.user_name
        self.add_title(
            "users", label(_("Another clerk"), "hero"), label(_("{name} is at the desk.").format(name=name), "muted")
        )
        self.add_field(self.passphrase, above=24)
        holder = QWidget()
        row = bare(QHBoxLayout(holder), px(8))
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.button)
        self.add(holder, above=12)
        self.advice.setFixedHeight(px(_ADVICE))
        self.advice.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.add(self.advice, above=12)
        self.end()

    def _connect(self) -> None:
        self.button.clicked.connect(self.switch)
        self.passphrase.confirmed.connect(self.switch)
        self.back.clicked.connect(self.left)
        self._context.jobs.crashed.connect(self._say_crash)

    def _say_crash(self, reference: str) -> None:
        self._refuse(
            UserError("crashed", _("Something went wrong; reference {reference}.").format(reference=reference))
        )

    def _show_trying(self, *, is_trying: bool) -> None:
        self.button.setEnabled(not is_trying)
        self.back.setEnabled(not is_trying)
        self.passphrase.line.setReadOnly(is_trying)

    def _succeed(self, unlocked: Unlocked) -> None:
        self.passphrase.set_text("")
        self.switched.emit(unlocked)

    def _refuse(self, error: UserError) -> None:
        self._show_trying(is_trying=False)
        is_short = self.passphrase.fits_helper(error.what, px(WIDTH))
        self.passphrase.set_helper(error.what if is_short else _("Nobody has changed."), "error")
        self.advice.setText(error.do if is_short else f"{error.what}\n{error.do}")
        self._waiting.begin(error)
        self.passphrase.focus()
        self.passphrase.line.selectAll()
