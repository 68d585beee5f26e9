"""How a line of the list of people is painted, from strings that are ready: a frame has sixteen milliseconds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.people.list_columns import CHECK, SORT_OF
from ui.resources.theme import Size, Weight, colour, font, px, theme
from ui.widgets.frames import paint_dotted_line
from ui.widgets.icons import paint_icon, pixmap
from ui.widgets.table import HeadView

if TYPE_CHECKING:
    from ui.people.list_lines import ShownLine, Span
    from ui.people.list_model import PeopleModel

LINE_HEIGHT = 38
EDGE = 12
"""How far a chosen line reaches beyond what stands around the list, in pixels at 100 %."""
_PADDING = 0
_GAP = 12
_BOX = 16
_QUIET = ("latin", "card")
_MARK_ICONS = {"danger": "circle-alert", "warning": "clock"}

_Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Paints the cells of a `PeopleTable`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(px(100), px(LINE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view: Any = self.parent()
        model: PeopleModel = view.people
        row, column = index.row(), index.column()
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, rect, view, row, column)
        key = model.columns.keys[column]
        line = model.line_at(row)
        room = rect.adjusted(0, 0, -px(_GAP), 0)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            room = rect.adjusted(px(_GAP), 0, 0, 0)
        if column == 0 and key != CHECK:
            room = _inset(room, option.direction)
        if key == CHECK:
            _paint_box(painter, rect, option.direction, is_checked=model.is_chosen(row), is_open=line is not None)
        elif line is not None:
            _Cell(painter, room, option.direction, line, key).paint()
        painter.restore()


class _Cell:
    """One text in its room."""

    def __init__(
        self, painter: QPainter, room: QRectF, direction: Qt.LayoutDirection, line: ShownLine, key: str
    ) -> None:
        self.painter = painter
        self.room = room
        self.line = line
        self.key = key
        self.is_mirrored = direction == Qt.LayoutDirection.RightToLeft
        self.is_strong = key == "name" and not line.is_quiet
        self.metrics = _metrics(self.is_strong, theme().scale)

    def paint(self) -> None:
        """Paint what was found behind the text, the text, and what stands after it."""
        text = self.line.texts.get(self.key, "")
        if not text:
            return
        width = self.metrics.horizontalAdvance(text)
        if width > self.room.width():
            text = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.room.width())
            width = min(width, self.room.width())
        for span in self.line.spans.get(self.key, ()):
            self._paint_span(text, span)
        is_quiet = self.line.is_quiet or self.key in _QUIET
        self.painter.setFont(_font(self.is_strong, theme().scale))
        self.painter.setPen(_ink("muted" if is_quiet else "text"))
        side = Qt.AlignmentFlag.AlignRight if self.is_mirrored else Qt.AlignmentFlag.AlignLeft
        self.painter.drawText(self.room, Qt.AlignmentFlag.AlignVCenter | side | _ABSOLUTE, text)
        if self.key == "born" and self.line.is_estimated:
            below = self.room.center().y() + self.metrics.ascent() / 2 + 4
            left = self.room.right() - width if self.is_mirrored else self.room.left()
            paint_dotted_line(self.painter, QPointF(left, below), width)
        if self.key == "next" and self.line.mark is not None:
            self._paint_mark(width)

    def _paint_span(self, text: str, span: Span) -> None:
        start = self.metrics.horizontalAdvance(text[: span.start])
        width = self.metrics.horizontalAdvance(text[: span.end]) - start
        left = self.room.right() - start - width if self.is_mirrored else self.room.left() + start
        height = self.metrics.height() + 2
        box = QRectF(left, self.room.center().y() - height / 2, width, height)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(_wash(theme().tokens.name))
        self.painter.drawRoundedRect(box, px(2), px(2))

    def _paint_mark(self, width: float) -> None:
        """`overdue` or `due tomorrow` behind a date, with its icon."""
        mark = self.line.mark
        if mark is None:
            return
        side, gap, ink = px(15), px(5), _ink(mark.tone)
        before = width + px(14)
        icon_left = self.room.right() - before - side if self.is_mirrored else self.room.left() + before
        icon_box = QRectF(icon_left, self.room.center().y() - side / 2, side, side)
        picture = _picture(_MARK_ICONS[mark.tone], mark.tone, 15, _look())
        self.painter.drawPixmap(icon_box.topLeft(), picture)
        self.painter.setFont(font(Size.LABEL, Weight.MEDIUM))
        self.painter.setPen(ink)
        text = QRectF(self.room)
        if self.is_mirrored:
            text.setRight(icon_left - gap)
        else:
            text.setLeft(icon_left + side + gap)
        align = Qt.AlignmentFlag.AlignRight if self.is_mirrored else Qt.AlignmentFlag.AlignLeft
        self.painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | align | _ABSOLUTE, mark.text)


class PeopleHead(HeadView):
    """Column heads that say by which one the list is sorted, and which way."""

    def paintSection(self, painter: QPainter, rect: object, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        view = self.parent()
        model = self.model()
        box = QRectF(rect)  # type: ignore[call-overload]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, _ink("surface"))
        text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        key = model.columns.keys[logicalIndex]  # type: ignore[attr-defined]
        is_sorted = SORT_OF.get(key) == model.sorted_by  # type: ignore[attr-defined]
        is_mirrored = isinstance(view, QWidget) and view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        line = QRectF(box)
        if logicalIndex == 0 and key != CHECK and isinstance(view, QWidget):
            box = _inset(box, view.layoutDirection())
        painter.setFont(font(Size.STATUS, Weight.MEDIUM))
        painter.setPen(_ink("text" if is_sorted else "muted"))
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side | _ABSOLUTE, text)
        if is_sorted:
            after = QFontMetricsF(painter.font()).horizontalAdvance(text) + px(5)
            left = box.right() - after - px(13) if is_mirrored else box.left() + after
            _paint_arrow(painter, QPointF(left, box.center().y()), is_down=model.is_descending)  # type: ignore[attr-defined]
        painter.restore()
        _paint_line(painter, line, view, "border")


_ABSOLUTE = Qt.AlignmentFlag.AlignAbsolute


def _inset(box: QRectF, direction: Qt.LayoutDirection) -> QRectF:
    """The room of a line's first text, where no check box stands before it."""
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    return box.adjusted(0, 0, -px(EDGE), 0) if is_mirrored else box.adjusted(px(EDGE), 0, 0, 0)


def _paint_arrow(painter: QPainter, at: QPointF, *, is_down: bool) -> None:
    side = px(13)
    painter.save()
    painter.translate(at.x() + side / 2, at.y())
    if is_down:
        painter.rotate(180)
    paint_icon(painter, "arrow-up", _ink("text"), QRectF(-side / 2, -side / 2, side, side))
    painter.restore()


def _paint_ground(painter: QPainter, rect: QRectF, view: Any, row: int, column: int) -> None:
    """A wash under a chosen line, a quieter one under the mouse, the focus's ring round the line it is on."""
    model: PeopleModel = view.people
    is_chosen = model.is_chosen(row)
    is_current = view.currentIndex().row() == row and view.hasFocus()
    if is_chosen:
        painter.fillRect(rect, _ink("accent_wash"))
    elif view.hovered == row or is_current:
        painter.fillRect(rect, _ink("done_fill"))
    last = len(model.columns.keys) - 1
    if is_current:
        painter.setPen(QPen(_ink("focus"), 2))
        top, bottom = rect.top() + 1, rect.bottom() - 1
        painter.drawLine(QPointF(rect.left(), top), QPointF(rect.right(), top))
        painter.drawLine(QPointF(rect.left(), bottom), QPointF(rect.right(), bottom))
        is_mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for side, x in ((0, rect.left() + 1), (last, rect.right() - 1)):
            if column == (last - side if is_mirrored else side):
                painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    else:
        _paint_line(painter, rect, view, "hairline")


def _paint_line(painter: QPainter, rect: QRectF, view: Any, token: str) -> None:
    """The hairline below a cell, inset at both ends of the line."""
    painter.setPen(QPen(_ink(token), 1))
    bar = view.verticalScrollBar()
    end = max(0, px(EDGE) - (bar.width() if bar.isVisible() else 0))
    width = view.viewport().width()
    is_mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    low, high = (end, width - px(EDGE)) if is_mirrored else (px(EDGE), width - end)
    left, right = max(rect.left(), low), min(rect.right(), high)
    y = rect.bottom() - 0.5
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def _paint_box(
    painter: QPainter, rect: QRectF, direction: Qt.LayoutDirection, *, is_checked: bool, is_open: bool
) -> None:
    side = px(_BOX)
    left = rect.left() + px(EDGE)
    if direction == Qt.LayoutDirection.RightToLeft:
        left = rect.right() - px(EDGE) - side
    box = QRectF(left, rect.center().y() - side / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(_ink("accent" if is_checked else "strong_border" if is_open else "hairline"), 1))
    painter.setBrush(_ink("accent" if is_checked else "surface"))
    painter.drawRoundedRect(box, px(4), px(4))
    if is_checked:
        picture = _picture("check", "on_accent", _BOX - 4, _look())
        painter.drawPixmap(box.adjusted(px(2), px(2), 0, 0).topLeft(), picture)


def _look() -> tuple[str, float]:
    """What pictures and colours that are kept depend on."""
    return theme().tokens.name, theme().scale


def _ink(token: str) -> QColor:
    """A token's colour; read from a hundred cells a frame, so it is kept."""
    return _kept_ink(token, theme().tokens.name)


@cache
def _kept_ink(token: str, _scheme: str) -> QColor:
    return colour(token)


@cache
def _wash(_scheme: str) -> QColor:
    """What lies behind a text that was found."""
    wash = QColor(colour("accent"))
    wash.setAlphaF(0.16)
    return wash


@cache
def _picture(name: str, token: str, size: int, _look: tuple[str, float]) -> QPixmap:
    """An icon ready to be drawn: rendering it anew for each cell takes longer than the whole cell."""
    return pixmap(name, token, size)


@cache
def _font(is_strong: bool, _scale: float) -> QFont:
    return font(Size.ROW, Weight.MEDIUM if is_strong else Weight.REGULAR)


@cache
def _metrics(is_strong: bool, scale: float) -> QFontMetricsF:
    return QFontMetricsF(_font(is_strong, scale))
