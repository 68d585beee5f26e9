"""Messages of those who ask: kept for the lead, for thirty days, and nobody is searched for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from intake_app.clock import FixedClock
from intake_app.domain.local_records import Message
from intake_app.domain.roles import Role, Session
from intake_app.errors import UserError
from intake_app.services.messages import (
    REMOVED,
    Note,
    count_unread,
    forget_old_messages,
    keep_message,
    list_messages,
    mark_read,
    remove_message,
)
from tests.made import EVENING, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister

NOTE = Note(for_whom=" Алексей,  из Самары ", from_whom="Мать", reach="+7 912", body="Я у тёти")
OFFICIAL = Note(kind="authority", for_whom="Akimat", from_whom="D. Akhmetov", reach="No. 12/3")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(EVENING)


@pytest.fixture
def centre(tmp_path: Path, clock: FixedClock) -> Iterator[Unlocked]:
    unlocked = made_centre(tmp_path / "centre", clock=clock)
    yield unlocked
    unlocked.close()


def seen_by(centre: Unlocked, role: Role) -> OpenRegister:
    return replace(centre.register, session=Session("u2", "Volunteer", role))


def test_a_volunteer_keeps_a_message_and_the_lead_reads_it(centre: Unlocked) -> None:
    kept = keep_message(seen_by(centre, Role.VOLUNTEER), NOTE)
    assert kept.for_whom == "Алексей, из Самары"
    assert (kept.kept_at, kept.keep_until) == ("2022-11-25T18:40:00Z", "2022-12-24")
    lead = seen_by(centre, Role.SHIFT_LEAD)
    assert list_messages(lead) == (kept,)
    assert count_unread(lead) == 1
    mark_read(lead, kept.message_id)
    assert count_unread(lead) == 0
    assert list_messages(lead)[0].seen_at == "2022-11-25T18:40:00Z"


def test_a_volunteer_neither_reads_nor_counts_nor_removes_messages(centre: Unlocked) -> None:
    kept = keep_message(centre.register, NOTE)
    volunteer = seen_by(centre, Role.VOLUNTEER)
    assert count_unread(volunteer) == 0
    for refused in (
        lambda: list_messages(volunteer),
        lambda: mark_read(volunteer, kept.message_id),
        lambda: remove_message(volunteer, kept.message_id, "why"),
    ):
        with pytest.raises(UserError, match="shift lead"):
            refused()


@pytest.mark.parametrize(
    ("note", "field"),
    [
        (replace(NOTE, for_whom=" "), "for_whom"),
        (replace(NOTE, body=""), "body"),
        (replace(NOTE, from_whom="\x00"), "from_whom"),
        (replace(NOTE, body="a" * 501), "body"),
        (replace(OFFICIAL, from_whom=""), "from_whom"),
        (replace(OFFICIAL, for_whom=""), "for_whom"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_kept(centre: Unlocked, note: Note, field: str) -> None:
    with pytest.raises(UserError) as refused:
        keep_message(centre.register, note)
    assert refused.value.field == field
    assert list_messages(centre.register) == ()


def test_a_request_without_a_reference_is_kept_with_its_office(centre: Unlocked) -> None:
    kept = keep_message(centre.register, replace(OFFICIAL, reach=""))
    assert (kept.kind, kept.for_whom, kept.from_whom, kept.body) == ("authority", "Akimat", "D. Akhmetov", "")


def test_the_newest_stands_first(centre: Unlocked, clock: FixedClock) -> None:
    first = keep_message(centre.register, NOTE)
    clock.instant += timedelta(minutes=5)
    second = keep_message(centre.register, OFFICIAL)
    assert list_messages(centre.register) == (second, first)


def test_a_message_is_there_on_its_thirtieth_day_and_gone_on_the_next(centre: Unlocked, clock: FixedClock) -> None:
    keep_message(centre.register, NOTE)
    clock.instant += timedelta(days=29)
    assert forget_old_messages(centre.register) == 0
    assert len(list_messages(centre.register)) == 1
    clock.instant += timedelta(days=1)
    assert forget_old_messages(seen_by(centre, Role.VOLUNTEER)) == 1
    assert list_messages(centre.register) == ()


def test_removing_needs_a_reason_and_leaves_who_and_why_but_no_words(centre: Unlocked) -> None:
    kept = keep_message(centre.register, NOTE)
    with pytest.raises(UserError) as refused:
        remove_message(centre.register, kept.message_id, "  ")
    assert refused.value.field == "reason"
    remove_message(centre.register, kept.message_id, "given to him")
    (left,) = list_messages(centre.register)
    assert left == Message(
        message_id=kept.message_id,
        kind=REMOVED,
        kept_at=kept.kept_at,
        keep_until=kept.keep_until,
        from_whom="Aigerim",
        body="given to him",
        seen_at="2022-11-25T18:40:00Z",
    )
    assert count_unread(centre.register) == 0
