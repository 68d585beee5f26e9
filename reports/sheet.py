"""The personal help sheet: a model in, PDF bytes out. One page, two at most, the same bytes for the same model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.canvases import draw_pages
from reports.page import PAGE_HEIGHT, TOP, make_grid
from reports.sheet_feet import FOOTER_HEIGHT, lay_footer, lay_notes, lay_turn_over
from reports.sheet_rows import lay_advice, lay_dates, lay_steps
from reports.sheet_style import Style
from reports.sheet_tops import lay_card_head, lay_head, lay_recorded, lay_tonight

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.domain.report_models import SheetModel
    from reports.page import Block, Mark

TITLE = "Intake sheet"
_READABLE = (12.0, 11.5, 11.0)
_SMALL = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Only where even two pages do not hold the text at 11 pt."""
_BOTTOM = PAGE_HEIGHT - FOOTER_HEIGHT
_MOST_STRETCH = 32.0
_FOOT_STRETCH = 0.7
_AIR = 12.0
"""Larger text is taken only where it leaves air between the sections."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """What stands on each page, without footers."""

    pages: tuple[tuple[Block, ...], ...]
    style: Style


def render_sheets(models: Sequence[SheetModel]) -> bytes:
    """All sheets in one PDF, one after another; each says its own "sheet n of m"."""
    return draw_sheets([marks for model in models for marks in lay_pages(model)])


def draw_sheets(pages: Sequence[Sequence[Mark]]) -> bytes:
    """The same of pages that `lay_pages` has laid: that takes longer, and can be stopped after any sheet."""
    return draw_pages(pages, TITLE)


def lay_pages(model: SheetModel) -> Iterator[list[Mark]]:
    """The marks of each page of one sheet, y downwards from the page's top."""
    layout = _choose_layout(model)
    labels = model.page_labels[len(layout.pages) - 1]
    for label, blocks in zip(labels, layout.pages, strict=True):
        marks = _stack(blocks)
        marks += _shift(lay_footer(model.footer, label), _BOTTOM)
        yield marks


def _choose_layout(model: SheetModel) -> _Layout:
    """The largest readable text on one page; else on two; else smaller, so that it is never more than two."""
    has_host = bool(model.clerk_language)
    one_page, two_pages = (make_grid(3, 5, 4), make_grid(3, 6, 3)) if has_host else (make_grid(3, 9, 0),) * 2
    for size in _READABLE:
        layout = _lay_on_one(model, Style(one_page, size))
        if _fits(layout, 0.0 if size == _READABLE[-1] else _AIR):
            return layout
    layout = _lay_on_two(model, Style(two_pages, _READABLE[0]))
    for size in (*_READABLE, *_SMALL):
        layout = _lay_on_two(model, Style(two_pages, size))
        if _fits(layout, 0.0):
            return layout
    return layout


def _lay_on_one(model: SheetModel, style: Style) -> _Layout:
    blocks = (
        lay_head(model, style),
        lay_recorded(model.recorded, style),
        lay_tonight(model.tonight, style),
        *lay_dates(model, style),
        *lay_steps(model, style),
        *lay_advice(model.advice, style),
    )
    return _Layout((blocks,), style)


def _lay_on_two(model: SheetModel, style: Style) -> _Layout:
    first = (
        lay_head(model, style),
        lay_recorded(model.recorded, style),
        lay_tonight(model.tonight, style),
        *lay_dates(model, style),
        lay_turn_over(model.turn_over),
    )
    with_clerk = replace(style, has_clerk_title_on_steps=True)
    second = (lay_card_head(model.head, style), *lay_steps(model, with_clerk), *lay_advice(model.advice, style))
    spare = _BOTTOM - TOP - sum(block.height for block in second)
    return _Layout((first, (*second, *lay_notes(model.notes_title, style, spare))), style)


def _fits(layout: _Layout, air: float) -> bool:
    """Whether every page holds its blocks and leaves so much height between them."""
    return all(sum(block.height for block in blocks) + air <= _BOTTOM - TOP for blocks in layout.pages)


def _stack(blocks: Sequence[Block]) -> list[Mark]:
    """The blocks one below another; spare height goes above sections, not more than looks meant."""
    spare = max(0.0, _BOTTOM - TOP - sum(block.height for block in blocks))
    shares = sum(block.stretch for block in blocks) + _FOOT_STRETCH
    unit = min(_MOST_STRETCH, spare / shares)
    y, marks = TOP, []
    for block in blocks:
        y = max(y, _BOTTOM - block.height) if block.is_at_foot else y + unit * block.stretch
        marks += _shift(block, y)
        y += block.height
    return marks


def _shift(block: Block, down: float) -> list[Mark]:
    return [replace(mark, y=mark.y + down) for mark in block.marks]
