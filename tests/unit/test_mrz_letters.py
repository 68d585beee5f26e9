"""The letter table of the Russian internal passport: what ships, and what a damaged file answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from intake_app.errors import DamagedError
from intake_app.packs.letters import parse_letters, russian_letters
from intake_app.paths import seeds_folder


def shipped() -> Any:
    return json.loads((seeds_folder() / "documents" / "rus_internal_passport_letters.json").read_text(encoding="utf-8"))


def test_the_table_has_every_russian_letter_once_and_says_that_it_is_unconfirmed() -> None:
    table = russian_letters()
    assert sorted(table.cyrillic.values()) == sorted("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
    assert not table.is_confirmed
    assert table.source
    assert table.decode(table.encode("Съешь")) == "Съешь"


@pytest.mark.parametrize(
    "change",
    [
        {"letters": {}},
        {"letters": ["A"]},
        {"letters": {"A": "A"}},
        {"letters": {"a": "А"}},
        {"letters": {"A": "АБ"}},
        {"letters": {"A": 1}},
        {"letters": {"A": "А", "B": "А"}},
        {"status": "perhaps"},
        {"source": ""},
        {"format": 2},
        {"compiled_on": "today"},
        {"more": 1},
    ],
)
def test_a_damaged_table_is_refused_by_its_place(change: dict[str, object]) -> None:
    with pytest.raises(DamagedError) as caught:
        parse_letters("letters.json", json.dumps(shipped() | change))
    assert caught.value.code == "damaged_pack"
    assert "letters.json" in caught.value.what


def test_a_confirmed_table_is_possible() -> None:
    assert parse_letters("letters.json", json.dumps(shipped() | {"status": "confirmed"})).is_confirmed
