"""The paper kit as one PDF: the notice in every language, the numbered slips, the sheets to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.canvases import draw_pages
from reports.faces import draw_safely, load_faces
from reports.page import (
    LEADING,
    LEFT,
    MM,
    PAGE_HEIGHT,
    RIGHT,
    THICK,
    THIN,
    TOP,
    LyingPage,
    RuleMark,
    TextMark,
)
from reports.paragraphs import fit_size, wrap_lines
from reports.slips import lay_numbered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.domain.paper_models import KitModel, NoticePart
    from reports.page import Mark

TITLE = "Intake paper kit"
ROWS = 10
_NOTICE_SIZES = (14.0, 13.0, 12.0, 11.0)
_SIDE = 10 * MM
_ROW = 45.0
_COLUMNS = (96, 100, 84, 52, 26, 50, 78, 52, 64, 82, 44, 57)
"""Widths in points of the control sheet's columns, the printed number's first."""


def render_kit(model: KitModel) -> bytes:
    """The kit for its reserved numbers; the same bytes for the same model."""
    pages: list[Sequence[Mark] | LyingPage] = [*lay_notices(model)]
    pages += lay_numbered(model.card_numbers, model.words)
    pages += lay_control(model)
    return draw_pages(pages, TITLE)


def lay_notices(model: KitModel) -> Iterator[list[Mark]]:
    """The notice, all languages on one page at the largest size that holds them; over one page, a page for each."""
    for size in _NOTICE_SIZES:
        marks, end = _stack_notices(model.notices, size)
        if end <= PAGE_HEIGHT - TOP:
            yield marks
            return
    for notice in model.notices:
        yield _stack_notices([notice], _NOTICE_SIZES[0])[0]


def _stack_notices(notices: Sequence[NoticePart], size: float) -> tuple[list[Mark], float]:
    """The marks of notices one below another, and where the last one ends."""
    regular, bold = load_faces()
    marks: list[Mark] = []
    y = TOP
    for notice in notices:
        marks.append(RuleMark(LEFT, y, RIGHT - LEFT, THICK))
        y += 22
        marks.append(TextMark(LEFT, y, draw_safely(notice.title), bold, 17.0))
        mark = draw_safely(notice.mark)
        marks.append(TextMark(RIGHT - regular.measure(mark, 8.0), y, mark, regular, 8.0))
        y += 8 + size * LEADING
        for line in notice.lines:
            for text in wrap_lines(draw_safely(line), regular, size, RIGHT - LEFT):
                marks.append(TextMark(LEFT, y, text, regular, size))
                y += size * LEADING
            y += size * 0.35
        y += 6
    return marks, y


def lay_control(model: KitModel) -> Iterator[LyingPage]:
    """The control sheets: a row for each number, high enough for a hand that is tired."""
    numbers = model.card_numbers
    groups = [numbers[start : start + ROWS] for start in range(0, len(numbers), ROWS)]
    for place, group in enumerate(groups, 1):
        label = model.control.page_label.format(number=place, count=len(groups))
        yield LyingPage((*_lay_control_head(model, label), *_lay_table(model.control.heads, group)))


def _lay_control_head(model: KitModel, label: str) -> list[Mark]:
    regular, bold = load_faces()
    right = PAGE_HEIGHT - _SIDE
    marks: list[Mark] = [TextMark(_SIDE, _SIDE + 13, draw_safely(model.control.title), bold, 17.0)]
    side = draw_safely(f"{model.centre} · {label}")
    marks.append(TextMark(right - regular.measure(side, 9.4), _SIDE + 13, side, regular, 9.4))
    y = _SIDE + 32
    for hint in model.control.hints:
        text = draw_safely(hint)
        marks.append(TextMark(_SIDE, y, text, regular, fit_size(text, regular, right - _SIDE, 11.0, 7.0)))
        y += 11.0 * LEADING
    return marks


def _lay_table(heads: Sequence[str], numbers: Sequence[str]) -> list[Mark]:
    bold = load_faces()[1]
    top = _SIDE + 32 + 3 * 11.0 * LEADING + 4
    width, bottom = float(sum(_COLUMNS)), top + 6 + len(numbers) * _ROW
    marks: list[Mark] = []
    x = _SIDE
    for head, column in zip(heads, _COLUMNS, strict=True):
        text = draw_safely(head)
        marks.append(TextMark(x + (3 if x > _SIDE else 0), top, text, bold, fit_size(text, bold, column - 5, 9.0, 5.0)))
        if x > _SIDE:
            marks.append(RuleMark(x, top + 6, bottom - top - 6, THIN, is_upright=True))
        x += column
    marks.append(RuleMark(_SIDE, top + 6, width, THICK))
    for row, number in enumerate(numbers, 1):
        y = top + 6 + row * _ROW
        size = fit_size(number, bold, _COLUMNS[0] - 4, 11.0, 7.0)
        marks.append(TextMark(_SIDE, y - _ROW / 2 + 4, number, bold, size))
        marks.append(RuleMark(_SIDE, y, width, THIN))
    return marks
