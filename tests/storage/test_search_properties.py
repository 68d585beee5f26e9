"""What holds of every search, whatever is recorded and typed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake_app.domain.match_keys import MATCHED
from intake_app.domain.name_keys import fold
from intake_app.domain.search_keys import KEY_SIGN
from intake_app.domain.typing_errors import can_have_near
from intake_app.services.erasing import erase_person
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.opening import Unlocked

FAMILY = (
    *("Иванов", "Иванова", "Ивановский", "Сергеева", "Смирнов", "Щербаков", "Әбілов", "Жұмабаев", "Ли", "Цой", "Ян"),
    *("O'Brien", "Müller", "Kuznetsov", "Римская-Корсакова", "Фёдоров", "Юсупов", "Хасанов", "Гаврилюк", "Єременко"),
)
GIVEN = ("Сергей", "Иван", "Яна", "Нұрлан", "Айгерим", "Фёдор", "Мария", "Ян", "Xenia", "Юлия", "Жан")
PEOPLE = [(family, given) for family in FAMILY for given in GIVEN]
slow_setup = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def centre() -> Iterator[Unlocked]:
    with tempfile.TemporaryDirectory() as folder:
        unlocked = made_centre(Path(folder) / "centre")
        made = [arrival(unlocked, family_name=family, given_name=given_name) for family, given_name in PEOPLE]
        register_party(unlocked.register, made[: len(made) // 2])
        register_party(unlocked.register, made[len(made) // 2 :])
        yield unlocked
        unlocked.close()


def found(centre: Unlocked, typed: str, *reasons: str) -> set[str]:
    everybody = find_people(centre.register, typed, 500)
    return {each.row.person.person_id for each in everybody if not reasons or each.reason in reasons}


@slow_setup
@given(st.sampled_from(PEOPLE), st.integers(1, 30), st.sampled_from((1, -1)))
def test_whom_a_beginning_finds_the_whole_name_finds(
    centre: Unlocked, name: tuple[str, str], letters: int, order: int
) -> None:
    typed = " ".join(name[::order])
    namesakes = {
        each.row.person.person_id
        for each in find_people(centre.register, typed[:letters], 500)
        if fold(each.row.person.family_name) == fold(name[0]) and fold(each.row.person.given_name) == fold(name[1])
    }

    assert namesakes <= found(centre, typed, "word")


@slow_setup
@given(st.sampled_from(PEOPLE), st.integers(1, 30))
def test_a_longer_text_finds_by_beginnings_only_whom_the_shorter_one_found(
    centre: Unlocked, name: tuple[str, str], letters: int
) -> None:
    typed = " ".join(name)
    shorter, longer = typed[:letters], typed[: letters + 1]
    if not fold(longer).startswith(fold(shorter)):
        return  # two letters together may sound as another one
    if len(set(fold(longer).split())) < len(fold(longer).split()):
        return  # a word typed twice asks no more than once: nobody's index says how often they have a word
    as_typed = ("word", "beginning")

    assert found(centre, longer, *as_typed) <= found(centre, shorter)


@slow_setup
@given(st.text(st.sampled_from("абвийсерьюя abeinorsz0123456789.-,;'[]`@*\"%"), max_size=14), st.integers(1, 6))
def test_any_text_answers_each_person_once_and_never_more_than_were_asked_for(
    centre: Unlocked, typed: str, limit: int
) -> None:
    everybody = find_people(centre.register, typed, limit)
    ids = [each.row.person.person_id for each in everybody]

    assert len(ids) == len(set(ids)) <= limit


def test_erasing_everybody_leaves_the_whole_index_empty(tmp_path: Any) -> None:
    unlocked = made_centre(tmp_path / "centre")
    cards = [
        register_party(
            unlocked.register,
            [
                arrival(
                    unlocked, family_name=family, given_name="Эразм", birth_date="1991-02-03", document_number=f"45 {n}"
                )
            ],
        )
        .people[0]
        .card_number
        for n, family in enumerate(FAMILY)
    ]
    with unlocked.register.store.engine.connect() as connection:  # type: ignore[attr-defined]
        tokens = {row[0] for row in connection.exec_driver_sql("SELECT token FROM search_token")}
        near = {row[0] for row in connection.exec_driver_sql("SELECT word FROM search_near")}
    assert near == {token for token in tokens if can_have_near(token)}
    assert {token[:2] for token in tokens if token.startswith(KEY_SIGN)} == {"@b", MATCHED}

    for card in cards:
        erase_person(unlocked.register, card)

    with unlocked.register.store.engine.connect() as connection:  # type: ignore[attr-defined]
        for table in ("search_token", "search_row", "search_more", "search_near", "person_key"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0, table
        for fragment in ("erazm", "ivanov", "shcherb"):
            sql = "SELECT count(*) FROM search_text WHERE search_text MATCH ?"
            assert connection.exec_driver_sql(sql, (f'"{fragment}"',)).scalar() == 0
    unlocked.close()
