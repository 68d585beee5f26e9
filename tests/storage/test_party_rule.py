"""Who travels together, brought together and parted afterwards: one act each, one rule for a child alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.local_records import QueueLine
from intake_app.domain.records import Need
from intake_app.domain.roles import Role, Session
from intake_app.errors import UserError
from intake_app.services.children import Released
from intake_app.services.corrections import correct_record, meet_need
from intake_app.services.deletion import hide_person, restore_person
from intake_app.services.departures import record_departure
from intake_app.services.groups import party_of
from intake_app.services.guarding import guard_person
from intake_app.services.nights import read_tonight
from intake_app.services.parties import bring_together, leave_party
from intake_app.services.people import open_person
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from intake_app.services.stories import tell_story
from intake_app.services.tonight import save_line
from intake_app.services.undoing import undo_act
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked

CHILD, ADULT = "2016-05-01", "1988-05-01"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    """An open register with eight mats."""
    unlocked = made_centre(tmp_path)
    add_places(unlocked.register, "Hall 1, mat 1-8")
    yield unlocked
    unlocked.close()


def record(centre: Unlocked, *born: str, **values: Any) -> list[str]:
    """People recorded in one act: several are a party."""
    made = [arrival(centre, birth_date=each, sleeps="here", entered_on="2022-11-25", **values) for each in born]
    return [each.person_id for each in register_party(centre.register, made).people]


def party(centre: Unlocked, person_id: str) -> str:
    with centre.register.reading() as reading:
        return party_of(reading, person_id)


def correct_birth(centre: Unlocked, person_id: str, born: str) -> str:
    file = open_person(centre.register, person_id)
    corrected = replace(file.person, birth_date=born)
    return correct_record(centre.register, corrected, file.seen[person_id], "misread").act_id


def is_held(centre: Unlocked, person_id: str) -> tuple[bool, bool]:
    """Whether bed and sheet wait for the lead, and whether there is a bed."""
    file = open_person(centre.register, person_id)
    return file.is_held, bool(file.place_name)


def test_people_recorded_alone_become_one_party_in_one_act_that_is_undone_whole(centre: Unlocked) -> None:
    people = [record(centre, ADULT)[0] for _number in range(3)]

    done = bring_together(centre.register, people)

    assert (done.people, done.released, done.held) == (tuple(people), (), ())
    assert {party(centre, each) for each in people} == {done.group_id}
    assert [tell_story(centre.register, each).entries[0].kind for each in people] == ["join_party"] * 3
    undo_act(centre.register, done.changes.act_id)
    assert {party(centre, each) for each in people} == {""}


def test_most_decide_which_party_it_is_and_who_is_not_named_stays_where_they_are(centre: Unlocked) -> None:
    first, second = record(centre, ADULT, ADULT), record(centre, ADULT, ADULT, ADULT)
    before = party(centre, second[0])

    done = bring_together(centre.register, [first[0], *second])

    assert done.group_id == before
    assert done.people == (*second, first[0])
    assert party(centre, first[1]) not in ("", before)


def test_of_two_parties_with_as_many_the_older_one_stays(centre: Unlocked) -> None:
    older, newer = record(centre, ADULT, ADULT), record(centre, ADULT, ADULT)
    assert bring_together(centre.register, [newer[0], older[0]]).group_id == party(centre, older[1])


def test_somebody_joins_the_party_of_whom_they_came_with(centre: Unlocked) -> None:
    own, other = record(centre, ADULT, ADULT, ADULT), record(centre, ADULT)

    done = bring_together(centre.register, [own[0]], with_person=other[0], reason="brothers")

    assert set(done.people) == {own[0], other[0]}
    assert party(centre, own[1]) == party(centre, own[2]) != done.group_id
    assert tell_story(centre.register, own[0]).entries[0].reason == "brothers"
    undo_act(centre.register, done.changes.act_id)
    assert party(centre, own[0]) == party(centre, own[1])
    assert party(centre, other[0]) == ""


def test_a_child_who_joins_an_adult_is_released_and_held_again_by_the_undo(centre: Unlocked) -> None:
    (child,), (adult,) = record(centre, CHILD), record(centre, ADULT)
    assert is_held(centre, child) == (True, False)

    done = bring_together(centre.register, [child], with_person=adult)

    assert done.released == (Released(child, has_bed=True),)
    assert is_held(centre, child) == (False, True)
    told = tell_story(centre.register, child).entries[0]
    assert told.reason == "With an adult of the party now: accompanying, not verified"
    undo_act(centre.register, done.changes.act_id)
    assert is_held(centre, child) == (True, False)


def test_two_children_stay_held_until_an_adult_joins_their_party(centre: Unlocked) -> None:
    (one,), (other,), (adult,) = record(centre, CHILD), record(centre, CHILD), record(centre, ADULT)
    assert bring_together(centre.register, [one, other]).released == ()

    done = bring_together(centre.register, [adult], with_person=one)

    assert {each.person_id for each in done.released} == {one, other}
    assert is_held(centre, one) == is_held(centre, other) == (False, True)


def test_a_child_who_leaves_the_adults_is_held_in_the_bed_they_sleep_in_until_the_undo(centre: Unlocked) -> None:
    adult, child = record(centre, ADULT, CHILD)
    assert is_held(centre, child) == (False, True)

    done = leave_party(centre.register, child, "they only met on the train")

    assert (done.held, is_held(centre, child), party(centre, child)) == ((child,), (True, True), "")
    assert is_held(centre, adult) == (False, True)
    undo_act(centre.register, done.changes.act_id)
    assert is_held(centre, child) == (False, True)


@pytest.mark.parametrize("how", ["leaves", "joins others", "left the country", "is hidden"])
def test_a_child_whom_the_last_adult_leaves_is_held(centre: Unlocked, how: str) -> None:
    register, (adult, child), (other,) = centre.register, record(centre, ADULT, CHILD), record(centre, ADULT)
    if how == "leaves":
        act = leave_party(register, adult).changes.act_id
    elif how == "joins others":
        act = bring_together(register, [adult], with_person=other).changes.act_id
    elif how == "is hidden":
        act = hide_person(register, adult, "recorded twice").act_id
    else:
        act = record_departure(register, [adult], "left").act_id
    assert is_held(centre, child) == (True, True)

    undo_act(register, act)
    assert is_held(centre, child) == (False, True)


def test_a_child_whose_adult_was_hidden_is_let_go_when_they_are_back(centre: Unlocked) -> None:
    adult, child = record(centre, ADULT, CHILD)
    hide_person(centre.register, adult, "recorded twice")
    restore_person(centre.register, adult, "it was not them")
    assert is_held(centre, child) == is_held(centre, adult) == (False, True)


def test_whose_bed_slip_waits_for_the_lead_is_a_child_alone_in_the_nights_queue_too(centre: Unlocked) -> None:
    register, token = centre.register, {"sleeps": "here"}
    adult = save_line(register, replace(arrival(centre, birth_date=ADULT, **token), token="7")).people[0].person_id
    child = save_line(register, replace(arrival(centre, birth_date=CHILD, **token), token="8"), companion=adult)
    hide_person(register, adult, "recorded twice")
    [line] = read_tonight(register).lines
    assert (line.person_id, line.need_code, line.slip) == (child.people[0].person_id, "child_alone", "")


def test_a_family_that_leaves_in_one_act_leaves_nobody_held(centre: Unlocked) -> None:
    family = record(centre, ADULT, CHILD)
    record_departure(centre.register, family, "left")
    with centre.register.reading() as reading:
        assert reading.of_person(Need, family[1]) == ()


def test_an_adult_who_has_left_releases_nobody(centre: Unlocked) -> None:
    (child,), (adult,) = record(centre, CHILD), record(centre, ADULT)
    record_departure(centre.register, [adult], "left")
    assert bring_together(centre.register, [child], with_person=adult).released == ()
    assert is_held(centre, child) == (True, False)


def test_a_child_alone_whom_the_lead_has_seen_to_is_not_held_again_by_a_party_of_children(centre: Unlocked) -> None:
    (one,), (other,) = record(centre, CHILD), record(centre, CHILD)
    meet_need(centre.register, open_person(centre.register, one).needs[0].need_id, "an aunt came")

    bring_together(centre.register, [one, other])
    leave_party(centre.register, one)

    assert not open_person(centre.register, one).is_held


@pytest.mark.parametrize(("born", "corrected"), [(ADULT, "2010-05-01"), (ADULT, "2004"), ("", "2010")])
def test_a_birth_date_corrected_to_a_childs_holds_and_its_undo_lets_go(
    centre: Unlocked, born: str, corrected: str
) -> None:
    (person_id,) = record(centre, born)
    assert is_held(centre, person_id) == (False, True)

    act = correct_birth(centre, person_id, corrected)

    assert is_held(centre, person_id) == (True, True)
    undo_act(centre.register, act)
    assert is_held(centre, person_id) == (False, True)


def test_a_birth_date_corrected_to_an_adults_ends_the_hold_and_its_undo_renews_it(centre: Unlocked) -> None:
    (person_id,) = record(centre, CHILD)

    act = correct_birth(centre, person_id, ADULT)

    assert is_held(centre, person_id) == (False, True)
    undo_act(centre.register, act)
    assert is_held(centre, person_id) == (True, False)


def test_the_birth_date_of_the_only_adult_decides_about_the_children_of_the_party(centre: Unlocked) -> None:
    grown, child = record(centre, ADULT, CHILD)

    to_child = correct_birth(centre, grown, "2009")
    assert is_held(centre, grown) == is_held(centre, child) == (True, True)
    correct_birth(centre, grown, "1999")
    assert is_held(centre, grown) == is_held(centre, child) == (False, True)
    assert to_child


def test_another_date_of_a_child_who_was_seen_to_holds_nobody_again(centre: Unlocked) -> None:
    (child,) = record(centre, CHILD)
    meet_need(centre.register, open_person(centre.register, child).needs[0].need_id, "an aunt came")
    correct_birth(centre, child, "2015-05-01")
    assert not open_person(centre.register, child).is_held


def test_the_nights_queue_says_the_party_that_is(centre: Unlocked) -> None:
    register = centre.register
    lines = [save_line(register, replace(arrival(centre, birth_date=ADULT), token=str(number))) for number in (7, 8)]
    ids = [each.people[0].person_id for each in lines]

    def parties() -> list[str]:
        with register.reading() as reading:
            return [line.party for each in ids for line in reading.kept(QueueLine, person_id=each)]

    done = bring_together(register, ids)
    assert parties() == [done.group_id] * 2
    undo_act(register, done.changes.act_id)
    assert parties() == ["", ""]


def test_what_makes_no_party_is_refused_and_changes_nothing(centre: Unlocked) -> None:
    register, family, (other,) = centre.register, record(centre, ADULT, ADULT), record(centre, ADULT)
    guard_person(register, other, "asked", is_guarded=True)
    volunteer = replace(register, session=Session("u", "Dana", Role.VOLUNTEER))
    codes = []
    attempts: tuple[Callable[[], object], ...] = (
        lambda: bring_together(register, [other]),
        lambda: bring_together(register, [other], with_person=other),
        lambda: bring_together(register, family),
        lambda: bring_together(register, [other, "nobody"]),
        lambda: bring_together(volunteer, [other, family[0]]),
        lambda: leave_party(register, other),
    )
    for attempt in attempts:
        with pytest.raises(UserError) as refused:
            attempt()
        codes.append(refused.value.code)
    assert codes == ["party_of_one", "party_of_one", "party_already", "person_unknown", "guarded", "in_no_party"]
    assert party(centre, other) == ""
