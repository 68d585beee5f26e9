"""A person's history as a readable story, on a real register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from intake_app.domain.ids import new_id
from intake_app.domain.records import Person
from intake_app.domain.roles import Role, Session
from intake_app.services.corrections import correct_record
from intake_app.services.people import open_person
from intake_app.services.placements import free_beds, move_people
from intake_app.services.places import add_places
from intake_app.services.print_queue import hand_over, mark_printed, queue_sheets, ready_sheet
from intake_app.services.registration import register_party
from intake_app.services.stories import FieldStep, tell_story
from intake_app.services.undoing import undo_act
from tests.made import arrival

if TYPE_CHECKING:
    from intake_app.domain.changes import Changes
    from intake_app.opening import Unlocked


def party(centre: Unlocked, count: int, **fields: Any) -> list[str]:
    made = arrival(centre, **{"birth_date": "1997-05-25", "sleeps": "here"} | fields)
    return [each.person_id for each in register_party(centre.register, [made] * count).people]


def correct(centre: Unlocked, person_id: str, **values: Any) -> Changes:
    file = open_person(centre.register, person_id)
    return correct_record(centre.register, replace(file.person, **values), file.seen[person_id], "misread")


def test_a_recording_is_one_entry_with_what_it_made_and_with_whom(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1-3")
    first, second = party(centre, 2)

    page = tell_story(centre.register, first)

    (entry,) = page.entries
    assert (page.total, entry.kind, entry.user_name, entry.people_count) == (1, "register", "Aigerim", 2)
    assert [person.person_id for person in entry.people] == [second]
    assert {made.table for made in entry.made} == {"person", "stay", "card", "group_member", "placement"}
    assert entry.steps == ()
    assert entry.can_be_undone


def test_a_correction_says_what_was_and_what_is_and_why_and_the_newest_comes_first(centre: Unlocked) -> None:
    (person_id,) = party(centre, 1)
    correct(centre, person_id, phone="+77001112233")
    correct(centre, person_id, phone="", given_name="Семён")

    newest, older, _recording = tell_story(centre.register, person_id).entries

    assert set(newest.steps) == {
        FieldStep("person", person_id, "phone", "+77001112233", None),
        FieldStep("person", person_id, "given_name", "Сергей", "Семён"),
    }
    assert (older.steps[0].before, older.reason) == (None, "misread")
    assert newest.can_be_undone
    assert "phone" in older.refusal


def test_a_move_of_three_names_the_others_and_the_places(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1-3\nHouse 4: 6")
    people = party(centre, 3)
    house = free_beds(centre.register)[-1][0]
    move_people(centre.register, people, house.place_id, "a house came free")

    entry = tell_story(centre.register, people[0]).entries[0]

    assert (entry.kind, entry.people_count) == ("move", 3)
    assert [person.person_id for person in entry.people] == people[1:]
    (made,) = entry.made
    assert entry.places[made.values["place_id"]] == "House 4"


def test_an_undone_entry_says_by_whom_and_the_undo_says_of_what(centre: Unlocked) -> None:
    (person_id,) = party(centre, 1)
    act = correct(centre, person_id, phone="+77001112233").act_id
    undo = undo_act(centre.register, act)

    undoing, undone, _recording = tell_story(centre.register, person_id).entries

    assert (undoing.kind, undoing.undoes, undoing.reason) == ("undo", "correct", "")
    assert undoing.can_be_undone
    assert undone.undone is not None
    assert (undone.undone.user_name, undone.undone.act_id) == ("Aigerim", undo.act_id)
    assert not undone.can_be_undone

    undo_act(centre.register, undo.act_id)
    again = tell_story(centre.register, person_id).entries
    assert [entry.undone is not None for entry in again] == [False, True, False, False]


def test_what_can_be_undone_here_is_what_an_undo_does(centre: Unlocked) -> None:
    (person_id,) = party(centre, 1)
    for phone in ("+77001112233", "+77001112244", "+77001112255"):
        correct(centre, person_id, phone=phone)
    while entry := next((each for each in tell_story(centre.register, person_id).entries if each.can_be_undone), None):
        if entry.kind == "register":
            break
        if entry.kind == "undo":
            done = {each.act_id: each for each in tell_story(centre.register, person_id).entries}
            entry = next((each for each in done.values() if each.can_be_undone and each.kind == "correct"), None)
            if entry is None:
                break
        undo_act(centre.register, entry.act_id)
    assert open_person(centre.register, person_id).person.phone == ""


def test_an_import_of_hundreds_is_not_undone_from_the_page_of_one(centre: Unlocked) -> None:
    people = party(centre, 21)
    entry = tell_story(centre.register, people[0]).entries[0]
    assert (entry.people_count, entry.can_be_undone) == (21, False)
    assert "21" in entry.refusal


def test_a_volunteer_reads_and_undoes_nothing(centre: Unlocked) -> None:
    (person_id,) = party(centre, 1)
    register = replace(centre.register, session=Session("u", "Dana", Role.VOLUNTEER))
    assert [entry.can_be_undone for entry in tell_story(register, person_id).entries] == [False]


def test_sheets_printed_and_handed_over_stand_among_the_acts(centre: Unlocked) -> None:
    register, (person_id,) = centre.register, party(centre, 1)
    (job_id,) = queue_sheets(register, [person_id])
    sheet = ready_sheet(register, job_id)
    assert sheet is not None
    mark_printed(register, {job_id: sheet.facts})
    hand_over(register, [job_id])

    kinds = [entry.kind for entry in tell_story(register, person_id).entries]

    assert sorted(kinds[:2]) == ["sheet_handed_over", "sheet_printed"]
    assert kinds[2] == "register"


def test_a_long_history_is_told_a_page_at_a_time(centre: Unlocked) -> None:
    (person_id,) = party(centre, 1)
    for number in range(45):
        correct(centre, person_id, phone=f"+770000000{number:02}")

    pages = [tell_story(centre.register, person_id, start, 20) for start in (0, 20, 40)]

    assert [(page.total, len(page.entries)) for page in pages] == [(46, 20), (46, 20), (46, 6)]
    told = [entry for page in pages for entry in page.entries]
    assert len({entry.act_id for entry in told}) == 46
    assert [entry.steps[0].after for entry in told[:2]] == ["+77000000044", "+77000000043"]
    assert told[-1].kind == "register"


def test_an_import_of_very_many_is_told_without_reading_all_of_it_and_not_undone_from_here(centre: Unlocked) -> None:
    people = [Person(person_id=new_id(), family_name="Иванов") for _number in range(1_001)]
    with centre.register.writing("import") as unit:
        unit.create_many(people)
        unit.commit()

    (entry,) = tell_story(centre.register, people[7].person_id).entries

    assert (entry.kind, entry.people) == ("import", ())
    assert not entry.can_be_undone
    assert "very many people" in entry.refusal
