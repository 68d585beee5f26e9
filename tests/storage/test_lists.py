from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.ids import new_id
from intake_app.domain.person_lists import ListQuery, query_from
from intake_app.domain.records import Card, Consent, Document, Person, Place, Placement, Stay
from intake_app.domain.search_terms import parse_query
from intake_app.domain.search_wants import beginnings, fragments, whole_words
from intake_app.services.list_orders import COLUMNS, ListOrders
from intake_app.services.people_lists import (
    count_languages,
    count_tabs,
    person_ids_of,
    read_lines,
    read_roster,
    take_snapshot,
)
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from intake_app.storage.search_stages import Counts, compare, find_all, look_at
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked

FULL = {
    "birth_date": "25051997",
    "sex": "M",
    "citizenship": "RUS",
    "document_type": "internal_passport",
    "document_country": "RUS",
    "entered_on": "2022-11-25",
    "sleeps": "here",
    "languages": "rus",
}


def record(centre: Unlocked, family: str, **fields: Any) -> str:
    number = {"document_number": f"4512 {abs(hash(family)) % 1_000_000:06}"}
    made = arrival(centre, family_name=family, **FULL | number | fields)
    return register_party(centre.register, [made]).people[0].person_id


def change(centre: Unlocked, kind: type[Any], record_id: str, **values: Any) -> None:
    with centre.register.writing("correct") as unit:
        old = unit.get(kind, record_id)
        assert old is not None
        unit.update(replace(old, **values), unit.heads(record_id))
        unit.commit()


def leave(centre: Unlocked, person_id: str, day: str = "2022-11-25", departure: str = "left") -> None:
    with centre.register.reading() as reading:
        [stay] = reading.of_person(Stay, person_id)
    change(centre, Stay, stay.stay_id, departed_on=day, departure=departure)


def shown(centre: Unlocked, **query: Any) -> list[str]:
    register = centre.register
    roster = read_roster(register)
    snapshot = take_snapshot(register, ListQuery(**query), roster)
    return [line.row.person.family_name for line in read_lines(register, snapshot.rows, roster) if line]


def test_everybody_is_listed_by_name_in_the_order_of_the_alphabet(centre: Unlocked) -> None:
    for family in ("Ким", "Әбілов", "Абель"):
        record(centre, family)
    assert shown(centre) == ["Абель", "Әбілов", "Ким"]
    assert shown(centre, is_descending=True) == ["Ким", "Әбілов", "Абель"]
    assert shown(centre, sort="recorded") == ["Ким", "Әбілов", "Абель"]


def test_present_and_left_part_everybody_also_who_is_only_presumed_to_have_left(centre: Unlocked) -> None:
    record(centre, "Здесь")
    leave(centre, record(centre, "Уехал"))
    leave(centre, record(centre, "Пропал"), "", "presumed_left")
    leave(centre, record(centre, "Собирается"), "2022-12-24")
    assert shown(centre, tab="present") == ["Здесь", "Собирается"]
    assert shown(centre, tab="left") == ["Пропал", "Уехал"]


def test_somebody_who_came_back_is_here(centre: Unlocked) -> None:
    person_id = record(centre, "Снова", entered_on="2022-09-30")
    leave(centre, person_id, "2022-10-30")
    with centre.register.writing("return") as unit:
        unit.create(Stay(stay_id=new_id(), person_id=person_id, entered_on="2022-11-20", arrived_on="2022-11-20"))
        unit.commit()
    assert shown(centre, tab="present") == ["Снова"]


def test_an_overdue_date_is_shown_for_a_week_and_makes_way_for_the_next(centre: Unlocked) -> None:
    record(centre, "Новый", entered_on="2022-11-25")  # due on 30 November
    record(centre, "Просрочил", entered_on="2022-11-16")  # was due on 21 November
    record(centre, "Давно", entered_on="2022-11-01")  # next is the thirtieth day
    record(centre, "Сидит", entered_on="2022-08-01")  # even the last date has passed
    assert shown(centre, tab="due", sort="next") == ["Сидит", "Просрочил", "Давно", "Новый"]
    assert shown(centre, is_overdue=True) == ["Просрочил", "Сидит"]


def test_the_incomplete_queue_says_what_is_missing_and_forgets_who_left(centre: Unlocked) -> None:
    person_id = record(centre, "Полный")
    record(centre, "Неполный", birth_date="1997", sex="")
    leave(centre, record(centre, "Уехал", sex=""))
    with centre.register.writing("notice") as unit:
        unit.create(Consent(consent_id=new_id(), person_id=person_id, subject="notice"))
        unit.commit()
    roster = read_roster(centre.register)
    snapshot = take_snapshot(centre.register, ListQuery(tab="incomplete"), roster)
    [line] = read_lines(centre.register, snapshot.rows, roster)
    assert line is not None
    assert line.answer is not None
    assert (line.row.person.family_name, line.answer.missing) == ("Неполный", ("birth_date", "sex", "notice"))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"language": "kaz"}, ["Асель"]),
        ({"entered_from": "2022-11-24"}, ["Ким"]),
        ({"entered_to": "2022-11-20"}, ["Асель"]),
        ({"tab": "today"}, ["Асель", "Ким"]),
        ({"text": "asel"}, ["Асель"]),
        ({"text": "asel", "language": "rus"}, []),
        ({"text": "Ким 25.05.1997"}, ["Ким"]),
        ({"sort": "entered"}, ["Асель", "Ким"]),
        ({"sort": "entered", "is_descending": True}, ["Ким", "Асель"]),
    ],
)
def test_filters_and_words_narrow_the_list(centre: Unlocked, query: dict[str, Any], names: list[str]) -> None:
    record(centre, "Асель", languages="kaz", entered_on="2022-11-19")
    record(centre, "Ким")
    assert shown(centre, **query) == names


def test_a_party_and_a_place_are_filters(centre: Unlocked) -> None:
    add_places(centre.register, "mat 10\nmat 2")
    party = register_party(
        centre.register,
        [arrival(centre, family_name=name, birth_date="1980", sleeps="here") for name in ("Бек", "Абай")],
    )
    record(centre, "Ким", sleeps="own")
    with centre.register.reading() as reading:
        [second] = [place.place_id for place in reading.all(Place) if place.name == "mat 2"]
    assert shown(centre, party=party.group_id) == ["Абай", "Бек"]
    assert shown(centre, place=second) == ["Абай"]
    assert shown(centre, sort="place") == ["Абай", "Бек", "Ким"]  # mat 2, mat 10, none


def test_deleted_people_are_on_their_own_tab_only(centre: Unlocked) -> None:
    change(centre, Person, record(centre, "Скрыт"), deleted=True)
    change(centre, Person, record(centre, "Охраняем"), guarded=True)
    assert shown(centre) == ["Охраняем"]
    assert shown(centre, tab="hidden") == ["Скрыт"]
    assert shown(centre, is_guarded=True) == ["Охраняем"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("иван серг", 1),
        ("иван се", 2),
        ("иван ерге 4512", 1),
        ("иван с пет", 0),
        ("иван 4512 0001", 3),
        ("иван zzz", 0),
    ],
)
def test_further_words_are_checked_alike_by_sets_of_many_and_by_the_words_of_a_few(
    centre: Unlocked, text: str, count: int
) -> None:
    names = (("Иванов", "Сергей"), ("Иваненко", "Анна"), ("Иванова", "Серафима"), ("Петров", "Сергей"))
    for number, (family, given) in enumerate(names):
        record(centre, family, given_name=given, document_number=f"4512 0001{number}")
    words = parse_query(text).words
    connection = centre.register.store.engine.raw_connection()  # type: ignore[attr-defined]
    run = connection.cursor().execute
    by_words, by_sets = set(), set()
    for stage in (whole_words, beginnings, fragments):
        lead, *others = stage(words)
        by_words |= set(look_at(run, lead, others)) if others else set(find_all(run, [lead], Counts(run)))
        by_sets |= set(compare(run, [lead, *others])) if others else by_words
    connection.close()
    assert by_words == by_sets
    assert len(by_words) == count


def test_words_show_the_best_first_until_a_column_is_asked_for(centre: Unlocked) -> None:
    record(centre, "Абель", given_name="Роман")
    record(centre, "Романов", given_name="Анна")
    record(centre, "Роман", given_name="Ян")

    assert shown(centre, text="роман") == ["Роман", "Абель", "Романов"]
    assert shown(centre, text="роман", sort="name") == ["Абель", "Роман", "Романов"]
    assert shown(centre, text="роман", sort="name", is_descending=True) == ["Романов", "Роман", "Абель"]
    assert shown(centre) == ["Абель", "Роман", "Романов"]


def test_a_list_says_why_words_have_found_each(centre: Unlocked) -> None:
    record(centre, "Иванов", given_name="Александр")
    record(centre, "Иванова", given_name="Саша")

    snapshot = take_snapshot(centre.register, ListQuery(text="Саша"), None)
    lines = read_lines(centre.register, snapshot.rows, None, snapshot.reasons)

    assert [(line.row.person.family_name, line.reason) for line in lines if line] == [
        ("Иванова", "word"),
        ("Иванов", "short_name"),
    ]


def test_the_hidden_are_found_by_name_document_and_card_on_their_tab_alone(centre: Unlocked) -> None:
    person_id = record(centre, "Скрыт", document_number="4512 111222")
    change(centre, Person, record(centre, "Другой"), deleted=True)
    change(centre, Person, person_id, deleted=True)
    with centre.register.reading() as reading:
        [card] = reading.of_person(Card, person_id)
    for text in ("skrit", "4512 111222", card.card_number):
        assert shown(centre, tab="hidden", text=text) == ["Скрыт"]
        assert shown(centre, text=text) == []


@pytest.mark.parametrize("column", COLUMNS)
def test_an_order_that_is_kept_is_what_one_read_anew_is_after_any_change(centre: Unlocked, column: str) -> None:
    ids = [record(centre, name, birth_date=f"{1980 + len(name)}") for name in ("Ким", "Абай", "Николаев", "Бек")]
    register, kept = centre.register, ListOrders()
    kept.prepare(register)

    def both() -> tuple[list[int], list[int]]:
        with register.reading() as reading:
            return list(kept.everybody(reading, column)), list(ListOrders().everybody(reading, column))

    change(centre, Person, ids[0], family_name="Яков", family_name_latin="AAB", birth_date="", citizenship="KAZ")
    record(centre, "Вера", birth_date="1970")
    assert both()[0] == both()[1]
    change(centre, Person, ids[1], deleted=True)
    assert both()[0] == both()[1]
    assert len(both()[0]) == 4
    change(centre, Person, ids[1], deleted=False)
    assert both()[0] == both()[1]


def test_tabs_are_counted(centre: Unlocked) -> None:
    record(centre, "Ким")
    leave(centre, record(centre, "Уехал"))
    change(centre, Person, record(centre, "Скрыт"), deleted=True)
    roster = read_roster(centre.register)
    assert count_tabs(roster) == {
        "all": 2,
        "present": 1,
        "due": 1,
        "incomplete": 1,
        "today": 2,
        "left": 1,
        "hidden": 1,
    }
    assert count_languages(roster) == ("rus",)


def test_a_roster_brought_up_to_date_is_what_one_read_anew_is(centre: Unlocked) -> None:
    add_places(centre.register, "mat 1-3")
    person_id = record(centre, "Ким")
    old = read_roster(centre.register)
    assert read_roster(centre.register, old) is old
    leave(centre, person_id)
    record(centre, "Асель", sleeps="own", sex="")
    new, anew = read_roster(centre.register, old), read_roster(centre.register)
    for row_no in (1, 2):
        assert new.answer(row_no) == anew.answer(row_no)
        assert new.places[new.place_of[row_no]] == anew.places[anew.place_of[row_no]]
    assert count_tabs(new) == count_tabs(anew)
    assert old.answer(2) is None


def test_a_line_says_the_same_whether_the_roster_knows_stay_and_place_or_the_register_is_asked(
    centre: Unlocked,
) -> None:
    register = centre.register
    add_places(register, "mat 1-9")
    ids = [record(centre, family) for family in ("Здесь", "Уехал", "Вернулся", "Дважды", "Скрыт", "Иначе", "Завтра")]
    _here, gone, back, twice, hidden, elsewhere, tomorrow = ids
    leave(centre, gone)
    leave(centre, back, "2022-11-20")
    change(centre, Person, hidden, deleted=True)
    with register.writing("beds") as unit:
        unit.create(Stay(stay_id=new_id(), person_id=back, arrived_on="2022-11-25", sleeps="own"))
        [first, *_others] = unit.all(Place)
        for person_id, day in ((twice, "2022-11-24"), (tomorrow, "2022-11-26")):
            unit.create(Placement(placement_id=new_id(), person_id=person_id, place_id=first.place_id, starts_on=day))
        [stay] = unit.of_person(Stay, elsewhere)
        unit.update(replace(stay, sleeps="own"), unit.heads(stay.stay_id))
        unit.update(replace(first, name="mat at the door"), unit.heads(first.place_id))
        unit.commit()
    roster, numbers = read_roster(register), range(1, len(ids) + 1)
    known, asked = read_lines(register, numbers, roster), read_lines(register, numbers, None)
    assert [line and line.row for line in known] == [
        line and replace(line.row, document_type="", document_number="", document_country="") for line in asked
    ]
    assert {line.row.place_name for line in known if line} > {"mat 2", "mat at the door"}
    change(centre, Place, first.place_id, name="mat 1 again")
    for latest in (roster, read_roster(register, roster)):
        [line] = read_lines(register, [numbers[-1]], latest)
        assert line is not None
        assert line.row.place_name == "mat 1 again"


def test_somebody_newer_than_the_roster_is_listed_all_the_same(centre: Unlocked) -> None:
    roster = read_roster(centre.register)
    record(centre, "Ким")
    snapshot = take_snapshot(centre.register, ListQuery(), roster)
    [line] = read_lines(centre.register, snapshot.rows, roster)
    assert line is not None
    assert line.answer is None


def test_a_list_knows_whose_rows_they_are(centre: Unlocked) -> None:
    ids = (record(centre, "Ким"), record(centre, "Асель"))
    assert person_ids_of(centre.register, [2, 1, 77]) == (ids[1], ids[0])
    assert read_lines(centre.register, [77], None) == (None,)


def test_the_country_of_the_primary_document_stands_for_a_citizenship_nobody_told(centre: Unlocked) -> None:
    person_id = record(centre, "Ким", citizenship="")
    with centre.register.writing("paper") as unit:
        person = unit.get(Person, person_id)
        assert person is not None
        unit.update(replace(person, citizenship=""), unit.heads(person_id))
        unit.create(Document(document_id=new_id(), person_id=person_id, document_type="other", document_country="KAZ"))
        unit.commit()
    answer = read_roster(centre.register).answer(1)
    assert answer is not None
    assert answer.facts.citizenship == "RUS"


def test_a_saved_query_comes_back_without_what_is_not_known() -> None:
    query = ListQuery(tab="due", language="rus", is_descending=True)
    assert query_from(query.as_values()) == query
    assert query_from({"tab": "nonsense", "sort": 7, "language": "rus", "later": 1}) == ListQuery(language="rus")
