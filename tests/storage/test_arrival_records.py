"""What an arrival leaves besides the person: the slip's number of the paper kit, the token of the queue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.local_records import PrintJob, QueueLine, ReservedCard
from intake_app.errors import UserError
from intake_app.services.registration import register_party
from tests.made import arrival, made_centre

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Unlocked]:
    """An open, empty register."""
    unlocked = made_centre(tmp_path)
    yield unlocked
    unlocked.close()


def _reserve(unlocked: Unlocked) -> str:
    with unlocked.register.writing("reserve") as unit:
        number = unit.next_card_number()
        unit.keep(ReservedCard(card_number=number, reserved_at="2022-11-25T18:40:00Z", kit="1"))
        unit.commit()
    return number


def test_a_slip_typed_in_gives_its_own_number_and_the_next_arrival_goes_on_after_it(centre: Unlocked) -> None:
    """A number printed on paper belongs to the person who holds the paper."""
    slip = _reserve(centre)
    first = replace(arrival(centre), card_number=slip.lower())
    one = register_party(centre.register, [first]).people[0]
    two = register_party(centre.register, [arrival(centre, family_name="Петров")]).people[0]
    assert one.card_number == slip
    assert two.card_number != slip
    with centre.register.reading() as reading:
        assert reading.person_with_card(slip) == one.person_id
        assert reading.kept(ReservedCard, card_number=slip)[0].used_by == one.person_id


@pytest.mark.parametrize("text", ["ORL-A-000999-9", "47", "nonsense"])
def test_a_number_that_is_on_no_slip_is_refused_and_nobody_is_recorded(centre: Unlocked, text: str) -> None:
    """Nobody can give themselves a number."""
    _reserve(centre)
    with pytest.raises(UserError) as refused:
        register_party(centre.register, [replace(arrival(centre), card_number=text)])
    assert (refused.value.code, refused.value.field) == ("card_not_reserved", "card_number")
    with centre.register.reading() as reading:
        assert reading.count_people() == 0


def test_a_slip_cannot_be_typed_in_twice(centre: Unlocked) -> None:
    """The second who claims it is refused with a sentence; the first keeps it."""
    slip = _reserve(centre)
    register_party(centre.register, [replace(arrival(centre), card_number=slip)])
    with pytest.raises(UserError, match="typed in already") as refused:
        register_party(centre.register, [replace(arrival(centre), card_number=slip)])
    assert refused.value.code == "card_used"


def test_the_token_of_an_arrival_is_kept_with_the_record_in_one_act(centre: Unlocked) -> None:
    """The queue of the day knows who was recorded under which number, and who is urgent."""
    doctor = replace(arrival(centre), token="216", need_code="doctor")
    person = register_party(centre.register, [doctor]).people[0]
    register_party(centre.register, [arrival(centre)])
    with centre.register.reading() as reading:
        (line,) = reading.kept(QueueLine, day="2022-11-25")
    assert (line.token, line.person_id, line.need_code) == ("216", person.person_id, "doctor")
    assert line.noted_at == "2022-11-25T18:40:00Z"


def test_a_sheet_that_was_asked_for_waits_as_soon_as_its_person_is_recorded(centre: Unlocked) -> None:
    """Saved and waiting to be printed are one: whoever is recorded so has a sheet in the queue."""
    people = register_party(centre.register, [arrival(centre), arrival(centre)], with_sheets=True).people
    register_party(centre.register, [arrival(centre)])
    with centre.register.reading() as reading:
        jobs = reading.kept(PrintJob, state="waiting")
    assert [job.person_id for job in jobs] == [person.person_id for person in people]


def test_a_kind_of_local_record_is_asked_for_by_its_own_fields_only(centre: Unlocked) -> None:
    """A wrong name is our bug and says so."""
    with centre.register.reading() as reading, pytest.raises(KeyError):
        reading.kept(QueueLine, colour="red")
