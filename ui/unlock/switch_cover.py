"""Another clerk sits down: their passphrase, and the same register goes on for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _
from intake_app.opening.key_files import read_key_file
from ui.unlock.passphrase_cover import PassphraseCover
from ui.widgets.buttons import Button
from ui.widgets.key_file import KeyFileButton
from ui.widgets.labels import label
from ui.widgets.layouts import left
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from ui.context import WindowContext


class SwitchCover(PassphraseCover):
    """`switched(Unlocked)` for whose passphrase it was; `left` goes back to the clerk before."""

    switched = Signal(object)

    def __init__(self, context: WindowContext) -> None:
        self.passphrase = SecretField(_("Your passphrase"), frame_height=44, helper_lines=2)
        self.key_file = KeyFileButton(self.passphrase)
        button = Button(_("Go on"), "Enter", primary=True)
        super().__init__(context, self.passphrase, button, _("Nobody has changed."))
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
            self.show_trying(is_trying=True)
            path = self.key_file.path
            self._context.jobs.write(lambda: unlocked.switch(typed, read_key_file(path)), self._succeed, self.refuse)

    def show_trying(self, *, is_trying: bool) -> None:
        super().show_trying(is_trying=is_trying)
        self.passphrase.line.setReadOnly(is_trying)

    def _build_cover(self) -> None:
        name = self._context.register.session.user_name
        self.add_title(
            "users", label(_("Another clerk"), "hero"), label(_("{name} is at the desk").format(name=name), "muted")
        )
        self.add_field(self.passphrase, above=24)
        self.add(left(self.key_file), above=4)
        self.add_end()

    def _connect(self) -> None:
        self.button.clicked.connect(self.switch)
        self.passphrase.confirmed.connect(self.switch)

    def _succeed(self, unlocked: Unlocked) -> None:
        self.passphrase.set_text("")
        self.switched.emit(unlocked)
