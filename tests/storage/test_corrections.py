"""What changes a record after it was made: correcting, moving, leaving, hiding, cards, guarding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.arrivals import FieldProblem
from intake_app.domain.records import Document, Stay
from intake_app.domain.roles import Role, Session
from intake_app.errors import UserError
from intake_app.services.card_reissue import reissue_card, void_card
from intake_app.services.corrections import (
    Correction,
    add_document,
    correct_record,
    correct_records,
    meet_need,
    merge_document,
    merge_stay,
)
from intake_app.services.deletion import hidden_since, hide_person, restore_person
from intake_app.services.departures import record_departure
from intake_app.services.guarding import guard_person
from intake_app.services.people import find_people, open_person, resolve
from intake_app.services.placements import free_beds, move_people
from intake_app.services.places import add_places, list_places
from intake_app.services.registration import register_party
from tests.made import arrival
from tests.returning import record_return

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister


def someone(centre: Unlocked, **fields: Any) -> str:
    values = {"birth_date": "1997-05-25", "sleeps": "here", "entered_on": "2022-11-25"} | fields
    return register_party(centre.register, [arrival(centre, **values)]).people[0].person_id


def volunteer(centre: Unlocked) -> OpenRegister:
    return replace(centre.register, session=Session("u", "Dana", Role.VOLUNTEER))


def beds(centre: Unlocked) -> list[tuple[str, int]]:
    return [(line.place.name, line.taken) for line in list_places(centre.register)]


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refused:
        act()
    return refused.value.code


def test_several_records_are_corrected_in_one_act(centre: Unlocked) -> None:
    person_id = someone(centre, document_number="4512 345678")
    file = open_person(centre.register, person_id)
    corrections = [
        Correction(replace(file.person, given_name="Семён"), file.seen[person_id]),
        Correction(replace(file.documents[0], document_number="4512 000000"), {}),
    ]

    changes = correct_records(centre.register, corrections, "read from the passport")

    after = open_person(centre.register, person_id)
    assert (after.person.given_name, after.documents[0].document_number) == ("Семён", "4512 000000")
    assert changes.tables == {"person", "document"}


def test_who_does_not_sleep_here_any_more_gives_the_bed_free(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1")
    person_id = someone(centre)
    stay = open_person(centre.register, person_id).stay
    assert stay is not None

    correct_record(centre.register, replace(stay, sleeps="host"), {}, "found a host")

    assert beds(centre) == [("Hall 1, mat 1", 0)]


def test_a_document_that_expires_before_it_was_issued_and_a_stay_before_the_birth_are_refused() -> None:
    paper = Document(document_id="d", person_id="p", issued_on="2020")
    with pytest.raises(FieldProblem) as refused:
        merge_document(paper, {"expires_on": "2019-05"})
    assert (refused.value.field, refused.value.code) == ("expires_on", "expires_before_issue")
    with pytest.raises(FieldProblem) as refused:
        merge_stay(Stay(stay_id="s", person_id="p"), {"entered_on": "1990-01-01"}, "1997-05-25")
    assert refused.value.code == "entered_before_birth"
    with pytest.raises(FieldProblem) as refused:
        merge_stay(Stay(stay_id="s", person_id="p", departed_on="2022-01-01"), {"entered_on": "2022-02-01"})
    assert refused.value.code == "departed_before_entry"


def test_moving_ends_one_bed_and_begins_another_in_one_act(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1-2")
    person_id = someone(centre)
    ((wanted, _free),) = free_beds(centre.register)

    move_people(centre.register, [person_id], wanted.place_id, "snoring")

    assert beds(centre) == [("Hall 1, mat 1", 0), ("Hall 1, mat 2", 1)]
    assert open_person(centre.register, person_id).place_name == "Hall 1, mat 2"


def test_nobody_moves_where_there_is_no_room_for_all(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1-3")
    people = [someone(centre), someone(centre)]
    ((wanted, _free),) = free_beds(centre.register)

    assert refusal(lambda: move_people(centre.register, people, wanted.place_id)) == "place_taken"
    assert beds(centre) == [("Hall 1, mat 1", 1), ("Hall 1, mat 2", 1), ("Hall 1, mat 3", 0)]


def test_who_slept_with_a_host_and_gets_a_bed_sleeps_here(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1")
    person_id = someone(centre, sleeps="host")
    ((wanted, _free),) = free_beds(centre.register)

    move_people(centre.register, [person_id], wanted.place_id)

    stay = open_person(centre.register, person_id).stay
    assert stay is not None
    assert stay.sleeps == "here"


def test_a_child_alone_gets_a_bed_only_after_the_lead_has_seen_to_it(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1")
    child = someone(centre, birth_date="2008")
    ((wanted, _free),) = free_beds(centre.register)
    need = open_person(centre.register, child).needs[0]

    assert refusal(lambda: move_people(centre.register, [child], wanted.place_id)) == "bed_held"
    assert refusal(lambda: meet_need(volunteer(centre), need.need_id, "an aunt came")) == "lead_only"
    meet_need(centre.register, need.need_id, "an aunt came")
    move_people(centre.register, [child], wanted.place_id)

    assert not open_person(centre.register, child).is_held
    assert refusal(lambda: meet_need(centre.register, need.need_id, "again")) == "need_met"


def test_who_left_gives_the_bed_free_and_only_leaving_the_country_ends_the_clocks(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1-3")
    left, moved, presumed = someone(centre), someone(centre), someone(centre)

    record_departure(centre.register, [left], "left", "2022-11-25")
    record_departure(centre.register, [moved], "moved")
    record_departure(centre.register, [presumed], "presumed_left")

    assert [taken for _name, taken in beds(centre)] == [0, 0, 0]
    stays = [open_person(centre.register, each).stay for each in (left, moved, presumed)]
    assert [(stay.departed_on, stay.departure) for stay in stays if stay] == [
        ("2022-11-25", "left"),
        ("2022-11-25", "moved"),
        ("", "presumed_left"),
    ]
    assert [bool(open_person(centre.register, each).deadlines) for each in (left, moved)] == [False, True]
    assert refusal(lambda: record_departure(centre.register, [presumed], "left")) == "left_already"


def test_nobody_leaves_before_they_entered(centre: Unlocked) -> None:
    person_id = someone(centre)
    act = lambda: record_departure(centre.register, [person_id], "left", "2022-11-20")  # noqa: E731
    assert refusal(act) == "departed_before_entry"


def test_whoever_comes_back_after_leaving_has_a_new_stay(centre: Unlocked) -> None:
    person_id = someone(centre)
    record_departure(centre.register, [person_id], "left")
    record_return(centre.register, person_id, arrival(centre, entered_on="2022-11-25"))
    assert [stay.departure for stay in open_person(centre.register, person_id).stays] == ["left", ""]


def test_a_hidden_person_is_in_no_list_and_the_card_still_leads_the_lead_there(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1")
    person_id = someone(centre)
    card = open_person(centre.register, person_id).card_number

    hide_person(centre.register, person_id, "recorded twice")

    assert find_people(centre.register, "Иванов") == ()
    assert [found.row.person.deleted for found in find_people(centre.register, card)] == [True]
    assert find_people(volunteer(centre), card) == ()
    assert beds(centre) == [("Hall 1, mat 1", 0)]
    with centre.register.reading() as reading:
        assert resolve(reading, card) == person_id
        hidden = hidden_since(reading, person_id)
    assert hidden is not None
    assert (hidden.user_name, hidden.reason) == ("Aigerim", "recorded twice")
    assert open_person(centre.register, person_id).person.deleted
    assert refusal(lambda: open_person(volunteer(centre), person_id, card)) == "hidden"


def test_restoring_gives_the_bed_back_or_says_that_it_is_lost(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1")
    person_id = someone(centre)
    hide_person(centre.register, person_id, "recorded twice")
    back = restore_person(centre.register, person_id, "two people after all")
    assert (bool(back.place_id), back.is_bed_lost) == (True, False)

    hide_person(centre.register, person_id, "recorded twice")
    someone(centre, given_name="Анна")
    back = restore_person(centre.register, person_id, "two people after all")

    assert (back.place_id, back.is_bed_lost) == ("", True)
    assert [found.row.person.person_id for found in find_people(centre.register, "Сергей")] == [person_id]
    assert beds(centre) == [("Hall 1, mat 1", 1)]


def test_restoring_somebody_who_had_left_gives_no_bed(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1")
    person_id = someone(centre)
    record_departure(centre.register, [person_id], "left")
    hide_person(centre.register, person_id, "asked for it")

    back = restore_person(centre.register, person_id, "wrong one")

    assert (back.place_id, back.is_bed_lost) == ("", False)
    assert refusal(lambda: restore_person(centre.register, person_id, "again")) == "person_not_hidden"


def test_a_volunteer_may_hide_and_not_restore(centre: Unlocked) -> None:
    person_id = someone(centre)
    hide_person(volunteer(centre), person_id, "asked for it")
    assert refusal(lambda: restore_person(volunteer(centre), person_id, "why not")) == "lead_only"


def test_a_lost_card_is_voided_and_its_number_still_finds(centre: Unlocked) -> None:
    person_id = someone(centre)
    old = open_person(centre.register, person_id).card_number

    new, _changes = reissue_card(centre.register, person_id, "lost in the shower")

    file = open_person(centre.register, person_id)
    assert (file.card_number, len(file.cards)) == (new, 2)
    with centre.register.reading() as reading:
        assert {resolve(reading, old), resolve(reading, new)} == {person_id}
    void_card(centre.register, person_id, "stolen")
    assert open_person(centre.register, person_id).card_number == ""
    assert refusal(lambda: void_card(centre.register, person_id, "stolen")) == "card_void"


def test_only_the_lead_guards_somebody_and_volunteers_cannot_touch_them_then(centre: Unlocked) -> None:
    person_id = someone(centre, document_number="4512 345678")
    assert refusal(lambda: guard_person(volunteer(centre), person_id, "asked", is_guarded=True)) == "lead_only"

    guard_person(centre.register, person_id, "asked", is_guarded=True)

    assert open_person(centre.register, person_id).person.guarded
    paper = Document(document_id="", person_id=person_id, document_number="1")
    for act in (
        lambda: hide_person(volunteer(centre), person_id, "x"),
        lambda: record_departure(volunteer(centre), [person_id], "left"),
        lambda: add_document(volunteer(centre), paper, "x"),
        lambda: void_card(volunteer(centre), person_id, "x"),
        lambda: correct_record(volunteer(centre), open_person(centre.register, person_id).documents[0], {}, "x"),
    ):
        assert refusal(act) == "guarded"
    guard_person(centre.register, person_id, "over", is_guarded=False)
    assert not open_person(centre.register, person_id).person.guarded


def test_whatever_changes_a_record_needs_a_reason(centre: Unlocked) -> None:
    person_id = someone(centre)
    person = open_person(centre.register, person_id).person
    register = centre.register
    for act in (
        lambda: correct_record(register, replace(person, given_name="Анна"), {}, " "),
        lambda: add_document(register, Document(document_id="", person_id=person_id), ""),
        lambda: hide_person(register, person_id, ""),
        lambda: reissue_card(register, person_id, ""),
        lambda: void_card(register, person_id, " "),
        lambda: guard_person(register, person_id, "", is_guarded=True),
    ):
        assert refusal(act) == "reason_missing"
