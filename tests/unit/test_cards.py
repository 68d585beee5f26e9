"""Card numbers: what is printed, what is understood when typed or scanned, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.cards import CardNumber, card_number, check_character, is_centre_code, is_desk_code, parse_card

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RUSSIAN_LAYOUT = str.maketrans("QWERTYUIOPASDFGHJKLZXCVBNM", "ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ")

codes = st.tuples(
    st.text(ALPHABET, min_size=2, max_size=4), st.text(ALPHABET, min_size=1, max_size=3), st.integers(1, 999_999)
).filter(lambda parts: len(parts[0] + parts[1]) <= 6)


def printed(centre: str = "ORL", desk: str = "A", number: int = 123) -> str:
    card = card_number(centre, desk, number)
    assert card is not None
    return card


def test_the_check_character_closes_the_sum_the_standard_asks_for() -> None:
    # ISO 7064: the sum of every value times 2 to the power of its place from the right, check included, is 1 modulo 37.
    for text in ("ORLA000123", "G123498654321", "A", "0"):
        values = [(ALPHABET + "*").index(char) for char in reversed(text + check_character(text))]
        assert sum(value * 2**place for place, value in enumerate(values)) % 37 == 1


def test_the_check_character_is_that_of_the_published_blood_donation_number() -> None:
    assert check_character("G123498654321") == "H"


def test_a_card_is_centre_desk_six_digits_and_check() -> None:
    assert printed() == "ORL-A-000123-Q"


@given(codes)
def test_every_printed_card_is_read_back(parts: tuple[str, str, int]) -> None:
    card = card_number(*parts)
    if card is None:
        assert check_character(f"{parts[0]}{parts[1]}{parts[2]:06d}") == "*"
    else:
        assert parse_card(card) == CardNumber(*parts, card[-1])
        assert len(card) <= 16


def test_numbers_whose_check_would_be_a_star_do_not_exist() -> None:
    skipped = [number for number in range(1, 1000) if card_number("ORL", "A", number) is None]
    assert 15 < len(skipped) < 40
    assert all(check_character(f"ORLA{number:06d}") == "*" for number in skipped)


@pytest.mark.parametrize("position", [0, 1, 2, 4, 6, 9, 11, 13])
def test_one_wrong_character_is_always_found(position: int) -> None:
    card = printed()
    for other in ALPHABET:
        wrong = card[:position] + other + card[position + 1 :]
        assert parse_card(wrong) is None or wrong == card


@pytest.mark.parametrize(
    "typed",
    [
        "orl-a-000123-q",
        " ORL-A-000123-Q\r\n",
        "ORL A 000123 Q",
        "ORL–A–000123–Q",
        "ORL - A - 000123 - Q",
        "ORL-A-123-Q",
        "ORL-A-000123Q",
        "ORL-A000123Q",
        "ORL-A000123-Q",
    ],
)
def test_careless_typing_is_understood(typed: str) -> None:
    assert str(parse_card(typed)) == "ORL-A-000123-Q"


def test_without_hyphens_the_own_centre_tells_where_the_desk_begins() -> None:
    assert parse_card("ORLA000123Q") is None
    assert str(parse_card("ORLA000123Q", centre="ORL")) == "ORL-A-000123-Q"
    assert str(parse_card(printed("UR", "B").replace("-", ""))) == printed("UR", "B")


def test_letters_typed_in_cyrillic_by_look_are_understood() -> None:
    card = printed("KAM", "B")
    assert str(parse_card("КАМ-В" + card[5:])) == card


def test_a_scanner_on_the_russian_or_kazakh_layout_is_understood() -> None:
    card = printed()
    assert str(parse_card(card.translate(RUSSIAN_LAYOUT))) == card
    assert str(parse_card(card.lower().translate(RUSSIAN_LAYOUT))) == card
    kazakh = card.translate(RUSSIAN_LAYOUT).translate(str.maketrans("1234567890-", '"әіңғ,.үұқө'))
    assert str(parse_card(kazakh)) == card


@pytest.mark.parametrize(
    "text",
    ["", "-", "ORL-A-000123-R", "ORL-A-000000-0", "ORLENB-A-000123-Q", "Иванов", "ORL-A-1234567-Q", "\ud800", "*"],
)
def test_what_is_no_card_is_none(text: str) -> None:
    assert parse_card(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_card_or_none(text: str) -> None:
    card = parse_card(text)
    assert card is None or parse_card(str(card)) == card


def test_codes_have_their_lengths_and_letters() -> None:
    assert is_centre_code("OR")
    assert is_centre_code("ORL2")
    assert not any(is_centre_code(text) for text in ("O", "ORLEN", "orl", "ОРЛ", "OR-", ""))
    assert is_desk_code("A")
    assert is_desk_code("A12")
    assert not any(is_desk_code(text) for text in ("", "ABCD", "a", "А"))


@pytest.mark.parametrize(("centre", "desk", "number"), [("ORLE", "ABC", 1), ("ORL", "A", 0), ("ORL", "A", 1_000_000)])
def test_impossible_cards_are_refused(centre: str, desk: str, number: int) -> None:
    with pytest.raises(ValueError, match=r"card number|codes"):
        card_number(centre, desk, number)
