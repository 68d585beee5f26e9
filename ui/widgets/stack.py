"""One of several things at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractScrollArea, QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QSize


class Stack(QStackedWidget):
    """Asks for no more room than what it shows: what it hides lets nothing scroll."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def set_inset(self, inset: int) -> None:
        """How far what it shows stands from both sides, in pixels."""
        self.setContentsMargins(inset, 0, inset, 0)

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        if isinstance(shown, QAbstractScrollArea):
            return shown.minimumSizeHint()  # it scrolls by itself: what it stands in need not
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()
