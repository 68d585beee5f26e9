"""Phones: E.164 where certain, as typed where not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.phones import normalise_phone, show_phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("8 701 123 45 67", "+77011234567"),
        ("+7 (701) 123-45-67", "+77011234567"),
        ("8 (912) 345‑67‑89", "+79123456789"),
        ("701.123.45.67", "+77011234567"),
        ("+996 555 123456", "+996555123456"),
        ("٨٧٠١١٢٣٤٥٦٧", "+77011234567"),
        ("\u202a+77011234567\u202c", "+77011234567"),
        ("＋77011234567", "+77011234567"),
    ],
)
def test_a_certain_number_is_stored_as_e164(typed: str, stored: str) -> None:
    assert normalise_phone(typed, "KZ") == stored


@pytest.mark.parametrize("typed", ["", "  ", "+7", "+", "+996", " +7 "])
def test_a_calling_code_alone_is_no_number(typed: str) -> None:
    assert normalise_phone(typed, "KZ") == ""


@pytest.mark.parametrize(
    "typed",
    [
        "12",
        "нет",
        "мама 87011234567",
        "87011234567, 87021234567",
        "+77011234567 доб. 5",
        "+7 701 123",
        "8701123456789012",
    ],
)
def test_anything_else_is_kept_as_typed(typed: str) -> None:
    assert normalise_phone(f" {typed} ", "KZ") == typed


@given(st.text(max_size=30))
def test_nothing_typed_is_lost_and_nothing_breaks(typed: str) -> None:
    stored = normalise_phone(typed, "KZ")
    assert normalise_phone(stored, "KZ") == stored
    assert isinstance(show_phone(stored), str)


def test_people_read_groups_of_digits() -> None:
    assert show_phone("+77011234567") == "+7 701 123 4567"
    assert show_phone("нет") == "нет"
    assert show_phone("+") == "+"
    assert show_phone("+0") == "+0"
