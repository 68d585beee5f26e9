"""What scrolls where its room is too low: a line at the edge that cuts it, or an arrow where there is no scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.resources.theme import colour, px
from ui.widgets.icons import paint_icon

_ARROW = 14


class ScrollArea(QScrollArea):
    """Down only, and without a frame; the keyboard passes it by. What is cut off above has a line at its edge.

    With `has_bar=False` there is no room for a scroll bar: arrows say that there is more above, or below.
    """

    def __init__(self, *, has_bar: bool = True) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if not has_bar:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._above = _Edge(self, "" if has_bar else "chevron-up")
        self._below = None if has_bar else _Edge(self, "chevron-down")
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self._show_edges())
        bar.rangeChanged.connect(lambda _low, _high: self._show_edges())

    def _show_edges(self) -> None:
        bar = self.verticalScrollBar()
        self._above.setVisible(bar.value() > bar.minimum())
        if self._below is not None:
            self._below.setVisible(bar.value() < bar.maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for edge in filter(None, (self._above, self._below)):
            edge.setGeometry(0, 0 if edge is self._above else self.height() - edge.high, self.width(), edge.high)


class _Edge(QWidget):
    """A hairline, or an arrow on the ground of the window, over what scrolls."""

    def __init__(self, area: QScrollArea, icon: str) -> None:
        super().__init__(area)
        self._icon = icon
        self.high = px(_ARROW) if icon else 1
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, colour("window" if self._icon else "border"))
        if self._icon:
            side = float(px(_ARROW))
            paint_icon(painter, self._icon, colour("muted"), QRectF(box.center().x() - side / 2, box.top(), side, side))
