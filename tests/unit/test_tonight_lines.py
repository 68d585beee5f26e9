"""Lines pasted from a list: what is taken, what is refused and why, and that no text whatever breaks it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.arrivals import DeskContext
from intake_app.domain.tonight_lines import MOST_LINES, group_parties, has_parties, parse_line, parse_list, parse_sleeps

CONTEXT = DeskContext(date(2022, 11, 25), "KZ")


def taken(text: str) -> tuple[str, str, str, str]:
    line = parse_line(text, CONTEXT)
    assert line.arrival is not None, line.problem
    person = line.arrival.person
    names = " ".join(filter(None, (person.family_name, person.given_name, person.patronymic)))
    return names, person.birth_date, person.sex, line.arrival.stay.sleeps


def refused(text: str) -> tuple[str, str]:
    line = parse_line(text, CONTEXT)
    assert line.problem is not None, line.arrival
    return line.problem.field, line.problem.code


@pytest.mark.parametrize(
    "text",
    [
        "Смирнов Павел\t1996\tм",
        "1996;м;Смирнов Павел",
        "м, 1996, Смирнов, Павел",
        "Смирнов Павел 1996 м",
        "1. Смирнов Павел 1996 м",
        "17\tСмирнов\tПавел\tм\t1996",
        '"Смирнов Павел";"1996";"муж."',
    ],
)
def test_name_birth_and_sex_are_taken_in_any_order_and_from_any_list(text: str) -> None:
    assert taken(text) == ("Смирнов Павел", "1996", "M", "here")


def test_an_age_a_date_and_where_somebody_sleeps_are_known_by_their_looks() -> None:
    assert taken("Ахметова Диляра; 34; ж; host") == ("Ахметова Диляра", "1988", "F", "host")
    assert taken("Иванов Сергей Петрович\t25.05.1997\tсам")[1:] == ("1997-05-25", "M", "own")


def test_the_words_that_lists_put_around_a_year_or_an_age_are_understood() -> None:
    assert taken("Смирнов Павел;1996 г.р.;м")[1] == "1996"
    assert taken("Смирнов Павел;age 26;м")[1] == "1996"
    assert taken("Смирнов Павел, 26 лет, м")[1] == "1996"


def test_an_age_alone_in_front_of_a_name_is_an_age() -> None:
    assert taken("34;Ахметова Диляра")[1] == "1988"


def test_a_sex_that_is_not_said_is_read_from_the_name_or_left_open() -> None:
    assert taken("Тихонова Анна, 1990")[2] == "F"
    assert taken("Дорошенко Илья, 1997")[2] == ""


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ("1996;м", "family_name", "name_missing"),
        ("Смирнов Павел;1996;1997", "birth_date", "said_twice"),
        ("Смирнов Павел;м;ж", "sex", "said_twice"),
        ("Смирнов Павел;31.02.1996", "birth_date", "impossible_date"),
        ("Смирнов Павел;2031", "birth_date", "in_future"),
        ("Смирнов Павел;99999", "birth_date", "not_a_date"),
        ("Смирн0в Павел;1996", "family_name", "digit_in_name"),
        ("Смирнов\x00 Павел;1996", "family_name", "control_character"),
        ("Смирнов" * 40 + ";1996", "family_name", "too_long"),
    ],
)
def test_a_line_that_cannot_be_taken_says_which_field_and_why(text: str, field: str, code: str) -> None:
    assert refused(text) == (field, code)
    assert parse_line(text, CONTEXT).raw == text  # and keeps its text to be mended


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Смирнов Павел 19x5", "not_a_date", "19x5"),
        ("Смирнов Павел\t19x5\tм", "not_a_date", "19x5"),
        ("Смирнов Павел 3024", "in_future", "3024"),
        ("Смирнов Павел 250 м", "not_a_date", "250"),
        ("Смирнов Павел 1990 м дом5", "digit_in_name", "дом5"),
        ("Смирнов, Павел, 31.02.1996 г.р., м", "impossible_date", "31.02.1996 г.р."),
        ("Смирн0в Павел;1996", "digit_in_name", "Смирн0в"),
        ("Смирнов Павел;1996;1996", "said_twice", "1996"),
        ("1996;м", "name_missing", ""),
    ],
)
def test_what_cannot_be_taken_is_shown_where_it_stands(text: str, code: str, words: str) -> None:
    line = parse_line(text, CONTEXT)
    assert line.problem is not None
    assert line.problem.code == code
    assert text[line.start : line.start + line.length] == words
    assert line.start == text.rfind(words) if words else line.start == 0


def test_empty_lines_part_one_party_from_the_next_and_the_head_is_no_person() -> None:
    lines = parse_list("ФИО;Год рождения;Пол\nСмирнов Павел;1996\nСмирнов Егор;1999\n\n\nЛаптева Нина;1998\n", CONTEXT)
    assert [(line.number, line.party) for line in lines] == [(2, 0), (3, 0), (6, 1)]
    assert has_parties(lines)
    assert [len(party) for party in group_parties(lines)] == [2, 1]


def test_a_list_without_empty_lines_is_of_people_who_came_alone_unless_told_otherwise() -> None:
    lines = parse_list("Смирнов Павел;1996\r\nСмирнов Егор;1999", CONTEXT)
    assert not has_parties(lines)
    assert [len(party) for party in group_parties(lines, are_parted=False)] == [1, 1]


def test_a_list_that_is_too_long_says_so_in_its_last_line() -> None:
    lines = parse_list("Смирнов Павел;1996\n" * (MOST_LINES + 5), CONTEXT)
    assert len(lines) == MOST_LINES + 1
    assert lines[-1].problem is not None
    assert lines[-1].problem.code == "too_many_lines"


@pytest.mark.parametrize(
    ("text", "code"), [("own", "own"), ("lea", "leaving"), ("ХОСТ", "host"), ("здесь", "here"), ("ow", ""), ("ova", "")]
)
def test_where_somebody_sleeps_is_understood_from_three_letters(text: str, code: str) -> None:
    assert parse_sleeps(text) == code


@given(st.text(max_size=300))
def test_no_text_whatever_raises_or_loses_a_line(text: str) -> None:
    lines = parse_list(text, CONTEXT)
    assert all((line.arrival is None) != (line.problem is None) for line in lines)
    assert [line.number for line in lines] == sorted({line.number for line in lines})


@given(
    st.lists(
        st.sampled_from(["Смирнов", "Anna", "1996", "25", "м", "ж", "own", "\u202e", "=1+1", "\ud800", "\x00", "٣٤"])
    )
)
def test_any_cells_in_any_order_are_taken_or_refused(cells: list[str]) -> None:
    for mark in "\t;, ":
        line = parse_line(mark.join(cells), CONTEXT)
        assert (line.arrival is None) != (line.problem is None)
