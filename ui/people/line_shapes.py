"""The lines of the list of people, shaped for its columns: where each text stands, what was found, icons, underlines.

Shaping is what a line costs most, so that a line that is seen again is not shaped again; only its height changes.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from ui.people.list_columns import CHECK
from ui.resources.theme import Size, Weight, font, px, theme

if TYPE_CHECKING:
    from ui.people.list_lines import Mark, ShownLine, Span
    from ui.people.list_table import PeopleTable

LINE_HEIGHT = 38
EDGE = 12
"""How far a chosen line reaches beyond what stands around the list, in pixels at 100 %."""
BAR = 12
"""The place of the list's scroll bar behind its lines, kept also while there is none."""
ICON = 15
_GAP = 12
_LEAST_WHY = 60
"""Room behind a name, in pixels, from which on it is said why somebody was found."""
_KEPT = 120  # lines: some eight screens of them
_SHAPED = 700  # texts
_QUIET = ("latin", "card")
_WIDE = 100_000.0  # pixels; a text takes as many as it needs
_FONTS = {
    "": (Size.ROW, Weight.REGULAR),
    "strong": (Size.ROW, Weight.MEDIUM),
    "mark": (Size.LABEL, Weight.MEDIUM),
}


class Column(NamedTuple):
    """A column that is seen: where it stands, and the room its text has."""

    key: str
    left: float
    width: float
    room_left: float
    room_width: float


class ShapedLine:
    """What is painted of a line, from its own top: texts, what was found behind them, a dotted line, a mark's icon."""

    __slots__ = ("found", "icon", "texts", "underline")

    def __init__(self) -> None:
        self.texts: list[tuple[str, float, float, QTextLayout]] = []
        """Token of the colour, left, top, text."""
        self.found: list[QRectF] = []
        self.underline: tuple[QPointF, float] | None = None
        self.icon: tuple[QPointF, str] | None = None


class LineShapes:
    """The shaped lines of a table, kept until its columns, its text size or its direction are others."""

    def __init__(self, view: PeopleTable) -> None:
        self.columns: tuple[Column, ...] = ()
        self._view = view
        self._look: tuple[object, ...] = ()
        self._kept: dict[int, tuple[ShownLine, ShapedLine]] = {}

    def begin(self) -> None:
        """Before a picture: see how the columns stand."""
        columns, scale, is_mirrored = self._seen(), theme().scale, self._is_mirrored()
        if (columns, scale, is_mirrored) != self._look:
            self._look = (columns, scale, is_mirrored)
            self.columns = columns
            self._kept = {}

    def of(self, line: ShownLine) -> ShapedLine:
        """A line as it is painted."""
        kept = self._kept.get(line.row_no)
        if kept is not None and kept[0] is line:
            return kept[1]
        if len(self._kept) >= _KEPT:
            self._kept = {}
        shaped = shape_line(line, self.columns, theme().scale, is_mirrored=self._is_mirrored())
        self._kept[line.row_no] = (line, shaped)
        return shaped

    def _is_mirrored(self) -> bool:
        return self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _seen(self) -> tuple[Column, ...]:
        view, gap, edge = self._view, px(_GAP), px(EDGE)
        is_mirrored = self._is_mirrored()
        columns = []
        for number, key in enumerate(view.people.columns.keys):
            if view.isColumnHidden(number):
                continue
            left, width = view.columnViewportPosition(number), view.columnWidth(number)
            start = edge if number == 0 and key != CHECK else 0
            room_left = left + (gap if is_mirrored else start)
            columns.append(Column(key, left, width, room_left, width - gap - start))
        return tuple(columns)


def shape_line(line: ShownLine, columns: tuple[Column, ...], scale: float, *, is_mirrored: bool) -> ShapedLine:
    """A line in its columns, each text as long as there is room."""
    return _Shaping(line, columns, scale, is_mirrored=is_mirrored).shaped


class _Shaping:
    """One line being shaped."""

    def __init__(self, line: ShownLine, columns: tuple[Column, ...], scale: float, *, is_mirrored: bool) -> None:
        self.shaped = ShapedLine()
        self._line = line
        self._scale = scale
        self._is_mirrored = is_mirrored
        self._height = px(LINE_HEIGHT)
        said = [column for column in columns if column.key != CHECK and line.texts.get(column.key)]
        for column in said:
            whole = _over_all(columns, column, is_mirrored=is_mirrored) if len(said) == 1 and line.is_quiet else column
            self._place_text(whole, line.texts[column.key])

    def _place_text(self, column: Column, text: str) -> None:
        """What was found behind the text, the text, and what stands after it."""
        line = self._line
        look = "strong" if column.key == "name" and not line.is_quiet else ""
        layout, width = shape(text, look, column.room_width, self._scale)
        left = column.room_left + (column.room_width - width if self._is_mirrored else 0)
        for span in line.spans.get(column.key, ()):
            self._place_found(layout.text(), look, span, left)
        self._place(layout, look, "muted" if line.is_quiet or column.key in _QUIET else "text", left)
        if column.key == "born" and line.is_estimated:
            below = self._height / 2 + _metrics("", self._scale).ascent() / 2 + 4
            self.shaped.underline = QPointF(left, below), width
        if column.key == "next" and line.mark is not None:
            self._place_mark(line.mark, column, width)
        if column.key == "name" and line.why and column.room_width - width > px(_LEAST_WHY):
            self._place_why(line.why, column, width)

    def _place(self, layout: QTextLayout, look: str, token: str, left: float) -> None:
        self.shaped.texts.append((token, left, _text_top(look, self._scale), layout))

    def _place_found(self, text: str, look: str, span: Span, left: float) -> None:
        start = _advance(text[: span.start], look, self._scale) if span.start else 0
        length = _advance(text[: span.end], look, self._scale) - start
        at = left + start  # also in a mirrored list: only what is read from the left has spans
        height = _text_height(look, self._scale) + 2
        self.shaped.found.append(QRectF(at, (self._height - height) / 2, length, height))

    def _place_mark(self, mark: Mark, column: Column, width: float) -> None:
        """`overdue` or `due tomorrow` behind a date, with its icon."""
        side, gap, before = px(ICON), px(5), width + px(14)
        room = column.room_width - before - side - gap
        layout, length = shape(mark.text, "mark", room, self._scale)
        start = before + side + gap
        icon, text = column.room_left + before, column.room_left + start
        if self._is_mirrored:
            right = column.room_left + column.room_width
            icon, text = right - before - side, right - start - length
        self.shaped.icon = QPointF(icon, (self._height - side) / 2), mark.tone
        self._place(layout, "mark", mark.tone, text)

    def _place_why(self, why: str, column: Column, width: float) -> None:
        """Why somebody was found, quietly behind the name."""
        before = width + px(10)
        layout, length = shape(why, "mark", column.room_width - before, self._scale)
        left = column.room_left + (column.room_width - before - length if self._is_mirrored else before)
        self._place(layout, "mark", "muted", left)


def _over_all(columns: tuple[Column, ...], column: Column, *, is_mirrored: bool) -> Column:
    """A column as wide as what is left of the line: of somebody guarded one sentence stands in it and nothing else."""
    begin, end = column.room_left, column.room_left + column.room_width
    if is_mirrored:
        begin = min(each.room_left for each in columns)
    else:
        end = max(each.room_left + each.room_width for each in columns)
    return column._replace(room_left=begin, room_width=end - begin)


@lru_cache(maxsize=_SHAPED)
def shape(text: str, look: str, width: float, scale: float) -> tuple[QTextLayout, float]:
    """A text ready to be drawn, with dots where a width has no room for it, and how wide it is.

    The same cards, dates and words stand in many lines.
    """
    layout, full = _shaped(text, look, scale)
    if full > width:
        short = _metrics(look, scale).elidedText(text, Qt.TextElideMode.ElideRight, width)
        return _shaped(short, look, scale)
    return layout, full


def _shaped(text: str, look: str, scale: float) -> tuple[QTextLayout, float]:
    """Its width comes with the shaping. To make a `QStaticText` takes two to four times as long, to draw it as long."""
    layout = QTextLayout(text, _font(look, scale))
    layout.setCacheEnabled(True)
    layout.setTextOption(_at_the_left())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_WIDE)
    layout.endLayout()
    return layout, line.naturalTextWidth()


@cache
def _at_the_left() -> QTextOption:
    """Also what is read from the right begins where it is placed; each text is read from the side its letters are."""
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


@cache
def _font(look: str, _scale: float) -> QFont:
    return font(*_FONTS[look])


@cache
def _metrics(look: str, scale: float) -> QFontMetricsF:
    return QFontMetricsF(_font(look, scale))


@cache
def _text_top(look: str, scale: float) -> int:
    """How far below the top of its line a text begins."""
    return round((px(LINE_HEIGHT) - _text_height(look, scale)) / 2)


@cache
def _text_height(look: str, scale: float) -> float:
    return _metrics(look, scale).height()


@lru_cache(maxsize=256)
def _advance(text: str, look: str, scale: float) -> float:
    """How far a beginning reaches: most of those found by a word begin alike."""
    return _metrics(look, scale).horizontalAdvance(text)
