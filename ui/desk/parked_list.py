"""The forms that were put aside, by their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.keycap import Keycap
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW, _MOST = 28, 3


class ParkedList(QWidget):
    """`chosen` carries the token: Enter or a click. Hidden while nothing is parked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self._tokens: tuple[str, ...] = ()
        self._build()
        self.list.itemActivated.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))

    def show_tokens(self, tokens: Sequence[str]) -> None:
        """The tokens, the first parked first."""
        if tuple(tokens) != self._tokens:
            self._tokens = tuple(tokens)
            self.list.clear()
            for token in tokens:
                self.list.addItem(_("Token {token}").format(token=token))
                self.list.item(self.list.count() - 1).setData(Qt.ItemDataRole.UserRole, token)
            self.list.setCurrentRow(0)
            self.list.setFixedHeight(px(_ROW) * min(_MOST, max(1, len(tokens))) + px(2))
        self.setVisible(bool(tokens))

    def take_focus(self) -> bool:
        """Go into the list, if anything is parked."""
        if self._tokens and self.isVisible():
            self.list.setFocus()
        return self.list.hasFocus()

    def _build(self) -> None:
        self.list.setAccessibleName(_("Parked forms"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        head = bare(QHBoxLayout(), px(6))
        head.addWidget(label(_("Parked"), "label"))
        head.addStretch(1)
        head.addWidget(Keycap("F5"))
        column = bare(QVBoxLayout(self), px(4))
        column.addLayout(head)
        column.addWidget(self.list)
        self.hide()
