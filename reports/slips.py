"""Slips to tear off, several on an A4 page: a night's bed slips, and the numbered slips of the paper kit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.canvases import draw_pages
from reports.faces import draw_safely, load_faces
from reports.page import CAPITAL, LEADING, MM, PAGE_HEIGHT, PAGE_WIDTH, THIN, CodeMark, RuleMark, TextMark
from reports.paragraphs import cut_lines, fit_size, wrap_lines
from reports.qr_codes import QUIET_MODULES, SHEET_MODULE, encode_card

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.domain.paper_models import BedSlip, SlipWords
    from reports.page import Mark

TITLE = "Intake slips"
BED_ROWS, NUMBERED_ROWS = 5, 4
COLUMNS = 2
_WIDTH = PAGE_WIDTH / COLUMNS
_INSET = 8 * MM
_CARD_MODULE = 1.2 * MM
_TOKEN_SIZE, _PLACE_SIZE, _NUMBER_SIZE = 40.0, 20.0, 30.0
_SMALL, _WORDS = 9.0, 9.4


def render_slips(models: Sequence[BedSlip]) -> bytes:
    """Bed slips in one PDF, ten on a page, in the order given: down the left column, then the right."""
    return draw_pages(lay_slips([_lay_bed(model) for model in models], BED_ROWS), TITLE)


def lay_numbered(card_numbers: Sequence[str], words: Sequence[SlipWords]) -> Iterator[list[Mark]]:
    """The pages of numbered slips, eight on a page; at most three languages on each."""
    return lay_slips([_lay_numbered(number, words[:3]) for number in card_numbers], NUMBERED_ROWS)


def lay_slips(slips: Sequence[Sequence[Mark]], rows: int) -> Iterator[list[Mark]]:
    """Slips whose marks begin at their own corner, spread over pages with lines to cut along."""
    height, on_page = PAGE_HEIGHT / rows, rows * COLUMNS
    for start in range(0, len(slips), on_page):
        marks: list[Mark] = _cut_lines(rows)
        for place, slip in enumerate(slips[start : start + on_page]):
            x, y = (place // rows) * _WIDTH, (place % rows) * height
            marks += [replace(mark, x=mark.x + x, y=mark.y + y) for mark in slip]
        yield marks


def _cut_lines(rows: int) -> list[Mark]:
    across = [RuleMark(0, row * PAGE_HEIGHT / rows, PAGE_WIDTH, THIN, is_dotted=True) for row in range(1, rows)]
    return [*across, RuleMark(_WIDTH, 0, PAGE_HEIGHT, THIN, is_dotted=True, is_upright=True)]


def _lay_bed(model: BedSlip) -> list[Mark]:
    """Token and code above, the place as large as it fits, the number and what it is not below."""
    regular, bold = load_faces()
    height, right = PAGE_HEIGHT / BED_ROWS, _WIDTH - _INSET
    marks: list[Mark] = []
    clear = right
    if model.card_number:
        code = encode_card(model.card_number)
        side = len(code) * SHEET_MODULE
        marks.append(CodeMark(right - side, _INSET, SHEET_MODULE, code))
        clear = right - side - QUIET_MODULES * SHEET_MODULE
    room = clear - _INSET
    y = _INSET
    if model.token:
        token = draw_safely(model.token)
        size = fit_size(token, bold, room, _TOKEN_SIZE, 16.0)
        y += size * CAPITAL
        marks.append(TextMark(_INSET, y, token, bold, size))
        after = _INSET + bold.measure(token, size) + 8
        word = draw_safely(model.token_word)
        if after + regular.measure(word, _SMALL) < clear:
            marks.append(TextMark(after, y, word, regular, _SMALL))
        y += 22
    else:
        y += 14
    marks.append(TextMark(_INSET, y, draw_safely(model.lead), regular, _SMALL))
    marks += _lay_place(model.place, y, room)
    foot = height - _INSET
    if model.card_number:
        marks.append(TextMark(_INSET, foot - 12, model.card_number, bold, 12.5))
    disclaimer = draw_safely(model.disclaimer)
    size = fit_size(disclaimer, regular, right - _INSET, _SMALL, 6.0)
    marks.append(TextMark(_INSET, foot, disclaimer, regular, size))
    return marks


def _lay_place(place: str, y: float, room: float) -> list[Mark]:
    """The bed in at most three lines, clear of the code."""
    bold = load_faces()[1]
    text = draw_safely(place)
    size = fit_size(text, bold, room, _PLACE_SIZE, 14.0)
    lines = cut_lines(wrap_lines(text, bold, size, room), 3, bold, size, room)
    baseline = y + 6 + size * CAPITAL
    return [TextMark(_INSET, baseline + line * size * 1.1, text, bold, size) for line, text in enumerate(lines)]


def _lay_numbered(card_number: str, words: Sequence[SlipWords]) -> list[Mark]:
    """The number large, its code, what the slip is not, and room for the token."""
    regular, bold = load_faces()
    width = _WIDTH - 2 * _INSET
    size = fit_size(card_number, bold, width, _NUMBER_SIZE, 14.0)
    y = _INSET + size * CAPITAL
    marks: list[Mark] = [TextMark(_INSET, y, card_number, bold, size)]
    code = encode_card(card_number)
    top = y + 16
    side = len(code) * _CARD_MODULE
    marks.append(CodeMark(_INSET, top, _CARD_MODULE, code))
    x = _INSET + side + QUIET_MODULES * _CARD_MODULE
    room = _WIDTH - _INSET - x
    baseline = top + _WORDS * CAPITAL
    for each in words:
        for text, face in ((each.not_document, bold), (each.not_police, regular)):
            shown = draw_safely(text)
            small = fit_size(shown, face, room, _WORDS, 6.5)
            marks.append(TextMark(x, baseline, shown, face, small))
            baseline += _WORDS * LEADING
        baseline += 4
    return [*marks, *_lay_foot(words, top + side + 22)]


def _lay_foot(words: Sequence[SlipWords], y: float) -> list[Mark]:
    """Keep it, and the line for the token, which is written by hand; each language once."""
    regular = load_faces()[0]
    marks: list[Mark] = []
    baseline = y
    for each in words:
        text = draw_safely(each.keep)
        marks.append(TextMark(_INSET, baseline, text, regular, _SMALL))
        baseline += _SMALL * LEADING
    token = draw_safely(" / ".join(dict.fromkeys(each.token for each in words)))
    line_x = _WIDTH / 2 + 10
    marks.append(TextMark(line_x, y, token, regular, _SMALL))
    width = _WIDTH - _INSET - line_x
    marks.append(RuleMark(line_x, y + 2 * _SMALL * LEADING + 4, width, THIN, is_dotted=True))
    return marks
