"""The table of the queue, which leaves out the lesser columns where large text leaves no room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.handouts.queue import COLUMNS
from ui.resources.theme import px
from ui.widgets.table import Table

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_WIDTHS = [152, 120, 128, 64, 300]
_NARROW = 660
_NARROW_WIDTHS = [170, 0, 0, 0, 230]
_LESSER = ("language", "when", "copies")


class QueueTable(Table):
    """Card and what to do can be read at any text size: what is left out stands in the preview or is said elsewhere."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = self.viewport().width() < px(_NARROW)
        for name in _LESSER:
            self.setColumnHidden(COLUMNS.index(name), is_narrow)
        self.set_widths(_NARROW_WIDTHS if is_narrow else _WIDTHS)
        super().resizeEvent(event)
