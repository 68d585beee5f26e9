from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.ids import new_id
from intake_app.domain.records import Document, Person, Stay
from intake_app.domain.search_keys import KEY_SIGN, birth_key
from intake_app.services.erasing import erase_person
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from intake_app.services.registration import Registered

INDEX = ("search_token", "search_row", "search_more", "search_near")


def recorded(centre: Unlocked, **fields: Any) -> Registered:
    return register_party(centre.register, [arrival(centre, **fields)]).people[0]


def kept(centre: Unlocked, table: str) -> list[tuple[Any, ...]]:
    with centre.register.store.engine.connect() as connection:  # type: ignore[attr-defined]
        return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]


def changed(centre: Unlocked, person_id: str, **fields: Any) -> None:
    with centre.register.writing("correct", "a test") as unit:
        person = unit.get(Person, person_id)
        assert person is not None
        unit.update(replace(person, **fields), unit.heads(person_id))
        unit.commit()


def sharing(centre: Unlocked, *keys: str) -> dict[str, int]:
    with centre.register.reading() as reading:
        return {key: len(rows) for key, rows in reading.rows_with_keys(keys, 10).items()}


def test_people_are_had_by_their_keys_those_of_the_fewest_first(centre: Unlocked) -> None:
    for born in ("1991-02-03", "1991-02-03", "1991-02-03", "1992"):
        recorded(centre, birth_date=born)

    with centre.register.reading() as reading:
        rows = reading.rows_with_keys([birth_key("1991-02-03"), birth_key("1992"), birth_key("1880")], 2)
        shared = [(key, list(row_nos)) for key, row_nos in reading.shared_keys(birth_key("1991"), 10)]

    assert [(key, list(row_nos)) for key, row_nos in rows.items()] == [
        (birth_key("1992"), [4]),
        (birth_key("1991-02-03"), [3, 2]),
    ]
    assert shared == [(birth_key("1991-02-03"), [1, 2, 3])]


def test_a_key_follows_what_is_corrected(centre: Unlocked) -> None:
    person_id = recorded(centre, birth_date="1991-02-03").person_id

    changed(centre, person_id, birth_date="1991-03-02")

    assert sharing(centre, birth_key("1991-02-03"), birth_key("1991-03-02")) == {birth_key("1991-03-02"): 1}
    assert centre.check().findings == ()


@pytest.mark.parametrize("typed", ["@b1991-02-03", "@b1991", "@", "@b", "b1991-02-03", "＠b1991-02-03"])
def test_nothing_typed_equals_a_key(centre: Unlocked, typed: str) -> None:
    recorded(centre, family_name="Щукин", given_name="Фома", birth_date="1991-02-03", document_number="", phone="")

    assert find_people(centre.register, typed) == ()


@pytest.mark.parametrize("gone", [{"deleted": True}, {"merged_into": "01a2048b-3b0c-759c-968a-2ec8fb03fc2e"}])
def test_somebody_hidden_or_merged_has_no_word_no_key_and_no_near_word(centre: Unlocked, gone: dict[str, Any]) -> None:
    person_id = recorded(centre, birth_date="1991-02-03", document_number="4512 345678").person_id
    assert all(kept(centre, table) for table in INDEX)

    changed(centre, person_id, **gone)

    assert [kept(centre, table) for table in INDEX] == [[], [], [], []]
    assert centre.check().findings == ()


def test_somebody_restored_is_found_again(centre: Unlocked) -> None:
    person_id = recorded(centre, birth_date="1991-02-03").person_id
    before = [kept(centre, table) for table in INDEX]

    changed(centre, person_id, deleted=True)
    changed(centre, person_id, deleted=False)

    assert [kept(centre, table) for table in INDEX] == before
    assert len(find_people(centre.register, "Сергей")) == 1


def test_an_erased_person_leaves_no_word_no_key_and_no_near_word(centre: Unlocked) -> None:
    gone = recorded(centre, family_name="Вычеркнутый", given_name="Сергей", birth_date="1991-02-03").person_id
    stays = recorded(centre, family_name="Другой", given_name="Сергей").person_id

    erase_person(centre.register, gone)

    words = {row[0] for row in kept(centre, "search_token")}
    assert {"drugoi", "sergei"} <= words
    assert {word for word in words if word.startswith(KEY_SIGN)} == {"@mndrg.srg"}  # of who stays
    assert {row[1] for row in kept(centre, "search_near")} == {"drugoi", "sergei"}
    assert [found.row.person.person_id for found in find_people(centre.register, "Сергей")] == [stays]
    assert centre.check().findings == ()


def test_a_paper_that_goes_to_somebody_else_finds_them_and_no_longer_the_first(centre: Unlocked) -> None:
    first = recorded(centre, document_number="4512 345678").person_id
    second = recorded(centre, family_name="Петров").person_id

    with centre.register.writing("correct", "a test") as unit:
        (paper,) = unit.of_person(Document, first)
        unit.update(replace(paper, person_id=second), unit.heads(paper.document_id))
        unit.commit()

    assert [found.row.person.person_id for found in find_people(centre.register, "4512345678")] == [second]
    assert centre.check().findings == ()


def test_whoever_left_is_known_to_have_and_is_present_again_with_a_new_stay(centre: Unlocked) -> None:
    person_id = recorded(centre, entered_on="2022-11-20").person_id

    def is_gone() -> list[int]:
        return [row[-1] for row in kept(centre, "search_row")]

    with centre.register.writing("departed") as unit:
        (stay,) = unit.of_person(Stay, person_id)
        unit.update(replace(stay, departure="left", departed_on="2022-11-24"), unit.heads(stay.stay_id))
        unit.commit()
    left = is_gone()
    with centre.register.writing("returned") as unit:
        unit.create(Stay(stay_id=new_id(), person_id=person_id, entered_on="2022-11-25"))
        unit.commit()

    assert (left, is_gone(), centre.check().findings) == ([1], [0], ())


def test_the_check_finds_an_index_that_says_something_else(centre: Unlocked) -> None:
    person_id = recorded(centre).person_id
    with centre.register.store.engine.connect() as connection:  # type: ignore[attr-defined]
        connection.exec_driver_sql("UPDATE search_row SET names = 'somebody'")
        connection.exec_driver_sql("INSERT INTO search_row (row_no, names, is_gone) VALUES (77, '', 0)")
        connection.exec_driver_sql("INSERT INTO search_more (row_no, numbers, keys) VALUES (77, '', '')")
        connection.commit()

    assert centre.check().findings == (("search_differs", person_id), ("search_without_change", "77"))
