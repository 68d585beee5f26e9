"""What a typed text finds, whom first, and why: a table of what is typed against one made-up register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.ids import new_id
from intake_app.domain.records import Card, Person, Stay
from intake_app.services.people import find_people
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.opening import Unlocked

PEOPLE: dict[str, dict[str, str]] = {
    "ivanov": {
        "family_name": "Иванов",
        "given_name": "Сергей",
        "patronymic": "Петрович",
        "birth_date": "1991-05-25",
        "document_number": "4512 345678",
        "phone": "+79123456789",
    },
    "ivanova": {"family_name": "Иванова", "given_name": "Мария", "birth_date": "1992"},
    "egorov": {"family_name": "Егоров", "given_name": "Александр", "birth_date": "1991-02-03"},
    "egorov_2": {"family_name": "Егоров", "given_name": "Александр", "birth_date": "1984-07-11"},
    "egorova": {"family_name": "Егорова", "given_name": "Александра", "birth_date": "1991-10"},
    "zyrianov": {"family_name": "Зырянов", "given_name": "Евгений", "birth_date": "1992-05-25"},
    "zyrianova": {"family_name": "Зырянова", "given_name": "Евгения", "birth_date": "1992-05-25"},
    "petrovich": {"family_name": "Сидоров", "given_name": "Пётр", "patronymic": "Иванович"},
    "li": {"family_name": "Ли", "given_name": "Ян"},
    "lisin": {"family_name": "Лисин", "given_name": "Яна"},
    "abilov": {"family_name": "Әбілов", "given_name": "Нұрлан"},
    "shcherbakov": {"family_name": "Щербаков", "given_name": "Фёдор"},
    "zhukov": {"family_name": "Жуков", "given_name": "Семён"},
    "emelianov": {"family_name": "Емельянов", "given_name": "Эмиль"},
    "harin": {"family_name": "Харин", "given_name": "Юрий"},
    "abdrahmanov": {"family_name": "Абдрахманов", "given_name": "Магомед"},
    "tkachenko": {"family_name": "Ткаченко", "given_name": "Микола"},
    "kuznetsov": {"family_name": "Кузнецов", "given_name": "Дмитрий", "family_name_latin": "Kuznetsov"},
    "korsakova": {"family_name": "Римская-Корсакова", "given_name": "Анна"},
    "titova": {"family_name": "Титова", "given_name": "Ольга", "patronymic": "Титовна"},
}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path_factory.mktemp("search") / "centre")
    add_places(unlocked.register, "Hall 1, mat 1-40")
    register_party(unlocked.register, [arrival(unlocked, **{"sleeps": "here", **each}) for each in PEOPLE.values()])
    yield unlocked
    unlocked.close()


@pytest.fixture(scope="module")
def named(centre: Unlocked) -> dict[str, str]:
    """Who has which id."""
    with centre.register.reading() as reading:
        ids = reversed(reading.person_ids(0, len(PEOPLE)))
    return dict(zip(ids, PEOPLE, strict=True))


FOUND = [
    # typed, who must be found best first, why the first was found
    ("Иванов", "ivanov ivanova petrovich", "word"),
    ("иванов", "ivanov", "word"),
    ("IVANOV", "ivanov", "word"),
    ("Ivanoff", "ivanov", "typing_error"),
    ("Иван", "ivanova ivanov petrovich", "beginning"),
    ("вано", "ivanova ivanov petrovich", "fragment"),
    ("Сергей Иванов", "ivanov", "word"),
    ("Иванов Серг", "ivanov", "beginning"),
    ("Петрович Сергей Иванов", "ivanov", "word"),
    ("sergey ivanov", "ivanov", "word"),
    ("Sergei", "ivanov", "word"),
    # initials
    ("С. Иванов", "ivanov", "word"),
    ("Иванов С.П.", "ivanov", "word"),
    ("Иванов СП", "", ""),
    ("Иванов И", "", ""),
    ("Иванов И.", "", ""),
    ("Титова Т", "titova", "word"),
    ("Титов Т", "titova", "beginning"),
    ("Титова Тит О", "titova", "beginning"),
    ("Титова Тит Т", "", ""),
    ("Ю. Харин", "harin", "beginning"),
    ("Y. Kharin", "harin", "word"),
    # one and two letters
    ("Ли", "li lisin", "word"),
    ("Ян", "li lisin", "word"),
    ("Li Yan", "li", "word"),
    ("Л Я", "lisin li", "beginning"),
    # years and dates beside the name
    ("Егоров 1991", "egorov egorova", "word"),
    ("1991 Егоров", "egorov egorova", "word"),
    ("Егоров 03.02.1991", "egorov", "word"),
    ("Егоров 02.1991", "egorov", "word"),
    ("Егоров 1985", "", ""),
    ("Егорова 17.10.1991", "egorova", "beginning"),
    ("Зырянов 25.05.1992", "zyrianov zyrianova", "word"),
    ("Зырянов 25/5/92", "zyrianov zyrianova", "word"),
    ("Зырянов 25 05 1992", "zyrianov zyrianova", "word"),
    ("Зырянов 1992-05-25", "zyrianov zyrianova", "word"),
    ("Зырянов 26.05.1992", "", ""),
    ("ырян 1992", "zyrianova zyrianov", "fragment"),
    ("25.05.1992", "zyrianova zyrianov", "word"),
    ("1992", "", ""),
    # the keys of another layout, in both directions
    ("bdfyjd", "ivanov ivanova petrovich", "layout"),
    ("Cthutq", "ivanov", "layout"),
    ("шмфтщм", "ivanov ivanova petrovich", "layout"),
    ("Лгятуеыщм", "kuznetsov", "layout"),
    (";erjd", "zhukov", "layout"),
    ("'vbkm", "emelianov", "layout"),
    ("{fhby", "harin", "layout"),
    ("Othf", "", ""),
    ("Othбаков", "", ""),
    ("Oth,frjd", "shcherbakov", "layout"),
    ("2,skjd", "abilov", "layout"),
    ("y9hkfy", "abilov", "layout"),
    ("pshzyjd 25.05.1992", "zyrianov zyrianova", "layout"),
    ("bdfyjd cthutq", "ivanov", "layout"),
    # typing errors
    ("Иваонв", "ivanov", "typing_error"),
    ("Иввнов", "ivanov", "typing_error"),
    ("Инванов", "ivanov", "typing_error"),
    ("Ванов", "ivanova ivanov petrovich", "fragment"),
    ("Абдырахмонов", "abdrahmanov", "typing_error"),
    ("Кузнетсов Дмитрий", "kuznetsov", "word"),
    ("Кузнецов Дмитрой", "kuznetsov", "typing_error"),
    ("Жкв", "", ""),
    ("Zhukof", "zhukov", "typing_error"),
    # short forms and other spellings of names
    ("Саша", "egorova egorov_2 egorov", "short_name"),
    ("Саша Егоров", "egorov_2 egorov egorova", "short_name"),
    ("Женя Зырянова", "zyrianova", "short_name"),
    ("Николай Ткаченко", "tkachenko", "spelling"),
    ("Коля Ткаченко", "tkachenko", "short_name"),
    ("Мухаммед", "abdrahmanov", "spelling"),
    ("Дима", "kuznetsov", "short_name"),
    # ё and е, Kazakh letters and their Russian spellings, romanisations
    ("Федор", "shcherbakov", "word"),
    ("Семен Жуков", "zhukov", "word"),
    ("Абилов", "abilov", "word"),
    ("Nurlan Abilov", "abilov", "word"),
    ("Scherbakov", "shcherbakov", "word"),
    ("Shcherbakov", "shcherbakov", "word"),
    ("Iurii", "harin", "word"),
    ("Римская-Корсакова", "korsakova", "word"),
    ("корсак", "korsakova", "beginning"),
    # phones, documents, rooms, cards
    ("4512 345678", "ivanov", "word"),
    ("4512345678", "ivanov", "word"),
    ("345678", "ivanov", "fragment"),
    ("4512", "ivanov", "beginning"),
    ("6789", "ivanov", "fragment"),
    ("89123456789", "ivanov", "word"),
    ("8 912 345", "ivanov", "beginning"),
    ("Иванов 4512", "ivanov", "beginning"),
    ("mat 3", "egorov", "place"),
    ("егоров mat 3", "egorov", "place"),
    ("ORL-A-000001-9", "ivanov", "card"),
    ("orla0000019", "ivanov", "word"),
    ("orl-a-000001", "ivanov", "beginning"),
    ("orla000001", "ivanov", "beginning"),
    ("000001-9", "ivanov", "fragment"),
    # nobody
    ("Петренко", "", ""),
    ("Иванов Александр", "", ""),
    ("qqww", "", ""),
    ('"%_@', "", ""),
]


@pytest.mark.parametrize(("typed", "expected", "reason"), FOUND)
def test_what_is_typed_finds_those_meant_best_first(
    centre: Unlocked, named: dict[str, str], typed: str, expected: str, reason: str
) -> None:
    found = find_people(centre.register, typed)

    names = [named[each.row.person.person_id] for each in found]
    assert names[: len(expected.split())] == expected.split()
    assert bool(names) == bool(expected), names
    if found:
        assert found[0].reason == reason


def test_a_typing_error_or_another_layout_never_comes_before_what_was_typed(
    centre: Unlocked, named: dict[str, str]
) -> None:
    found = find_people(centre.register, "Иванова")

    assert [(named[each.row.person.person_id], each.reason) for each in found] == [
        ("ivanova", "word"),
        ("ivanov", "typing_error"),
    ]


@pytest.fixture
def fresh(tmp_path: Any) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path / "centre")
    yield unlocked
    unlocked.close()


def recorded(centre: Unlocked, family: str, given: str, **fields: str) -> str:
    made = arrival(centre, family_name=family, given_name=given, **fields)
    return register_party(centre.register, [made]).people[0].person_id


def found(centre: Unlocked, typed: str) -> list[str]:
    return [each.row.person.person_id for each in find_people(centre.register, typed)]


def test_present_people_come_before_those_who_left_and_the_newest_first(fresh: Unlocked) -> None:
    first, left, last = (recorded(fresh, "Иванов", "Сергей", entered_on="2022-11-20") for _ in range(3))
    with fresh.register.writing("departed") as unit:
        (stay,) = unit.of_person(Stay, left)
        unit.update(replace(stay, departure="left", departed_on="2022-11-24"), unit.heads(stay.stay_id))
        unit.commit()

    assert found(fresh, "Иванов") == [last, first, left]


def test_whose_whole_name_was_typed_comes_before_whose_name_has_more(fresh: Unlocked) -> None:
    whole = recorded(fresh, "Иванов", "Сергей")
    more = recorded(fresh, "Иванов", "Сергей", patronymic="Петрович")

    assert found(fresh, "Иванов Сергей") == [whole, more]


def test_a_family_name_comes_before_the_same_as_a_given_name(fresh: Unlocked) -> None:
    family = recorded(fresh, "Роман", "Анна")
    given = recorded(fresh, "Петров", "Роман")

    assert found(fresh, "Роман") == [family, given]


def test_a_card_that_was_voided_still_finds_its_person_and_whom_they_were_merged_into(fresh: Unlocked) -> None:
    kept = recorded(fresh, "Иванов", "Сергей")
    merged = recorded(fresh, "Иваннов", "Сергей")
    with fresh.register.writing("correct", "a test") as unit:
        (card,) = unit.of_person(Card, merged)
        unit.update(replace(card, voided_on="2022-11-25"), unit.heads(card.card_id))
        unit.create(Card(card_id=new_id(), person_id=merged, card_number="ORL-A-000003-5", given_on="2022-11-25"))
        unit.commit()
    before = found(fresh, card.card_number)
    with fresh.register.writing("correct", "a test") as unit:
        person = unit.get(Person, merged)
        assert person is not None
        unit.update(replace(person, merged_into=kept), unit.heads(merged))
        unit.commit()

    assert (before, found(fresh, card.card_number), found(fresh, "ORL-A-000003-5")) == ([merged], [kept], [kept])
    assert found(fresh, "Иваннов") == [kept]


def test_with_many_of_a_name_a_birth_date_still_finds_the_one(fresh: Unlocked) -> None:
    made = [
        arrival(
            fresh,
            family_name="Егоров",
            given_name="Сергей",
            birth_date=f"{1940 + number // 12}-{number % 12 + 1:02}-17",
        )
        for number in range(560)
    ]
    register_party(fresh.register, made[:300])
    register_party(fresh.register, made[300:])
    with fresh.register.reading() as reading:
        assert len(reading.rows_with_keys(["egorov"], 1_000)["egorov"]) == 560

    (one,) = find_people(fresh.register, "Егоров 17.01.1941")
    assert one.row.person.birth_date == "1941-01-17"
    assert len(find_people(fresh.register, "Егоров 1941")) == 12
