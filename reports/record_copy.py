"""The copy of somebody's record as a PDF: headings, and under each its lines of a label and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.canvases import draw_pages
from reports.faces import draw_safely, load_faces
from reports.page import LEADING, LEFT, PAGE_HEIGHT, RIGHT, THICK, THIN, TOP, RuleMark, TextMark, make_grid
from reports.paragraphs import wrap_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.paper_models import CopyPart, RecordCopy
    from reports.page import Mark

TITLE = "Intake record copy"
_SIZE = 9.5
_HEADING = 12.0
_HEAD = 18.0
_FOOT = 8.0
_GRID = make_grid(3, 9, 0)
_BOTTOM = PAGE_HEIGHT - TOP - 24.0


def render_copy(model: RecordCopy) -> bytes:
    """The pages, numbered; the same bytes for the same model."""
    pages = _Pages()
    _lay_head(pages, model)
    for part in model.parts:
        _lay_part(pages, part)
    count = len(pages.done)
    for number, page in enumerate(pages.done, 1):
        page.extend(_lay_foot(model.foot, model.page_label.format(number=number, count=count)))
    return draw_pages(pages.done, TITLE)


class _Pages:
    """Pages that are filled from the top; a new one begins where something does not fit any more."""

    def __init__(self) -> None:
        self.done: list[list[Mark]] = [[]]
        self.y = TOP

    def make_room(self, height: float) -> None:
        if self.y + height > _BOTTOM:
            self.done.append([])
            self.y = TOP

    def put(self, *marks: Mark) -> None:
        self.done[-1] += marks


def _lay_head(pages: _Pages, model: RecordCopy) -> None:
    regular, bold = load_faces()
    for text, face, size in ((model.title, bold, _HEAD), (model.lead, regular, 11.0)):
        for line in wrap_lines(draw_safely(text), face, size, RIGHT - LEFT):
            pages.y += size * LEADING
            pages.put(TextMark(LEFT, pages.y, line, face, size))
    pages.y += 8.0


def _lay_part(pages: _Pages, part: CopyPart) -> None:
    regular, bold = load_faces()
    pages.make_room(_HEADING * LEADING + 3 * _SIZE * LEADING + 16.0)
    pages.y += 8.0
    pages.put(RuleMark(LEFT, pages.y, RIGHT - LEFT, THICK))
    pages.y += _HEADING * LEADING + 2.0
    pages.put(TextMark(LEFT, pages.y, draw_safely(part.heading), bold, _HEADING))
    pages.y += 4.0
    for label, text in part.rows:
        labels = wrap_lines(draw_safely(label), regular, _SIZE, _GRID.key_width)
        lines = wrap_lines(draw_safely(text), regular, _SIZE, _GRID.wide_width)
        for key, line in _beside(labels, lines):
            pages.make_room(_SIZE * LEADING)
            pages.y += _SIZE * LEADING
            pages.put(
                TextMark(LEFT, pages.y, key, regular, _SIZE), TextMark(_GRID.text_x, pages.y, line, regular, _SIZE)
            )


def _beside(labels: tuple[str, ...], lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for number in range(max(len(labels), len(lines))):
        yield labels[number] if number < len(labels) else "", lines[number] if number < len(lines) else ""


def _lay_foot(foot: str, label: str) -> tuple[Mark, ...]:
    regular = load_faces()[0]
    y = PAGE_HEIGHT - TOP
    page = draw_safely(label)
    return (
        RuleMark(LEFT, y - 12.0, RIGHT - LEFT, THIN),
        TextMark(LEFT, y, draw_safely(foot), regular, _FOOT),
        TextMark(RIGHT - regular.measure(page, _FOOT), y, page, regular, _FOOT),
    )
