"""The night as the table shows it: saved lines, the line that is typed, and what comes after it. No Qt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.arrivals import DeskContext, FieldProblem
from intake_app.domain.tonight_places import Bed, choose_next
from ui.tonight.entry import Entry, entry_of
from ui.tonight.rows import saved_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.records import Place
    from intake_app.domain.tonight import TonightLine
    from intake_app.services.nights import Tonight


class Board:
    """Everything the page works on; until `take` was called there is nothing to show."""

    def __init__(self, tonight: Tonight) -> None:
        self.tonight = tonight
        self.entry = Entry()
        self.waiting: list[Entry] = []  # half typed, or taken back while another was typed; the last comes back first
        self.is_on_paper = False  # slips of the paper kit are typed in: each line begins with a slip's number
        self.take(tonight)

    def take(self, tonight: Tonight) -> None:
        """The register as it is now; what is typed stays, what is guessed is guessed anew."""
        self.tonight = tonight
        self.places_after: dict[str, Place | None] = {}
        self.saved_rows = [saved_row(line, tonight.today, has_beds=bool(tonight.beds)) for line in tonight.lines]
        if self.entry.line_id and self.line_of(self.entry.line_id) is None:
            self.begin()
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
        """The line that waits, else a new one; of somebody who came with a companion or alone."""
        self.entry = self.waiting.pop() if self.waiting else Entry()
        self.entry.companion = companion or self.entry.companion
        self._guess()

    def type(self, name: str, text: str) -> None:
        """What stands in a field of the typed line now; a bed by token has no sex."""
        if self.is_bed(self.entry.line_id):
            self.entry.texts[name] = text
        else:
            self.entry.type(name, text)

    def turn_party(self) -> None:
        """The line that is typed came with the one above it, or did not."""
        above = self.above()
        self.entry.companion = "" if self.entry.companion or above is None else above.person_id
        self._guess()

    def take_back(self, entry: Entry) -> None:
        """A saved line that was taken back is typed on; what was being typed waits behind it.

        One without texts, of a correction or a whole list, is none to type on.
        """
        if self.entry.line_id:
            self.begin()
        if not entry.has_typed():
            return
        self._put_by()
        token = entry.texts["token"] or entry.next_token
        self.entry = replace(entry, texts=entry.texts | {"token": token})
        self._guess()

    def correct(self, row: int) -> None:
        """Begin to correct the saved line in a row; of a bed by token only that it is given back can be said."""
        self._put_by()
        self.entry = entry_of(self.tonight.lines[row], self.beds)
        self._guess()

    def is_changed(self) -> bool:
        """Whether the line that is corrected says something else than what is saved."""
        line = self.line_of(self.entry.line_id)
        return line is not None and self.entry.texts != entry_of(line, self.beds).texts

    def is_bed(self, line_id: str) -> bool:
        """Whether a saved line is a bed by token."""
        line = self.line_of(line_id) if line_id else None
        return line is not None and not line.is_record

    def is_token_taken(self) -> bool:
        """Whether another line of the night has the token of the typed one; that hinders nothing, but is rarely meant.

        Who comes with the same token after all, as a family with one, is saved under it.
        """
        token, lines = self.entry.token(), self.tonight.lines
        unseen = self.tokens() - {line.token for line in lines}
        return bool(token) and token in unseen.union(line.token for line in lines if line.line_id != self.entry.line_id)

    def tokens(self) -> frozenset[str]:
        """Every token of the night that is given, to those who are not shown here too."""
        return frozenset(self.tonight.tokens)

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

    def _put_by(self) -> None:
        """The new line that is typed comes back later, under the token that was shown with it."""
        if self.entry.line_id or self.entry.is_bare():
            return
        if self.entry.has_typed() and not self.entry.texts["token"].strip():
            self.entry.texts["token"] = self.entry.next_token
        self.waiting.append(self.entry)

    def line_of(self, line_id: str) -> TonightLine | None:
        """A saved line of the night."""
        return next((line for line in self.tonight.lines if line.line_id == line_id), None)

    def _guess(self) -> None:
        entry, lines = self.entry, self.tonight.lines
        if entry.companion and not any(is_of(line, entry.companion) for line in lines):
            entry.companion = ""  # the line above was taken back
        entry.next_token = self.tonight.next_token
        entry.next_place = choose_next(self.beds, _bed_beside(entry.companion, lines, self.beds))
        if not entry.line_id:
            slip_bed = self.tonight.slip_beds.get(entry.card(), "")
            entry.own_place = next((bed.place for bed in self.beds if bed.place.place_id == slip_bed), None)


def _bed_beside(companion: str, lines: Sequence[TonightLine], beds: Sequence[Bed]) -> str:
    """The id of the companion's bed; empty where there is none."""
    line = next((each for each in lines if companion and each.person_id == companion), None)
    if line is None or not line.place_name:
        return ""
    return next((bed.place.place_id for bed in beds if bed.place.name == line.place_name), "")


def is_of(line: TonightLine, person_id: str) -> bool:
    """Whether a line is this person's; a bed by token is nobody's."""
    return bool(line.person_id) and line.person_id == person_id
