"""The rows of a sheet: the dates in words, the next steps, and the lines that are on everybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.faces import draw_safely, load_faces
from reports.page import CAPITAL, GUTTER, LEADING, LEFT, THICK, THIN, Block, RingMark, TextMark
from reports.paragraphs import fit_size, wrap_lines, wrap_runs
from reports.sheet_style import HOST_SIZE, KEY_NOTE_SIZE, TITLE_SIZE, Style, add_paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.report_models import AdviceLine, ClerkNote, DateRow, SheetModel, StepRow

_NUMERAL_SIZE = 33.0
_WORD_SIZE = 15.0
_DISC = 11.9
_ROW_STRETCH = 0.3
_ROW_HEAD = 15.2
_ROW_FOOT = 7.8


def lay_dates(model: SheetModel, style: Style) -> list[Block]:
    """The dates, each in words, with what to do; a note where there are none."""
    regular, _bold = load_faces()
    blocks = [_lay_section_title(model.dates_title, model, style, has_clerk=bool(model.dates))]
    if model.dates_note:
        note = Block()
        y = add_paragraph(note, model.dates_note, style.grid.text_x, -4.0, regular, style.size, style.grid.wide_width)
        note.height = y - style.line + 8.5
        blocks.append(note)
    blocks += [_lay_date(row, style, is_first=number == 0) for number, row in enumerate(model.dates)]
    return blocks


def _lay_date(row: DateRow, style: Style, *, is_first: bool) -> Block:
    regular, bold = load_faces()
    grid, block = style.grid, Block()
    first = _begin_row(block, is_first=is_first)
    size = fit_size(row.lead, regular, grid.key_width + 2.0, KEY_NOTE_SIZE, 8.0)
    block.marks.append(TextMark(grid.key_x, first, draw_safely(row.lead), regular, size))
    baseline = first + 31.0
    block.marks.append(TextMark(grid.key_x, baseline, row.day, bold, _NUMERAL_SIZE))
    month_x = grid.key_x + bold.measure("00", _NUMERAL_SIZE) + 6.0
    room = grid.text_x - 5.0 - month_x
    size = fit_size(row.month, bold, room, _WORD_SIZE, 9.0)
    block.marks.append(TextMark(month_x, baseline - 12.0, row.month, bold, size))
    block.marks.append(TextMark(month_x, baseline, row.year, regular, KEY_NOTE_SIZE))
    mark_y = baseline + 15.0
    block.marks.append(RingMark(grid.key_x + 3.2, mark_y - 3.6, 2.6, 1.1, row.is_confirmed))
    room = grid.text_x - 9.0 - grid.key_x - 10.0
    size = fit_size(row.mark, regular, room, KEY_NOTE_SIZE, 9.5)
    lines = wrap_lines(draw_safely(row.mark), regular, size, room)
    key_end = block.add_lines(lines, grid.key_x + 10.0, mark_y, regular, size) - size * LEADING
    block.height = max(key_end, _add_act(block, row.what, row.how, row.clerk, style, first)) + _ROW_FOOT
    return block


def lay_steps(model: SheetModel, style: Style) -> list[Block]:
    """The next steps, the first of them marked black."""
    if not model.steps:
        return []
    has_clerk = style.has_clerk_title_on_steps or not model.dates
    blocks = [_lay_section_title(model.steps_title, model, style, has_clerk=has_clerk)]
    blocks += [_lay_step(row, number, style) for number, row in enumerate(model.steps, 1)]
    return blocks


def _lay_step(row: StepRow, number: int, style: Style) -> Block:
    regular, bold = load_faces()
    grid, block = style.grid, Block()
    first = _begin_row(block, is_first=number == 1)
    is_next = number == 1
    word_y = first + 1.5
    middle = grid.key_x + _DISC
    centre_y = word_y + 2.5
    block.marks.append(RingMark(middle, centre_y, _DISC if is_next else _DISC - 0.6, 0.0 if is_next else 1.2, is_next))
    numeral = str(number)
    x = middle - bold.measure(numeral, _WORD_SIZE) / 2
    block.marks.append(TextMark(x, centre_y + _WORD_SIZE * CAPITAL / 2, numeral, bold, _WORD_SIZE, is_white=is_next))
    word_x = grid.key_x + 2 * _DISC + 6.5
    width = grid.text_x - GUTTER * 0.6 - word_x
    size = fit_size(row.word, bold, width, _WORD_SIZE, 11.0)
    y = block.add_lines(wrap_lines(draw_safely(row.word), bold, size, width), word_x, word_y, bold, size)
    y += 13.8 - size * LEADING
    lines = wrap_lines(draw_safely(row.place), regular, KEY_NOTE_SIZE, width)
    y = block.add_lines(lines, word_x, y, regular, KEY_NOTE_SIZE) - KEY_NOTE_SIZE * LEADING
    act_end = _add_act(block, row.act, row.bring, row.clerk, style, first)
    block.height = max(y, centre_y + _DISC - 2.0, act_end) + _ROW_FOOT
    return block


def lay_advice(advice: Sequence[AdviceLine], style: Style) -> list[Block]:
    """The lines on everybody's sheet: a key and a sentence or two."""
    regular, bold = load_faces()
    grid, blocks = style.grid, []
    for number, line in enumerate(advice):
        block = Block(stretch=1.0 if number == 0 else 0.0)
        first = style.size * 0.95
        if number == 0:
            block.add_rule(THICK)
            first = 15.7
        room = grid.text_x - 5.0 - grid.key_x
        size = fit_size(line.key, bold, room, style.size, 10.0)
        y_key = add_paragraph(block, line.key, grid.key_x, first, bold, size, room)
        parts = [(draw_safely(line.text), regular), (draw_safely(line.said), bold)]
        y = first
        for runs in wrap_runs(parts, style.size, grid.wide_width):
            block.marks += [TextMark(grid.text_x + run.x, y, run.text, run.face, style.size) for run in runs]
            y += style.line
        block.height = max(y_key, y) - style.size * 0.95 + 4.0
        blocks.append(block)
    return blocks


def _lay_section_title(title: str, model: SheetModel, style: Style, *, has_clerk: bool) -> Block:
    """A section's title; on the host's axis whom that column speaks to, in both languages, and its review mark."""
    regular, bold = load_faces()
    block = Block(height=26.3, stretch=1.0)
    block.add_rule(THICK)
    block.marks.append(TextMark(LEFT, 22.3, draw_safely(title), bold, TITLE_SIZE))
    if not (has_clerk and model.clerk_title and style.grid.host_width):
        return block
    x, leading = style.grid.host_x, HOST_SIZE * LEADING
    y = 22.3 - (leading if model.clerk_mark else 0.0)
    block.marks.append(TextMark(x, y, draw_safely(model.clerk_title), bold, HOST_SIZE))
    word = draw_safely(" · " + model.clerk_word)
    room = style.grid.host_width - bold.measure(model.clerk_title + " ", HOST_SIZE)
    if regular.measure(word, HOST_SIZE) <= room:
        word_x = x + bold.measure(model.clerk_title + " ", HOST_SIZE)
        block.marks.append(TextMark(word_x, y, word, regular, HOST_SIZE))
    if model.clerk_mark:
        size = fit_size(model.clerk_mark, regular, style.grid.host_width, HOST_SIZE, 7.0)
        block.marks.append(TextMark(x, 22.3, draw_safely(model.clerk_mark), regular, size))
    return block


def _begin_row(block: Block, *, is_first: bool) -> float:
    """A thin rule above every row but a section's first; answers the row's first baseline."""
    if not is_first:
        block.add_rule(THIN)
        block.stretch = _ROW_STRETCH
    return _ROW_HEAD


def _add_act(block: Block, act: str, how: str, clerk: ClerkNote | None, style: Style, first: float) -> float:
    """What to do in bold, then how; the clerk's words beside. Answers the lowest baseline."""
    regular, bold = load_faces()
    grid, size = style.grid, style.size
    y = add_paragraph(block, act, grid.text_x, first, bold, size, grid.text_width)
    y = add_paragraph(block, how, grid.text_x, y, regular, size, grid.text_width) - style.line
    if clerk is None:
        return y
    y_clerk = add_paragraph(block, clerk.title, grid.host_x, first, bold, HOST_SIZE, grid.host_width)
    y_clerk = add_paragraph(block, clerk.text, grid.host_x, y_clerk, regular, HOST_SIZE, grid.host_width)
    return max(y, y_clerk - HOST_SIZE * LEADING)
