"""What a page says when there is nothing to show: what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps
from ui.widgets.labels import label
from ui.widgets.layouts import bare
from ui.widgets.mirror import kept_in_order, placed
from ui.widgets.pressed import EnterButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.widgets.buttons import Button

WIDTH = 560
_ROW = 62
_ENTER = "Enter"


class EmptyRow(NamedTuple):
    """Another way on: an icon, what it is, a line about it, and what it does.

    `end` says how: `leads` elsewhere, `chooses` at once by Enter, or `nothing`, of what is only told.
    """

    icon: str
    title: str
    text: str
    act: Callable[[], None]
    end: Literal["leads", "chooses", "nothing"] = "leads"


class EmptyState(QWidget):
    """A large sentence, a line below it, the primary button, and rows with other ways on."""

    def __init__(self, title: str, text: str, button: Button | None = None, rows: Sequence[EmptyRow] = ()) -> None:
        super().__init__()
        holder = QWidget()
        holder.setMaximumWidth(px(WIDTH))
        bare(QVBoxLayout(self)).addWidget(holder)  # which begins where a line does: a stack puts all at the left
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, px(48), 0, px(24))
        column.setSpacing(px(8))
        self._title, self._text = label(title, "hero", is_wrapped=True), label(text, "lead", is_wrapped=True)
        column.addWidget(self._title)
        column.addWidget(self._text)
        if button is not None:
            column.addSpacing(px(12))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(px(16))
        self.rows = [LinkRow(row, is_first=number == 0) for number, row in enumerate(rows)]
        for row, made in zip(rows, self.rows, strict=True):
            made.clicked.connect(row.act)
            column.addWidget(made)
        column.addStretch(1)

    def title(self) -> str:
        """The large sentence."""
        return self._title.text()

    def say(self, title: str, text: str) -> None:
        """Another sentence, and another line below it; the ways on are the same."""
        self._title.setText(title)
        self._text.setText(text)


class LinkRow(EnterButton):
    """A row 62 high between hairlines that leads somewhere; one that does nothing is passed by."""

    def __init__(self, row: EmptyRow, *, is_first: bool) -> None:
        super().__init__()
        self._row = row
        self._is_first = is_first
        self.setText(row.title)
        self.setAccessibleName(row.title)
        self.setAccessibleDescription(row.text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if row.end == "nothing" else Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(WIDTH), px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse() and self._row.end != "nothing":
            painter.fillRect(box, colour("done_fill"))
        for is_drawn, y in ((self._is_first, 0), (True, self.height() - 1)):
            if is_drawn:
                painter.fillRect(0, y, self.width(), 1, colour("hairline"))
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
        side = px(20)
        top = (self.height() - side) / 2
        paint_icon(painter, self._row.icon, colour("muted"), placed(painter, QRectF(px(10), top, side, side), box))
        self._paint_end(painter, box, side)
        room = self._room(box)
        title, text = self._heights()
        above = (self.height() - title - text) / 2
        painter.setPen(colour("text"))
        painter.setFont(_title_font())
        upper = QRectF(room.left(), above, room.width(), title)
        painter.drawText(placed(painter, upper, box), _WRAPPED, kept_in_order(painter, self._row.title))
        painter.setPen(colour("muted"))
        painter.setFont(_text_font())
        below = QRectF(room.left(), above + title, room.width(), text)
        painter.drawText(placed(painter, below, box), _WRAPPED, kept_in_order(painter, self._row.text))

    def _paint_end(self, painter: QPainter, box: QRectF, side: float) -> None:
        """The way it leads; or Enter, on the one row that takes it."""
        at = QRectF(self.width() - side - px(8), (self.height() - side) / 2, side, side)
        if self._row.end == "leads":
            paint_icon(painter, "chevron-right", colour("muted"), placed(painter, at, box))
        elif self._row.end == "chooses" and self.hasFocus():
            at.setLeft(at.right() - caps_width(_ENTER))
            caps = placed(painter, at, box)
            paint_caps(painter, _ENTER, QPointF(caps.left(), caps.center().y()), colour("muted"), colour("border"))

    def _room(self, box: QRectF) -> QRectF:
        end = caps_width(_ENTER) + px(16) if self._row.end == "chooses" else px(36)
        return box.adjusted(px(46), 0, -end, 0)

    def _heights(self) -> tuple[float, float]:
        """Of the title and of the line about it, at the width there is; both wrap rather than end in dots."""
        room = QRectF(0, 0, self._room(QRectF(self.rect())).width(), 10_000)
        title = QFontMetricsF(_title_font()).boundingRect(room, _WRAPPED, self._row.title).height()
        text = QFontMetricsF(_text_font()).boundingRect(room, _WRAPPED, self._row.text).height()
        return max(px(22), title), max(px(20), text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(round(max(px(_ROW), sum(self._heights()) + px(20))))


_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


def _title_font() -> QFont:
    return font(Size.ROW, Weight.MEDIUM)


def _text_font() -> QFont:
    return font(Size.LABEL)
