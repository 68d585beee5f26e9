"""What scrolls where its room is too low: a line at the edge that cuts it, or an arrow where there is no scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
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
            QTimer.singleShot(0, self, self._place_edges)  # once what scrolls has its places
        self._place_edges()

    def _place_edges(self) -> None:
        above, below = self._reach()
        self._above.setGeometry(0, 0, self.width(), above)
        if self._below is not None:
            self._below.setGeometry(0, self.height() - below, self.width(), below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_edges()

    def _reach(self) -> tuple[int, int]:
        """How far the arrows' ground reaches down and up: to the next thing that can be seen whole, so that no rest of
        one stands below an arrow.
        """
        inner, room, arrow = self.widget(), self.height(), px(_ARROW)
        if self._below is None or inner is None:
            return 1, 0
        rows = [each for each in inner.children() if isinstance(each, QWidget) and not each.isHidden()]
        places = [each.geometry().translated(0, inner.y()) for each in rows]
        whole = [each for each in places if each.top() >= arrow and each.bottom() < room - arrow]
        if not whole:
            return arrow, arrow
        return min(each.top() for each in whole), room - 1 - max(each.bottom() for each in whole)


class _Edge(QWidget):
    """A hairline, or an arrow on the ground of the window, over what scrolls."""

    def __init__(self, area: QScrollArea, icon: str) -> None:
        super().__init__(area)
        self._icon = icon
        self._area = area
        if not icon:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """An arrow shows what it says is there; what is below its ground is not pressed."""
        bar, half = self._area.verticalScrollBar(), self._area.height() // 2
        bar.setValue(bar.value() + (-half if self._icon == "chevron-up" else half))

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._area.wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, colour("window" if self._icon else "border"))
        if self._icon:
            side = float(px(_ARROW))
            at = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
            paint_icon(painter, self._icon, colour("muted"), at)
