"""Two things beside each other where there is room, and one below the other where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Sides(QWidget):
    """`one` keeps its width and `other` takes the rest while that is at least `narrowest`; all in pixels.

    With `is_first_wide` it is `one` that takes the rest.
    """

    turned = Signal()

    def __init__(self, one: QWidget, other: QWidget, *, gap: int, narrowest: int, is_first_wide: bool = False) -> None:
        super().__init__()
        self._one, self._other = one, other
        self._fixed, self._free = (other, one) if is_first_wide else (one, other)
        self._narrowest = narrowest
        self._row = bare(QBoxLayout(_BESIDE, self), gap)
        self._row.addWidget(one, 1 if is_first_wide else 0)
        self._row.addWidget(other, 0 if is_first_wide else 1)
        self.setMinimumWidth(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def arrange(self) -> None:
        """Look again whether there is room; as when what stands in them has changed."""
        self._turn(self.width())

    def _turn(self, width: int) -> None:
        wanted = max(self._fixed.minimumWidth(), self._fixed.sizeHint().width())
        least = max(self._narrowest, self._free.minimumSizeHint().width())
        is_roomy = width >= wanted + self._row.spacing() + least
        if is_roomy == self.is_below:
            self._row.setDirection(_BESIDE if is_roomy else _BELOW)
            self.turned.emit()

    @property
    def is_below(self) -> bool:
        """Whether there is no room beside one another now."""
        return self._row.direction() == _BELOW

    def minimumSizeHint(self) -> QSize:
        return QSize(1, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # something in them needs more room than before, or less
            self._turn(self.width())
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn(event.size().width())
        super().resizeEvent(event)
