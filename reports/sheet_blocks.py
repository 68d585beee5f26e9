"""The parts of the personal help sheet as blocks, in the order of the page. Measures in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.faces import Face, draw_safely, load_faces, loses_letters
from reports.page import (
    CAPITAL,
    GUTTER,
    LEADING,
    LEFT,
    PAGE_HEIGHT,
    RIGHT,
    THICK,
    THIN,
    Block,
    CodeMark,
    Grid,
    RingMark,
    RuleMark,
    TextMark,
    make_grid,
)
from reports.paragraphs import cut_lines, fit_size, wrap_lines, wrap_runs
from reports.qr_codes import QUIET_MODULES, SHEET_MODULE, encode_card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.report_models import (
        AdviceLine,
        ClerkNote,
        DateRow,
        RecordedPart,
        SheetHead,
        SheetModel,
        StepRow,
        TonightPart,
    )

FOOTER_HEIGHT = 52.8
_FOOTER_SIZE = 8.0
_TITLE_SIZE = 17.0
_CALLED_SIZE = 22.0
_SMALLEST_CALLED = 18.0
_NUMERAL_SIZE = 33.0
_WORD_SIZE = 15.0
_CARD_SIZE = 12.5
_HOST_SIZE = 9.4
_NOTE_SIZE = 10.0
_KEY_NOTE_SIZE = 10.5
_DISC = 11.9
_NAME_STEPS = ((0.0, 3), (9.0, 5), (8.0, 8))
"""Size of a name (0 is the body's) and the lines it may take; the last is cut."""
_NOTE_LINE = 22.0
_MOST_NOTES = 8


@dataclass(frozen=True, slots=True)
class Style:
    """How a sheet is set: its grid, the size of its body, and whether the steps begin a page of their own."""

    grid: Grid
    size: float
    has_clerk_title_on_steps: bool = False

    @property
    def line(self) -> float:
        """From baseline to baseline of the body."""
        return self.size * LEADING


def lay_head(model: SheetModel, style: Style) -> Block:
    """Title, disclaimer and the phone to call; at the right the card number and its QR code."""
    head, (regular, bold) = model.head, load_faces()
    grid = make_grid(3, 5, 4)
    width = grid.host_x - GUTTER - LEFT
    block = Block()
    title = draw_safely(next((each for each in head.titles if not loses_letters(each)), head.titles[-1]))
    size = fit_size(title, bold, width, _TITLE_SIZE, 14.0)
    lines = cut_lines(wrap_lines(title, bold, size, width), 2, bold, size, width)
    y = block.add_lines(lines, LEFT, _TITLE_SIZE * CAPITAL, bold, size) - size * LEADING
    disclaimer = wrap_lines(draw_safely(head.disclaimer), regular, style.size, width)
    y = block.add_lines(disclaimer, LEFT, y + 16.4, regular, style.size) - style.line
    y = _add_phone(block, head, y, width)
    _add_card(block, head, grid)
    block.height = max(y + 9.9, 62.0)
    return block


def _add_phone(block: Block, head: SheetHead, y: float, width: float) -> float:
    """The phone large, the centre's name and hours beside it; without a phone only the name. Answers the last baseline."""
    regular, bold = load_faces()
    lines = [draw_safely(line) for line in head.place_lines]
    phone = draw_safely(head.phone)
    if not phone:
        wrapped = tuple(each for line in lines for each in _clamp(line, regular, _NOTE_SIZE, width, 2))
        return block.add_lines(wrapped, LEFT, y + 14.0, regular, _NOTE_SIZE) - _NOTE_SIZE * LEADING if wrapped else y
    size = fit_size(phone, bold, width, _CALLED_SIZE, 12.0)
    phone = cut_lines(wrap_lines(phone, bold, size, width), 1, bold, size, width)[0]
    y += 29.4
    block.marks.append(TextMark(LEFT, y, phone, bold, size))
    x = LEFT + bold.measure(phone, size) + 10.0
    room = LEFT + width - x
    wrapped = tuple(each for line in lines for each in _clamp(line, regular, _NOTE_SIZE, max(room, 60.0), 2))[:4]
    leading = _NOTE_SIZE * LEADING
    above, below = wrapped[:2], wrapped[2:]
    block.add_lines(above, x, y - leading * (len(above) - 1), regular, _NOTE_SIZE)
    return block.add_lines(below, x, y + leading, regular, _NOTE_SIZE) - leading if below else y


def _add_card(block: Block, head: SheetHead, grid: Grid) -> None:
    """Card number, what the sheet is not, and the code with its quiet zone, which reaches into the margin."""
    regular, bold = load_faces()
    code = encode_card(head.card_number)
    side = len(code) * SHEET_MODULE
    block.marks.append(CodeMark(RIGHT - side, 0.0, SHEET_MODULE, code))
    room = RIGHT - side - QUIET_MODULES * SHEET_MODULE - grid.host_x
    size = fit_size(head.card_number, bold, room, _CARD_SIZE, 8.0)
    block.marks.append(TextMark(grid.host_x, _CARD_SIZE * CAPITAL, head.card_number, bold, size))
    lines = _clamp(draw_safely(head.clerk_disclaimer), regular, _HOST_SIZE, room, 4)
    block.add_lines(lines, grid.host_x, _CARD_SIZE * CAPITAL + 14.5, regular, _HOST_SIZE)


def lay_card_head(head: SheetHead, style: Style) -> Block:
    """The second page begins with whose it is: the card number only, and what it is not."""
    regular, bold = load_faces()
    block, baseline = Block(), _CARD_SIZE * CAPITAL
    size = fit_size(head.card_number, bold, style.grid.key_width, _CARD_SIZE, 8.0)
    block.marks.append(TextMark(LEFT, baseline, head.card_number, bold, size))
    lines = wrap_lines(draw_safely(head.disclaimer), regular, style.size, style.grid.wide_width)
    y = block.add_lines(lines, style.grid.text_x, baseline, regular, style.size)
    block.height = y - style.line + 11.0
    return block


def lay_recorded(part: RecordedPart, style: Style) -> Block:
    """What was recorded, name first."""
    regular, bold = load_faces()
    grid, size = style.grid, style.size
    block, first = Block(), 15.0
    block.add_rule(THIN)
    y_key = _add_paragraph(block, part.title, grid.key_x, first, bold, size, grid.key_width)
    y_key = _add_paragraph(block, part.hint, grid.key_x, y_key, regular, size, grid.key_width)
    y = _add_name(block, part, style, first)
    facts = (draw_safely(part.facts), draw_safely(part.entry))
    for fact in facts:
        y = block.add_lines(_clamp(fact, regular, size, grid.wide_width, 3), grid.text_x, y, regular, size)
    block.height = max(y_key, y) - style.line + 8.5
    return block


def _add_name(block: Block, part: RecordedPart, style: Style, first: float) -> float:
    """The name in its script and in Latin, on one line where they fit; answers the next baseline."""
    regular, bold = load_faces()
    grid, size = style.grid, style.size
    latin = "" if loses_letters(part.name_latin) else draw_safely(part.name_latin)
    name = "" if loses_letters(part.name) else draw_safely(part.name)
    both = " / ".join(each for each in (name, latin) if each) or draw_safely(part.nameless)
    if bold.measure(both, size + 0.5) <= grid.wide_width:
        block.marks.append(TextMark(grid.text_x, first, both, bold, size + 0.5))
        return first + style.line
    y = _add_long_name(block, name, style, first, bold, 0)
    return _add_long_name(block, latin, style, y, regular if name else bold, 1 if name else 0)


def _add_long_name(block: Block, name: str, style: Style, first: float, face: Face, less: int) -> float:
    """A name in three lines (the Latin one in two); a longer one smaller in more; the longest is cut."""
    size, lines = style.size, ()
    for step, most in _NAME_STEPS:
        size = min(step or style.size, style.size)
        lines = wrap_lines(name, face, size, style.grid.wide_width)
        if len(lines) <= most - less:
            break
    lines = cut_lines(lines, _NAME_STEPS[-1][1], face, size, style.grid.wide_width)
    y = block.add_lines(lines, style.grid.text_x, first, face, size)
    return y + (style.line - size * LEADING if lines else 0.0)


def lay_tonight(part: TonightPart, style: Style) -> Block:
    """Where to sleep, large; meals and doctor; the emergency number on the host's axis."""
    regular, bold = load_faces()
    grid, size = style.grid, style.size
    block, first = Block(), 23.6
    block.add_rule(THICK)
    has_number = bool(part.emergency_number)
    width = grid.text_width if has_number or grid.host_width else grid.wide_width
    number_x, number_width = (grid.host_x, grid.host_width) if grid.host_width else _halve(grid)
    if has_number and not grid.host_width:
        width = number_x - GUTTER - grid.text_x
    _add_paragraph(block, part.title, grid.key_x, first, bold, 13.0, grid.key_width)
    place = draw_safely(part.place)
    called = fit_size(place, bold, width, _CALLED_SIZE, _SMALLEST_CALLED)
    lines = _clamp(place, bold, called, width, 3)
    y = block.add_lines(lines, grid.text_x, first, bold, called) - called * LEADING + 4.0 + size * LEADING * 0.9
    for line in part.lines:
        y = block.add_lines(_clamp(draw_safely(line), regular, size, width, 4), grid.text_x, y, regular, size)
    y_number = first
    if has_number:
        block.marks.append(TextMark(number_x, first, part.emergency_number, bold, _CALLED_SIZE))
        y_number = _add_paragraph(
            block, part.emergency_text, number_x, first + 4.0 + style.line * 0.9, regular, size, number_width
        )
    block.height = max(y, y_number) - style.line + 9.5
    return block


def _halve(grid: Grid) -> tuple[float, float]:
    """The host's axis of the usual grid, for a sheet that has no host language."""
    usual = make_grid(3, 5, 4)
    return usual.host_x, RIGHT - usual.host_x


def lay_dates(model: SheetModel, style: Style) -> list[Block]:
    """The dates, each in words, with what to do; a note where there are none."""
    regular, _bold = load_faces()
    blocks = [_lay_section_title(model.dates_title, model, style, has_clerk=bool(model.dates))]
    if model.dates_note:
        note = Block()
        y = _add_paragraph(note, model.dates_note, style.grid.text_x, 4.0, regular, style.size, style.grid.wide_width)
        note.height = y - style.line + 8.5
        blocks.append(note)
    blocks += [_lay_date(row, style, is_first=number == 0) for number, row in enumerate(model.dates)]
    return blocks


def _lay_date(row: DateRow, style: Style, *, is_first: bool) -> Block:
    regular, bold = load_faces()
    grid, block = style.grid, Block()
    first = _begin_row(block, is_first=is_first)
    size = fit_size(row.lead, regular, grid.key_width + 6.0, _KEY_NOTE_SIZE, 8.0)
    block.marks.append(TextMark(grid.key_x, first, draw_safely(row.lead), regular, size))
    baseline = first + 31.0
    block.marks.append(TextMark(grid.key_x - 1.5, baseline, row.day, bold, _NUMERAL_SIZE))
    month_x = grid.key_x + bold.measure("00", _NUMERAL_SIZE) + 6.0
    room = grid.text_x - 5.0 - month_x
    size = fit_size(row.month, bold, room, _WORD_SIZE, 9.0)
    block.marks.append(TextMark(month_x, baseline - 12.0, row.month, bold, size))
    block.marks.append(TextMark(month_x, baseline, row.year, regular, _KEY_NOTE_SIZE))
    mark_y = baseline + 15.0
    block.marks.append(RingMark(grid.key_x + 3.2, mark_y - 3.6, 2.6, 1.1, row.is_confirmed))
    lines = wrap_lines(draw_safely(row.mark), regular, _KEY_NOTE_SIZE, grid.key_width - 4.0)
    key_end = block.add_lines(lines, grid.key_x + 10.0, mark_y, regular, _KEY_NOTE_SIZE) - _KEY_NOTE_SIZE * LEADING
    block.height = max(key_end, _add_act(block, row.what, row.how, row.clerk, style, first)) + 8.5
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
    middle = grid.key_x + _DISC
    centre_y = first + 2.0
    block.marks.append(RingMark(middle, centre_y, _DISC if is_next else _DISC - 0.6, 0.0 if is_next else 1.2, is_next))
    numeral = str(number)
    x = middle - bold.measure(numeral, _WORD_SIZE) / 2
    block.marks.append(TextMark(x, centre_y + _WORD_SIZE * CAPITAL / 2, numeral, bold, _WORD_SIZE, is_white=is_next))
    word_x = grid.key_x + 2 * _DISC + 6.5
    width = grid.text_x - GUTTER * 0.6 - word_x
    size = fit_size(row.word, bold, width, _WORD_SIZE, 11.0)
    y = block.add_lines(wrap_lines(draw_safely(row.word), bold, size, width), word_x, first, bold, size)
    y += 13.8 - size * LEADING
    lines = wrap_lines(draw_safely(row.place), regular, _KEY_NOTE_SIZE, width)
    y = block.add_lines(lines, word_x, y, regular, _KEY_NOTE_SIZE) - _KEY_NOTE_SIZE * LEADING
    act_end = _add_act(block, row.act, row.bring, row.clerk, style, first)
    block.height = max(y, centre_y + _DISC - 3.0, act_end) + 8.5
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
        y_key = _add_paragraph(block, line.key, grid.key_x, first, bold, style.size, grid.key_width + 6.0)
        parts = [(draw_safely(line.text), regular), (draw_safely(line.said), bold)]
        y = first
        for runs in wrap_runs(parts, style.size, grid.wide_width):
            block.marks += [TextMark(grid.text_x + run.x, y, run.text, run.face, style.size) for run in runs]
            y += style.line
        block.height = max(y_key, y) - style.size * 0.95 + 4.0
        blocks.append(block)
    return blocks


def lay_turn_over(text: str, style: Style) -> Block:
    """The foot of a first page whose steps stand on the back."""
    bold = load_faces()[1]
    block = Block(stretch=1.0)
    block.add_rule(THICK)
    y = _add_paragraph(block, text, LEFT, 19.0, bold, 13.0, RIGHT - LEFT)
    block.height = y - 13.0 * LEADING + 6.0
    return block


def lay_notes(title: str, style: Style, spare: float) -> list[Block]:
    """Lines to write on in what is left of the second page; none where fewer than two would fit."""
    count = min(_MOST_NOTES, int((spare - 24.0) // _NOTE_LINE))
    if count < 2:
        return []
    bold = load_faces()[1]
    block = Block(stretch=1.0, height=count * _NOTE_LINE + 6.0)
    block.add_rule(THICK)
    block.marks.append(TextMark(LEFT, 15.7, draw_safely(title), bold, style.size))
    x = style.grid.text_x
    block.marks += [
        RuleMark(x, (number + 1) * _NOTE_LINE, RIGHT - x, THIN, is_dotted=True) for number in range(count)
    ]
    return [block]


def lay_footer(text: str, label: str) -> Block:
    """Rules as of, sources, review, and which sheet of how many; stands at a fixed height."""
    regular = load_faces()[0]
    block = Block(height=FOOTER_HEIGHT)
    block.add_rule(THIN)
    label = draw_safely(label)
    label_x = RIGHT - regular.measure(label, _FOOTER_SIZE)
    width = label_x - 3 * GUTTER - LEFT
    block.add_lines(_clamp(draw_safely(text), regular, _FOOTER_SIZE, width, 3), LEFT, 11.8, regular, _FOOTER_SIZE)
    block.marks.append(TextMark(label_x, 11.8, label, regular, _FOOTER_SIZE))
    return block


def _lay_section_title(title: str, model: SheetModel, style: Style, *, has_clerk: bool) -> Block:
    """A section's title; on the host's axis whom that column speaks to, in both languages, and its review mark."""
    regular, bold = load_faces()
    block = Block(height=26.3, stretch=1.0)
    block.add_rule(THICK)
    block.marks.append(TextMark(LEFT, 22.3, draw_safely(title), bold, _TITLE_SIZE))
    if not (has_clerk and model.clerk_title and style.grid.host_width):
        return block
    x, leading = style.grid.host_x, _HOST_SIZE * LEADING
    y = 22.3 - (leading if model.clerk_mark else 0.0)
    block.marks.append(TextMark(x, y, draw_safely(model.clerk_title), bold, _HOST_SIZE))
    word = draw_safely(" · " + model.clerk_word)
    room = style.grid.host_width - bold.measure(model.clerk_title + " ", _HOST_SIZE)
    if regular.measure(word, _HOST_SIZE) <= room:
        word_x = x + bold.measure(model.clerk_title + " ", _HOST_SIZE)
        block.marks.append(TextMark(word_x, y, word, regular, _HOST_SIZE))
    if model.clerk_mark:
        size = fit_size(model.clerk_mark, regular, style.grid.host_width, _HOST_SIZE, 7.0)
        block.marks.append(TextMark(x, 22.3, draw_safely(model.clerk_mark), regular, size))
    return block


def _begin_row(block: Block, *, is_first: bool) -> float:
    """A thin rule above every row but a section's first; answers the row's first baseline."""
    if is_first:
        return 15.5
    block.add_rule(THIN)
    return 15.5


def _add_act(block: Block, act: str, how: str, clerk: ClerkNote | None, style: Style, first: float) -> float:
    """What to do in bold, then how; the clerk's words beside. Answers the lowest baseline."""
    regular, bold = load_faces()
    grid, size = style.grid, style.size
    y = _add_paragraph(block, act, grid.text_x, first, bold, size, grid.text_width)
    y = _add_paragraph(block, how, grid.text_x, y, regular, size, grid.text_width) - style.line
    if clerk is None:
        return y
    y_clerk = _add_paragraph(block, clerk.title, grid.host_x, first, bold, _HOST_SIZE, grid.host_width)
    y_clerk = _add_paragraph(block, clerk.text, grid.host_x, y_clerk, regular, _HOST_SIZE, grid.host_width)
    return max(y, y_clerk - _HOST_SIZE * LEADING)


def _add_paragraph(block: Block, text: str, x: float, baseline: float, face: Face, size: float, width: float) -> float:
    return block.add_lines(wrap_lines(draw_safely(text), face, size, width), x, baseline, face, size)


def _clamp(text: str, face: Face, size: float, width: float, most: int) -> tuple[str, ...]:
    """The lines of a text that somebody typed, at most so many."""
    return cut_lines(wrap_lines(text, face, size, width), most, face, size, width)
