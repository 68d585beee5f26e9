"""A passphrase to be set: four words are offered, what is typed instead is judged below the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from intake_app.i18n import _
from ui.widgets.beside import FieldBeside
from ui.widgets.buttons import Button
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.field_frame import Kind


class NewPassphrase(FieldBeside):
    """`confirmed` by Enter. Words that were offered can be read; what is typed stands as dots.

    `offer` answers words, `judge` what is said below the field about a text.
    """

    confirmed = Signal()

    def __init__(self, offer: Callable[[], str], judge: Callable[[str], tuple[str, Kind]]) -> None:
        self.field = SecretField(_("New passphrase"), needed=True)
        self.another = Button(_("Four words"), "", icon="key-round")
        super().__init__(self.field, self.another)
        self._offer_words = offer
        self._judge = judge
        self._connect()

    def text(self) -> str:
        """What is to be the passphrase."""
        return self.field.text()

    def offer(self) -> None:
        """Put four other words into the field, to be read and written down."""
        self.field.set_text(self._offer_words())
        self.field.eye.setChecked(True)
        self.another.set_text(_("Four other words"))
        self._say()

    def clear(self) -> None:
        """Forget what stands there."""
        self.field.set_text("")
        self.field.eye.setChecked(False)
        self.another.set_text(_("Four words"))
        self.field.clear_helper()

    def _connect(self) -> None:
        self.another.clicked.connect(self.offer)
        self.field.confirmed.connect(self.confirmed)
        self.field.edited.connect(lambda _text: self._say())

    def _say(self) -> None:
        sentence, kind = self._judge(self.field.text())
        self.field.set_helper(sentence, kind)
