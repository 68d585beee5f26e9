"""The printed recovery key: what is printed, and how forgiving and how exact the typing back is."""

from __future__ import annotations

import contextlib
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.errors import UserError
from intake_app.vault.recovery_key import ALPHABET, BITS, SIZE, RecoveryKey, parse_recovery_key

KEYS = st.integers(0, 2**BITS - 1).map(lambda number: RecoveryKey(number.to_bytes(SIZE, "big")))


@given(KEYS)
def test_what_is_printed_reads_back(key: RecoveryKey) -> None:
    groups = key.text.split("-")
    assert [len(group) for group in groups] == [5] * 7
    assert set("".join(groups)) <= set(ALPHABET)
    assert parse_recovery_key(key.text) == key.to_bytes()
    assert key.matches(key.text)


@given(KEYS, st.integers(0, 6), st.integers(0, 4), st.sampled_from(ALPHABET))
def test_a_single_wrong_character_is_found_in_its_group(key: RecoveryKey, group: int, place: int, wrong: str) -> None:
    at = group * 6 + place
    if key.text[at] == wrong:
        return
    with pytest.raises(UserError) as refused:
        parse_recovery_key(key.text[:at] + wrong + key.text[at + 1 :])
    assert refused.value.code == "recovery_key_group"
    assert str(group + 1) in refused.value.what


@given(KEYS, st.integers(0, 6), st.integers(0, 4), st.integers(0, 4))
def test_two_swapped_characters_are_found_in_their_group(key: RecoveryKey, group: int, one: int, other: int) -> None:
    characters = list(key.text)
    a, b = group * 6 + one, group * 6 + other
    if characters[a] == characters[b]:
        return
    characters[a], characters[b] = characters[b], characters[a]
    with pytest.raises(UserError, match=f"Group {group + 1} "):
        parse_recovery_key("".join(characters))


@given(KEYS, st.integers(0, 6), st.integers(0, 6))
def test_two_swapped_groups_are_found(key: RecoveryKey, one: int, other: int) -> None:
    if one == other:
        return
    groups = key.text.split("-")
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(UserError, match=f"Group {min(one, other) + 1} "):
        parse_recovery_key("-".join(groups))


@given(KEYS, st.integers(0, 6), st.integers(0, 4))
def test_a_left_out_character_is_found_in_its_group(key: RecoveryKey, group: int, place: int) -> None:
    at = group * 6 + place
    with pytest.raises(UserError, match=f"Group {group + 1} "):
        parse_recovery_key(key.text[:at] + key.text[at + 1 :])


@given(KEYS, st.sampled_from(["", " ", "  ", "–", " - ", "\n", "."]))
def test_typing_is_taken_as_it_looks(key: RecoveryKey, separator: str) -> None:
    typed = key.text.lower().replace("-", separator).replace("0", "o").replace("1", "l")
    assert parse_recovery_key(f" {typed} ") == key.to_bytes()
    cyrillic = key.text.translate(str.maketrans("0ABEKMHPCTX", "ОАВЕКМНРСТХ"))
    assert parse_recovery_key(cyrillic) == key.to_bytes()


@pytest.mark.parametrize("text", ["", "7K3MX", "-" * 41, "0" * 36, "0" * 2_000_000])
def test_a_wrong_number_of_characters_is_said(text: str) -> None:
    with pytest.raises(UserError) as refused:
        parse_recovery_key(text)
    assert refused.value.code == "recovery_key_length"


@given(st.text())
def test_any_text_is_a_key_or_a_sentence(text: str) -> None:
    with contextlib.suppress(UserError):
        assert len(parse_recovery_key(text)) == SIZE


def test_new_keys_differ_and_use_every_bit() -> None:
    numbers = [int.from_bytes(RecoveryKey.generate().to_bytes(), "big") for _ in range(200)]
    assert len(set(numbers)) == 200
    ones, both = 0, 2**BITS - 1
    for number in numbers:
        ones |= number
        both &= number
    assert ones == 2**BITS - 1
    assert both == 0


def test_it_shows_itself_nowhere() -> None:
    key = RecoveryKey.generate()
    assert key.text[:5] not in repr(key) + str(key) + f"{key}"
    with pytest.raises(TypeError):
        pickle.dumps(key)
