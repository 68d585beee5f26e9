"""How far a party has come: a filled dot for each recorded, a ring for the one at the desk, quiet rings after."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.resources.theme import colour, px

_RADIUS, _PITCH, _MOST = 4, 16, 8


class PartyDots(QWidget):
    """Nothing for somebody alone. A large party shows some of its dots; the words beside say the number."""

    def __init__(self) -> None:
        super().__init__()
        self._recorded = self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_party(self, recorded: int, total: int = 0) -> None:
        """How many of the party are recorded, and how many they are, 0 where nobody knows."""
        if (recorded, total) != (self._recorded, self._total):
            self._recorded, self._total = recorded, total
            self.updateGeometry()
            self.update()

    def _filled(self) -> int:
        return min(self._recorded, _MOST - 1)

    def _count(self) -> int:
        return max(self._filled() + 1, min(self._total, _MOST))

    def sizeHint(self) -> QSize:
        return QSize(px(_PITCH) * self._count(), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for number in range(self._count()):
            across = px(_PITCH) * number + px(_PITCH) / 2
            middle = QPointF(self.width() - across if is_mirrored else across, self.height() / 2)
            is_coming = number > self._filled()
            painter.setPen(QPen(colour("strong_border" if is_coming else "accent"), px(1.5 if is_coming else 2)))
            is_filled = number < self._filled()
            painter.setBrush(colour("accent") if is_filled else colour("surface"))
            painter.drawEllipse(middle, px(_RADIUS), px(_RADIUS))
