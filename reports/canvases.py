"""Marks drawn on reportlab's canvas: black on white, the same bytes for the same marks."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

from reports.faces import load_faces
from reports.page import PAGE_HEIGHT, PAGE_WIDTH, CodeMark, LyingPage, RingMark, RuleMark, TextMark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from reports.page import Mark

_ONE_AT_A_TIME = threading.Lock()
"""reportlab's fonts keep their place while a subset is cut, so two documents are never made at once."""


def draw_pages(pages: Iterable[Sequence[Mark] | LyingPage], title: str) -> bytes:
    """A PDF with one page for each sequence of marks, y downwards from the page's top. No date, no name inside."""
    from reportlab.pdfgen.canvas import Canvas

    regular = load_faces()[0]
    buffer = io.BytesIO()
    with _ONE_AT_A_TIME:
        canvas = Canvas(
            buffer,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            initialFontName=regular.name,  # type: ignore[arg-type]  # else Helvetica is named and not embedded
        )
        canvas.setTitle(title)
        canvas.setAuthor("")
        canvas.setCreator("Intake")
        canvas.setProducer("Intake")
        for page in pages:
            if isinstance(page, LyingPage):
                canvas.setPageSize((PAGE_HEIGHT, PAGE_WIDTH))
                _draw_page(canvas, page.marks, PAGE_WIDTH)
            else:
                canvas.setPageSize((PAGE_WIDTH, PAGE_HEIGHT))
                _draw_page(canvas, page, PAGE_HEIGHT)
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


def _draw_page(canvas: Canvas, marks: Sequence[Mark], height: float) -> None:
    """Shapes first, so that white numerals stand on their black circles; then all text, in reading order."""
    for mark in marks:
        if isinstance(mark, RuleMark):
            _draw_rule(canvas, mark, height)
        elif isinstance(mark, RingMark):
            canvas.setLineWidth(mark.weight)
            canvas.circle(mark.x, height - mark.y, mark.radius, stroke=int(mark.weight > 0), fill=int(mark.is_filled))
        elif isinstance(mark, CodeMark):
            _draw_code(canvas, mark, height)
    text = canvas.beginText()
    for mark in marks:
        if isinstance(mark, TextMark):
            text.setFillGray(1 if mark.is_white else 0)
            text.setFont(mark.face.name, mark.size)
            text.setTextOrigin(mark.x, height - mark.y)
            text.textOut(mark.text)
    canvas.drawText(text)


def _draw_rule(canvas: Canvas, mark: RuleMark, height: float) -> None:
    canvas.setLineWidth(mark.weight)
    canvas.setDash([0.5, 2] if mark.is_dotted else [])
    y = height - mark.y
    if mark.is_upright:
        canvas.line(mark.x, y, mark.x, y - mark.width)
    else:
        canvas.line(mark.x, y, mark.x + mark.width, y)
    canvas.setDash([])


def _draw_code(canvas: Canvas, mark: CodeMark, height: float) -> None:
    """One path of rectangles, a rectangle for each run of dark modules in a row."""
    path = canvas.beginPath()
    for row_number, row in enumerate(mark.rows):
        y = height - mark.y - (row_number + 1) * mark.module
        start = 0
        while start < len(row):
            end = start
            while end < len(row) and row[end]:
                end += 1
            if end > start:
                path.rect(mark.x + start * mark.module, y, (end - start) * mark.module, mark.module)
            start = end + 1
    canvas.drawPath(path, stroke=0, fill=1)
