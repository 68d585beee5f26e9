"""What names somebody beside their own records goes with them, and nothing of others does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.local_records import Message, QueueLine, ReservedCard
from intake_app.domain.person_lists import ListQuery
from intake_app.domain.records import Card, Erasure, Placement
from intake_app.errors import UserError
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.exchange.own_import import import_path
from intake_app.opening.erasures import erase
from intake_app.opening.restoring import restore
from intake_app.paths import data_folder
from intake_app.services.backups import set_second_place
from intake_app.services.bulk_departures import record_departures
from intake_app.services.deletion import hide_person
from intake_app.services.drafts import keep_draft, list_drafts
from intake_app.services.erasing import erase_person
from intake_app.services.list_orders import ListOrders
from intake_app.services.messages import Note, keep_message
from intake_app.services.nights import read_tonight
from intake_app.services.paper_kit import reserve_kit
from intake_app.services.parties import leave_party
from intake_app.services.people import find_people, open_person
from intake_app.services.people_lists import count_tabs, read_roster, take_snapshot
from intake_app.services.places import add_places, list_places
from intake_app.services.registration import register_party
from intake_app.services.stories import tell_story
from intake_app.services.tonight import give_bed_back
from intake_app.services.undoing import undo_act
from tests.made import PASSPHRASE, arrival, doors, made_centre
from tests.storage.test_erasing import PAPER, decrypted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked
    from intake_app.services.registration import Registered


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path / "centre")
    add_places(unlocked.register, "Hall 1, mat 1-5")
    yield unlocked
    unlocked.close()


OTHER = {"family_name": "Другой", "given_name": "Пётр", "sleeps": "here"}


def record(centre: Unlocked, **answers: Any) -> Registered:
    return register_party(centre.register, [replace(arrival(centre, **PAPER), **answers)]).people[0]


def another(centre: Unlocked, **answers: Any) -> Registered:
    return register_party(centre.register, [replace(arrival(centre, **OTHER), **answers)]).people[0]


def act_of(centre: Unlocked, person_id: str) -> str:
    with centre.register.reading() as reading:
        return reading.history([person_id])[-1].act_id


@pytest.mark.parametrize(
    "reason", ["brother of Vycherknutyi Erazm", "same paper: 77 998-8776", "called +7 701 123 45 67"]
)
def test_a_reason_on_somebody_elses_record_that_names_them_goes_and_the_rest_of_the_act_stays(
    centre: Unlocked, reason: str
) -> None:
    gone, other = record(centre), another(centre)
    hide_person(centre.register, other.person_id, reason)

    erase_person(centre.register, gone.person_id)

    with centre.register.reading() as reading:
        last = reading.history([other.person_id])[-1]
    assert (last.act_kind, last.reason, dict(last.patch)) == ("delete", "", {"deleted": True})
    assert centre.check().findings == ()
    assert reason.encode() not in decrypted(centre)


def test_a_reason_that_names_nobody_who_was_erased_stays(centre: Unlocked) -> None:
    gone, other = record(centre), another(centre)
    hide_person(centre.register, other.person_id, "Вычеркнутый is a name in his family too")

    erase_person(centre.register, gone.person_id)

    with centre.register.reading() as reading:
        assert reading.history([other.person_id])[-1].reason == "Вычеркнутый is a name in his family too"


def test_somebody_whose_reason_was_taken_away_can_be_erased_too(centre: Unlocked) -> None:
    gone, other = record(centre), another(centre)
    hide_person(centre.register, other.person_id, "brother of Vycherknutyi Erazm")
    erase_person(centre.register, gone.person_id)

    erase_person(centre.register, other.person_id)

    assert centre.check().findings == ()


def test_a_half_typed_form_of_the_next_in_the_party_stays_without_the_one_erased(centre: Unlocked) -> None:
    gone = record(centre)
    kept = {"slots": {"family_name": {"raw": "Новый"}}, "person_ids": [gone.person_id], "cards": [gone.card_number]}
    keep_draft(centre.register, "desk", kept | {"dismissed": [gone.person_id], "known_as": ""})

    erase_person(centre.register, gone.person_id)

    (draft,) = list_drafts(centre.register)
    assert draft.fields == kept | {"person_ids": [], "cards": [], "dismissed": [], "known_as": ""}


def test_of_a_half_typed_night_only_their_line_goes(centre: Unlocked) -> None:
    gone = record(centre)
    waiting = [{"text": "Вычеркнутый Эразм 1991"}, {"text": "Кто-то Другой 1980"}]
    keep_draft(centre.register, "tonight", {"text": "Третий", "waiting": waiting})

    erase_person(centre.register, gone.person_id)

    (draft,) = list_drafts(centre.register)
    assert draft.fields == {"text": "Третий", "waiting": [{"text": "Кто-то Другой 1980"}]}


def test_an_earlier_spelling_and_the_latin_one_name_them_in_messages_too(centre: Unlocked) -> None:
    gone = record(centre)
    keep_message(centre.register, Note(for_whom="Erazm VYCHERKNUTYI", body="your mother called"))

    erase_person(centre.register, gone.person_id)

    with centre.register.reading() as reading:
        assert reading.kept(Message) == ()


def test_a_slip_of_the_paper_kit_does_not_say_whose_it_was_and_is_never_given_again(centre: Unlocked) -> None:
    (number,) = reserve_kit(centre.register, 1).unused
    gone = record(centre, card_number=number)

    erase_person(centre.register, gone.person_id)

    with centre.register.reading() as reading:
        assert reading.kept(ReservedCard) == ()
    assert gone.person_id.encode() not in _of_local_records(centre)
    with pytest.raises(UserError, match="paper kit"):
        another(centre, card_number=number)


def _of_local_records(centre: Unlocked) -> bytes:
    with centre.register.reading() as reading:
        return repr([reading.kept(QueueLine), reading.kept(ReservedCard)]).encode()


def test_tonight_their_line_is_a_bed_that_is_taken_and_can_be_given_back(centre: Unlocked) -> None:
    gone = record(centre, token="47")

    erase_person(centre.register, gone.person_id)

    (line,) = read_tonight(centre.register).lines
    assert (line.is_record, line.place_name, line.name, line.token, line.card_number) == (
        False,
        "Hall 1, mat 1",
        "",
        "",
        "",
    )
    assert not line.wants_slip
    give_bed_back(centre.register, line.line_id)
    assert [place.taken for place in list_places(centre.register)] == [0] * 5


def test_undoing_what_was_done_to_several_sets_back_those_who_are_still_here(centre: Unlocked) -> None:
    gone, other = record(centre), another(centre)
    act = record_departures(centre.register, [gone.person_id, other.person_id], "left").changes.act_id
    erase_person(centre.register, gone.person_id)

    undo_act(centre.register, act)

    stay = open_person(centre.register, other.person_id).stay
    assert stay is not None
    assert stay.departure == ""
    assert find_people(centre.register, "Вычеркнутый") == ()
    assert centre.check().findings == ()


@pytest.mark.parametrize("which", ["what was done to them", "the erasure"])
def test_nobody_who_was_erased_is_brought_back_by_undoing(centre: Unlocked, which: str) -> None:
    gone = record(centre)
    act = act_of(centre, gone.person_id)
    erased = erase_person(centre.register, gone.person_id).act_id

    with pytest.raises(UserError, match="cannot be brought back"):
        undo_act(centre.register, act if which == "what was done to them" else erased)

    with centre.register.reading() as reading:
        assert [each.erased_id for each in reading.all(Erasure)] == [gone.person_id]
        assert [each.person_id for each in reading.all(Placement)] == [""]


def test_nobody_is_put_back_into_a_party_that_went_with_its_last(centre: Unlocked) -> None:
    both = [arrival(centre, **PAPER), arrival(centre, **OTHER)]
    gone, other = register_party(centre.register, both).people
    act = leave_party(centre.register, other.person_id, "goes on alone").changes.act_id
    erase_person(centre.register, gone.person_id)

    with pytest.raises(UserError, match="party was erased"):
        undo_act(centre.register, act)


def test_the_story_of_who_came_with_them_names_them_no_more(centre: Unlocked) -> None:
    both = [arrival(centre, **PAPER), arrival(centre, **OTHER)]
    gone, other = register_party(centre.register, both).people

    erase_person(centre.register, gone.person_id)

    told = tell_story(centre.register, other.person_id)
    assert [person.person_id for entry in told.entries for person in entry.people] == []


def test_an_own_export_brings_nobody_back_who_was_erased_and_says_so_by_row(centre: Unlocked, tmp_path: Path) -> None:
    gone, other = record(centre), another(centre)
    export_register(centre.register, tmp_path / "out", ExportRequest(purpose="handed over", is_plain=True))
    erase_person(centre.register, gone.person_id)

    report = import_path(centre.register, tmp_path / "out")

    assert {problem.problem for problem in report.rows} == {"erased_here"}
    assert (report.rows[0].row, report.rows[0].file, report.imported, report.known) == (2, "people.csv", 0, 1)
    with centre.register.reading() as reading:
        assert reading.of_person(Card, gone.person_id) == ()
        assert reading.of_person(Card, other.person_id) != ()
    assert find_people(centre.register, "Вычеркнутый") == ()


def test_an_export_of_what_is_new_after_an_erasure_has_nobody_in_it(centre: Unlocked, tmp_path: Path) -> None:
    gone = record(centre)
    export_register(centre.register, tmp_path / "one", ExportRequest(purpose="handed over", is_plain=True))
    erase_person(centre.register, gone.person_id)

    again = ExportRequest(purpose="handed over", is_plain=True, since_last=True)
    result = export_register(centre.register, tmp_path / "two", again)

    assert set(result.counts.values()) == {0}


def test_a_stick_that_was_away_hears_of_it_with_the_next_backup(centre: Unlocked, tmp_path: Path) -> None:
    gone, stick = record(centre), tmp_path / "stick"
    stick.mkdir()
    set_second_place(centre.register, str(stick))
    old = centre.back_up().files["second"].read_bytes()
    stick.rename(tmp_path / "pulled")
    erase(centre, gone.person_id)
    (tmp_path / "pulled").rename(stick)

    centre.back_up()

    assert list(stick.glob("erased-*.sealed"))
    centre.close()
    earlier = stick / "ORL-A-20221101T000000Z.intake-backup"
    earlier.write_bytes(old)
    again = restore(earlier, data_folder(tmp_path / "again"), PASSPHRASE, doors())
    assert find_people(again.register, "Вычеркнутый") == ()
    assert [place.taken for place in list_places(again.register)] == [1, 0, 0, 0, 0]
    again.close()


def test_no_page_holds_their_words_among_hundreds_of_others(centre: Unlocked) -> None:
    gone = record(centre)
    for number in range(6):
        register_party(centre.register, [arrival(centre, family_name=f"Семёнов{number}{at}") for at in range(40)])

    erase_person(centre.register, gone.person_id)

    pages = decrypted(centre)
    for text in ("ычеркнут", "ycherknut", "vyche", "9988776"):
        assert text.encode() not in pages, text


def test_a_list_kept_from_before_forgets_them_at_once_and_nobody_gets_their_row(centre: Unlocked) -> None:
    record(centre)
    another(centre)
    gone, orders = record(centre, token="9"), ListOrders()
    roster = read_roster(centre.register)
    assert len(take_snapshot(centre.register, ListQuery(), roster, orders).rows) == 3
    with centre.register.reading() as reading:
        (row,) = reading.row_numbers([gone.person_id])

    changes = erase_person(centre.register, gone.person_id)

    assert changes.tables >= {"person", "stay", "placement", "card"}
    roster = read_roster(centre.register, roster)
    assert count_tabs(roster)["all"] == 2
    assert len(take_snapshot(centre.register, ListQuery(), roster, orders).rows) == 2
    new = another(centre)
    with centre.register.reading() as reading:
        assert reading.row_numbers([new.person_id])[0] > row
