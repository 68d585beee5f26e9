"""Names: cleaned, shown, put into Latin letters, folded for search, read for initials and sex."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.names import (
    NameProblem,
    clean_name,
    fold,
    fold_tokens,
    guess_sex,
    initials,
    is_cyrillic,
    isolate,
    romanise,
)


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Алексей", "ALEKSEI"),
        ("Анатолий", "ANATOLII"),
        ("Васильевич", "VASILEVICH"),
        ("Юлия", "IULIIA"),
        ("Щукин", "SHCHUKIN"),
        ("Подъячев", "PODIEIACHEV"),
        ("Ёлкина", "ELKINA"),
        ("Цой", "TSOI"),
        ("Хрущёв", "KHRUSHCHEV"),
        ("Римский-Корсаков", "RIMSKII-KORSAKOV"),
        ("Салтыков — Щедрин", "SALTYKOV-SHCHEDRIN"),
        ("О'Нил", "ONIL"),
        ("Әйгерім", "AIGERIM"),
        ("Нұрғали", "NURGALI"),
        ("Өмірбек", "OMIRBEK"),
        ("Қайырбек", "KAIRBEK"),
        ("Шаһмардан", "SHAKHMARDAN"),
        ("Müller", "MULLER"),
        ("Øster", "OESTER"),
        ("Łukasz", "LUKASZ"),
        ("ИВАНОВА  МАРИЯ", "IVANOVA MARIIA"),
        ("محمد", ""),
        ("", ""),
    ],
)
def test_romanisation_follows_icao_and_kazakh_goes_by_way_of_russian(name: str, latin: str) -> None:
    assert romanise(name) == latin


@given(st.text())
def test_romanised_names_hold_only_what_a_passport_may(text: str) -> None:
    latin = romanise(text)
    assert set(latin) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -")
    assert romanise(latin) == latin


@pytest.mark.parametrize(
    "spellings",
    [
        "Сергей SERGEI SERGEY Sergej Serguei сергей",
        "Юлия IULIIA YULIYA Yulia Julija Iouliia",
        "Кузнецов KUZNETSOV KUZNETCOV Kouznetsov",
        "Артём Артем ARTEM Artyom Artjom",
        "Васильевич VASILEVICH Vasil'evich Vasilyevich Vasil’yevich",
        "Алексеевич ALEKSEEVICH Alekseyevich",
        "Подъячев PODIEIACHEV Podyachev",
        "Щербаков SHCHERBAKOV Scherbakov",
        "Евгений YEVGENIY EVGENII Evgeny",
        "Хабаров KHABAROV Habarov",
        "Әйгерім Айгерим AIGERIM Aygerim",
        "Джамшид DZHAMSHID Jamshid Djamshid",
        "Чернов CHERNOV Tchernov Tschernow",
        "Соловьёв SOLOVEV Solovyov",
        "Müller Muller MÜLLER Mu\u0308ller",
        "Анна Anna ANA",
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: str) -> None:
    assert len({fold(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["Иван Ирина", "Маша Миша", "Сергей Георгий", "Жанна Анна", "Олег Ольга", "Чен Шен", "محمد احمد"]
)
def test_different_names_have_different_keys(pair: str) -> None:
    first, second = pair.split()
    assert fold(first) != fold(second)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "M", "N", "P", "Zs")), max_size=40))
def test_folding_a_key_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(
    st.text(alphabet="абвгдежзийклмнопрстуфхцчшщыьэюяёәғқңөұүһі -", max_size=30).filter(
        lambda name: not re.search("ы[ьъ-]*[оө]", name)
    )
)
def test_a_name_without_a_hard_sign_is_found_by_its_icao_spelling(name: str) -> None:
    assert fold(romanise(name)) == fold(name)


@given(st.text(max_size=60))
def test_folding_answers_any_text(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_words_come_once_in_order_and_hyphens_part_them() -> None:
    assert fold_tokens("Римский-Корсаков", "Николай", "RIMSKII") == ("rimski", "korsakov", "nikolai")
    assert fold_tokens("", " - ", "'") == ()


def test_a_name_is_stored_composed_with_single_spaces() -> None:
    assert clean_name("  Мари\u0438\u0306 \t Анна\u00a0\u00a0Ё\n") == "Марий Анна Ё"
    assert clean_name("") == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A\x00B", "control_character"),
        ("A\x1bB", "control_character"),
        ("A\x85B", "control_character"),
        ("\x0b", "control_character"),
        ("A\ud800B", "not_text"),
        ("x" * 201, "too_long"),
    ],
)
def test_what_cannot_be_stored_is_refused_without_repeating_it(text: str, code: str) -> None:
    with pytest.raises(NameProblem) as caught:
        clean_name(text)
    assert caught.value.code == code
    assert str(caught.value) == code


def test_two_hundred_characters_and_joiners_and_bidirectional_controls_are_kept() -> None:
    assert clean_name("x" * 200) == "x" * 200
    assert clean_name("نام\u200cها\u202e") == "نام\u200cها\u202e"


def test_right_to_left_names_are_isolated_and_their_overrides_are_harmless() -> None:
    assert isolate("Иванов") == "Иванов"
    assert isolate("محمد") == "\u2068محمد\u2069"
    assert isolate("Ivan\u202eov\u2069") == "\u2068Ivanov\u2069"
    assert isolate("Ivan\u200f") == "\u2068Ivan\u200f\u2069"


def test_initials_are_given_name_then_family_name() -> None:
    assert initials("Иванов", "Сергей") == "С. И."
    assert initials("Ivanov", "") == "I."
    assert initials("", "анна") == "А."
    assert initials("'Оглы", "Ё\u0301") == "Ё. О."
    assert initials("", " ") == ""


@pytest.mark.parametrize(
    ("patronymic", "sex"),
    [
        ("Иванович", "M"),
        ("Ивановна", "F"),
        ("Ильич", "M"),
        ("Ильинична", "F"),
        ("КУЗЬМИЧ", "M"),
        ("Никитична", "F"),
        ("Серікұлы", "M"),
        ("Серикулы", "M"),
        ("Болатқызы", "F"),
        ("Болаткызы", "F"),
        ("Асан уулу", "M"),
        ("Али оглы", "M"),
        ("Ali oğlu", "M"),
        ("Əli qızı", "F"),
        ("Abdulla oʻgʻli", "M"),
        ("Ivanovich", "M"),
        ("Ivanovna", "F"),
        ("", ""),
        ("Мария", ""),
    ],
)
def test_the_ending_of_a_patronymic_tells_the_sex(patronymic: str, sex: str) -> None:
    assert guess_sex(patronymic) == sex


def test_cyrillic_is_recognised() -> None:
    assert is_cyrillic("Ivan Ә")
    assert not is_cyrillic("Ivan")
