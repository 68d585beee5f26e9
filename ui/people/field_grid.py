"""Fields of a panel beside each other, as many as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.resources.theme import px
from ui.widgets.field_shell import BLEED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.widgets.field_shell import FieldShell

_NARROWEST = 200
_LEAST = 120
_MOST = 4


class FieldGrid(QWidget):
    """At most four to a row; a field that is hidden leaves no hole."""

    def __init__(self, fields: Sequence[FieldShell]) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._grid = QGridLayout(self)
        self._across = 0
        self._build()

    def show_field(self, field: FieldShell, *, is_shown: bool) -> None:
        """Show one of the fields, or no longer; the others close up."""
        field.setVisible(is_shown)
        self._arrange()

    def _build(self) -> None:
        """Frames stand in line with what is around, not their halo; columns are equal whatever stands in them."""
        for field in self._fields:
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            field.setMinimumWidth(px(_LEAST))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16) - 2 * BLEED)
        self._grid.setVerticalSpacing(px(4))
        self._across = min(_MOST, len(self._fields))
        self._arrange()

    def _arrange(self) -> None:
        shown = [field for field in self._fields if not field.isHidden() or field.parentWidget() is not self]
        for field in shown:
            self._grid.removeWidget(field)
        for number, field in enumerate(shown):
            self._grid.addWidget(field, number // self._across, number % self._across)
        for column in range(_MOST):
            self._grid.setColumnStretch(column, int(column < self._across))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = max(1, min(_MOST, len(self._fields), self.width() // px(_NARROWEST)))
        if across != self._across:
            self._across = across
            self._arrange()
