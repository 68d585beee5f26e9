"""The night's queue: tokens, whom to call, names in one cell, and beds that adjoin."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from intake_app.domain.records import Place
from intake_app.domain.tonight import TonightLine, call_order, minutes_since, next_token, night_began
from intake_app.domain.tonight_names import NameParts, guess_sex_of, split_name
from intake_app.domain.tonight_places import Bed, choose_next, choose_run, site_name, sum_sites, take_beds


def beds(*halls: tuple[str, str]) -> list[Bed]:
    """`o` is a free bed and `x` a taken one: ("Hall 1, mat", "oox") is three mats."""
    made: list[Bed] = []
    for name, marks in halls:
        for number, mark in enumerate(marks, start=1):
            place = Place(place_id=f"{name} {number}", name=f"{name} {number}", position=len(made))
            made.append(Bed(place, int(mark == "o")))
    return made


def names(places: object) -> list[str]:
    return [place.name for place in places]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("token", "after"), [("", "1"), ("7", "8"), ("211", "212"), ("A09", "A10"), ("099", "100"), ("blue", "")]
)
def test_a_token_counts_on_by_itself(token: str, after: str) -> None:
    assert next_token(token) == after


def test_a_token_that_is_given_is_passed_over() -> None:
    assert next_token("49", {"50", "51"}) == "52"
    assert next_token("", {"1"}) == "2"
    assert next_token("A09", {"A10"}) == "A11"


def test_a_night_goes_from_noon_to_noon_also_over_midnight() -> None:
    evening, morning = datetime(2022, 11, 25, 18, 40, tzinfo=UTC), datetime(2022, 11, 26, 3, 0, tzinfo=UTC)
    assert (
        night_began(evening, "Asia/Oral") == night_began(morning, "Asia/Oral") == datetime(2022, 11, 25, 7, tzinfo=UTC)
    )
    assert night_began(datetime(2022, 11, 26, 8, tzinfo=UTC), "Asia/Oral") == datetime(2022, 11, 26, 7, tzinfo=UTC)


def test_the_doctor_is_called_for_first_then_who_waits_longest_and_nobody_twice() -> None:
    at = "2022-11-25T18:{}:00Z".format
    lines = [
        TonightLine(line_id="1", token="219", need_code="speak_alone", noted_at=at(10)),
        TonightLine(line_id="2", token="220", need_code="child_alone", noted_at=at(11)),
        TonightLine(line_id="3", token="216", need_code="doctor", noted_at=at(30)),
        TonightLine(line_id="4", token="208", need_code="doctor", noted_at=at(20)),
        TonightLine(line_id="5", token="207", need_code="doctor", noted_at=at(1), called_at=at(2)),
        TonightLine(line_id="6", token="206", noted_at=at(0)),
    ]
    assert [line.token for line in call_order(lines)] == ["208", "216", "219", "220"]
    assert minutes_since(at(20), datetime(2022, 11, 25, 18, 34, 59, tzinfo=UTC)) == 14


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Смирнов Павел", ("Смирнов", "Павел", "")),
        ("Иванов Сергей Петрович", ("Иванов", "Сергей", "Петрович")),
        ("Сергей Петрович Иванов", ("Иванов", "Сергей", "Петрович")),
        ("Смирнов, Павел Ильич", ("Смирнов", "Павел", "Ильич")),
        ("Мамедов Рашид Али оглы", ("Мамедов", "Рашид", "Али оглы")),
        ("Смирнов", ("Смирнов", "", "")),
        ("  ", ("", "", "")),
    ],
)
def test_a_name_in_one_cell_is_split_and_no_word_is_lost(text: str, parts: tuple[str, str, str]) -> None:
    assert split_name(text) == NameParts(*parts)


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("Гусева Марина", "F"),
        ("Лаптев Никита", "M"),
        ("Дорошенко Илья", ""),
        ("Ким Анна Олеговна", "F"),
        ("Smirnov Pavel", "M"),
    ],
)
def test_the_sex_is_guessed_from_patronymic_or_family_name_or_not_at_all(text: str, sex: str) -> None:
    assert guess_sex_of(split_name(text)) == sex


def test_a_new_line_begins_where_a_party_can_follow_and_the_hall_is_filled_before_the_next() -> None:
    hall = beds(("Hall 1, mat", "oxoxooooo"), ("Hall 2, mat", "oooooo"))
    first = choose_next(hall)
    assert first is not None
    assert first.name == "Hall 1, mat 5"
    last = choose_next(beds(("Hall 1, mat", "oxoox"), ("Hall 2, mat", "oooooo")))
    assert last is not None
    assert last.name == "Hall 1, mat 3"
    assert choose_next(beds(("Hall 1, mat", "xx"))) is None


def test_a_companion_lies_beside_or_as_near_as_can_be() -> None:
    hall = beds(("Hall 1, mat", "oxxoo"), ("Hall 2, mat", "oo"))
    for beside, wanted in (("Hall 1, mat 3", "Hall 1, mat 4"), ("Hall 1, mat 2", "Hall 1, mat 1")):
        found = choose_next(hall, beside)
        assert found is not None
        assert found.name == wanted
    other_room = choose_next(beds(("Hall 1, mat", "xx"), ("Hall 2, mat", "xo")), "Hall 1, mat 1")
    assert other_room is not None
    assert other_room.name == "Hall 2, mat 2"


def test_a_party_of_known_size_gets_the_first_run_it_fits_in() -> None:
    hall = beds(("Hall 1, mat", "ooxoooo"))
    assert names(choose_run(hall, 3)) == ["Hall 1, mat 4", "Hall 1, mat 5", "Hall 1, mat 6"]
    assert len(choose_run(hall, 9)) == 6
    left = take_beds(hall, [place.place_id for place in choose_run(hall, 3)])
    assert names(choose_run(left, 2)) == ["Hall 1, mat 1", "Hall 1, mat 2"]


def test_the_beds_of_one_room_adjoin_and_those_of_two_rooms_do_not() -> None:
    room = Place(place_id="4", name="House 4", capacity=3)
    other = Place(place_id="5", name="House 5", capacity=6)
    assert choose_run([Bed(room, 3), Bed(other, 5)], 4) == (other,) * 4


def test_sites_are_added_up_by_what_stands_before_the_first_comma() -> None:
    hall = beds(("Hall 1, mat", "ox"), ("Camp, house 4, bed", "ooo"), ("Camp, house 5, bed", "xx"))
    assert [(site.name, site.free, site.capacity) for site in sum_sites(hall)] == [("Hall 1", 1, 2), ("Camp", 3, 5)]
    assert [site_name(text) for text in ("House 4", "12", "Chapel")] == ["House", "12", "Chapel"]
