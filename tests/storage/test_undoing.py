"""Undo on a real register: exact, honest about what stands in the way, and itself an act."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.clock import FixedClock
from intake_app.domain.changes import Changes
from intake_app.domain.local_records import PrintJob
from intake_app.domain.records import RECORD_TYPES, Document, Person, Stay
from intake_app.domain.roles import Role, Session
from intake_app.errors import UserError
from intake_app.services.card_reissue import reissue_card, void_card
from intake_app.services.centres import change_centre
from intake_app.services.corrections import add_document, correct_record, meet_need
from intake_app.services.deletion import hide_person
from intake_app.services.departures import record_departure
from intake_app.services.due_list import list_due
from intake_app.services.guarding import guard_person
from intake_app.services.people import find_people, open_person, resolve
from intake_app.services.placements import free_beds, move_people
from intake_app.services.places import add_places, list_places
from intake_app.services.print_queue import mark_printed, queue_sheets, ready_sheet
from intake_app.services.registration import register_party
from intake_app.services.stories import tell_story
from intake_app.services.undoing import undo_act
from tests.made import EVENING, arrival, made_centre
from tests.returning import record_return

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister

Act = Callable[[], Changes]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unlocked]:
    """One register for all the examples of a property: each takes back what it did."""
    unlocked = made_centre(tmp_path_factory.mktemp("kept") / "centre")
    add_places(unlocked.register, "Hall 1, mat 1-12\nHouse 4: 2")  # four parties of two, and one to move to
    for family_name in ("Иванов", "Ким"):
        someone(unlocked, family_name=family_name, need="doctor")
    yield unlocked
    unlocked.close()


def someone(unlocked: Unlocked, *, need: str = "", **fields: Any) -> str:
    made = arrival(unlocked, **{"birth_date": "1997-05-25", "sleeps": "here", "entered_on": "2022-11-25"} | fields)
    return register_party(unlocked.register, [replace(made, need_code=need)]).people[0].person_id


def shown(register: OpenRegister) -> dict[str, Any]:
    """What every record shows, who sleeps where, and whom the search finds."""
    with register.reading() as reading:
        told: dict[str, Any] = {table: reading.all(kind) for table, kind in RECORD_TYPES.items()}
    told["beds"] = [(line.place.name, line.taken) for line in list_places(register)]
    told["found"] = [
        sorted(found.row.person.person_id for found in find_people(register, text))
        for text in ("иванов", "ким", "орлов", "4512 345678", "N 77")
    ]
    return told


def correct(register: OpenRegister, person_id: str, **values: Any) -> Changes:
    file = open_person(register, person_id)
    return correct_record(register, replace(file.person, **values), file.seen[person_id], "misread")


def correct_stay(register: OpenRegister, person_id: str, **values: Any) -> Changes:
    stay = open_person(register, person_id).stay
    assert stay is not None
    return correct_record(register, replace(stay, **values), {}, "misheard")


def acts_on(unlocked: Unlocked, person_id: str) -> dict[str, Act]:
    """Everything that can be done to somebody who is here, hidden and left being told apart by their names."""
    register = unlocked.register

    def move() -> Changes:
        own = open_person(register, person_id).placements
        taken = {placement.place_id for placement, _name in own if not placement.ends_on}
        place = next(place for place, _free in free_beds(register) if place.place_id not in taken)
        return move_people(register, [person_id], place.place_id, "quieter")

    def meet() -> Changes:
        return meet_need(register, open_person(register, person_id).needs[0].need_id, "seen")

    known = {"family_name": "Иванов", "entered_on": "2022-11-25", "birth_date": "1997-05-25", "sleeps": "here"}
    party = [arrival(unlocked, birth_date="1990", sleeps="here") for _number in range(2)]
    return {
        "name": lambda: correct(register, person_id, family_name="Орлов"),
        "cleared": lambda: correct(register, person_id, birth_date="", languages=()),
        "languages": lambda: correct(register, person_id, languages=("kaz", "rus"), birth_date_estimated=True),
        "stay": lambda: correct_stay(register, person_id, entered_on="2022-11-24"),
        "host": lambda: correct_stay(register, person_id, sleeps="host"),
        "paper": lambda: add_document(
            register, Document(document_id="", person_id=person_id, document_number="N 77"), "brought it"
        ),
        "move": move,
        "need": meet,
        "left": lambda: record_departure(register, [person_id], "left", "2022-11-25"),
        "presumed": lambda: record_departure(register, [person_id], "presumed_left"),
        "hide": lambda: hide_person(register, person_id, "recorded twice"),
        "guard": lambda: guard_person(register, person_id, "asked", is_guarded=True),
        "reissue": lambda: reissue_card(register, person_id, "lost")[1],
        "void": lambda: void_card(register, person_id, "lost"),
        "party": lambda: register_party(register, party).changes,
        "return": lambda: record_return(register, person_id, arrival(unlocked, **known)).registration.changes,
        "centre": lambda: change_centre(register, {"phone": "+7 711 200 00 00"}),
    }


NAMES = (
    *("name", "cleared", "languages", "stay", "host", "paper", "move", "need", "left", "presumed", "hide", "guard"),
    *("reissue", "void", "party", "return", "centre"),
)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), st.integers(0, 1))
def test_an_act_and_then_its_undo_change_nothing_that_the_records_show(
    kept: Unlocked, names: list[str], which: int
) -> None:
    register = kept.register
    with register.reading() as reading:
        person_id = reading.all(Person)[which].person_id
    done: list[tuple[str, dict[str, Any], dict[str, Any]]] = []
    for name in names:
        before = shown(register)
        try:
            changes = acts_on(kept, person_id)[name]()
        except UserError:  # as of somebody who has left already: then nothing was done
            assert shown(register) == before
            continue
        if changes.record_ids:  # a correction to what is there already is no act
            done.append((changes.act_id, before, shown(register)))

    for act_id, before, after in reversed(done):
        undo = undo_act(register, act_id)
        assert shown(register) == before
        redo = undo_act(register, undo.act_id)
        assert shown(register) == after
        undo_act(register, redo.act_id)
        assert shown(register) == before


def test_nothing_of_the_property_has_damaged_the_register(kept: Unlocked) -> None:
    assert kept.check().findings == ()


def test_an_act_of_two_undone_and_done_again_can_be_undone_by_its_own_name(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    act = correct(register, person_id, phone="+77001112233").act_id
    undo = undo_act(register, act)
    undo_act(register, undo.act_id)

    undo_act(register, act)

    assert open_person(register, person_id).person.phone == ""


def test_undo_is_refused_where_a_later_act_changed_the_field_and_names_it(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    act = correct(register, person_id, phone="+77001112233").act_id
    correct(register, person_id, phone="+77004445566")

    with pytest.raises(UserError) as refused:
        undo_act(register, act)

    assert (refused.value.code, refused.value.field) == ("undo_changed_since", "phone")
    assert "phone" in refused.value.what
    assert open_person(register, person_id).person.phone == "+77004445566"


def test_a_later_change_that_was_undone_itself_stands_in_nobodys_way(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    first = correct(register, person_id, phone="+77001112233").act_id
    second = correct(register, person_id, phone="+77004445566").act_id
    undo_act(register, second)

    undo_act(register, first)

    assert open_person(register, person_id).person.phone == ""


def test_another_field_corrected_later_is_left_alone(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    act = correct(register, person_id, phone="+77001112233").act_id
    correct(register, person_id, given_name="Семён")

    undo_act(register, act)

    person = open_person(register, person_id).person
    assert (person.phone, person.given_name) == ("", "Семён")


def test_the_same_act_is_not_undone_twice(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    act = correct(register, person_id, phone="+77001112233").act_id
    undo_act(register, act)

    with pytest.raises(UserError) as refused:
        undo_act(register, act)

    assert refused.value.code == "undo_undone"


def test_an_unknown_act_and_the_founding_of_the_centre_are_refused(centre: Unlocked) -> None:
    with centre.register.reading() as reading:
        founding = reading.history([reading.all(RECORD_TYPES["centre"])[0].centre_id])[0].act_id

    codes = []
    for act_id in ("nothing", founding):
        with pytest.raises(UserError) as refused:
            undo_act(centre.register, act_id)
        codes.append(refused.value.code)

    assert codes == ["undo_unknown", "undo_final"]


def test_undoing_a_recording_frees_the_bed_and_takes_everybody_of_it_off_the_lists(centre: Unlocked) -> None:
    register = centre.register
    add_places(register, "Hall 1, mat 1-2")
    party = register_party(register, [arrival(centre, sleeps="here", birth_date="1990") for _number in range(2)])

    undo_act(register, party.changes.act_id)

    assert [line.taken for line in list_places(register)] == [0, 0]
    assert find_people(register, "Иванов") == ()
    with register.reading() as reading:
        assert reading.count_people() == 0


def test_a_recording_on_which_something_hangs_is_not_undone(centre: Unlocked) -> None:
    register = centre.register
    made = register_party(register, [arrival(centre)])
    paper = Document(document_id="", person_id=made.people[0].person_id, document_number="N 77")
    later = add_document(register, paper, "brought it")

    with pytest.raises(UserError) as refused:
        undo_act(register, made.changes.act_id)
    assert refused.value.code == "undo_has_records"

    undo_act(register, later.act_id)
    undo_act(register, made.changes.act_id)


def test_a_bed_that_is_somebody_elses_by_now_is_not_taken_back(centre: Unlocked) -> None:
    register = centre.register
    add_places(register, "Hall 1, mat 1-2")
    first = someone(centre)
    left = record_departure(register, [first], "left").act_id
    second = someone(centre, given_name="Анна")

    with pytest.raises(UserError) as refused:
        undo_act(register, left)

    assert refused.value.code == "undo_bed_taken"
    assert open_person(register, first).place_name == ""
    assert open_person(register, second).place_name == "Hall 1, mat 1"


@pytest.mark.parametrize("entered_on", ["2022-11-25", "2022-11-01", ""])
def test_who_came_back_is_here_whatever_day_of_entry_was_told_and_the_departure_is_not_undone(
    centre: Unlocked, entered_on: str
) -> None:
    register, person_id = centre.register, someone(centre)
    left = record_departure(register, [person_id], "left", "2022-11-25").act_id
    record_return(register, person_id, arrival(centre, entered_on=entered_on, sleeps="here"))

    stay = open_person(register, person_id).stay
    assert stay is not None
    assert (stay.entered_on, stay.departure) == (entered_on, "")
    assert [each.row.entered_on for each in find_people(register, "Иванов")] == [entered_on]
    with pytest.raises(UserError) as refused:
        undo_act(register, left)
    assert refused.value.code == "undo_came_back"
    entry = next(each for each in tell_story(register, person_id).entries if each.act_id == left)
    assert not entry.can_be_undone, "nor is it offered"
    with register.reading() as reading:
        assert len([each for each in reading.of_person(Stay, person_id) if not each.departure]) == 1


def test_who_came_back_without_a_day_of_entry_has_no_clock_of_the_stay_before(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    record_departure(register, [person_id], "moved", "2022-11-25")
    today = date(2022, 11, 25)
    assert [line.deadline for line in list_due(register, today)] == list(open_person(register, person_id).deadlines)
    assert list_due(register, today), "who only moved on still has theirs"

    record_return(register, person_id, arrival(centre, entered_on="", sleeps="here"))
    assert open_person(register, person_id).deadlines == ()
    assert list_due(register, today) == ()


def test_a_return_that_was_undone_is_done_again(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    record_departure(register, [person_id], "left", "2022-11-25")
    back = record_return(register, person_id, arrival(centre, entered_on="2022-11-01", sleeps="own"))
    undone = undo_act(register, back.registration.changes.act_id)
    undo_act(register, undone.act_id)

    stay = open_person(register, person_id).stay
    assert stay is not None
    assert (stay.entered_on, stay.departure) == ("2022-11-01", "")


def as_role(register: OpenRegister, role: Role, *, is_same_user: bool = True) -> OpenRegister:
    """The register with the same user in a role, or with somebody else."""
    user_id = register.session.user_id if is_same_user else "u"
    return replace(register, session=Session(user_id, "Dana", role))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DATA_OFFICER])
def test_whoever_did_it_today_takes_it_back_whatever_the_role(centre: Unlocked, role: Role) -> None:
    register, person_id = as_role(centre.register, role), someone(centre)
    act = correct(centre.register, person_id, phone="+77001112233").act_id

    undo = undo_act(register, act)
    assert open_person(centre.register, person_id).person.phone == ""
    undo_act(register, undo.act_id)
    assert open_person(centre.register, person_id).person.phone == "+77001112233"


@pytest.mark.parametrize(
    ("role", "kind", "code"),
    [
        (Role.DATA_OFFICER, "correct", "not_recorder"),
        (Role.VOLUNTEER, "guard", "lead_only"),
        (Role.PROTECTION, "add_places", "lead_only"),
    ],
)
def test_nobody_takes_back_what_their_role_may_not_do(centre: Unlocked, role: Role, kind: str, code: str) -> None:
    person_id = someone(centre)
    acts: dict[str, Act] = {
        "correct": lambda: correct(centre.register, person_id, phone="+77001112233"),
        "guard": lambda: guard_person(centre.register, person_id, "asked", is_guarded=True),
        "add_places": lambda: add_places(centre.register, "Hall 2, mat 1"),
    }
    act = acts[kind]().act_id

    with pytest.raises(UserError) as refused:
        undo_act(as_role(centre.register, role), act)

    assert refused.value.code == code


LEADS = (Role.SHIFT_LEAD, Role.MANAGER, Role.PROTECTION)


@pytest.mark.parametrize("role", list(Role))
def test_what_somebody_else_did_is_the_leads_to_take_back(centre: Unlocked, role: Role) -> None:
    register, person_id = as_role(centre.register, role, is_same_user=False), someone(centre)
    act = correct(centre.register, person_id, phone="+77001112233").act_id
    if role in LEADS:
        undo_act(register, act)
        return

    with pytest.raises(UserError) as refused:
        undo_act(register, act)

    assert refused.value.code == "undo_not_yours"
    assert str(refused.value) == ("Aigerim did this, so you cannot undo it. Ask Aigerim, or the shift lead.")
    assert open_person(centre.register, person_id).person.phone == "+77001112233"


def test_what_was_done_before_midnight_is_taken_back_in_the_same_night(tmp_path: Path) -> None:
    clock = FixedClock(EVENING)  # 23:40 at the centre
    centre = made_centre(tmp_path / "night", clock=clock)
    person_id = someone(centre)
    act = correct(centre.register, person_id, phone="+77001112233").act_id
    clock.instant = EVENING + timedelta(hours=6)
    undo_act(as_role(centre.register, Role.VOLUNTEER), act)
    assert open_person(centre.register, person_id).person.phone == ""
    centre.close()


@pytest.mark.parametrize("role", list(Role))
def test_what_was_done_on_another_day_is_the_leads_to_take_back(tmp_path: Path, role: Role) -> None:
    clock = FixedClock(EVENING)  # 23:40 at the centre
    centre = made_centre(tmp_path / "night", clock=clock)
    person_id = someone(centre)
    act = correct(centre.register, person_id, phone="+77001112233").act_id
    clock.instant = EVENING + timedelta(hours=13)  # the night is over at noon
    register = as_role(centre.register, role)
    if role in LEADS:
        undo_act(register, act)
    else:
        with pytest.raises(UserError) as refused:
            undo_act(register, act)
        assert refused.value.code == "undo_not_today"
        assert str(refused.value) == "You did this on an earlier day, so you cannot undo it. Ask the shift lead."
    centre.close()


def test_a_volunteer_takes_back_a_recording_of_their_own_and_none_on_which_something_hangs(centre: Unlocked) -> None:
    volunteer = as_role(centre.register, Role.VOLUNTEER)
    made = register_party(volunteer, [arrival(centre)])
    paper = Document(document_id="", person_id=made.people[0].person_id, document_number="N 77")
    later = add_document(volunteer, paper, "brought it")
    with pytest.raises(UserError) as refused:
        undo_act(volunteer, made.changes.act_id)
    assert refused.value.code == "undo_has_records"

    undo_act(volunteer, later.act_id)
    undo_act(volunteer, made.changes.act_id)

    assert find_people(centre.register, "Иванов") == ()


def test_a_volunteer_takes_nothing_back_of_somebody_guarded_since(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    act = correct(register, person_id, phone="+77001112233").act_id
    guard_person(register, person_id, "asked", is_guarded=True)

    with pytest.raises(UserError) as refused:
        undo_act(as_role(register, Role.VOLUNTEER), act)

    assert refused.value.code == "guarded"
    assert open_person(register, person_id).person.phone == "+77001112233"


def test_what_was_cleared_comes_back_with_whether_it_was_an_estimate(centre: Unlocked) -> None:
    register = centre.register
    person_id = someone(centre, birth_date="25")
    act = correct(register, person_id, birth_date="1996-05-25", birth_date_estimated=False).act_id

    undo_act(register, act)

    person = open_person(register, person_id).person
    assert (person.birth_date, person.birth_date_estimated) == ("1997", True)


def test_a_card_of_a_recording_that_was_undone_is_nobodys_and_never_given_again(centre: Unlocked) -> None:
    register = centre.register
    made = register_party(register, [arrival(centre)])
    undo_act(register, made.changes.act_id)

    again = register_party(register, [arrival(centre)])

    assert again.people[0].card_number != made.people[0].card_number
    with register.reading() as reading, pytest.raises(UserError):
        resolve(reading, made.people[0].card_number)


def test_a_sheet_given_is_outdated_by_a_correction_and_right_again_after_its_undo(centre: Unlocked) -> None:
    register, person_id = centre.register, someone(centre)
    (job_id,) = queue_sheets(register, [person_id])
    sheet = ready_sheet(register, job_id)
    assert sheet is not None
    mark_printed(register, {job_id: sheet.facts})

    def jobs() -> list[tuple[str, bool]]:
        with register.reading() as reading:
            return sorted((job.state, job.is_outdated) for job in reading.kept(PrintJob, person_id=person_id))

    act = correct(register, person_id, birth_date="1996-05-25").act_id
    assert jobs() == [("printed", True), ("waiting", False)]
    undo_act(register, act)
    assert jobs() == [("dropped", False), ("printed", False)]
