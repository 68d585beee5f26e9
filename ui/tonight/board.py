"""The night as the table shows it: saved lines, the line that is typed, and what comes after it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from intake_app.domain.arrivals import DeskContext, FieldProblem
from intake_app.domain.tonight import newest_token, next_token
from intake_app.domain.tonight_places import Bed, choose_next
from intake_app.i18n import _
from ui.tonight.entry import FIELDS, Entry, entry_of
from ui.tonight.words import ICONS, TONES, say_born, say_need, say_sex, say_sleeps

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.records import Place
    from intake_app.domain.tonight import TonightLine
    from intake_app.services.nights import Tonight

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


class Board:
    """Everything the page works on; until `take` was called there is nothing to show."""

    def __init__(self, tonight: Tonight) -> None:
        self.tonight = tonight
        self.entry = Entry()
        self.is_on_paper = False  # slips of the paper kit are typed in: each line begins with a slip's number
        self.take(tonight)

    def take(self, tonight: Tonight) -> None:
        """The register as it is now; what is typed stays, what is guessed is guessed anew."""
        self.tonight = tonight
        self._saved_rows = [self._saved(line) for line in tonight.lines]
        if self.entry.line_id and self._line(self.entry.line_id) is None:
            self.entry = Entry()
        self._guess()

    @property
    def context(self) -> DeskContext:
        """What checks need to know."""
        return DeskContext(self.tonight.today, self.tonight.region)

    @property
    def beds(self) -> tuple[Bed, ...]:
        """Every bed tonight."""
        return self.tonight.beds

    def begin(self, *, companion: str = "") -> None:
        """A new line, of somebody who came with a companion or alone."""
        self.entry = Entry(companion=companion)
        self._guess()

    def turn_party(self) -> None:
        """The line that is typed came with the one above it, or did not."""
        above = self.above()
        self.entry.companion = "" if self.entry.companion or above is None else above.person_id
        self._guess()

    def restore(self, entry: Entry) -> None:
        """A line that was half typed, or taken back, is typed on."""
        self.entry = entry
        self._guess()

    def correct(self, row: int) -> None:
        """Begin to correct the saved line in a row; of a bed by token only that it is given back can be said."""
        self.entry = entry_of(self.tonight.lines[row], self.beds)
        self._guess()

    def is_changed(self) -> bool:
        """Whether the line that is corrected says something else than what is saved."""
        line = self._line(self.entry.line_id)
        return line is not None and self.entry.texts != entry_of(line, self.beds).texts

    def is_bed(self, line_id: str) -> bool:
        """Whether a saved line is a bed by token."""
        line = self._line(line_id) if line_id else None
        return line is not None and not line.is_record

    def above(self) -> TonightLine | None:
        """The person recorded last, with whom the next may have come."""
        last = self.tonight.lines[-1] if self.tonight.lines else None
        return last if last is not None and last.is_record else None

    def typed_row(self) -> int:
        """The row that is typed in: below all saved ones, or the one that is corrected."""
        for number, line in enumerate(self.tonight.lines):
            if line.line_id == self.entry.line_id:
                return number
        return len(self.tonight.lines)

    def first_field(self) -> str:
        """Where typing a line begins: the first token of a night is asked for, and the number of a paper slip."""
        is_known = bool(self.tonight.lines and self.entry.next_token) or bool(self.entry.texts["token"])
        return "name" if is_known and not self.is_on_paper else "token"

    def first_problem(self) -> FieldProblem | None:
        """What hinders saving the typed line."""
        if self.is_bed(self.entry.line_id):
            return FieldProblem("urgent", "bed_by_token") if self.entry.texts["urgent"] else None
        return self.entry.first_problem(self.context, self.beds)

    def rows(self) -> tuple[Row, ...]:
        """Every row in its order."""
        typed = self.typed_row()
        rows = list(self._saved_rows)
        if typed < len(rows):
            rows[typed] = self._typed()
        parties = [line.party or (line.line_id if self._is_companion(line) else "") for line in self.tonight.lines]
        if typed == len(self.tonight.lines):
            rows.append(self._typed())
            parties.append(self._party())
            if self.entry.has_typed():
                rows += self._coming()
                parties += [self._party(), ""]
        else:
            rows.append(self._new_row(next_token(newest_token(self.tonight.lines))))
            parties.append("")
        brackets = _brackets(parties)
        active = self._party()
        return tuple(
            replace(row, bracket=bracket, is_active=bool(active) and party == active) if bracket else row
            for row, bracket, party in zip(rows, brackets, parties, strict=True)
        )

    def _party(self) -> str:
        """The party of the typed line: that of its companion, who may be in none yet."""
        if not self.entry.companion:
            return "typed" if self.entry.has_typed() and not self.entry.line_id else ""
        line = next((each for each in self.tonight.lines if self._is_companion(each)), None)
        return (line.party or line.line_id) if line is not None else ""

    def _is_companion(self, line: TonightLine) -> bool:
        return bool(line.person_id) and line.person_id == self.entry.companion

    def _line(self, line_id: str) -> TonightLine | None:
        return next((line for line in self.tonight.lines if line.line_id == line_id), None)

    def _guess(self) -> None:
        entry, lines = self.entry, self.tonight.lines
        newest = newest_token(lines)
        entry.next_token = next_token(newest)
        entry.next_place = choose_next(self.beds, self._beside(entry.companion))

    def _beside(self, companion: str) -> str:
        line = next((each for each in self.tonight.lines if companion and each.person_id == companion), None)
        return self._place_id(line.place_name) if line is not None and line.place_name else ""

    def _place_id(self, name: str) -> str:
        return next((bed.place.place_id for bed in self.beds if bed.place.name == name), "")

    def _saved(self, line: TonightLine) -> Row:
        if not line.is_record:
            return self._bed_row(line)
        today = self.tonight.today
        if line.is_held:
            sleeps = Cell(_("held, lead called"), "warning", icon="lock")
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
        return Row("saved", cells, "" if line.is_held else "check")

    def _bed_row(self, line: TonightLine) -> Row:
        words = Cell(_("no record, bed by token"), "muted")
        place = Cell(line.place_name) if line.place_name else Cell(_("no bed"), "warning")
        cells = (Cell(line.token, "strong"), words, Cell(), Cell(), place, _need_cell(line.need_code))
        return Row("saved", cells, "minus")

    def _typed(self) -> Row:
        entry = self.entry
        cells = {name: Cell(entry.texts[name]) for name in FIELDS}
        cells["token"] = Cell(entry.texts["token"] or entry.next_token, "strong")
        if not entry.texts["sex"].strip():
            cells["sex"] = Cell(say_sex(entry.guess("sex")), "muted", is_guess=True)
        else:
            cells["sex"] = Cell(entry.texts["sex"].upper())
        if self.is_bed(entry.line_id):
            cells["name"] = Cell(_("no record, bed by token"), "muted")
        elif not entry.texts["name"].strip() and not entry.has_typed():
            words = _("next in the party") if entry.companion else _("new person or party")
            cells["name"] = Cell(words, "placeholder")
        cells["sleeps"] = self._sleeps_cell()
        cells["urgent"] = _need_cell(entry.need()) if entry.need() else cells["urgent"]
        return Row("typed", tuple(cells[name] for name in FIELDS))

    def _sleeps_cell(self) -> Cell:
        try:
            sleeps, place = self.entry.place(self.context, self.beds)
        except FieldProblem:
            return Cell(self.entry.texts["sleeps"], "danger")
        is_guess = not self.entry.texts["sleeps"].strip() and self.entry.own_place is None
        words = place.name if place is not None else say_sleeps(sleeps)
        return Cell(words, "muted" if is_guess else "", is_guess=is_guess)

    def _coming(self) -> Iterable[Row]:
        """What F6 and Enter begin after this line: quiet, so that nobody wonders where the next place comes from."""
        token = next_token(self.entry.token())
        taken = self.entry.place(self.context, self.beds)[1] if self._sleeps_cell().tone != "danger" else None
        after = token and next_token(token)
        place = self._place_after(taken)
        party = (
            Cell(token, "placeholder"),
            Cell(_("next in the party"), "placeholder"),
            Cell(),
            Cell(),
            Cell(place.name if place else "", "muted", is_guess=True),
            Cell(),
        )
        return Row("next", party), self._new_row(after)

    def _new_row(self, token: str) -> Row:
        words = Cell(_("new person or party"), "placeholder")
        return Row("next", (Cell(token, "placeholder"), words, *[Cell()] * 4))

    def _place_after(self, taken: Place | None) -> Place | None:
        if taken is None:
            return None
        left = [replace(bed, free=bed.free - (bed.place.place_id == taken.place_id)) for bed in self.beds]
        return choose_next(left, taken.place_id)


def _need_cell(code: str) -> Cell:
    if not code:
        return Cell()
    return Cell(say_need(code, is_long=True), TONES[code], icon=ICONS[code], is_pill=True)


def _brackets(parties: list[str]) -> list[Bracket]:
    """Each row's part in the bracket of its party; a party of one has none."""
    found: list[Bracket] = []
    for number, party in enumerate(parties):
        is_after = bool(party) and number > 0 and parties[number - 1] == party
        is_before = bool(party) and number + 1 < len(parties) and parties[number + 1] == party
        found.append("middle" if is_after and is_before else "last" if is_after else "first" if is_before else "")
    return found
