"""Whether two records are of one person: the pairs that must and must not be flagged, and what holds for every pair."""

from __future__ import annotations

from dataclasses import replace
from math import isclose
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.match_keys import MATCHED, match_keys
from intake_app.domain.matching.births import compare_births
from intake_app.domain.matching.evidence import probability
from intake_app.domain.matching.frequencies import Frequencies
from intake_app.domain.matching.model import Model
from intake_app.domain.matching.profiles import Birth, make_profile, read_birth
from intake_app.domain.matching.reasons import reasons_of
from intake_app.domain.matching.words import Likeness, family_stem, father_stem, likeness, skeleton
from intake_app.domain.records import Document, Person
from intake_app.packs.short_names import load_short_names

if TYPE_CHECKING:
    from intake_app.domain.matching.model import Comparison
    from intake_app.domain.matching.profiles import Profile

PEOPLE = 20_000
COMMON = {"ivanov": 180, "ivanova": 170, "sergei": 900, "anna": 800, "petrovich": 700, "petrovna": 600, "maria": 700}
MODEL = Model(Frequencies(PEOPLE, lambda word: COMMON.get(word, 4)), load_short_names())

SERGEI = {
    "family_name": "Зырянов",
    "given_name": "Сергей",
    "patronymic": "Петрович",
    "sex": "M",
    "birth_date": "1987-05-12",
    "citizenship": "RUS",
    "birth_place": "Омск",
    "phone": "+79123456789",
}
ANNA = SERGEI | {"family_name": "Зырянова", "given_name": "Анна", "patronymic": "Петровна", "sex": "F"}
PAPER = {"document_type": "internal_passport", "document_number": "4512 345678", "document_country": "RUS"}
PASSPORT = {"document_type": "passport", "document_number": "75 1234567", "document_country": "RUS"}


def _profile(fields: dict[str, Any], person_id: str = "a") -> Profile:
    person = {name: value for name, value in fields.items() if not name.startswith("document_") and name != "groups"}
    paper = {name: value for name, value in fields.items() if name.startswith("document_")}
    documents = [Document(document_id="", person_id=person_id, **paper)] if paper else []
    return make_profile(Person(person_id=person_id, **person), documents, fields.get("groups", ()))


def _compare(one: dict[str, Any], other: dict[str, Any]) -> Comparison:
    return MODEL.compare(_profile(one), _profile(other, "b"))


def _latin(family: str, given: str, **more: object) -> dict[str, Any]:
    return {"family_name_latin": family, "given_name_latin": given, "birth_date": "1987-05-12", "sex": "M", **more}


def _without(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in names}


ONE_PERSON: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a passport of 1997": (SERGEI, _latin("ZYRYANOV", "SERGEY")),
    "a passport of 2014": (SERGEI, _latin("ZYRIANOV", "SERGEI")),
    "a French visa": (SERGEI, _latin("ZYRIANOFF", "SERGUEÏ")),
    "a German paper": (SERGEI, _latin("SYRJANOW", "SERGEJ")),
    "no patronymic and a year": (SERGEI, _without(SERGEI, "patronymic") | {"birth_date": "1987"}),
    "the patronymic behind the given name": (
        SERGEI,
        _without(SERGEI, "patronymic", "phone") | {"given_name": "Сергей Петрович"},
    ),
    "names in each other's fields": (SERGEI, SERGEI | {"family_name": "Сергей", "given_name": "Зырянов", "phone": ""}),
    "a short name": (SERGEI, SERGEI | {"given_name": "Серёжа", "patronymic": "", "phone": ""}),
    "a letter exchanged": (SERGEI, SERGEI | {"family_name": "Зыряонв", "patronymic": "", "phone": ""}),
    "day and month exchanged": (SERGEI, SERGEI | {"birth_date": "1987-12-05", "phone": ""}),
    "a digit of the year": (SERGEI, SERGEI | {"birth_date": "1986-05-12", "phone": ""}),
    "an age that was told": (SERGEI, SERGEI | {"birth_date": "1988", "birth_date_estimated": True}),
    "half of a double name": (SERGEI, SERGEI | {"family_name": "Зырянов-Кузнецов", "phone": ""}),
    "a woman under a man's ending": (ANNA, ANNA | {"family_name": "Зырянов", "phone": ""}),
    "a maiden name, all else the same": (ANNA, ANNA | {"family_name": "Абдрахманова"}),
    "a maiden name among the other names": (
        ANNA,
        ANNA | {"family_name": "Абдрахманова", "other_names": "Зырянова", "phone": ""},
    ),
    "a document with a digit lost": (
        SERGEI | PAPER,
        {"family_name": "Зырянов", "given_name": "С", "birth_date": "1987", **PAPER, "document_number": "45 1235678"},
    ),
    "a document and nothing of the birth": (SERGEI | PAPER, _latin("ZYRIANOV", "SERGEI", birth_date="") | PAPER),
    "another kind of document": (SERGEI | PAPER, SERGEI | PASSPORT | {"phone": ""}),
    "Kazakh letters": (
        SERGEI | {"family_name": "Қасымұлы", "given_name": "Нұрсұлтан", "patronymic": ""},
        _latin("KASSYMULY", "NURSULTAN"),
    ),
}
TWO_PEOPLE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "twins": (ANNA, ANNA | {"given_name": "Мария"}),
    "twins whose papers were issued together": (
        ANNA | PAPER,
        ANNA | PAPER | {"given_name": "Мария", "document_number": "4512 345679"},
    ),
    "twins of one party": (ANNA | {"groups": ("g",)}, ANNA | {"given_name": "Мария", "groups": ("g",)}),
    "twins whose names begin alike": (ANNA, ANNA | {"given_name": "Алла"}),
    "a brother and a sister born the same day": (ANNA, SERGEI),
    "siblings": (SERGEI, SERGEI | {"given_name": "Олег", "birth_date": "1989-02-03"}),
    "father and son of one name": (
        SERGEI,
        SERGEI | {"patronymic": "Сергеевич", "birth_date": "2009-01-30", "birth_place": ""},
    ),
    "father and son of one name without patronymics": (
        _without(SERGEI, "patronymic"),
        _without(SERGEI, "patronymic") | {"birth_date": "2009"},
    ),
    "friends with one phone": (
        SERGEI,
        {"family_name": "Кузнецов", "given_name": "Олег", "birth_date": "1987", "sex": "M", "phone": "+79123456789"},
    ),
    "namesakes of two years": (SERGEI, SERGEI | {"birth_date": "1991-11-03", "birth_place": "Уфа", "phone": ""}),
    "namesakes of whom only years are known": (
        SERGEI | {"birth_date": "1987"},
        SERGEI | {"birth_date": "1993", "phone": "", "birth_place": ""},
    ),
    "a common name alone": (
        {"family_name": "Иванов", "given_name": "Сергей", "sex": "M"},
        {"family_name": "Иванов", "given_name": "Сергей", "sex": "M"},
    ),
    "a common name and a year": (
        {"family_name": "Иванов", "given_name": "Сергей", "birth_date": "1987"},
        {"family_name": "Иванов", "given_name": "Сергей", "birth_date": "1987"},
    ),
    "born the same day with one given name": (
        _without(SERGEI, "patronymic", "phone"),
        _without(SERGEI, "patronymic", "phone") | {"family_name": "Кузнецов", "birth_place": "Уфа"},
    ),
    "a child on its mother's passport": (
        ANNA | PASSPORT,
        ANNA | PASSPORT | {"given_name": "Мария", "patronymic": "Олеговна", "birth_date": "2012-02-20"},
    ),
    "brothers on their mother's passport": (
        SERGEI | PASSPORT | {"groups": ("g",)},
        SERGEI | PASSPORT | {"given_name": "Олег", "birth_date": "1989-02-03", "groups": ("g",)},
    ),
    "two numbers of a kind one has for life": (
        SERGEI | {"document_type": "national_id", "document_number": "870512300123"} | {"birth_date": "1987"},
        _without(SERGEI, "phone", "patronymic", "birth_place")
        | {"document_type": "national_id", "document_number": "870911400456", "birth_date": "1987"},
    ),
}


@pytest.mark.parametrize("pair", ONE_PERSON.values(), ids=ONE_PERSON.keys())
def test_one_person_recorded_twice_is_flagged_and_the_two_records_meet(pair: tuple[dict[str, Any], ...]) -> None:
    one, other = pair
    comparison = _compare(one, other)

    assert comparison.is_flagged, comparison.evidence
    assert _keys(one) & _keys(other)
    assert reasons_of(comparison)


@pytest.mark.parametrize("pair", TWO_PEOPLE.values(), ids=TWO_PEOPLE.keys())
def test_two_people_who_look_alike_are_not_flagged(pair: tuple[dict[str, Any], ...]) -> None:
    comparison = _compare(*pair)

    assert not comparison.is_flagged, comparison.evidence


def _keys(fields: dict[str, Any]) -> set[str]:
    person = {name: value for name, value in fields.items() if not name.startswith("document_") and name != "groups"}
    paper = {name: value for name, value in fields.items() if name.startswith("document_")}
    documents = [Document(document_id="", person_id="", **paper)] if paper else []
    return {key for key in match_keys(Person(person_id="", **person), documents) if key.startswith(MATCHED)}


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (SERGEI | PAPER, SERGEI | PAPER, ("same_document", "same_name_and_birth_date", "same_phone")),
        (SERGEI, _latin("ZYRIANOV", "SERGEI"), ("same_name_and_birth_date",)),
        (SERGEI, _latin("SYRJANOW", "SERGEJ"), ("same_name_other_spelling", "same_birth_date")),
        (SERGEI, _latin("ZYRIANOV", "SERGEI", birth_date="1987-12-05"), ("same_name", "swapped_birth_date")),
        (SERGEI, _latin("SERGEI", "ZYRIANOV"), ("swapped_name", "same_birth_date")),
        (ANNA, ANNA | {"family_name": "Ким", "phone": ""}, ("other_family_name", "same_birth_date")),
        (ANNA, ANNA | {"given_name": "Мария"}, ("same_birth_date", "same_phone")),
        (SERGEI, {"family_name": "Ким", "given_name": "Олег"}, ()),
    ],
)
def test_the_reasons_say_in_codes_what_speaks_for_it(
    one: dict[str, Any], other: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    assert reasons_of(_compare(one, other)) == reasons


def test_a_rare_name_says_more_than_a_common_one() -> None:
    rare = _compare(SERGEI, SERGEI)
    common = _compare(SERGEI | {"family_name": "Иванов"}, SERGEI | {"family_name": "Иванов"})
    assert rare.bits > common.bits + 4


@pytest.mark.parametrize("people", [3, 300, 5_000])
@pytest.mark.parametrize("name", [name for name in TWO_PEOPLE if name != "a common name and a year"])
def test_in_a_small_register_two_people_are_not_flagged_either(people: int, name: str) -> None:
    model = Model(Frequencies(people, lambda word: 1 + COMMON.get(word, 4) * people // PEOPLE), load_short_names())
    one, other = TWO_PEOPLE[name]

    assert not model.compare(_profile(one), _profile(other, "b")).is_flagged


def test_members_of_one_party_are_less_likely_one_person() -> None:
    apart, together = _compare(SERGEI, SERGEI), _compare(SERGEI | {"groups": ("g",)}, SERGEI | {"groups": ("g", "h")})
    assert together.bits < apart.bits - 10


def test_documents_of_two_kinds_say_nothing() -> None:
    assert "document_number" not in {each.field for each in _compare(SERGEI | PAPER, SERGEI | PASSPORT).evidence}


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("1987-05-12", "1987-05-12", "same"),
        ("1987-01-01", "1987-01-01", "same_new_year"),
        ("1987-05-12", "1987-12-05", "swapped"),
        ("1987-05-12", "1987-05-13", "digit"),
        ("1987-05-12", "1978-05-12", "digit"),
        ("1987-05-12", "1957-05-12", "digit_of_generation"),
        ("1987-05-12", "1992-05-12", "same_day_only"),
        ("1988-05-12", "1988-05-21", "digit"),
        ("1989-05-12", "1990-05-12", "same_day_only"),
        ("1987-05-12", "1987-09-30", "same_year_only"),
        ("1987-05-12", "1991-11-03", "other"),
        ("1987-05-12", "2009-01-30", "generation"),
        ("1987-05", "1987-05-12", "same_month"),
        ("1987-05", "1987-06-12", "other_month"),
        ("1987", "1987-05-12", "same_year"),
        ("1987", "1988-05-12", "next_year"),
        ("1987", "1991", "other_year"),
        ("1987", "2009", "generation"),
        ("~1987", "1989-05-12", "about"),
        ("~1987", "1991", "roughly"),
        ("~1987", "1995", "not_about"),
        ("~1987", "2009", "generation"),
    ],
)
def test_two_birth_dates_are_told_apart_as_people_get_them_wrong(one: str, other: str, code: str) -> None:
    left, right = (read_birth(text.removeprefix("~"), is_estimated=text.startswith("~")) for text in (one, other))
    for found in (compare_births(left, right), compare_births(right, left)):
        assert found is not None
        assert found.code == code


def test_an_unknown_birth_date_says_nothing() -> None:
    assert compare_births(Birth(), read_birth("1987")) is None


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("zirianov", "zirianov", Likeness.SAME),
        ("shevchenko", "chevchenko", Likeness.SPELLING),
        ("aleksandr", "aleksander", Likeness.SPELLING),
        ("kuznetsov", "kuznetov", Likeness.NEAR),
        ("s", "sergei", Likeness.INITIAL),
        ("s", "oleg", Likeness.OTHER),
        ("kim", "tsoi", Likeness.OTHER),
    ],
)
def test_words_are_alike_in_levels(one: str, other: str, level: Likeness) -> None:
    assert likeness(one, other) is likeness(other, one) is level


def test_endings_of_sex_and_country_do_not_part_a_family() -> None:
    assert {family_stem(word) for word in ("ivanov", "ivanova", "ivanof")} == {"ivanov"}
    assert {family_stem(word) for word in ("chaikovski", "chaikovskaia")} == {family_stem("chaikovski")}
    assert father_stem("petrovich") == father_stem("petrovna") == "petr"
    assert skeleton("zhukov") == skeleton("zukov")


_NAMES = st.sampled_from(
    [
        "Иванов",
        "Иванова",
        "Зырянов",
        "Zyrianov",
        "Ким",
        "Петров-Водкин",
        "Сергей",
        "Серёжа",
        "Анна",
        "Мария",
        "Sergei",
        "",
    ]
)
_PEOPLE = st.fixed_dictionaries(
    {
        "family_name": _NAMES,
        "given_name": _NAMES,
        "patronymic": st.sampled_from(["Петрович", "Петровна", "Olegovich", ""]),
        "sex": st.sampled_from(["M", "F", ""]),
        "birth_date": st.sampled_from(["1987-05-12", "1987-12-05", "1987", "1987-05", "2009-01-30", ""]),
        "citizenship": st.sampled_from(["RUS", "KAZ", ""]),
        "phone": st.sampled_from(["+79123456789", "+77011234567", ""]),
        "document_type": st.sampled_from(["passport", "internal_passport", ""]),
        "document_number": st.sampled_from(["4512345678", "451235678", "751234567", "12"]),
        "groups": st.sampled_from([(), ("g",), ("g", "h")]),
    }
)


@given(_PEOPLE, _PEOPLE)
def test_whichever_record_comes_first_the_answer_is_the_same(one: dict[str, Any], other: dict[str, Any]) -> None:
    left, right = _profile(one), _profile(other, "b")
    fresh = Model(Frequencies(PEOPLE, lambda word: COMMON.get(word, 4)), load_short_names())

    assert MODEL.compare(left, right) == MODEL.compare(right, left) == fresh.compare(right, left)


@given(_PEOPLE, _PEOPLE)
def test_the_score_is_a_probability_that_the_evidence_adds_up_to(one: dict[str, Any], other: dict[str, Any]) -> None:
    comparison = _compare(one, other)
    bits = sum(each.weight for each in comparison.evidence)

    assert 0 <= comparison.score <= 1
    assert isclose(comparison.score, probability(bits + MODEL.prior))
    assert len({each.field for each in comparison.evidence}) == len(comparison.evidence)


@given(_PEOPLE, _PEOPLE, st.sampled_from(["citizenship", "phone", "sex"]))
def test_agreeing_in_one_more_field_never_makes_it_less_likely(
    one: dict[str, Any], other: dict[str, Any], name: str
) -> None:
    value = one[name] or {"citizenship": "RUS", "phone": "+79123456789", "sex": "M"}[name]
    without, agreeing = (
        _compare(one | {name: ""}, other | {name: ""}),
        _compare(one | {name: value}, other | {name: value}),
    )
    if name != "sex":  # a man's other family name is no maiden name
        assert agreeing.score >= without.score
    assert agreeing.score >= _compare(one | {name: value}, other | {name: "X"}).score


@given(_PEOPLE)
def test_somebody_recorded_again_word_for_word_shares_every_key(one: dict[str, Any]) -> None:
    assert _keys(one) == _keys(dict(one))
    assert all(" " not in key for key in _keys(one))


def test_an_erased_profile_is_compared_with_nobody_by_mistake() -> None:
    nobody = _profile({})
    assert not MODEL.compare(nobody, replace(nobody, person_id="b")).is_flagged
    assert _keys({}) == set()
