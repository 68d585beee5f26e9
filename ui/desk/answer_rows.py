"""Rows of answers, each with the key that gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import caps_width, paint_caps
from ui.widgets.mirror import kept_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW = 32
_INSET, _TEXT, _TICK, _AFTER_CAPS = 8, 58, 16, 10
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class AnswerRows(QAbstractButton):
    """One focus for all rows. `answered` carries the row's number: Enter, a digit or a click; Left and Right `turned`;
    `came` says that the focus came, or went.

    Rows that take keys stand back until the focus is there: their keys do something else before.
    Keys other than Enter and digits are only drawn: the page knows them. To whoever hears the window it is a button: a
    widget of no kind is passed over.
    """

    answered = Signal(int)
    turned = Signal(int)
    came = Signal(bool)

    def __init__(self, *, takes_focus: bool = True, inset: int = _INSET) -> None:
        super().__init__()
        self._rows: tuple[tuple[str, str], ...] = ()
        self._chosen = -1
        self._inset = inset
        self.has_keys = True
        self._columns = 1
        self.setProperty("elides", True)  # whole in the tool tip
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if takes_focus else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[tuple[str, str]], chosen: int = -1) -> None:
        """(keys, text) of each row, and the number of the one that was answered."""
        if (tuple(rows), chosen) == (self._rows, self._chosen):
            return
        self._rows, self._chosen = tuple(rows), chosen
        self.setAccessibleDescription(". ".join(f"{keys}: {text}" for keys, text in rows))
        self.setToolTip("\n".join(text for _keys, text in rows))
        self.updateGeometry()
        self.update()

    def show_keys(self, *, are_shown: bool) -> None:
        """Show the keys, or only the words where the same keys belong to other rows now; nothing moves."""
        if are_shown != self.has_keys:
            self.has_keys = are_shown
            self.update()

    def set_columns(self, columns: int) -> None:
        """Stand in so many columns, one below the other in each, where the words have room there."""
        if columns != self._columns:
            self._columns = columns
            self.updateGeometry()
            self.update()

    def _fitting_columns(self) -> int:
        if self._columns == 1:  # as at every paint beside the form: no word need be measured
            return 1
        metrics = QFontMetrics(font(Size.BASE, Weight.MEDIUM))
        widest = max((metrics.horizontalAdvance(text) for _keys, text in self._rows), default=0)
        return self._columns if widest + px(_TEXT + _TICK + 2 * _INSET) <= self.width() // self._columns else 1

    def _place_of(self, number: int) -> QRect:
        """Where a row stands, reckoned from the left."""
        columns = self._fitting_columns()
        lines, width = -(-len(self._rows) // columns), self.width() // columns
        return QRect(number // lines * width, number % lines * px(ROW), width, px(ROW))

    def _number_of(self, event: QKeyEvent) -> int:
        keys = [keys for keys, _text in self._rows]
        if event.key() in _ENTER:
            return keys.index("Enter") if "Enter" in keys else -1
        if event.text() in ("1", "2", "3", "4"):  # Enter's row answers to its place too
            number = int(event.text()) - 1
            is_enter = number < len(keys) and keys[number] == "Enter"
            return keys.index(event.text()) if event.text() in keys else number if is_enter else -1
        return -1

    def _paint_row(self, painter: QPainter, number: int, keys: str, text: str) -> None:
        line = self._place_of(number)
        is_chosen = number == self._chosen
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_wash"))
            painter.drawRoundedRect(QRectF(self._mirrored(line)).adjusted(2, 2, -2, -2), px(5), px(5))
            side = px(_TICK)
            tick = QRect(line.right() - side - px(8), line.center().y() - side // 2, side, side)
            paint_icon(painter, "check", colour("accent"), QRectF(self._mirrored(tick)))
        caps = self._mirrored(QRect(line.left() + px(self._inset), line.top(), caps_width(keys), line.height()))
        is_waiting = bool(self.focusPolicy()) and not self.hasFocus()
        if self.has_keys:
            at = QPointF(caps.left(), line.top() + line.height() / 2)
            paint_caps(painter, keys, at, colour("placeholder" if is_waiting else "muted"), colour("border"))
        painter.setFont(font(Size.BASE, Weight.MEDIUM if is_chosen else Weight.REGULAR))
        is_quiet = (is_waiting and not is_chosen) or (keys == "Enter" and not self.focusPolicy())
        painter.setPen(colour("muted" if is_quiet else "text"))
        start = px(self._inset) + max(px(_TEXT - _INSET), caps.width() + px(_AFTER_CAPS))
        room = self._mirrored(line.adjusted(start, 0, -px(28) if is_chosen else 0, 0))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, kept_in_order(painter, shown))  # Qt mirrors the alignment by itself

    def _mirrored(self, rect: QRect) -> QRect:
        return self.style().visualRect(self.layoutDirection(), self.rect(), rect)

    def sizeHint(self) -> QSize:
        return QSize(px(200), self._height_of(len(self._rows)))

    def _height_of(self, count: int) -> int:
        return -(-count // self._fitting_columns()) * px(ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns > 1:
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.came.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self._number_of(event)
        if number >= 0:
            self.answered.emit(number)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif event.key() not in _ENTER:
            event.ignore()  # a button of Qt would go to the next field by an arrow

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        rows = range(len(self._rows))
        number = next((each for each in rows if self._mirrored(self._place_of(each)).contains(at)), -1)
        if number >= 0:
            if self.focusPolicy() != Qt.FocusPolicy.NoFocus:
                self.setFocus()
            self.answered.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (keys, text) in enumerate(self._rows):
            self._paint_row(painter, number, keys, text)
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
