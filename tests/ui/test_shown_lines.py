from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.person_rows import PersonRow
from intake_app.domain.records import Person
from intake_app.services.access import Sight
from intake_app.services.people_lists import ListLine
from ui.people.line_shapes import Column, shape_line
from ui.people.list_lines import ShownLine, ShownLines, show_line, words_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

TODAY = date(2022, 11, 25)
NAMES = (("Иванов", "Сергей"), ("Ivanova", "Anna"), ("Смирнов", "Иван"), ("Жұмабай", "Ерлан"), ("", "Лев"))
TYPED = ("", "и", "ив", "ива", "иванов", "иванов с", "serg", "erg", "0001", "ORL-A-000001", "ив", "")


def lines(*, card: str = "") -> list[ListLine | None]:
    people = [Person(person_id=str(number), family_name=name[0], given_name=name[1], family_name_latin="IVANOV")
              for number, name in enumerate(NAMES)]  # fmt: skip
    rows = [PersonRow(each, card or f"ORL-A-00000{number}-K") for number, each in enumerate(people)]
    made: list[ListLine | None] = [ListLine(number, row, Sight.WHOLE, None) for number, row in enumerate(rows, 1)]
    return [*made, None, ListLine(99, rows[0], Sight.GUARDED, None)]


def afresh(shown: list[ListLine | None], text: str, today: date = TODAY) -> tuple[object, ...]:
    return tuple(show_line(line, today, words_of(text)) if line is not None else None for line in shown)


@pytest.mark.parametrize("far", range(1, len(TYPED)))
def test_whatever_was_typed_before_a_line_says_what_it_would_say_by_itself(far: int) -> None:
    known = ShownLines()
    for before in TYPED[:far]:
        known.show(lines(), TODAY, words_of(before))
    assert known.show(lines(), TODAY, words_of(TYPED[far])) == afresh(lines(), TYPED[far])


def test_a_line_that_was_changed_and_another_day_are_shown_at_once() -> None:
    known, tomorrow = ShownLines(), date(2022, 11, 26)
    known.show(lines(), TODAY, words_of("ив"))
    assert known.show(lines(card="ORL-A-9"), TODAY, words_of("ив")) == afresh(lines(card="ORL-A-9"), "ив")
    left = [replace(line, row=replace(line.row, departed_on="2022-11-24")) for line in lines() if line is not None]
    assert known.show(left, tomorrow, words_of("ив")) == afresh([*left], "ив", tomorrow)


def test_a_line_that_says_the_same_is_the_same_so_that_it_is_not_shaped_again() -> None:
    known = ShownLines()
    first = known.show(lines(), TODAY, words_of("а"))
    again = known.show(lines(), TODAY, words_of("а "))
    assert all(line is other for line, other in zip(first, again, strict=True))


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_what_is_said_of_somebody_guarded_goes_over_the_columns_that_say_nothing(
    qapp: QApplication, is_mirrored: bool
) -> None:
    assert qapp is not None
    name, card = (
        (Column("name", 200, 80, 212, 56), Column("card", 0, 200, 12, 188))
        if is_mirrored
        else (Column("name", 0, 80, 12, 56), Column("card", 80, 200, 80, 188))
    )
    shown = afresh(lines(), "")
    written = [
        [layout.text() for *_place, layout in shape_line(line, (name, card), 1.0, is_mirrored=is_mirrored).texts]
        for line in (shown[-1], shown[0])
        if isinstance(line, ShownLine)
    ]
    assert written[0] == ["Call the shift lead"]
    assert written[1][0].endswith("…")  # a name keeps to its own column
