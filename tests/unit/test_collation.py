from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.collation import person_key, sort_key
from intake_app.domain.records import Person

if TYPE_CHECKING:
    from collections.abc import Iterable


def rising(keys: Iterable[str]) -> bool:
    """Whether each key sorts after the one before."""
    return all(before < after for before, after in pairwise(keys))


def named(family: str, given_name: str = "", patronymic: str = "", *, latin: str = "", other: str = "") -> Person:
    return Person(
        person_id="1",
        family_name=family,
        given_name=given_name,
        patronymic=patronymic,
        family_name_latin=latin,
        other_names=other,
    )


@pytest.mark.parametrize(
    "alphabet",
    [
        "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",  # Kazakh
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",  # Russian
        "абвгґдеєжзиїйклмнопрстуфхцчшщьюя",  # Ukrainian, but for the one letter it shares with Kazakh
        "abcdefghijklmnopqrstuvwxyz",
        "0123456789",
    ],
)
def test_each_alphabet_has_its_own_order(alphabet: str) -> None:
    assert sorted(alphabet, key=sort_key) == list(alphabet)
    assert sorted(alphabet.upper(), key=sort_key) == list(alphabet.upper())


def test_kazakh_names_stand_where_a_kazakh_reader_looks_for_them() -> None:
    names = ["Атаева", "Әбілов", "Бекова", "Гусев", "Ғабитов", "Дауыл", "Ықылас", "Ілиясов", "Эмин"]
    assert rising(map(sort_key, names))


def test_yo_stands_with_ye_and_after_it_where_nothing_else_differs() -> None:
    assert sorted(["Королёв", "Королева", "Королев"], key=sort_key) == ["Королев", "Королёв", "Королева"]
    assert sorted(["Жук", "Ёлкин", "Ежов"], key=sort_key) == ["Ежов", "Ёлкин", "Жук"]


def test_accents_and_case_tell_names_apart_only_where_the_letters_are_the_same() -> None:
    names = ["MULLER", "Müller", "Mullerin", "Ngo", "Núñez", "Nunio"]
    assert rising(map(sort_key, names))
    assert sort_key("ИВАНОВ") == sort_key("Иванов")


def test_apostrophes_and_hidden_marks_do_not_count() -> None:
    assert sort_key("O'Neil") == sort_key("ONeil")
    assert sort_key("\u202eИванов\u200d").partition("\x01")[0] == sort_key("Иванов")


def test_a_hyphen_parts_words() -> None:
    assert sorted(["Салтыкова", "Салтыков-Щедрин"], key=sort_key) == ["Салтыков-Щедрин", "Салтыкова"]


def test_numbers_count_by_their_value() -> None:
    places = ["Hall 1, mat 2", "Hall 1, mat 10", "Hall 2, mat 1", "Hall 10, mat 1", "House 4"]
    assert rising(map(sort_key, places))
    assert sort_key("mat 007") == sort_key("mat 7")
    assert sort_key("mat ٧").startswith(sort_key("mat 7"))


def test_a_shorter_family_name_comes_first_whatever_the_given_name() -> None:
    people = [named("Иванов", "Яков"), named("Иванова", "Анна"), named("Иванова", "Анна", "Петровна")]
    assert rising(map(person_key, people))


def test_scripts_follow_each_other() -> None:
    names = ["7", "Abel", "Zorn", "Άλφα", "Абель", "Яров", "אבן", "علي", "王"]
    assert rising(map(sort_key, names))


def test_somebody_without_a_name_of_their_own_is_sorted_by_what_the_list_shows() -> None:
    assert person_key(named("", latin="IVANOV")) == sort_key("IVANOV", "")
    assert person_key(named("", other="Дядя Коля")) == sort_key("Дядя Коля")
    assert person_key(named("")) == ""


@given(st.text(max_size=40))
def test_any_text_has_a_key_that_a_register_can_hold(text: str) -> None:
    key = sort_key(text)
    assert "\x00" not in key.partition("\x01")[0]
    assert sort_key(unicodedata.normalize("NFC", text)) == key
