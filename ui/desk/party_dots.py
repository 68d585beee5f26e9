"""How far a party has come: a filled dot for each who is recorded, a ring for the one at the desk."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.resources.theme import colour, px

_RADIUS, _PITCH, _MOST = 4, 16, 8


class PartyDots(QWidget):
    """Nothing for somebody alone. A large party shows its last dots; the words beside say the number."""

    def __init__(self) -> None:
        super().__init__()
        self._recorded = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_recorded(self, count: int) -> None:
        """How many of the party are recorded."""
        if count != self._recorded:
            self._recorded = count
            self.updateGeometry()
            self.update()
        self.setVisible(count > 0)

    def _count(self) -> int:
        return min(self._recorded, _MOST - 1) + 1

    def sizeHint(self) -> QSize:
        return QSize(px(_PITCH) * self._count(), px(12)) if self._recorded else QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for number in range(self._count()):
            across = px(_PITCH) * number + px(_PITCH) / 2
            middle = QPointF(self.width() - across if is_mirrored else across, self.height() / 2)
            painter.setPen(QPen(colour("accent"), px(2)))
            is_filled = number < self._count() - 1
            painter.setBrush(colour("accent") if is_filled else colour("surface"))
            painter.drawEllipse(middle, px(_RADIUS), px(_RADIUS))
