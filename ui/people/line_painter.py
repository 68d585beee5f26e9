"""How the lines of the list of people are painted, all that are seen in one go: a frame has sixteen milliseconds.

One painter for the whole picture and texts shaped once: through a delegate each cell cost three times as much, most of
it for what Qt hands to a delegate.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QStaticText, QTransform

from ui.people.list_columns import CHECK
from ui.resources.theme import Size, Weight, colour, font, px, theme
from ui.widgets.frames import paint_dotted_line
from ui.widgets.icons import pixmap

if TYPE_CHECKING:
    from ui.people.list_lines import Mark, ShownLine, Span
    from ui.people.list_table import PeopleTable

LINE_HEIGHT = 38
EDGE = 12
"""How far a chosen line reaches beyond what stands around the list, in pixels at 100 %."""
_GAP = 12
_BOX = 16
_SHAPED = 700  # texts: four screens of them
_QUIET = ("latin", "card")
_MARK_ICONS = {"danger": "circle-alert", "warning": "clock"}
_FONTS = {
    "": (Size.ROW, Weight.REGULAR),
    "strong": (Size.ROW, Weight.MEDIUM),
    "mark": (Size.LABEL, Weight.MEDIUM),
}


class _Column(NamedTuple):
    """A column that is seen: where it stands, and the room its text has."""

    key: str
    left: float
    width: float
    room_left: float
    room_width: float


class LinePainter:
    """Paints the lines between two heights of a `PeopleTable`'s viewport.

    Layer by layer: grounds, what was found, texts of one look after the other. A pen or a font is then set some five
    times a frame, not once a cell.
    """

    def __init__(self, view: PeopleTable, painter: QPainter) -> None:
        self._view = view
        self._painter = painter
        self._is_mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._columns = self._seen()
        self._height = px(LINE_HEIGHT)
        self._scale = theme().scale
        self._hairline = hairline_of(view)
        self._current = view.currentIndex().row() if view.hasFocus() else -1
        self._found: list[QRectF] = []
        self._texts: dict[tuple[str, str], list[tuple[QPointF, QStaticText]]] = {}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, first: int, last: int) -> None:
        """Paint the lines of these rows."""
        people, view = self._view.people, self._view
        for row in range(first, last + 1):
            line, top = people.line_at(row), view.rowViewportPosition(row)
            self._paint_ground(row, top, is_chosen=people.is_chosen(row))
            for column in self._columns:
                if column.key == CHECK:
                    self._paint_box(column, top, is_checked=people.is_chosen(row), is_open=line is not None)
                elif line is not None and (text := line.texts.get(column.key, "")):
                    self._place_text(line, column, top, text)
        self._paint_found()
        self._write()

    def _seen(self) -> list[_Column]:
        view, gap, edge = self._view, px(_GAP), px(EDGE)
        columns = []
        for number, key in enumerate(view.people.columns.keys):
            if view.isColumnHidden(number):
                continue
            left, width = view.columnViewportPosition(number), view.columnWidth(number)
            start = edge if number == 0 and key != CHECK else 0
            room_left = left + (gap if self._is_mirrored else start)
            columns.append(_Column(key, left, width, room_left, width - gap - start))
        return columns

    def _paint_ground(self, row: int, top: int, *, is_chosen: bool) -> None:
        painter, width = self._painter, self._view.viewport().width()
        if is_chosen:
            painter.fillRect(0, top, width, self._height, ink("accent_wash"))
        elif row in (self._view.hovered, self._current):
            painter.fillRect(0, top, width, self._height, ink("done_fill"))
        if row == self._current:
            painter.setPen(QPen(ink("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(1, top + 1, width - 2, self._height - 2))
        else:
            left, right = self._hairline
            painter.fillRect(left, top + self._height - 1, right - left, 1, ink("hairline"))

    def _place_text(self, line: ShownLine, column: _Column, top: int, text: str) -> None:
        """What was found behind the text, the text, and what stands after it."""
        look = "strong" if column.key == "name" and not line.is_quiet else ""
        shaped, width = shape(text, look, column.room_width, self._scale)
        left = column.room_left + (column.room_width - width if self._is_mirrored else 0)
        for span in line.spans.get(column.key, ()):
            self._place_found(shaped.text(), look, span, left, top)
        self._place(shaped, look, "muted" if line.is_quiet or column.key in _QUIET else "text", left, top)
        if column.key == "born" and line.is_estimated:
            below = top + self._height / 2 + _metrics("", self._scale).ascent() / 2 + 4
            paint_dotted_line(self._painter, QPointF(left, below), width)
        if column.key == "next" and line.mark is not None:
            self._place_mark(line.mark, column, top, width)

    def _place(self, shaped: QStaticText, look: str, token: str, left: float, top: int) -> None:
        at = QPointF(left, top + round((self._height - _text_height(look, self._scale)) / 2))
        self._texts.setdefault((look, token), []).append((at, shaped))

    def _place_found(self, text: str, look: str, span: Span, left: float, top: int) -> None:
        start = _advance(text[: span.start], look, self._scale) if span.start else 0
        length = _advance(text[: span.end], look, self._scale) - start
        at = left + start  # also in a mirrored list: only what is read from the left has spans
        height = _text_height(look, self._scale) + 2
        self._found.append(QRectF(at, top + (self._height - height) / 2, length, height))

    def _place_mark(self, mark: Mark, column: _Column, top: int, width: float) -> None:
        """`overdue` or `due tomorrow` behind a date, with its icon."""
        side, gap, before = px(15), px(5), width + px(14)
        room = column.room_width - before - side - gap
        shaped, length = shape(mark.text, "mark", room, self._scale)
        start = before + side + gap
        icon, text = column.room_left + before, column.room_left + start
        if self._is_mirrored:
            right = column.room_left + column.room_width
            icon, text = right - before - side, right - start - length
        picture = _picture(_MARK_ICONS[mark.tone], mark.tone, 15, _look())
        self._painter.drawPixmap(QPointF(icon, top + (self._height - side) / 2), picture)
        self._place(shaped, "mark", mark.tone, text, top)

    def _paint_found(self) -> None:
        painter, radius = self._painter, px(2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_wash(theme().tokens.name))
        for box in self._found:
            painter.drawRoundedRect(box, radius, radius)

    def _write(self) -> None:
        painter = self._painter
        for (look, token), texts in self._texts.items():
            painter.setFont(_font(look, self._scale))
            painter.setPen(ink(token))
            for at, shaped in texts:
                painter.drawStaticText(at, shaped)

    def _paint_box(self, column: _Column, top: int, *, is_checked: bool, is_open: bool) -> None:
        side = px(_BOX)
        left = column.left + (column.width - px(EDGE) - side if self._is_mirrored else px(EDGE))
        box = QRectF(left, top + (self._height - side) / 2, side, side).adjusted(0.5, 0.5, -0.5, -0.5)
        self._painter.setPen(ink("accent" if is_checked else "strong_border" if is_open else "hairline"))
        self._painter.setBrush(ink("accent" if is_checked else "surface"))
        self._painter.drawRoundedRect(box, px(4), px(4))
        if is_checked:
            picture = _picture("check", "on_accent", _BOX - 4, _look())
            self._painter.drawPixmap(box.adjusted(px(2), px(2), 0, 0).topLeft(), picture)


def hairline_of(view: PeopleTable) -> tuple[int, int]:
    """From where to where a hairline goes below a line: inset at both ends."""
    bar = view.verticalScrollBar()
    end = max(0, px(EDGE) - (bar.width() if bar.isVisible() else 0))
    width = view.viewport().width()
    is_mirrored = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return (end, width - px(EDGE)) if is_mirrored else (px(EDGE), width - end)


@lru_cache(maxsize=_SHAPED)
def shape(text: str, look: str, width: float, scale: float) -> tuple[QStaticText, float]:
    """A text ready to be drawn, with dots where a width has no room for it, and how wide it is."""
    shaped, full = _shaped(text, look, scale)
    if full > width:
        return _shaped(_metrics(look, scale).elidedText(text, Qt.TextElideMode.ElideRight, width), look, scale)
    return shaped, full


def _shaped(text: str, look: str, scale: float) -> tuple[QStaticText, float]:
    """Shaped once: its width comes with it."""
    shaped = QStaticText(text)
    shaped.setTextFormat(Qt.TextFormat.PlainText)
    shaped.prepare(QTransform(), _font(look, scale))
    return shaped, shaped.size().width()


def ink(token: str) -> QColor:
    """A token's colour; read for a hundred cells a frame, so it is kept."""
    return _kept_ink(token, theme().tokens.name)


def _look() -> tuple[str, float]:
    """What pictures that are kept depend on."""
    return theme().tokens.name, theme().scale


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
def _font(look: str, _scale: float) -> QFont:
    return font(*_FONTS[look])


@cache
def _metrics(look: str, scale: float) -> QFontMetricsF:
    return QFontMetricsF(_font(look, scale))


@cache
def _text_height(look: str, scale: float) -> float:
    return _metrics(look, scale).height()


@lru_cache(maxsize=256)
def _advance(text: str, look: str, scale: float) -> float:
    """How far a beginning reaches: most of those found by a word begin alike."""
    return _metrics(look, scale).horizontalAdvance(text)
