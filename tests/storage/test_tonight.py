"""A burst at night in a real encrypted register: lines, parties, held children, beds by token, lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from intake_app.clock import FixedClock
from intake_app.domain.arrivals import Arrival, DeskContext
from intake_app.domain.cards import parse_card
from intake_app.domain.export_tables import EXPORT_FIELDS
from intake_app.domain.local_records import QueueLine, ReservedCard
from intake_app.domain.records import Person, Placement
from intake_app.domain.roles import Role, Session
from intake_app.domain.tonight import call_order
from intake_app.domain.tonight_lines import group_parties, parse_list
from intake_app.errors import UserError
from intake_app.opening import unlock
from intake_app.paths import data_folder
from intake_app.services.bed_slips import read_slips
from intake_app.services.centres import read_centre
from intake_app.services.children import Released
from intake_app.services.guarding import guard_person
from intake_app.services.nights import Night, keep_night, read_tonight
from intake_app.services.paper_kit import list_kits
from intake_app.services.people import find_people, open_person
from intake_app.services.places import add_places, list_places
from intake_app.services.tonight import (
    call_token,
    give_bed_back,
    give_bed_by_token,
    save_line,
    save_list,
    undo_lines,
)
from reports.slips import _lay_bed
from tests.made import EVENING, PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EVENING)


@pytest.fixture
def centre(tmp_path: Path, clock: FixedClock) -> Iterator[Unlocked]:
    opened = made_centre(tmp_path, clock=clock)
    add_places(opened.register, "Hall 1, mat 1-40")
    yield opened
    opened.close()


def line(centre: Unlocked, token: str, name: str, born: str, need: str = "") -> Arrival:
    family, _space, given = name.partition(" ")
    made = arrival(centre, family_name=family, given_name=given, birth_date=born, sleeps="here")
    return replace(made, token=token, need_code=need)


def lines_of(centre: Unlocked) -> dict[str, tuple[str, str]]:
    return {each.token: (each.name, each.place_name) for each in read_tonight(centre.register).lines}


def test_a_line_is_there_again_with_token_and_place_after_the_register_was_closed(
    tmp_path: Path, clock: FixedClock
) -> None:
    first = made_centre(tmp_path, clock=clock)
    add_places(first.register, "Hall 1, mat 1-40")
    save_line(first.register, line(first, "211", "Смирнов Павел", "1996"))
    first.close()
    again = unlock(data_folder(tmp_path), PASSPHRASE, doors(clock))
    assert lines_of(again) == {"211": ("Смирнов Павел", "Hall 1, mat 1")}
    again.close()


def test_who_came_together_is_one_party_from_the_second_line_on(centre: Unlocked) -> None:
    first = save_line(centre.register, line(centre, "211", "Смирнов Павел", "1996"))
    second = save_line(
        centre.register, line(centre, "212", "Лаптев Никита", "1998"), companion=first.people[0].person_id
    )
    third = save_line(centre.register, line(centre, "213", "Гусев Илья", "1997"), companion=second.people[0].person_id)
    assert second.party == third.party != ""
    assert {each.party for each in read_tonight(centre.register).lines} == {second.party}


def test_a_child_is_held_until_an_adult_of_the_party_is_recorded(centre: Unlocked) -> None:
    child = save_line(centre.register, line(centre, "217", "Гусев Тимофей", "2016"))
    assert child.people[0].is_held
    held = read_tonight(centre.register).lines[0]
    assert held.is_held
    assert [each.token for each in call_order([held])] == ["217"]
    mother = save_line(
        centre.register, line(centre, "218", "Гусева Марина", "1988"), companion=child.people[0].person_id
    )
    assert mother.released == (Released(child.people[0].person_id, has_bed=True),)
    freed = read_tonight(centre.register).lines[0]
    assert (freed.is_held, freed.place_name, freed.need_code) == (False, "Hall 1, mat 2", "")
    assert not open_person(centre.register, child.people[0].person_id).is_held

    undo_lines(centre.register, mother.changes.act_id)
    alone = read_tonight(centre.register).lines
    assert [(each.token, each.is_held) for each in alone] == [("217", True)]


def test_an_undone_line_leaves_the_queue_and_its_bed_is_free_again(centre: Unlocked) -> None:
    first = save_line(centre.register, line(centre, "211", "Смирнов Павел", "1996"))
    second = save_line(
        centre.register, line(centre, "212", "Лаптев Никита", "1998"), companion=first.people[0].person_id
    )
    undo_lines(centre.register, second.changes.act_id)
    undo_lines(centre.register, first.changes.act_id)
    assert read_tonight(centre.register).lines == ()
    assert sum(place.taken for place in list_places(centre.register)) == 0
    assert find_people(centre.register, "Смирнов") == ()


def test_a_bed_by_token_keeps_no_person_and_everything_that_joins_people_lives_with_it(
    centre: Unlocked,
) -> None:
    save_line(centre.register, line(centre, "218", "Гусева Вера", "1961"))
    given = give_bed_by_token(centre.register, "219")
    assert given.place_name == "Hall 1, mat 2"
    with centre.register.reading() as reading:
        assert reading.count_people() == 1
        assert [each.person_id for each in reading.all(Placement)].count("") == 1
        assert reading.all(Person)[0].family_name == "Гусева"
    assert sum(place.taken for place in list_places(centre.register)) == 2
    with centre.register.reading() as reading:
        for table, fields in EXPORT_FIELDS.items():
            rows = list(reading.export_rows(table, fields, on="2022-11-25", with_guarded=True, only=None))
            assert all(row[fields.index("person_id")] for row in rows), table
        assert len(reading.people_changed_since({})) == 1
    assert find_people(centre.register, "Hall 1, mat 2") == ()
    assert centre.check().findings == ()


def test_a_bed_by_token_is_a_line_for_the_lead_and_can_be_given_back(centre: Unlocked) -> None:
    given = give_bed_by_token(centre.register, "219")
    shown = read_tonight(centre.register).lines[0]
    assert (shown.token, shown.name, shown.is_record, shown.need_code) == ("219", "", False, "speak_alone")
    give_bed_back(centre.register, given.line_id)
    assert read_tonight(centre.register).lines == ()
    assert sum(place.taken for place in list_places(centre.register)) == 0
    with centre.register.reading() as reading:
        assert reading.count_kept(QueueLine) == 0
    with pytest.raises(UserError, match="not in the queue"):
        give_bed_back(centre.register, given.line_id)


def test_a_bed_by_token_needs_a_token_and_waits_where_no_bed_is_free(centre: Unlocked, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="token"):
        give_bed_by_token(centre.register, " ")
    full = made_centre(tmp_path / "full")
    assert give_bed_by_token(full.register, "1").place_name == ""
    assert read_tonight(full.register).lines[0].place_name == ""
    full.close()


def test_a_bed_that_was_taken_is_refused_for_a_token_too(centre: Unlocked) -> None:
    place_id = read_tonight(centre.register).beds[0].place.place_id
    give_bed_by_token(centre.register, "1", place_id)
    with pytest.raises(UserError, match="somebody else"):
        give_bed_by_token(centre.register, "2", place_id)


def test_calling_a_token_takes_it_off_the_list_of_whom_to_call(centre: Unlocked) -> None:
    save_line(centre.register, line(centre, "216", "Гусева Марина", "1988", "doctor"))
    waiting = call_order(read_tonight(centre.register).lines)
    assert call_token(centre.register, waiting[0].line_id) == "216"
    assert call_order(read_tonight(centre.register).lines) == ()


def test_the_night_goes_on_over_midnight_and_ends_at_noon(centre: Unlocked, clock: FixedClock) -> None:
    keep_night(centre.register, Night(what="Train 325", expected=320, notice_language="rus", notice_version="1"))
    save_line(centre.register, line(centre, "1", "Смирнов Павел", "1996"))
    clock.instant += timedelta(hours=2)  # 01:40 of the next day
    save_line(centre.register, line(centre, "2", "Лаптев Никита", "1998"))
    night = read_tonight(centre.register)
    assert [each.token for each in night.lines] == ["1", "2"]
    assert (night.night.expected, night.night.notice is not None) == (320, True)
    clock.instant += timedelta(hours=12)
    after = read_tonight(centre.register)
    assert (after.lines, after.night.what, after.night.notice) == ((), "", None)


def pasted(centre: Unlocked, count: int) -> list[tuple[Arrival, ...]]:
    text = "\n".join(
        f"Смирнов Павел {'абвгд'[number % 5]}ович\t{1950 + number % 50}\tм" + ("\n" if number % 4 == 3 else "")
        for number in range(count)
    )
    return list(group_parties(parse_list(text, DeskContext(centre.register.today(read_centre(centre.register)), "KZ"))))


def test_a_list_is_one_act_each_party_side_by_side(centre: Unlocked) -> None:
    saved = save_list(centre.register, pasted(centre, 8))
    assert len(saved.people) == 8
    with centre.register.reading() as reading:
        acts = {change.act_id for person in saved.people for change in reading.history([person.person_id])}
        assert len(acts) == 1
    undo_lines(centre.register, saved.changes.act_id)
    with centre.register.reading() as reading:
        assert reading.count_people() == 0


def test_a_list_that_is_stopped_records_nobody(centre: Unlocked) -> None:
    with pytest.raises(UserError, match="Stopped"):
        save_list(centre.register, pasted(centre, 8), lambda count: count < 4)
    with centre.register.reading() as reading:
        assert reading.count_people() == 0


def test_320_lines_are_recorded_and_each_has_its_bed(tmp_path: Path) -> None:
    centre = made_centre(tmp_path / "many")
    add_places(centre.register, "Hall 1, mat 1-340")
    parties = [
        tuple(replace(each, token=str(100 + 4 * number + place)) for place, each in enumerate(party))
        for number, party in enumerate(pasted(centre, 320))
    ]
    save_list(centre.register, parties)
    night = read_tonight(centre.register)
    assert len(night.lines) == 320
    assert all(each.place_name for each in night.lines)
    centre.close()


@pytest.mark.parametrize("language", ["rus", "kaz", "eng"])
def test_no_bed_slip_tells_that_its_bearer_wants_to_speak_alone(centre: Unlocked, language: str) -> None:
    register = centre.register
    keep_night(register, Night(notice_language=language, notice_version="1"))
    save_line(register, replace(line(centre, "211", "Смирнов Павел", "1996"), token="211"))
    give_bed_by_token(register, "212")
    save_line(register, line(centre, "213", "Смирнов Егор", "1999"))
    slips = read_slips(register).slips
    assert [slip.token for slip in slips] == ["211", "212", "213"]
    numbers = [slip.card_number for slip in slips]
    assert all(parse_card(number) for number in numbers)
    assert numbers == sorted(set(numbers))  # in the order of the queue, as if somebody were recorded
    shapes = [
        [(type(mark), mark.x, mark.y, getattr(mark, "size", 0)) for mark in _lay_bed(replace(slip, place="Hall 1"))]
        for slip in slips
    ]
    assert shapes[0] == shapes[1] == shapes[2]
    words = {(slip.token_word, slip.lead, slip.disclaimer) for slip in slips}
    assert len(words) == 1


def test_the_number_on_the_slip_of_a_bed_by_token_stands_for_nobody_and_goes_with_the_bed(centre: Unlocked) -> None:
    register = centre.register
    bed = give_bed_by_token(register, "212")
    [slip] = read_slips(register).slips
    assert list_kits(register) == ()
    assert find_people(register, slip.card_number) == ()
    given = save_line(register, line(centre, "213", "Смирнов Егор", "1999")).people[0].card_number
    assert given != slip.card_number
    give_bed_back(register, bed.line_id)
    with register.reading() as reading:
        assert reading.kept(ReservedCard) == ()


def test_who_is_recorded_under_the_number_of_their_bed_slip_sleeps_in_its_bed_until_that_is_undone(
    centre: Unlocked,
) -> None:
    register = centre.register
    bed = give_bed_by_token(register, "212")
    [slip] = read_slips(register).slips
    made = replace(line(centre, "", "Смирнов Егор", "1999"), card_number=slip.card_number)

    saved = save_line(register, made)

    assert saved.people[0].card_number == slip.card_number
    [shown] = read_tonight(register).lines
    assert (shown.token, shown.name, shown.place_name) == ("212", "Смирнов Егор", bed.place_name)
    assert sum(place.taken for place in list_places(register)) == 1
    undo_lines(register, saved.changes.act_id)
    [shown] = read_tonight(register).lines
    assert (shown.token, shown.is_record, shown.place_name) == ("212", False, bed.place_name)


@pytest.mark.parametrize(("sleeps", "taken"), [("own", 0), ("here", 1)])
def test_who_holds_a_bed_slip_and_sleeps_elsewhere_leaves_its_bed(centre: Unlocked, sleeps: str, taken: int) -> None:
    register = centre.register
    give_bed_by_token(register, "212")
    [slip] = read_slips(register).slips
    other = next(bed.place.place_id for bed in read_tonight(register).beds if bed.free)
    made = line(centre, "213", "Смирнов Егор", "1999")
    stay = replace(made.stay, sleeps=sleeps)
    place_id = other if sleeps == "here" else ""
    save_line(register, replace(made, card_number=slip.card_number, place_id=place_id, stay=stay))
    assert sum(place.taken for place in list_places(register)) == taken
    assert [each.is_record for each in read_tonight(register).lines] == [True]


def test_a_child_alone_keeps_the_bed_of_their_slip_while_the_lead_is_called(centre: Unlocked) -> None:
    register = centre.register
    bed = give_bed_by_token(register, "212")
    [slip] = read_slips(register).slips
    made = replace(line(centre, "", "Смирнов Егор", "2012"), card_number=slip.card_number)
    assert save_line(register, made).people[0].is_held
    [shown] = read_tonight(register).lines
    assert (shown.place_name, shown.need_code) == (bed.place_name, "child_alone")


def test_a_volunteer_takes_back_their_own_line_with_the_queue_and_nobody_elses(
    centre: Unlocked, clock: FixedClock
) -> None:
    register = centre.register
    volunteer = replace(register, session=replace(register.session, role=Role.VOLUNTEER))
    stranger = replace(register, session=Session("another", "Dana", Role.VOLUNTEER))
    saved = save_line(volunteer, line(centre, "211", "Смирнов Павел", "1996"))
    with pytest.raises(UserError) as refused:
        undo_lines(stranger, saved.changes.act_id)
    assert refused.value.what == f"{register.session.user_name} did this, so you cannot undo it."
    clock.instant += timedelta(hours=1)  # past midnight
    undo_lines(volunteer, saved.changes.act_id)
    assert read_tonight(register).lines == ()


def test_the_token_of_somebody_guarded_is_shown_to_no_volunteer_and_given_to_nobody_else(centre: Unlocked) -> None:
    register = centre.register
    volunteer = replace(register, session=replace(register.session, role=Role.VOLUNTEER))
    save_line(register, line(centre, "211", "Смирнов Павел", "1996"))
    guarded = save_line(register, line(centre, "212", "Ким Лев", "1990")).people[0]
    guard_person(register, guarded.person_id, "threatened", is_guarded=True)
    tonight = read_tonight(volunteer)
    assert [each.token for each in tonight.lines] == ["211", ""]
    assert tonight.next_token == "213"
    undone = save_line(register, line(centre, "213", "Цой Ян", "1990"))
    undo_lines(register, undone.changes.act_id)
    assert read_tonight(volunteer).tokens == ("211", "212")
