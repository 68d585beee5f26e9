"""Tables: rows 36 high, hairlines inset, no zebra; one delegate paints every cell."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.resources.theme import Size, Weight, colour, font, px
from ui.table_roles import GUESS_ROLE, ICON_ROLE, NO_ICON, TONE_ROLE
from ui.widgets.frames import paint_dotted_line
from ui.widgets.icons import paint_icon
from ui.widgets.mirror import inset, kept_in_order, placed

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["GUESS_ROLE", "ICON_ROLE", "TONE_ROLE", "HeadView", "RowDelegate", "Table"]

ROW = 36
HEAD = 32
_HEAD_LINE = 14  # each further one
_INKS = {"": "text", "strong": "text", "muted": "muted", "danger": "danger", "warning": "warning", "good": "good"}
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_PADDING = 8
_ICON, _GAP = 16, 6
_LEAST_COLUMN = 40

_Index = QModelIndex | QPersistentModelIndex


class TipDelegate(QStyledItemDelegate):
    """A cell that ends in dots is whole in its tool tip."""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """What a model says there comes first."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            tip = index.data(Qt.ItemDataRole.ToolTipRole) or index.data()
            QToolTip.showText(event.globalPos(), str(tip or ""), view.viewport())
            return True
        return super().helpEvent(event, view, option, index)


class RowDelegate(TipDelegate):
    """Paints a cell from its text and the three roles above."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), px(ROW))

    def wanted(self, index: _Index) -> int:
        """How wide a cell must be to show its text whole, in pixels."""
        is_strong = index.data(TONE_ROLE) == "strong"
        metrics = QFontMetricsF(font(Size.ROW, Weight.MEDIUM if is_strong else Weight.REGULAR))
        before = px(_ICON) + px(_GAP) if index.data(ICON_ROLE) else 0
        return ceil(metrics.horizontalAdvance(str(index.data() or ""))) + before + 2 * px(_PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect, state = QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour("accent_wash"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("done_fill"))
        # Filled and not drawn: the ends of a line reach into the cells beside it, over the ring.
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), colour("hairline"))
        self._paint_ring(painter, rect, index)
        self._paint_text(painter, rect.adjusted(px(_PADDING), 0, -px(_PADDING), 0), index)
        painter.restore()

    def _paint_ring(self, painter: QPainter, rect: QRectF, index: _Index) -> None:
        """Where the keyboard stands: a line around the whole row, which has its sides at the ends of the table."""
        view = self.parent()
        if not isinstance(view, QTableView) or not view.hasFocus() or view.currentIndex().row() != index.row():
            return
        row = QRectF(0, rect.top(), view.viewport().width(), rect.height()).adjusted(1, 1, -1, -1)
        painter.setClipRect(rect)
        painter.setPen(QPen(colour("focus"), 2))
        painter.drawRect(row)
        painter.setClipping(False)

    def _paint_text(self, painter: QPainter, room: QRectF, index: _Index) -> None:
        tone = str(index.data(TONE_ROLE) or "")
        ink = colour(_INKS.get(tone, "text"))
        if name := index.data(ICON_ROLE):
            side = px(_ICON)
            box = QRectF(room.left(), room.center().y() - side / 2, side, side)
            if name != NO_ICON:
                paint_icon(painter, name, ink, placed(painter, box, room))
            room = inset(painter, room, side + px(_GAP))
        painter.setFont(font(Size.ROW, Weight.MEDIUM if tone == "strong" else Weight.REGULAR))
        painter.setPen(ink)
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, kept_in_order(painter, text))
        if index.data(GUESS_ROLE):
            below = QRectF(
                room.left(), room.center().y() + metrics.ascent() / 2 + 4, metrics.horizontalAdvance(text), 1
            )
            paint_dotted_line(painter, placed(painter, below, room).topLeft(), below.width())


class HeadView(QHeaderView):
    """Column heads: small, muted, a hairline below; of one line or two."""

    def __init__(self, parent: QWidget | None = None, lines: int = 1) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(px(HEAD + _HEAD_LINE * (lines - 1)))
        self.setDefaultAlignment(_LEFT)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def width_of(self, column: int) -> int:
        """What a column's head needs to be whole."""
        text = str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetricsF(font(Size.STATUS, Weight.MEDIUM))
        widest = max(metrics.horizontalAdvance(line) for line in text.split("\n"))
        return ceil(widest) + 2 * px(_PADDING) + 1 if text else 0

    def paintSection(self, painter: QPainter, rect: object, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        box = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.fillRect(box, colour("surface"))
        painter.setFont(font(Size.STATUS, Weight.MEDIUM))
        painter.setPen(colour("muted"))
        model = self.model()
        room = box.adjusted(px(_PADDING), 0, -px(_PADDING), 0)
        text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetricsF(painter.font())
        lines = (metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width()) for line in text.split("\n"))
        shown = "\n".join(lines)
        painter.drawText(room, _LEFT, shown)
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour("border"))
        painter.restore()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.model() is not None:
            column = self.logicalIndexAt(event.pos())
            text = self.model().headerData(column, Qt.Orientation.Horizontal)
            QToolTip.showText(event.globalPos(), str(text or ""), self.viewport())
            return True
        return super().viewportEvent(event)


class Table(QTableView):
    """A table of whole rows. Enter or a double click opens a row: `opened(row)`; `moved(row)` follows the cursor."""

    opened = Signal(int)
    moved = Signal(int)

    def _head(self) -> HeadView:
        """The heads of its columns; one only is made, for making a second takes milliseconds."""
        return HeadView(self)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._widths: list[int] = []
        self._firm: frozenset[int] = frozenset()
        self._left_out: dict[int, int] = {}
        self.setAccessibleName(name)
        self.setItemDelegate(RowDelegate(self))
        self.setHorizontalHeader(self._head())
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(px(ROW))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def set_widths(
        self,
        widths: list[int],
        *,
        firm: Collection[int] = (),
        lesser: Collection[int] = (),
        narrow: int = 0,
        least: Collection[int] = (),
        narrowest: int = 0,
    ) -> None:
        """Column widths in pixels at 100 %; the last column takes the rest. In a narrow table all but the `firm` ones
        give way alike, and their heads last; one narrower than `narrow` leaves out its `lesser` columns, and narrower
        than `narrowest` those that `least` need be seen: they are said elsewhere.
        """
        self._widths, self._firm = list(widths), frozenset(firm)
        self._left_out = dict.fromkeys(lesser, narrow) | dict.fromkeys(least, narrowest)
        self._fit_columns()
        self.horizontalHeader().setStretchLastSection(True)

    def _fit_columns(self) -> None:
        """No column is ever out of sight: there is no way to scroll to it."""
        for column, narrow in self._left_out.items():
            self.setColumnHidden(column, self.viewport().width() < px(narrow))
        shown = [column for column in range(len(self._widths)) if not self.isColumnHidden(column)]
        heads = [self._least_width(column) for column in shown]
        wanted = [max(px(self._widths[column]), head) for column, head in zip(shown, heads, strict=True)]
        rest = len(self._widths)
        has_rest = self.model() is not None and self.model().columnCount() > rest and not self.isColumnHidden(rest)
        room = self.viewport().width() - (self._least_width(rest) if has_rest else 0)
        gives = sum(wanted) - sum(heads)
        share = min(1.0, max(0.0, (room - sum(heads)) / gives)) if gives and self.isVisible() else 1.0
        tight = min(1.0, max(0, room) / sum(heads)) if heads and self.isVisible() else 1.0  # their heads give way too
        for column, head, width in zip(shown, heads, wanted, strict=True):
            self.setColumnWidth(column, int((head + (width - head) * share) * tight))

    def _least_width(self, column: int) -> int:
        """Of a column that has given way; a firm one gives none."""
        heads = self.horizontalHeader()
        least = max(px(self._widths[column] if column in self._firm else _LEAST_COLUMN), heads.minimumSectionSize())
        if not isinstance(heads, HeadView) or heads.isHidden() or self.model() is None:
            return least
        return max(least, heads.width_of(column))

    def selectRow(self, row: int) -> None:
        # Qt looks for the column at an edge, and finds none in a mirrored table that is not laid out yet.
        self.setCurrentIndex(self.model().index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
