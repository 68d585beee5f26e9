from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.records import Person
from intake_app.services.registration import register_party
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.opening import Unlocked


def run(centre: Unlocked, sql: str) -> list[Any]:
    connection = centre.register.store.engine.raw_connection()  # type: ignore[attr-defined]
    rows = connection.cursor().execute(sql).fetchall()
    connection.close()
    return list(rows)


def in_order(centre: Unlocked) -> list[str]:
    sql = "SELECT p.family_name FROM person_key k JOIN person p USING (row_no) ORDER BY k.name_key"
    return [row[0] for row in run(centre, sql)]


def test_people_are_kept_in_the_order_of_their_names(centre: Unlocked) -> None:
    for family in ("Ғабитов", "Әбілов", "Гусев", "Абель", "Abel"):
        register_party(centre.register, [arrival(centre, family_name=family)])
    assert in_order(centre) == ["Abel", "Абель", "Әбілов", "Гусев", "Ғабитов"]


def test_somebody_who_was_corrected_moves_also_within_the_act_that_recorded_them(centre: Unlocked) -> None:
    saved = register_party(centre.register, [arrival(centre, family_name="Абель")]).people[0]
    register_party(centre.register, [arrival(centre, family_name="Бекова")])
    with centre.register.writing("correct", "misread") as unit:
        person = unit.get(Person, saved.person_id)
        assert person is not None
        unit.update(replace(person, family_name="Ваганов"), unit.heads(saved.person_id))
        made = replace(person, person_id="01a2048b-3b0c-759c-968a-2ec8fb03fc2e", family_name="Абай")
        unit.create(made)
        unit.update(replace(made, family_name="Яров"), unit.heads(made.person_id))
        unit.commit()
    assert in_order(centre) == ["Бекова", "Ваганов", "Яров"]
    assert centre.check().findings == ()


def test_the_check_finds_a_wrong_order(centre: Unlocked) -> None:
    saved = register_party(centre.register, [arrival(centre)]).people[0]
    run(centre, "UPDATE person_key SET name_key = 'x'")
    run(centre, "INSERT INTO person_key (row_no, name_key) VALUES (77, 'y')")
    assert centre.check().findings == (("person_key_differs", saved.person_id), ("person_key_without_change", "77"))
