from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from intake_app.domain.typing_errors import can_have_near, closest, errors_forgiven, near_keys

LETTERS = "abdeginorsuvz"
words = st.text(LETTERS, min_size=4, max_size=12)


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[str, str]:
    """A word, and the same with one typing error."""
    word = draw(words)
    place = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(LETTERS))
    wrong = draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
            ]
        )
    )
    assume(wrong != word)
    return word, wrong


@given(mistyped())
def test_a_word_and_the_same_with_one_error_share_a_near_key(pair: tuple[str, str]) -> None:
    word, wrong = pair

    assert set(near_keys(word)) & set(near_keys(wrong))
    assert can_have_near(word)
    assert can_have_near(wrong)


@given(mistyped())
def test_one_error_is_forgiven_from_four_letters(pair: tuple[str, str]) -> None:
    word, wrong = pair

    assert closest(wrong, [word, "qqqqqqqq"]) == ([(1, word)] if len(wrong) >= 4 else [])


@pytest.mark.parametrize(
    ("typed", "meant", "is_forgiven"),
    [
        ("abdirahmonov", "abdrahmanov", True),
        ("konstantnopolskii", "konstantinopolskai", True),
        ("kovalchuk", "kovalichyk", True),
        ("smirnof", "smirnov", True),
        ("smornof", "smirnov", False),
        ("ian", "iva", False),
        ("4512345678", "4512345679", False),
    ],
)
def test_two_errors_are_forgiven_from_eight_letters_and_numbers_are_never_guessed(
    typed: str, meant: str, *, is_forgiven: bool
) -> None:
    is_shared = bool(set(near_keys(typed)) & set(near_keys(meant)))

    assert (is_shared and closest(typed, [meant]) != []) == is_forgiven
    assert errors_forgiven("4512345678") == 0
