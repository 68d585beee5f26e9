"""A passphrase to be set: four words are offered, what is typed instead is judged below the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.buttons import HEIGHT, Button
from ui.widgets.field_frame import GAP, LABEL
from ui.widgets.field_shell import BLEED
from ui.widgets.layouts import bare
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.widgets.field_frame import Kind


class NewPassphrase(QWidget):
    """`confirmed` by Enter. Words that were offered can be read; what is typed stands as dots.

    `offer` answers words, `judge` what is said below the field about a text.
    """

    confirmed = Signal()

    def __init__(self, offer: Callable[[], str], judge: Callable[[str], tuple[str, Kind]]) -> None:
        super().__init__()
        self._offer_words = offer
        self._judge = judge
        self.field = SecretField(_("New passphrase"))
        self.another = Button(_("Four words"), "", icon="key-round")
        self._build()
        self._connect()

    def text(self) -> str:
        """What is to be the passphrase."""
        return self.field.text()

    def offer(self) -> None:
        """Put four other words into the field, to be read and written down."""
        self.field.set_text(self._offer_words())
        self.field.eye.setChecked(True)
        self.another.set_text(_("Another four"))
        self._say()

    def clear(self) -> None:
        """Forget what stands there."""
        self.field.set_text("")
        self.field.eye.setChecked(False)
        self.another.set_text(_("Four words"))
        self.field.clear_helper()

    def refuse(self, sentence: str) -> None:
        """Say below the field why it cannot be taken."""
        self.field.set_helper(sentence, "error")
        self.field.focus()

    def _build(self) -> None:
        self.setProperty("hasHalo", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = bare(QHBoxLayout(self), px(8) - BLEED)
        row.setContentsMargins(0, 0, BLEED, 0)  # its button ends where the frames of other fields do
        row.addWidget(self.field, 1)
        holder = QWidget()
        beside = bare(QHBoxLayout(holder))
        beside.setContentsMargins(0, px(LABEL + GAP), 0, self.field.height() - px(LABEL + GAP + HEIGHT))
        beside.addWidget(self.another)
        row.addWidget(holder)
        self.setFocusProxy(self.field)

    def _connect(self) -> None:
        self.another.clicked.connect(self.offer)
        self.field.confirmed.connect(self.confirmed)
        self.field.edited.connect(lambda _text: self._say())

    def _say(self) -> None:
        sentence, kind = self._judge(self.field.text())
        self.field.set_helper(sentence, kind)
