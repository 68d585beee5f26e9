"""Two records side by side while somebody decides: which value is taken of each field. Plain Python, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from intake_app.services.merging import Joining
from ui.duplicates.words import say_choice, say_field, say_once, say_papers, say_rival, say_stays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.services.comparisons import Comparison

LEFT, RIGHT = 0, 1
_WHO = (
    *("family_name", "given_name", "patronymic", "family_name_latin", "given_name_latin"),
    *("birth_date", "birth_date_estimated", "sex"),
)
"""The fields by which it is seen whether two are one."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One field: what each side says, and which is taken; nothing is to be chosen where both say the same."""

    name: str
    label: str
    sides: tuple[str, str]
    taken: int
    is_choice: bool


@dataclass(frozen=True, slots=True)
class Review:
    """A comparison of two with what was decided so far; nothing in it ever changes."""

    comparison: Comparison
    taken: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, str]:
        """Who is compared, the record that stays first."""
        return self.comparison.people[LEFT], self.comparison.people[RIGHT]

    def rows(self) -> tuple[ReviewRow, ...]:
        """Who they are and their papers, then what there is once only, then every other field that one of the two says
        something of, then what goes along.
        """
        fields, plain = self._field_rows(), self._plain_rows()
        who = [row for row in fields if row.name in _WHO]
        papers = [row for row in plain if row.name == "documents"]
        rest = [row for row in (*fields, *plain) if row not in who and row not in papers]
        return (*who, *papers, *self._rival_rows(), *rest)

    def take(self, name: str, side: int) -> Review:
        """Take the value of one side."""
        row = next((each for each in self.rows() if each.name == name), None)
        if row is None or not row.is_choice:
            return self
        if name in self.comparison.rivals:
            rival = next((each for each in self.comparison.rivals[name] if each.owner == self.ids[side]), None)
            return replace(self, kept={**self.kept, name: rival.record_id}) if rival is not None else self
        return replace(self, taken={**self.taken, name: self.ids[side]})

    def onto(self, comparison: Comparison) -> Review:
        """The same decisions on records that were read anew; those of what is gone are dropped."""
        known = {each.record_id for rivals in comparison.rivals.values() for each in rivals}
        kept = {kind: record_id for kind, record_id in self.kept.items() if record_id in known}
        names = {each.name for each in comparison.choices}
        return Review(comparison, {name: who for name, who in self.taken.items() if name in names}, kept)

    def joining(self) -> Joining:
        """What the service is asked to do."""
        return Joining(self.comparison.people, self.comparison.seen, self.taken, self.kept)

    def _rival_rows(self) -> list[ReviewRow]:
        rows = []
        for kind, rivals in self.comparison.rivals.items():
            kept = self.kept.get(kind, rivals[0].record_id)
            of_side = [[each for each in rivals if each.owner == who] for who in self.ids]
            said = [", ".join(say_rival(each) for each in side) for side in of_side]
            taken = RIGHT if any(each.record_id == kept for each in of_side[RIGHT]) else LEFT
            rows.append(ReviewRow(kind, say_field(kind), (said[LEFT], said[RIGHT]), taken, is_choice=all(said)))
        return rows

    def _plain_rows(self) -> list[ReviewRow]:
        """What is kept of both, or is there once: nothing is to be chosen."""
        said = {"documents": say_papers, "stays": say_stays}
        said |= {kind: partial(say_once, kind) for kind in ("bed", "card", "party")}
        for known in (*self.comparison.rivals, *(("stays",) if self.comparison.has_one_stay else ())):
            said.pop(known, None)
        sides = {
            name: (say(self.comparison.files[LEFT]), say(self.comparison.files[RIGHT])) for name, say in said.items()
        }
        return [
            ReviewRow(name, say_field(name), both, LEFT, is_choice=False) for name, both in sides.items() if any(both)
        ]

    def _field_rows(self) -> list[ReviewRow]:
        files, rows = self.comparison.files, []
        for choice in self.comparison.choices:
            left, right = (say_choice(choice, side, files[side].person) for side in (LEFT, RIGHT))
            if left or right:
                taken = self.comparison.taken_from(choice.name, self.taken)
                is_choice = choice.differs or left != right
                rows.append(ReviewRow(choice.name, say_field(choice.name), (left, right), taken, is_choice=is_choice))
        return rows
