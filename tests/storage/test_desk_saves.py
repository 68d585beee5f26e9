"""What the desk does beside typing: saving in one act, parking, looking ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from intake_app.clock import FixedClock
from intake_app.domain.local_records import PrintJob
from intake_app.errors import UserError
from intake_app.services.desk_saves import save_at_desk
from intake_app.services.drafts import bring_back, keep_draft, list_drafts, park_draft, parked_tokens
from intake_app.services.outlooks import foresee
from intake_app.services.people import open_person
from intake_app.services.places import add_places
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked

PAPER = {"document_type": "internal_passport", "document_number": "4512 345678", "document_country": "RUS"}


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    """An open register with one mat."""
    unlocked = made_centre(tmp_path)
    add_places(unlocked.register, "Mat 1")
    yield unlocked
    unlocked.close()


def test_saving_takes_the_draft_and_asks_for_the_sheet_in_the_same_act(centre: Unlocked) -> None:
    register = centre.register
    keep_draft(register, "desk", {"kind": "x"})
    saved = save_at_desk(register, arrival(centre), draft_id="desk")
    assert list_drafts(register) == ()
    with register.reading() as reading:
        assert [job.person_id for job in reading.kept(PrintJob)] == [saved.person.person_id]


def test_a_save_that_is_refused_keeps_the_draft_and_asks_for_no_sheet(centre: Unlocked) -> None:
    register = centre.register
    first = arrival(centre, sleeps="here")
    save_at_desk(register, first, draft_id="desk")
    keep_draft(register, "desk", {"kind": "x"})
    [(placement, _name)] = open_person(register, _only(centre)).placements
    with pytest.raises(UserError, match="given to somebody else"):
        save_at_desk(register, replace(first, place_id=placement.place_id), draft_id="desk")
    assert len(list_drafts(register)) == 1
    with register.reading() as reading:
        assert (reading.count_people(), reading.count_kept(PrintJob)) == (1, 1)


def test_the_first_who_begins_a_party_is_in_it(centre: Unlocked) -> None:
    one = save_at_desk(centre.register, arrival(centre), draft_id="desk", begins_party=True)
    two = save_at_desk(centre.register, arrival(centre, given_name="Анна"), draft_id="desk", group_id=one.group_id)
    with centre.register.reading() as reading:
        assert reading.members(one.group_id) == (one.person.person_id, two.person.person_id)


def test_what_other_pages_keep_half_typed_is_no_parked_form(centre: Unlocked) -> None:
    register = centre.register
    for name in ("desk", "settings", "tonight", "someone", "authority"):
        keep_draft(register, name, {"token": "47"})
    park_draft(register, "desk", "48", {"token": "48"})
    assert parked_tokens(register) == ("48",)
    assert {draft.draft_id for draft in list_drafts(register)} >= {"settings", "tonight", "someone", "authority"}


def test_a_parked_form_comes_back_once_as_it_was(centre: Unlocked) -> None:
    register = centre.register
    keep_draft(register, "desk", {"old": "1"})
    park_draft(register, "desk", "47", {"family_name": "Ким"})
    assert (parked_tokens(register), [draft.draft_id for draft in list_drafts(register)]) == (("47",), ["parked:47"])
    assert bring_back(register, "desk", "47") == {"family_name": "Ким"}
    assert [(draft.draft_id, draft.fields) for draft in list_drafts(register)] == [("desk", {"family_name": "Ким"})]
    with pytest.raises(UserError, match="Nothing is parked"):
        bring_back(register, "desk", "47")


def test_two_forms_are_never_parked_under_one_token(centre: Unlocked) -> None:
    park_draft(centre.register, "desk", "47", {"family_name": "Ким"})
    with pytest.raises(UserError) as refused:
        park_draft(centre.register, "desk", "47", {"family_name": "Ли"})
    assert refused.value.field == "token"
    assert bring_back(centre.register, "desk", "47") == {"family_name": "Ким"}


def test_the_outlook_says_what_will_be_due_and_in_which_language_the_sheet_comes(centre: Unlocked) -> None:
    told = arrival(centre, **PAPER, entered_on="2022-11-25", sleeps="here", languages="rus")
    outlook = foresee(centre.register, told)
    assert [(each.rule, each.act_by.isoformat()) for each in outlook.deadlines] == [
        ("kz.host_notification", "2022-11-30"),
        ("kz.registration_30_days", "2022-12-23"),
        ("kz.stay_90_days", "2023-02-22"),
    ]
    assert (outlook.is_dated, outlook.language, outlook.waiting) == (True, "rus", 0)


def test_without_a_day_of_entry_the_duties_are_there_and_no_date_is_claimed(centre: Unlocked) -> None:
    outlook = foresee(centre.register, arrival(centre, **PAPER, sleeps="here"))
    assert len(outlook.deadlines) == 3
    assert not outlook.is_dated


def test_the_days_of_an_earlier_stay_count_once_somebody_is_known_again(tmp_path: Path) -> None:
    centre = made_centre(tmp_path, clock=FixedClock(datetime(2023, 6, 1, 12, tzinfo=UTC)))
    early = arrival(centre, **PAPER, entered_on="2023-05-01", departed_on="2023-05-10", departure="left")
    known = save_at_desk(centre.register, early, draft_id="desk").person.person_id
    told = arrival(centre, **PAPER, entered_on="2023-06-01")
    last = {who: foresee(centre.register, told, known_as=who).deadlines[-1].act_by for who in ("", known)}
    centre.close()
    assert (last[""] - last[known]).days == 10


def test_a_number_that_is_recorded_is_known_however_it_is_spaced(centre: Unlocked) -> None:
    save_at_desk(centre.register, arrival(centre, **PAPER), draft_id="desk")
    outlook = foresee(centre.register, arrival(centre, **(PAPER | {"document_number": "4512345678"})))
    assert outlook.is_seen("4512345678")
    assert outlook.waiting == 1
    assert not foresee(centre.register, arrival(centre)).is_seen("")


def _only(centre: Unlocked) -> str:
    with centre.register.reading() as reading:
        [person_id] = reading.person_ids(0, 2)
    return person_id
