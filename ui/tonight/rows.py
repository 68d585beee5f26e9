"""The rows of the night's table as data: what stands in each cell and how it looks. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from intake_app.domain.arrivals import FieldProblem
from intake_app.domain.tonight import next_token
from intake_app.domain.tonight_places import choose_next, take_beds
from intake_app.i18n import _
from ui.tonight.entry import FIELDS
from ui.tonight.words import ICONS, TONES, say_born, say_need, say_sex, say_sleeps

if TYPE_CHECKING:
    from datetime import date

    from intake_app.domain.records import Place
    from intake_app.domain.tonight import TonightLine
    from ui.tonight.board import Board

Kind = Literal["saved", "typed", "next"]
Bracket = Literal["", "first", "middle", "last"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, tone, whether it is guessed, an icon before it, and whether it stands in a pill."""

    text: str = ""
    tone: str = ""
    is_guess: bool = False
    icon: str = ""
    is_pill: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `cells` follow FIELDS, `mark` is an icon at its end, `bracket` its part in a party's."""

    kind: Kind
    cells: tuple[Cell, ...]
    mark: str = ""
    bracket: Bracket = ""
    is_active: bool = False


def saved_row(line: TonightLine, today: date, *, has_beds: bool) -> Row:
    """A recorded person, or a bed by token; a centre that has no beds at all misses none."""
    if not line.is_record:
        return _bed_row(line)
    misses_bed = line.is_without_bed and has_beds
    if line.is_held:
        sleeps = Cell(_("held, lead called"), "warning", icon="lock")
    elif misses_bed:
        sleeps = Cell(say_sleeps(line.sleeps), "warning", icon="triangle-alert")
    else:
        sleeps = Cell(line.place_name or say_sleeps(line.sleeps))
    cells = (
        Cell(line.token, "strong"),
        Cell(line.name),
        Cell(say_born(line.birth_date, is_estimated=line.birth_date_estimated, today=today)),
        Cell(say_sex(line.sex)),
        sleeps,
        _need_cell(line.need_code),
    )
    return Row("saved", cells, "" if line.is_held or misses_bed else "check")


def typed_row(board: Board) -> Row:
    """The line that is typed."""
    entry = board.entry
    cells = {name: Cell(entry.texts[name]) for name in FIELDS}
    cells["token"] = Cell(entry.texts["token"] or entry.next_token, "warning" if board.is_token_taken() else "strong")
    if not entry.texts["sex"].strip():
        cells["sex"] = Cell(say_sex(entry.guess("sex")), "muted", is_guess=True)
    else:
        cells["sex"] = Cell(entry.texts["sex"].upper())
    if board.is_bed(entry.line_id):
        cells["name"] = Cell(_("no record, bed by token"), "muted")
    elif not entry.texts["name"].strip() and not entry.has_typed():
        words = _("next in the party") if entry.companion else _("new person or party")
        cells["name"] = Cell(words, "placeholder")
    cells["sleeps"] = _sleeps_cell(board)
    cells["urgent"] = _need_cell(entry.need()) if entry.need() else cells["urgent"]
    return Row("typed", tuple(cells[name] for name in FIELDS))


def coming_rows(board: Board) -> tuple[Row, ...]:
    """What F6 and Enter begin after this line: quiet, so that nobody wonders where the next place comes from."""
    tokens = board.tokens()
    token = next_token(board.entry.token(), tokens)
    taken = board.entry.place(board.context, board.beds)[1] if _sleeps_cell(board).tone != "danger" else None
    after = token and next_token(token, tokens)
    place = _place_after(board, taken)
    party = (
        Cell(token, "placeholder"),
        Cell(_("next in the party"), "placeholder"),
        Cell(),
        Cell(),
        Cell(place.name if place else "", "muted", is_guess=True),
        Cell(),
    )
    return Row("next", party), new_row(after)


def new_row(token: str) -> Row:
    """Where a new person or party begins."""
    words = Cell(_("new person or party"), "placeholder")
    return Row("next", (Cell(token, "placeholder"), words, *[Cell()] * 4))


def find_brackets(parties: list[str]) -> list[Bracket]:
    """Each row's part in the bracket of its party; a party of one has none."""
    found: list[Bracket] = []
    for number, party in enumerate(parties):
        is_after = bool(party) and number > 0 and parties[number - 1] == party
        is_before = bool(party) and number + 1 < len(parties) and parties[number + 1] == party
        found.append("middle" if is_after and is_before else "last" if is_after else "first" if is_before else "")
    return found


def _bed_row(line: TonightLine) -> Row:
    words = Cell(_("no record, bed by token") if line.token else _("taken"), "muted")
    place = Cell(line.place_name) if line.place_name else Cell(_("no bed"), "warning")
    cells = (Cell(line.token, "strong"), words, Cell(), Cell(), place, _need_cell(line.need_code))
    return Row("saved", cells, "minus")


def _sleeps_cell(board: Board) -> Cell:
    try:
        sleeps, place = board.entry.place(board.context, board.beds)
    except FieldProblem:
        return Cell(board.entry.texts["sleeps"], "danger")
    is_guess = not board.entry.texts["sleeps"].strip() and board.entry.own_place is None
    words = place.name if place is not None else say_sleeps(sleeps)
    if place is None and sleeps == "here" and board.beds:
        return Cell(words, "warning", is_guess=is_guess, icon="triangle-alert")
    return Cell(words, "muted" if is_guess else "", is_guess=is_guess)


def _place_after(board: Board, taken: Place | None) -> Place | None:
    """The bed beside the one this line takes; looked for once for each, as a centre may have thousands."""
    if taken is None:
        return None
    if taken.place_id not in board.places_after:
        board.places_after[taken.place_id] = choose_next(take_beds(board.beds, [taken.place_id]), taken.place_id)
    return board.places_after[taken.place_id]


def _need_cell(code: str) -> Cell:
    if not code:
        return Cell()
    return Cell(say_need(code, is_long=True), TONES[code], icon=ICONS[code], is_pill=True)
