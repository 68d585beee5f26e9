"""Records of one person joined, and two people said not to be the same: by whoever leads, on a real register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.local_records import PrintJob
from intake_app.domain.records import Document, NotTheSame, Person
from intake_app.domain.roles import Role, Session
from intake_app.errors import UserError
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.exchange.own_import import import_path
from intake_app.services.card_reissue import reissue_card
from intake_app.services.comparisons import compare_records
from intake_app.services.corrections import add_document, correct_record
from intake_app.services.deletion import hidden_since, hide_person, restore_person
from intake_app.services.desk_saves import save_at_desk
from intake_app.services.duplicates import scan_register
from intake_app.services.erasing import erase_person
from intake_app.services.guarding import guard_person
from intake_app.services.histories import tell_history
from intake_app.services.merging import Joining, merge_people
from intake_app.services.not_the_same import declare_different, different_pairs, list_declared, take_back
from intake_app.services.people import find_people, open_person, resolve
from intake_app.services.placements import free_beds, move_people
from intake_app.services.places import add_places
from intake_app.services.print_queue import mark_printed, queue_sheets, ready_sheet
from intake_app.services.registration import register_party, start_party
from intake_app.services.retention import list_forgettable
from intake_app.services.stories import tell_story
from intake_app.services.subject_access import read_held
from intake_app.services.undoing import undo_act
from tests.made import arrival
from tests.returning import record_return
from tests.storage.joined import everything, join, someone

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister

PAPER = {"document_number": "4512 345678", "document_type": "internal_passport", "document_country": "RUS"}


@pytest.fixture
def register(centre: Unlocked) -> OpenRegister:
    add_places(centre.register, "Hall 1, mat 1-6")
    return centre.register


def as_role(register: OpenRegister, role: Role) -> OpenRegister:
    return replace(register, session=Session("somebody", "Dana", role))


def card_of(register: OpenRegister, person_id: str) -> str:
    return open_person(register, person_id).card_number


def refusal(error: pytest.ExceptionInfo[UserError]) -> str:
    return error.value.code


def test_the_record_made_first_stays_with_the_values_that_were_chosen(centre: Unlocked, register: OpenRegister) -> None:
    first = someone(centre, phone="+7 912 000 11 22", patronymic="Петрович")
    second = someone(centre, family_name="Иваноф", phone="+7 912 000 11 33")

    joined = join(register, second, first, taken={"phone": second, "family_name": first})

    file = open_person(register, second)
    assert joined.person_id == first == file.person.person_id
    assert (file.person.family_name, file.person.patronymic) == ("Иванов", "Петрович")
    assert file.person.phone == "+79120001133"


def test_the_fuller_value_is_proposed_and_of_two_full_ones_the_newer(centre: Unlocked, register: OpenRegister) -> None:
    first = someone(centre, birth_date="1997-05-25", phone="+7 912 000 11 22")
    second = someone(centre, birth_date="1997", phone="", citizenship="KAZ")
    third = someone(centre, phone="+7 912 000 11 33")
    file = open_person(register, first)
    correct_record(register, replace(file.person, phone="+79120001144"), file.seen[first], "a new number")

    two = {each.name: each for each in compare_records(register, [first, second]).choices}
    assert two["birth_date"].proposed == two["phone"].proposed == 0
    assert two["citizenship"].proposed == 1
    newer = {each.name: each for each in compare_records(register, [first, third]).choices}
    assert newer["phone"].proposed == 0
    assert newer["phone"].differs
    assert not newer["family_name"].differs


def test_whoever_is_joined_is_nobody_of_their_own_any_more(centre: Unlocked, register: OpenRegister) -> None:
    first, second = someone(centre, **PAPER), someone(centre, family_name="Петров", sleeps="here")
    number = card_of(register, second)

    join(register, first, second, taken={"family_name": first})

    shown = everything(register)
    assert shown["count"] == 1
    assert {row[0] for name in ("people", "stays", "documents", "cards") for row in shown[f"{name}.csv"]} == {first}
    assert shown["tabs"]["hidden"] == 0
    assert shown["find петров"] == [first]  # a name that was not taken is kept among the other names
    assert open_person(register, first).person.other_names == "Петров Сергей"
    assert shown["find mat 1"] == [first]
    with register.reading() as reading:
        assert resolve(reading, number) == resolve(reading, second) == first
        assert hidden_since(reading, second) is None
    assert find_people(register, number)[0].row.person.person_id == first
    assert list_forgettable(register) == ()


def test_of_two_beds_and_cards_and_one_paper_recorded_twice_one_each_is_left(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre, sleeps="here", **PAPER), someone(centre, sleeps="here", **PAPER)
    found = compare_records(register, [first, second])
    bed = next(each for each in found.rivals["bed"] if each.owner == first)
    card = next(each for each in found.rivals["card"] if each.owner == second)

    joined = merge_people(
        register, Joining((first, second), found.seen, kept={"bed": bed.record_id, "card": card.record_id})
    )

    file = open_person(register, first)
    assert (file.place_name, file.card_number, joined.card_number) == ("Hall 1, mat 1", card.words, card.words)
    assert [len(file.documents), len(file.stays), len(file.cards)] == [1, 1, 2]
    assert next(place.name for place, _free in free_beds(register)) == "Hall 1, mat 2"
    with register.reading() as reading:
        assert {resolve(reading, each.card_number) for each in file.cards} == {first}


def test_a_stay_of_another_entry_moves_along_and_the_later_one_is_the_current(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre, entered_on="2022-11-20"), someone(centre, entered_on="2022-11-25")

    join(register, first, second)

    file = open_person(register, first)
    assert sorted(stay.entered_on for stay in file.stays) == ["2022-11-20", "2022-11-25"]
    assert file.stay is not None
    assert file.stay.entered_on == "2022-11-25"


def test_a_child_held_in_one_of_the_records_stays_held_in_their_bed(centre: Unlocked, register: OpenRegister) -> None:
    first = someone(centre, birth_date="", sleeps="here")
    child = someone(centre, birth_date="2010-02-01", sleeps="here")

    joined = join(register, first, child)

    assert joined.is_held
    assert open_person(register, first).is_held
    assert open_person(register, first).place_name == "Hall 1, mat 1"
    undo_act(register, joined.changes.act_id)
    assert not open_person(register, first).is_held
    assert open_person(register, first).place_name == "Hall 1, mat 1"


def test_a_child_who_came_to_a_joined_adult_is_held_once_there_is_no_adult_any_more(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre, birth_date=""), someone(centre, birth_date="1980-01-01")
    joined = join(register, first, second)
    party = start_party(register, first)
    made = arrival(centre, given_name="Лена", birth_date="2012-03-01", sleeps="here", entered_on="2022-11-25")
    child = register_party(register, [made], group_id=party).people[0].person_id
    assert not open_person(register, child).is_held

    undo_act(register, joined.changes.act_id)

    assert open_person(register, child).is_held


def test_guarded_is_whoever_was_so_in_one_of_the_records(centre: Unlocked, register: OpenRegister) -> None:
    first, second = someone(centre), someone(centre)
    guard_person(register, second, "asked", is_guarded=True)

    join(register, first, second)

    assert open_person(register, first).person.guarded


def test_a_sheet_that_was_given_is_outdated_and_right_again_once_it_is_taken_back(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre), someone(centre)
    for job in queue_sheets(register, [first, second]):
        sheet = ready_sheet(register, job)
        assert sheet is not None
        mark_printed(register, {job: sheet.facts})

    joined = join(register, first, second)
    with register.reading() as reading:
        jobs = reading.kept(PrintJob)
    assert {job.person_id for job in jobs} == {first}
    assert [job.is_outdated for job in jobs] == [
        True,
        False,
    ]  # the newer card stays

    undo_act(register, joined.changes.act_id)
    with register.reading() as reading:
        jobs = reading.kept(PrintJob, state="printed")
    assert [(job.person_id, job.is_outdated) for job in jobs] == [(first, False), (second, False)]


def test_what_was_changed_meanwhile_is_refused_and_nothing_is_joined(centre: Unlocked, register: OpenRegister) -> None:
    first, second = someone(centre), someone(centre)
    seen = compare_records(register, [first, second]).seen
    add_document(register, Document(document_id="", person_id=second, document_number="N 77"), "brought it")
    before = everything(register)

    with pytest.raises(UserError) as refused:
        merge_people(register, Joining((first, second), seen))

    assert refusal(refused) == "changed_meanwhile"
    assert everything(register) == before


def test_a_joining_is_taken_back_long_after_and_what_came_since_stays_with_who_stayed(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre, sleeps="here"), someone(centre, phone="+7 912 000 11 33", family_name="Петров")
    joined = join(register, first, second, taken={"family_name": second})
    file = open_person(register, first)
    correct_record(register, replace(file.person, family_name="Сидоров"), file.seen[first], "as in the passport")
    add_document(register, Document(document_id="", person_id=first, document_number="N 77"), "brought it")

    undone = undo_act(register, joined.changes.act_id)

    one, other = open_person(register, first), open_person(register, second)
    assert undone.kept == ("family_name",)
    assert (one.person.family_name, one.person.phone) == ("Сидоров", "")
    assert (other.person.family_name, other.person.phone) == ("Петров", "+79120001133")
    assert ([each.document_number for each in one.documents], other.documents) == (["N 77"], ())


def test_a_bed_that_is_somebody_elses_by_now_is_lost_and_that_is_said(centre: Unlocked, register: OpenRegister) -> None:
    first, second, third = (someone(centre, sleeps="here") for _number in range(3))
    found = compare_records(register, [first, second])
    kept = next(each.record_id for each in found.rivals["bed"] if each.owner == first)
    joined = join(register, first, second, kept={"bed": kept})
    free = next(place.place_id for place, _free in free_beds(register) if place.name == "Hall 1, mat 2")
    move_people(register, [third], free, "quieter")

    undone = undo_act(register, joined.changes.act_id)

    assert undone.is_bed_lost
    assert open_person(register, second).place_name == ""
    assert open_person(register, third).place_name == "Hall 1, mat 2"


def test_joined_anew_is_refused_in_a_sentence_once_both_have_had_a_new_card(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre), someone(centre)
    undone = undo_act(register, join(register, first, second).changes.act_id)
    reissue_card(register, first, "lost")
    reissue_card(register, second, "lost")
    before = everything(register)

    with pytest.raises(UserError) as refused:
        undo_act(register, undone.act_id)

    assert refusal(refused) in {"undo_joined_anew", "undo_changed_since"}
    assert everything(register) == before


def test_what_was_done_to_a_record_before_it_was_put_away_is_not_undone_behind_its_back(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre), someone(centre)
    file = open_person(register, second)
    corrected = correct_record(register, replace(file.person, phone="+79120001144"), file.seen[second], "told")
    join(register, first, second)

    with pytest.raises(UserError) as refused:
        undo_act(register, corrected.act_id)

    assert refusal(refused) == "undo_joined"


def test_a_record_that_was_put_away_is_not_hidden_and_cannot_be_restored_as_if_it_were(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre), someone(centre)
    join(register, first, second)

    with pytest.raises(UserError) as refused:
        restore_person(register, second, "they are here")

    assert refusal(refused) == "person_joined"


def test_only_those_who_lead_join_records_and_say_that_two_are_not_the_same(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre), someone(centre)
    seen = compare_records(register, [first, second]).seen

    for role in (Role.VOLUNTEER, Role.PROTECTION):
        other = as_role(register, role)
        for deed in (
            lambda other=other: compare_records(other, [first, second]),
            lambda other=other: merge_people(other, Joining((first, second), seen)),
            lambda other=other: declare_different(other, first, second),
            lambda other=other: list_declared(other),
        ):
            with pytest.raises(UserError) as refused:
                deed()
            assert refusal(refused) == "lead_only"
    for role in (Role.SHIFT_LEAD, Role.DATA_OFFICER):
        declared = declare_different(as_role(register, role), first, second)
        undo_act(register, declared.act_id)


def test_the_hidden_and_one_record_alone_are_not_joined(centre: Unlocked, register: OpenRegister) -> None:
    first, second = someone(centre), someone(centre)
    hide_person(register, second, "recorded twice")

    with pytest.raises(UserError) as refused:
        compare_records(register, [first, second])
    assert refusal(refused) == "person_unknown"
    with pytest.raises(UserError) as refused:
        compare_records(register, [first, first])
    assert refusal(refused) == "one_person"


def test_two_people_said_not_to_be_the_same_are_remembered_and_cannot_be_joined_until_that_is_taken_back(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre), someone(centre)

    assert [(each.person_id_a, each.person_id_b) for each in scan_register(register)] == [(first, second)]
    declared = declare_different(register, second, first, "twins")

    pair = (first, second)
    [told] = list_declared(register)
    assert (told.pair, told.reason, told.user_name) == (pair, "twins", "Aigerim")
    assert scan_register(register) == ()
    with pytest.raises(UserError) as refused:
        join(register, first, second)
    assert refusal(refused) == "said_different"
    with pytest.raises(UserError) as refused:
        declare_different(register, first, second)
    assert refusal(refused) == "already_different"
    undo_act(register, declared.act_id)
    assert list_declared(register) == ()
    declare_different(register, first, second)
    take_back(register, first, second)
    with register.reading() as reading:
        assert different_pairs(reading) == frozenset()
    join(register, first, second)


def test_someone_else_at_the_desk_is_for_good_only_where_a_lead_says_so(
    centre: Unlocked, register: OpenRegister
) -> None:
    known = someone(centre)
    made = arrival(centre, birth_date="1997-05-25")

    save_at_desk(as_role(register, Role.VOLUNTEER), made, draft_id="desk", different_from=(known, "nobody"))
    assert list_declared(register) == ()

    lead = as_role(register, Role.SHIFT_LEAD)
    saved = save_at_desk(lead, made, draft_id="desk", different_from=(known, "nobody"))
    assert [each.pair for each in list_declared(register)] == [(known, saved.person.person_id)]


def test_what_is_said_of_somebody_holds_for_who_stands_for_them(centre: Unlocked, register: OpenRegister) -> None:
    first, second, third = (someone(centre) for _number in range(3))
    declare_different(register, second, third)

    join(register, first, second)

    with register.reading() as reading:
        assert different_pairs(reading) == {(first, third)}
    with pytest.raises(UserError) as refused:
        join(register, first, third)
    assert refusal(refused) == "said_different"


def test_the_story_of_who_stays_tells_of_both_and_of_the_joining(centre: Unlocked, register: OpenRegister) -> None:
    first, second = someone(centre), someone(centre)
    joined = join(register, first, second)
    undo_act(register, joined.changes.act_id)
    again = join(register, first, second)

    story = tell_story(register, second)

    assert [entry.kind for entry in story.entries if entry.act_id] == [
        *("merge_people", "undo", "merge_people", "register", "register")
    ]
    assert [len(entry.people) for entry in story.entries if entry.act_id] == [1, 1, 1, 0, 0]
    assert story.entries[0].act_id == again.changes.act_id
    assert story.entries[0].can_be_undone
    assert {entry.record_id for entry in tell_history(register, second)} >= {first, second}


def test_the_copy_of_what_is_held_and_the_erasing_reach_every_record_that_was_joined(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre, **PAPER), someone(centre, family_name="Петров", document_number="N 4711")
    third = someone(centre, family_name="Сидоров")
    declare_different(register, second, third)
    join(register, first, second, taken={"family_name": first})

    held = read_held(register, second).as_object()
    assert held["person"]["person_id"] == first
    assert [each["family_name"] for each in held["joined"]] == ["Петров"]
    assert len(held["documents"]) == 2

    erase_person(register, second)
    with register.reading() as reading:
        assert [reading.get(Person, each) for each in (first, second)] == [None, None]
        assert reading.all(NotTheSame) == ()
        said = repr([change.patch for each in (first, second) for change in reading.history([each])])
    assert "Петров" not in said
    assert "Иванов" not in said
    assert centre.check().findings == ()


def test_erasing_somebody_after_parting_takes_their_values_out_of_the_others_history(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre), someone(centre, phone="+7 912 000 11 33", family_name="Петров")
    joined = join(register, first, second, taken={"family_name": second})
    undone = undo_act(register, joined.changes.act_id)
    again = undo_act(register, undone.act_id)
    undo_act(register, again.act_id)
    before = open_person(register, first)

    erase_person(register, second)

    with register.reading() as reading:
        said = repr([change.patch for change in reading.history([first])])
    assert "+79120001133" not in said
    assert "Петров" not in said
    assert open_person(register, first).person == before.person
    assert centre.check().findings == ()
    with pytest.raises(UserError) as refused:
        undo_act(register, joined.changes.act_id)
    assert refusal(refused) in {"undo_erased", "undo_undone"}


def test_files_made_before_two_were_joined_are_known_again_and_speak_of_who_stays(
    centre: Unlocked, register: OpenRegister, tmp_path: Path
) -> None:
    first, second = someone(centre, entered_on="2022-11-20"), someone(centre, sleeps="here", **PAPER)
    before = tmp_path / "before"
    export_register(register, before, ExportRequest(purpose="to another desk"))
    join(register, first, second)
    shown = everything(register)

    report = import_path(register, before)

    assert {row.problem for row in report.rows} <= {"different"}  # the card that was voided
    assert {row.file for row in report.rows} <= {"cards.csv", "people.csv"}
    assert report.imported == 0
    assert everything(register) == shown


def test_a_joining_is_undone_by_whoever_leads_and_by_no_volunteer(centre: Unlocked, register: OpenRegister) -> None:
    first, second = someone(centre), someone(centre)
    joined = join(as_role(register, Role.DATA_OFFICER), first, second)

    with pytest.raises(UserError) as refused:
        undo_act(as_role(register, Role.VOLUNTEER), joined.changes.act_id)
    assert refusal(refused) == "undo_not_yours"
    undo_act(as_role(register, Role.SHIFT_LEAD), joined.changes.act_id)
    assert open_person(register, second).person.person_id == second


def test_the_survivor_is_not_undone_away_while_another_stands_in_it(centre: Unlocked, register: OpenRegister) -> None:
    first, second = someone(centre), someone(centre)
    with register.reading() as reading:
        recorded, other = (reading.history([each])[0].act_id for each in (first, second))
    join(register, first, second)

    with pytest.raises(UserError) as refused:
        undo_act(register, recorded)
    with pytest.raises(UserError) as refused_other:
        undo_act(register, other)

    assert refusal(refused) in {"undo_has_records", "undo_joined"}
    assert str(refused_other.value).startswith("It cannot be undone: the record was joined with another since.")


def test_who_is_hidden_after_joining_comes_back_whole(centre: Unlocked, register: OpenRegister) -> None:
    first, second = someone(centre, sleeps="here"), someone(centre)
    join(register, first, second)
    hide_person(register, first, "asked")
    assert everything(register)["tabs"]["hidden"] == 1

    restore_person(register, first, "was wrong")

    assert open_person(register, second).person.person_id == first
    assert everything(register)["tabs"]["hidden"] == 0


def test_somebody_who_comes_again_under_a_record_put_away_gets_a_stay_with_who_stands_for_it(
    centre: Unlocked, register: OpenRegister
) -> None:
    first, second = someone(centre), someone(centre)
    join(register, first, second)

    record_return(register, second, arrival(centre, birth_date="1997-05-25", entered_on="2022-11-25"))

    assert len(open_person(register, first).stays) == 2


def test_who_was_parted_again_is_among_those_changed_since(centre: Unlocked, register: OpenRegister) -> None:
    first, second = someone(centre), someone(centre, sleeps="here", **PAPER)
    joined = join(register, first, second)
    with register.reading() as reading:
        vector = reading.vector()

    undo_act(register, joined.changes.act_id)

    with register.reading() as reading:
        assert set(reading.people_changed_since(vector)) == {first, second}
