"""The foot of a page: turn over, lines to write on, and where the rules are from."""

from __future__ import annotations

from reports.faces import draw_safely, load_faces
from reports.page import GUTTER, LEADING, LEFT, RIGHT, THICK, THIN, Block, RuleMark, TextMark
from reports.sheet_style import Style, add_paragraph, clamp_lines

FOOTER_HEIGHT = 52.8
_FOOTER_SIZE = 8.0
_NOTE_LINE = 22.0
_MOST_NOTES = 9
_AIR_ABOVE_NOTES = 60.0


def lay_turn_over(text: str) -> Block:
    """The foot of a first page whose steps stand on the back."""
    bold = load_faces()[1]
    block = Block(is_at_foot=True)
    block.add_rule(THICK)
    y = add_paragraph(block, text, LEFT, 19.0, bold, 13.0, RIGHT - LEFT)
    block.height = y - 13.0 * LEADING + 6.0
    return block


def lay_notes(title: str, style: Style, spare: float) -> list[Block]:
    """Lines to write on at the foot of the second page, as many as leave the text room; none if fewer than two."""
    count = min(_MOST_NOTES, int((spare - _AIR_ABOVE_NOTES) // _NOTE_LINE))
    if count < 2:
        return []
    bold = load_faces()[1]
    block = Block(height=count * _NOTE_LINE + 10.0, is_at_foot=True)
    block.add_rule(THICK)
    block.marks.append(TextMark(LEFT, 15.7, draw_safely(title), bold, style.size))
    x = style.grid.text_x
    block.marks += [RuleMark(x, (number + 1) * _NOTE_LINE, RIGHT - x, THIN, is_dotted=True) for number in range(count)]
    return [block]


def lay_footer(text: str, label: str) -> Block:
    """Rules as of, sources, review, and which sheet of how many; stands at a fixed height."""
    regular = load_faces()[0]
    block = Block(height=FOOTER_HEIGHT)
    block.add_rule(THIN)
    label = draw_safely(label)
    label_x = RIGHT - regular.measure(label, _FOOTER_SIZE)
    width = label_x - 3 * GUTTER - LEFT
    block.add_lines(clamp_lines(draw_safely(text), regular, _FOOTER_SIZE, width, 3), LEFT, 11.8, regular, _FOOTER_SIZE)
    block.marks.append(TextMark(label_x, 11.8, label, regular, _FOOTER_SIZE))
    return block
