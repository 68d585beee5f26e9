"""Cells that a spreadsheet cannot run, and that come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.exchange.cells import decode, encode, encode_rows

RISKY = "=+-@\t\r\n'＝＋－＠＇"
cells = st.text() | st.builds(str.__add__, st.sampled_from(RISKY), st.text()) | st.from_regex(r"[+-]?[0-9]*[\n\0]?")


@given(cells)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert decode(encode(text)) == text


@given(cells)
def test_nothing_begins_like_a_formula_but_a_plain_number(text: str) -> None:
    cell = encode(text)
    assert cell[:1] not in set(RISKY) - {"'"} or (cell.lstrip("+-").isascii() and cell.lstrip("+-").isdigit())


@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=4))
def test_many_rows_at_once_are_guarded_like_each_cell_alone(rows: list[list[str]]) -> None:
    assert [list(row) for row in encode_rows(rows)] == [[encode(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("first", RISKY)
def test_each_dangerous_beginning_gets_one_apostrophe(first: str) -> None:
    assert encode(f"{first}cmd") == f"'{first}cmd"


@pytest.mark.parametrize("number", ["+77011234567", "-5", "007", "+0"])
def test_a_phone_or_a_number_stays_as_it_is(number: str) -> None:
    assert encode(number) == number


@pytest.mark.parametrize("text", ["+7 701 123", "+77011234567\n", "+٣", "+１２", "--5", "+", "+7\0", "-5+A1"])
def test_what_is_not_wholly_a_number_is_guarded(text: str) -> None:
    assert encode(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Иванов", "O'Neill", " =1", "x=1", "1+1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert encode(text) == text


def test_an_apostrophe_of_the_name_itself_is_kept_beside_the_guard() -> None:
    assert encode("'t Hooft") == "''t Hooft"
    assert decode("''t Hooft") == "'t Hooft"
