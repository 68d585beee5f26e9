from __future__ import annotations

import json
from typing import Any

import pytest

from intake_app.domain.name_keys import fold
from intake_app.domain.short_names import NO_SHORT_NAMES
from intake_app.errors import DamagedError
from intake_app.packs.short_names import load_short_names, parse_short_names
from intake_app.paths import seeds_folder


def shipped() -> Any:
    return json.loads((seeds_folder() / "names" / "diminutives.json").read_text(encoding="utf-8"))


def refusal(names: object) -> str:
    with pytest.raises(DamagedError) as refused:
        parse_short_names("names.json", json.dumps(shipped() | {"names": names}))
    return refused.value.what


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Саша", {"Александр", "Александра"}),
        ("Женя", {"Евгений", "Евгения"}),
        ("Валя", {"Валентин", "Валентина", "Валерия"}),
        ("Дима", {"Дмитрий"}),
        ("Коля", {"Николай"}),
        ("Микола", {"Николай"}),
        ("Лена", {"Елена"}),
        ("Олена", {"Елена"}),
        ("Нур", {"Нурлан", "Нурсултан", "Айнур"}),
        ("Бота", {"Ботагоз", "Акбота"}),
        ("Магомед", {"Мухаммед"}),
    ],
)
def test_a_short_form_and_the_full_name_stand_for_each_other(short: str, full: set[str]) -> None:
    names = load_short_names()

    assert {fold(name) for name in full} <= set(names.equivalents(fold(short)))
    assert all(fold(short) in names.equivalents(fold(name)) for name in full)


def test_names_of_men_and_women_stay_apart_where_their_short_form_is_the_same() -> None:
    names = load_short_names()

    assert fold("Александра") not in names.equivalents(fold("Александр"))
    assert fold("Евгений") not in names.equivalents(fold("Евгения"))
    assert fold("Олеся") not in names.equivalents(fold("Александр"))


def test_full_names_come_first_and_no_name_is_its_own_equivalent() -> None:
    names = load_short_names()

    assert set(names.full_names(fold("Саша"))) == set(names.equivalents(fold("Саша"))[: len(names.full_names("sasha"))])
    assert all(word not in names.equivalents(word) for word in map(fold, ("Саша", "Александр", "Женя")))


def test_an_unknown_word_stands_for_nothing_else() -> None:
    assert load_short_names().equivalents("kirpich") == ()
    assert NO_SHORT_NAMES.equivalents(fold("Саша")) == ()


def test_several_hundred_names_are_shipped_with_their_source_and_review() -> None:
    pack = shipped()

    assert len(pack["names"]) >= 300
    assert sum(len(name["short"]) for name in pack["names"]) >= 700
    assert (pack["review"], bool(pack["source"]), pack["licence"]) == ("unreviewed", True, "MIT")


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ([{"sex": "M", "full": [], "short": ["Саша"]}], "names.json.names[0].full is empty"),
        ([{"sex": "N", "full": ["Саша"], "short": []}], "names.json.names[0].sex is none of F, M"),
        (
            [{"sex": "M", "full": ["Саша", 3], "short": []}],
            "names.json.names[0].full has a name that is no single word",
        ),
        ([{"sex": "M", "full": ["Дядя Коля"], "short": []}], "has a name that is no single word"),
        ([{"sex": "M", "full": ["Саша", "Саша"], "short": []}], "has a name twice"),
        ([{"full": ["Саша"], "short": []}], "lacks: sex"),
    ],
)
def test_a_damaged_list_of_names_is_refused_by_place(names: object, problem: str) -> None:
    assert problem in refusal(names)
