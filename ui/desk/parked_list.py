"""The forms that were put aside, by their tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.desk.answer_rows import AnswerRows
from ui.resources.theme import px
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare, bring_into_view

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 4  # as many rows as have a key; any other token is typed


class ParkedList(QWidget):
    """`chosen` carries the token: Enter, a digit or a click. Hidden while nothing is parked.

    Its keys are shown while it has the focus: the notice beside it has the same.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = AnswerRows()
        self._more = label("", "helper")
        self._tokens: tuple[str, ...] = ()
        self._build()
        self.rows.answered.connect(lambda number: self.chosen.emit(self._tokens[number]))

    def show_tokens(self, tokens: Sequence[str]) -> None:
        """The tokens, the first parked first."""
        if tuple(tokens) != self._tokens:
            self._tokens = tuple(tokens)
            texts = [_("Token {token}").format(token=token) for token in tokens[:_MOST]]
            self.rows.show_rows(
                [("Enter" if not number else str(number + 1), text) for number, text in enumerate(texts)]
            )
            rest = ", ".join(tokens[_MOST:])
            self._more.setText(_("Also: {tokens}").format(tokens=rest) if rest else "")
            self._more.setVisible(bool(rest))
        self.setVisible(bool(tokens))

    def take_focus(self) -> bool:
        """Go into the list, if anything is parked."""
        if self._tokens and self.isVisible():
            self.rows.setFocus()
            bring_into_view(self)
            bring_into_view(self.rows)
        return self.rows.hasFocus()

    def _build(self) -> None:
        self.rows.setAccessibleName(_("Parked forms"))
        self.rows.show_keys(are_shown=False)
        column = bare(QVBoxLayout(self), px(2))  # two forms stand whole below the notice on a small screen
        column.addWidget(Hairline())
        column.addSpacing(px(4))
        column.addWidget(label(_("Parked"), "label"))
        column.addWidget(self.rows)
        column.addWidget(self._more)
        self.hide()
