"""Changing one's own passphrase: the old one, then the new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.errors import UserError
from intake_app.i18n import _
from ui.passphrase_words import offer_words, say_strength
from ui.resources.theme import px
from ui.unlock.waiting import Waiting
from ui.widgets.buttons import Button
from ui.widgets.cover import WIDE, WIDTH, Cover
from ui.widgets.labels import label
from ui.widgets.layouts import bare
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from ui.context import WindowContext


_ADVICE = 80  # pixels at 100 %: four lines, so that nothing moves when something is said


class OwnPassphraseCover(Cover):
    """`left` when it is changed or given up."""

    left = Signal()

    def __init__(self, context: WindowContext) -> None:
        super().__init__(width=WIDE)
        self._context = context
        name = context.register.session.user_name
        self.old = SecretField(_("Passphrase of now"))
        self.new = NewPassphrase(offer_words, lambda text: say_strength(text, (name,)))
        self.button = Button(_("Change it"), "Ctrl+Enter", primary=True)
        self.back = Button(_("Back"), "Esc", flat=True)
        self.advice = label("", "helper", is_wrapped=True)
        self._waiting = Waiting(self.advice, self.button, self)
        self._build_cover()
        self._connect()

    def take_focus(self) -> None:
        """The old one comes first."""
        self.old.focus()

    def change(self) -> None:
        """Try the old one and set the new; the window answers meanwhile."""
        from intake_app.opening.keys import change_own_passphrase

        old, new, unlocked = self.old.text(), self.new.text(), self._context.unlocked
        for text, field in ((old, self.old), (new, self.new.field)):
            if not text:
                field.set_helper(_("This is missing."), "error")
                field.focus()
                return
        if self.button.isEnabled():
            self._show_trying(is_trying=True)
            self._context.jobs.write(lambda: change_own_passphrase(unlocked, old, new), self._succeed, self._refuse)

    def _build_cover(self) -> None:
        name = self._context.register.session.user_name
        self.add_title("key-round", label(_("A new passphrase"), "hero"), label(name, "muted"))
        self.add_field(self.old, above=24)
        self._column.addWidget(self.new)
        self.add(
            label(
                _("Older backups still open with the old one. Where it was stolen, a manager revokes it."),
                "helper",
                is_wrapped=True,
            ),
            above=8,
        )
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
        self.button.clicked.connect(self.change)
        self.old.confirmed.connect(self.new.field.focus)
        self.new.confirmed.connect(self.change)
        self.back.clicked.connect(self.left)
        self._context.jobs.crashed.connect(self._say_crash)

    def _say_crash(self, reference: str) -> None:
        self._refuse(
            UserError("crashed", _("Something went wrong; reference {reference}.").format(reference=reference))
        )

    def _show_trying(self, *, is_trying: bool) -> None:
        self.button.setEnabled(not is_trying)
        self.back.setEnabled(not is_trying)

    def _succeed(self, _done: None) -> None:
        self._context.bus.said.emit(_("Your passphrase is changed"), "good")
        self.left.emit()

    def _refuse(self, error: UserError) -> None:
        self._show_trying(is_trying=False)
        is_new = error.field == "passphrase" and error.code not in {"wrong_passphrase", "throttled"}
        field = self.new.field if is_new else self.old
        is_short = field.fits_helper(error.what, px(WIDTH))
        field.set_helper(error.what if is_short else _("Nothing is changed."), "error")
        self.advice.setText(error.do if is_short else f"{error.what}\n{error.do}")
        self._waiting.begin(error)
        field.focus()
