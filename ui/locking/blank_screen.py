"""The blank window: nothing of anybody, and one field for the shift's PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QRegularExpressionValidator, QShortcut
from PySide6.QtWidgets import QWidget

from intake_app.i18n import _, ngettext
from ui.locking.pins import LONGEST
from ui.moments import moment_in_words
from ui.page_keys import QUICK_CLOSE_KEY
from ui.widgets.action_bar import ButtonRow
from ui.widgets.buttons import Button
from ui.widgets.cover import Cover
from ui.widgets.labels import label
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from intake_app.clock import Clock

_EVERY_MS = 5_000


class BlankScreen(Cover):
    """`tried(digits)` on Enter, which whoever listens answers; `asked_to_lock` and `asked_to_close` by their keys."""

    tried = Signal(str)
    asked_to_lock = Signal()
    asked_to_close = Signal()

    def __init__(self, title: str, clock: Clock, time_zone: str) -> None:
        super().__init__()
        self._clock = clock
        self._time_zone = time_zone
        self._title = label(title, "hero")
        self.pin = SecretField(_("Your PIN for this shift"), helper=_("digits only"), frame_height=44)
        self.go_on = Button(_("Go on"), "Enter", primary=True)
        self.lock = Button(_("Lock"), "Ctrl+L", flat=True, icon="lock")
        self.advice = label(
            _(
                "Only the PIN of whoever was working here opens this. Anybody else locks, and unlocks with their own "
                "passphrase."
            ),
            "helper",
            is_wrapped=True,
        )
        self._timer = QTimer(self)
        self._build_screen()
        self._connect()

    def say_wrong(self, tries_left: int) -> None:
        """The PIN was wrong; after so many more the passphrase is asked for."""
        text = ngettext(
            "This PIN is wrong. {count} more try.", "This PIN is wrong. {count} more tries.", tries_left
        ).format(count=tries_left)
        self.pin.set_text("")
        self.pin.set_helper(text, "error")
        self.pin.focus()

    def try_pin(self) -> None:
        """Try what is typed."""
        if self.pin.text():
            self.tried.emit(self.pin.text())
        else:
            self.pin.set_helper(_("Type the PIN first."), "error")
            self.pin.focus()

    def _build_screen(self) -> None:
        accept_digits(self.pin)
        self.add_title(
            "eye-off", self._title, label(_("Hidden, because nobody has pressed a key for a while"), "muted")
        )
        self.add_field(self.pin, above=24)
        self.add(ButtonRow((self.lock,), (self.go_on,)), above=12)
        self.advice.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.add(self.advice, above=16)
        self.end()
        self.setFocusProxy(self.pin)
        self._tell_time()

    def _connect(self) -> None:
        self.pin.confirmed.connect(self.try_pin)
        self.go_on.clicked.connect(self.try_pin)
        self.lock.clicked.connect(self.asked_to_lock)
        QShortcut(QKeySequence(QUICK_CLOSE_KEY), self, self._ask_to_close)
        self._timer.timeout.connect(self._tell_time)
        self._timer.start(_EVERY_MS)

    def _ask_to_close(self) -> None:
        self.asked_to_close.emit()

    def _tell_time(self) -> None:
        self.set_corner(moment_in_words(self._clock.now(), self._time_zone, is_long=True))


class Shade(QWidget):
    """Nothing at all, while the register closes."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The window locks"))


def accept_digits(field: SecretField) -> None:
    """Let nothing but a PIN's digits be typed."""
    field.line.setValidator(QRegularExpressionValidator(QRegularExpression(f"[0-9]{{0,{LONGEST}}}"), field.line))
    field.line.setInputMethodHints(field.line.inputMethodHints() | Qt.InputMethodHint.ImhDigitsOnly)
    for say in (field.eye.setAccessibleName, field.eye.setToolTip):
        say(_("Show the PIN"))
