"""What a page says when there is nothing to show: what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.labels import label
from ui.widgets.pressed import EnterButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.widgets.buttons import Button

WIDTH = 560
_ROW = 62


class EmptyRow(NamedTuple):
    """Another way on: an icon, what it is, a line about it, and what it does."""

    icon: str
    title: str
    text: str
    act: Callable[[], None]


class EmptyState(QWidget):
    """A large sentence, a line below it, the primary button, and rows with other ways on."""

    def __init__(self, title: str, text: str, button: Button | None = None, rows: Sequence[EmptyRow] = ()) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(48), 0, px(24))
        column.setSpacing(px(8))
        self.setMaximumWidth(px(WIDTH))
        column.addWidget(label(title, "hero", is_wrapped=True))
        text_label = label(text, "lead", is_wrapped=True)
        column.addWidget(text_label)
        if button is not None:
            column.addSpacing(px(12))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(px(16))
        for number, row in enumerate(rows):
            made = LinkRow(row, is_first=number == 0)
            made.clicked.connect(row.act)
            column.addWidget(made)
        column.addStretch(1)


class LinkRow(EnterButton):
    """A row 62 high between hairlines that leads somewhere."""

    def __init__(self, row: EmptyRow, *, is_first: bool) -> None:
        super().__init__()
        self._row = row
        self._is_first = is_first
        self.setText(row.title)
        self.setAccessibleName(row.title)
        self.setAccessibleDescription(row.text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH), px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(box, colour("done_fill"))
        for is_drawn, y in ((self._is_first, 0), (True, self.height() - 1)):
            if is_drawn:
                painter.fillRect(0, y, self.width(), 1, colour("hairline"))
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
        side = px(20)
        top = (self.height() - side) / 2
        paint_icon(painter, self._row.icon, colour("muted"), QRectF(px(10), top, side, side))
        paint_icon(painter, "chevron-right", colour("muted"), QRectF(self.width() - side - px(8), top, side, side))
        left = px(46)
        painter.setPen(colour("text"))
        painter.setFont(font(Size.ROW, Weight.MEDIUM))
        painter.drawText(QRectF(left, px(10), self.width() - px(82), px(22)), _LEFT, self._row.title)
        painter.setPen(colour("muted"))
        painter.setFont(font(Size.LABEL))
        painter.drawText(QRectF(left, px(32), self.width() - px(82), px(20)), _LEFT, self._row.text)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
