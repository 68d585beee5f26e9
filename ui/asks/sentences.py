"""What is said to whoever asks, in every language: a large line and a quiet one beside the language's own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.asks.form import AUTHORITY
from ui.resources.theme import px
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.packs.asks import AskText

GUTTER = 168
_GAP, _LOW_GAP = 26, 14
_OWN_NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


class Sentences(QWidget):
    """The sentences of one kind, the languages below each other."""

    def __init__(self, kind: str, texts: Sequence[AskText]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(px(_GAP))
        self._grid = grid
        grid.setColumnMinimumWidth(0, px(GUTTER))
        grid.setColumnStretch(1, 1)
        for row, text in enumerate(texts):
            name = label(_OWN_NAMES.get(text.language, text.language), "helper")
            name.setContentsMargins(0, px(10), 0, 0)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._lines(*(text.authority if kind == AUTHORITY else text.someone)), row, 1)

    def stand(self, *, is_low: bool) -> None:
        """In a window without much height the languages stand nearer to each other."""
        self._grid.setVerticalSpacing(px(_LOW_GAP if is_low else _GAP))

    def _lines(self, large: str, quiet: str) -> QVBoxLayout:
        column = bare(QVBoxLayout(), px(2))
        column.addWidget(label(large, "hero", is_wrapped=True))
        column.addWidget(label(quiet, "lead", is_wrapped=True))
        return column


class TracingRow(QWidget):
    """The number of those who trace relatives, between two lines; hidden where the centre has set none."""

    def __init__(self) -> None:
        super().__init__()
        self.number = label("", "title")
        row = QHBoxLayout()
        row.setContentsMargins(0, px(16), 0, px(16))
        row.setSpacing(px(12))
        name = label(_("Red Crescent"), "helper")
        name.setMinimumWidth(px(GUTTER - 12))
        row.addWidget(name)
        row.addWidget(self.number)
        row.addWidget(label(_("traces relatives; number set by the centre"), "muted", is_wrapped=True), 1)
        column = bare(QVBoxLayout(self))
        column.addWidget(Hairline())
        column.addLayout(row)
        self.hide()

    def show_number(self, number: str) -> None:
        """Show the centre's number, as it has written it; none hides the row."""
        self.number.setText(number)
        self.setVisible(bool(number))
