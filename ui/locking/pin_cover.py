"""Setting the shift's PIN, with what it does and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.errors import UserError
from intake_app.i18n import _
from ui.locking.blank_screen import accept_digits
from ui.widgets.action_bar import ButtonRow
from ui.widgets.buttons import Button
from ui.widgets.cover import Cover
from ui.widgets.labels import label
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from ui.locking.pins import ShiftPins

_WIDE = 440  # pixels at 100 %


class PinCover(Cover):
    """`kept` once it is set, `left` when it is given up."""

    kept = Signal()
    left = Signal()

    def __init__(self, pins: ShiftPins, user_id: str) -> None:
        super().__init__(width=_WIDE)
        self._pins = pins
        self._user_id = user_id
        self.pin = SecretField(_("PIN"), helper=_("at least 4 digits"))
        self.again = SecretField(_("Once more"), helper=" ")
        self.keep = Button(_("Take this PIN"), "Enter", primary=True)
        self.back = Button(_("Back"), "Esc", flat=True)
        self._build_cover()
        self._connect()

    def take_focus(self) -> None:
        """The PIN is typed at once."""
        self.pin.focus()

    def keep_pin(self) -> None:
        """Take what is typed; what is wrong with it is said below its field."""
        if self.pin.text() != self.again.text():
            self.again.set_text("")
            self.again.set_helper(_("This is not the same PIN."), "error")
            self.again.focus()
            return
        try:
            self._pins.set(self._user_id, self.pin.text())
        except UserError as error:
            self.again.set_text("")
            self.pin.set_helper(error.what, "error")
            self.pin.focus()
            self.pin.line.selectAll()
            return
        self.kept.emit()

    def _build_cover(self) -> None:
        for field in (self.pin, self.again):
            accept_digits(field)
        self.add_title(
            "lock-keyhole",
            label(_("Your PIN for this shift"), "hero"),
            label(
                _("After 5 minutes without a key this window hides everything. The PIN shows it again."),
                "muted",
                is_wrapped=True,
            ),
        )
        self.add_field(self.pin, above=20)
        self.add_field(self.again, above=8)
        self.add(ButtonRow((self.back,), (self.keep,)), above=8)
        for text in (
            _(
                "It is yours alone, holds for 12 hours, and is kept in memory only. After 20 minutes, three wrong PINs "
                "or a sleep the passphrase is asked for."
            ),
            _(
                "It keeps a passer-by out. It does not protect a laptop that is taken away while it runs: "
                "press Ctrl+L before you leave it."
            ),
        ):
            self.add(label(text, "helper", is_wrapped=True), above=12)
        self.end()

    def _connect(self) -> None:
        self.pin.confirmed.connect(self.again.focus)
        self.again.confirmed.connect(self.keep_pin)
        self.keep.clicked.connect(self.keep_pin)
        self.back.clicked.connect(self.left)
