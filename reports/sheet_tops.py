"""The top of a sheet: whose it is, whom to call, what was recorded, where to sleep tonight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.faces import draw_safely, load_faces, loses_letters
from reports.page import CAPITAL, GUTTER, LEADING, LEFT, RIGHT, THICK, THIN, Block, CodeMark, Grid, TextMark, make_grid
from reports.paragraphs import cut_lines, fit_size, wrap_lines
from reports.qr_codes import QUIET_MODULES, SHEET_MODULE, encode_card
from reports.sheet_style import (
    CALLED_SIZE,
    CARD_SIZE,
    HOST_SIZE,
    NOTE_SIZE,
    TITLE_SIZE,
    Style,
    add_paragraph,
    clamp_lines,
)

if TYPE_CHECKING:
    from intake_app.domain.report_models import RecordedPart, SheetHead, SheetModel, TonightPart
    from reports.faces import Face

_SMALLEST_CALLED = 18.0
_NAME_STEPS = ((0.0, 3), (9.0, 5), (8.0, 8), (7.0, 11))
"""Size of a long name (0 is the body's) and the lines it may take; the last is cut."""
_TIGHT_NAME_LINES = 6
"""Where the sheet is full to the brim, no more lines of a name than these."""


def lay_head(model: SheetModel, style: Style) -> Block:
    """Title, disclaimer and the phone to call; at the right the card number and its QR code."""
    head, (regular, bold) = model.head, load_faces()
    grid = make_grid(3, 5, 4)
    width = grid.host_x - GUTTER - LEFT
    block = Block()
    title = draw_safely(next((each for each in head.titles if not loses_letters(each)), head.titles[-1]))
    size = fit_size(title, bold, width, TITLE_SIZE, 14.0)
    lines = cut_lines(wrap_lines(title, bold, size, width), 2, bold, size, width)
    y = block.add_lines(lines, LEFT, TITLE_SIZE * CAPITAL, bold, size) - size * LEADING
    disclaimer = wrap_lines(draw_safely(head.disclaimer), regular, style.size, width)
    y = block.add_lines(disclaimer, LEFT, y + 16.4, regular, style.size) - style.line
    y = _add_phone(block, head, y, width)
    _add_card(block, head, grid)
    block.height = max(y + 9.9, 62.0)
    return block


def _add_phone(block: Block, head: SheetHead, y: float, width: float) -> float:
    """The phone large, the centre's name and hours beside it, or alone; answers the last baseline."""
    regular, bold = load_faces()
    lines = [draw_safely(line) for line in head.place_lines]
    phone = draw_safely(head.phone)
    if not phone:
        wrapped = tuple(each for line in lines for each in clamp_lines(line, regular, NOTE_SIZE, width, 2))
        return block.add_lines(wrapped, LEFT, y + 14.0, regular, NOTE_SIZE) - NOTE_SIZE * LEADING if wrapped else y
    size = fit_size(phone, bold, width, CALLED_SIZE, 12.0)
    phone = cut_lines(wrap_lines(phone, bold, size, width), 1, bold, size, width)[0]
    y += 29.4
    block.marks.append(TextMark(LEFT, y, phone, bold, size))
    x = LEFT + bold.measure(phone, size) + 10.0
    room = LEFT + width - x
    wrapped = tuple(each for line in lines for each in clamp_lines(line, regular, NOTE_SIZE, max(room, 60.0), 2))[:4]
    leading = NOTE_SIZE * LEADING
    above, below = wrapped[:2], wrapped[2:]
    block.add_lines(above, x, y - leading * (len(above) - 1), regular, NOTE_SIZE)
    return block.add_lines(below, x, y + leading, regular, NOTE_SIZE) - leading if below else y


def _add_card(block: Block, head: SheetHead, grid: Grid) -> None:
    """Card number, what the sheet is not, and the code with its quiet zone, which reaches into the margin."""
    regular, bold = load_faces()
    code = encode_card(head.card_number) if head.has_code else ()
    side = len(code) * SHEET_MODULE
    if code:
        block.marks.append(CodeMark(RIGHT - side, 0.0, SHEET_MODULE, code))
    room = RIGHT - side - QUIET_MODULES * SHEET_MODULE - grid.host_x
    number = draw_safely(head.card_number)
    size = fit_size(number, bold, room, CARD_SIZE, 8.0)
    block.marks.append(TextMark(grid.host_x, CARD_SIZE * CAPITAL, number, bold, size))
    text = draw_safely(head.clerk_disclaimer)
    sizes = (HOST_SIZE, HOST_SIZE - 0.4, HOST_SIZE - 0.8)
    size = next((each for each in sizes if len(wrap_lines(text, regular, each, room)) <= 2), HOST_SIZE)
    block.add_lines(clamp_lines(text, regular, size, room, 4), grid.host_x, CARD_SIZE * CAPITAL + 14.5, regular, size)


def lay_card_head(head: SheetHead, style: Style) -> Block:
    """The second page begins with whose it is: the card number only, and what it is not."""
    regular, bold = load_faces()
    block, baseline = Block(), CARD_SIZE * CAPITAL
    number = draw_safely(head.card_number)
    size = fit_size(number, bold, style.grid.key_width, CARD_SIZE, 8.0)
    block.marks.append(TextMark(LEFT, baseline, number, bold, size))
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
    y_key = add_paragraph(block, part.title, grid.key_x, first, bold, size, grid.key_width)
    y_key = add_paragraph(block, part.hint, grid.key_x, y_key, regular, size, grid.key_width)
    y = _add_name(block, part, style, first)
    facts = (draw_safely(part.facts), draw_safely(part.entry))
    for fact in facts:
        y = block.add_lines(clamp_lines(fact, regular, size, grid.wide_width, 3), grid.text_x, y, regular, size)
    block.height = max(y_key, y) - style.line + 8.5
    return block


def _add_name(block: Block, part: RecordedPart, style: Style, first: float) -> float:
    """The name in its script and in Latin, on one line where they fit; answers the next baseline."""
    regular, bold = load_faces()
    grid, size = style.grid, style.size
    names, latin_names = _keep_drawable(part.names), _keep_drawable(part.latin_names)
    both = " / ".join(" ".join(each) for each in (names, latin_names) if each) or draw_safely(part.nameless)
    if bold.measure(both, size + 0.5) <= grid.wide_width:
        block.marks.append(TextMark(grid.text_x, first, both, bold, size + 0.5))
        return first + style.line
    y = _add_long_name(block, names, style, first, bold)
    return _add_long_name(block, latin_names, style, y, regular if names else bold)


def _keep_drawable(names: tuple[str, ...]) -> tuple[str, ...]:
    """The parts of a name as they are drawn, or none: half a name would be a wrong one."""
    if any(loses_letters(name) for name in names):
        return ()
    return tuple(filter(None, map(draw_safely, names)))


def _add_long_name(block: Block, names: tuple[str, ...], style: Style, first: float, face: Face) -> float:
    """A name on one line, or a line for each part; a longer one smaller and in more lines; the longest is cut."""
    width, joined, size = style.grid.wide_width, " ".join(names), style.size
    is_short = face.measure(joined, size) <= width
    lines = (joined,) if is_short else names
    if any(face.measure(line, size) > width for line in lines):
        for step, most in _NAME_STEPS:
            size = min(step or style.size, style.size)
            lines = wrap_lines(joined, face, size, width)
            if len(lines) <= most:
                break
        most = _TIGHT_NAME_LINES if style.is_tight else _NAME_STEPS[-1][1]
        lines = cut_lines(lines, most, face, size, width)
    y = block.add_lines(tuple(filter(None, lines)), style.grid.text_x, first, face, size)
    return y + (style.line - size * LEADING if joined else 0.0)


def lay_tonight(part: TonightPart, style: Style) -> Block:
    """Where to sleep, large; meals and doctor; the emergency number on the host's axis."""
    regular, bold = load_faces()
    grid, size = style.grid, style.size
    block, first = Block(), 23.6
    block.add_rule(THICK)
    has_number = bool(part.emergency_number)
    width = grid.text_width if has_number or grid.host_width else grid.wide_width
    number_x, number_width = (grid.host_x, grid.host_width) if grid.host_width else _find_number_column()
    if has_number and not grid.host_width:
        width = number_x - GUTTER - grid.text_x
    add_paragraph(block, part.title, grid.key_x, first, bold, 13.0, grid.key_width)
    place = draw_safely(part.place)
    called = fit_size(place, bold, width, CALLED_SIZE, _SMALLEST_CALLED)
    lines = clamp_lines(place, bold, called, width, 2 if style.is_tight else 3)
    y = block.add_lines(lines, grid.text_x, first, bold, called) - called * LEADING + 4.0 + size * LEADING * 0.9
    most = 2 if style.is_tight else 4
    for line in part.lines:
        lines = clamp_lines(draw_safely(line), regular, size, width, most)
        y = block.add_lines(lines, grid.text_x, y, regular, size)
    y_number = first
    if has_number:
        block.marks.append(TextMark(number_x, first, part.emergency_number, bold, CALLED_SIZE))
        y_number = add_paragraph(
            block, part.emergency_text, number_x, first + 4.0 + style.line * 0.9, regular, size, number_width
        )
    block.height = max(y, y_number) - style.line + 9.5
    return block


def _find_number_column() -> tuple[float, float]:
    """The host's axis of the usual grid, for a sheet that has no host language."""
    usual = make_grid(3, 5, 4)
    return usual.host_x, RIGHT - usual.host_x
