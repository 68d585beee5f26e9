from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from intake_app.domain.ids import new_id
from intake_app.domain.local_records import LAST_ERASED
from intake_app.domain.records import Card, Centre, Person, Place, Stay
from intake_app.opening import unlock
from intake_app.paths import data_folder
from intake_app.services.registration import register_party
from intake_app.storage.kept import MOST_ROWS, KeptReading
from intake_app.storage.reading import SqlReading
from tests.made import PASSPHRASE, arrival, doors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from intake_app.opening import Unlocked

DAY = "2022-11-25"


@pytest.fixture
def other(tmp_path: Path, centre: Unlocked) -> Iterator[Unlocked]:
    """The same register, opened once more."""
    unlocked = unlock(data_folder(tmp_path / "centre"), PASSPHRASE, doors())
    yield unlocked
    unlocked.close()


def record(unlocked: Unlocked, family: str = "Иванов") -> str:
    return register_party(unlocked.register, [arrival(unlocked, family_name=family)]).people[0].person_id


def change(unlocked: Unlocked, kind: type[Any], values: dict[str, Any]) -> None:
    with unlocked.register.writing("correct") as unit:
        old = next(iter(unit.all(kind)))
        record_id = getattr(old, f"{kind.__name__.lower()}_id")
        unit.update(replace(old, **values), unit.heads(record_id))
        unit.commit()


def add_place(unlocked: Unlocked) -> None:
    with unlocked.register.writing("places") as unit:
        unit.create(Place(place_id=new_id(), name="Hall 2", capacity=4, position=2))
        unit.commit()


def keep_for_itself(unlocked: Unlocked) -> None:
    with unlocked.register.writing("settings") as unit:
        unit.set_local("columns", "born card")
        unit.set_local(LAST_ERASED, "somebody")
        unit.commit()


def told(reading: SqlReading) -> tuple[object, ...]:
    rows = range(1, reading.last_row_no() + 2)
    return (
        reading.vector(), reading.local("columns"), reading.local(LAST_ERASED), reading.all(Centre), reading.all(Place),
        reading.list_rows(rows, DAY), reading.list_rows(rows, "2023-01-01"), reading.list_rows(list(rows)[:1], DAY),
        reading.card_rows(rows), reading.card_rows(list(rows)[:1]),
    )  # fmt: skip


def kept_and_plain(unlocked: Unlocked) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What a reading says that kept what it could, and one that keeps nothing, at the same moment."""
    store: Any = unlocked.register.store
    with store.engine.connect() as connection:
        return told(KeptReading(connection)), told(SqlReading(connection))


ACTS: tuple[Callable[[Unlocked], object], ...] = (
    lambda unlocked: record(unlocked, "Ким"),
    lambda unlocked: change(unlocked, Person, {"family_name": "Петров"}),
    lambda unlocked: change(unlocked, Person, {"deleted": True}),
    lambda unlocked: change(unlocked, Card, {"voided_on": DAY}),
    lambda unlocked: change(unlocked, Stay, {"departed_on": DAY}),
    lambda unlocked: change(unlocked, Centre, {"name": "Uralsk"}),
    add_place,
    keep_for_itself,
)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("is_other", [False, True])
def test_what_was_kept_is_read_anew_after_whatever_was_written_here_or_by_another_program(
    centre: Unlocked, other: Unlocked, act: Callable[[Unlocked], object], is_other: bool
) -> None:
    record(centre)
    before, _plain = kept_and_plain(centre)
    act(other if is_other else centre)
    kept, plain = kept_and_plain(centre)
    assert kept == plain != before


def test_a_reading_that_has_begun_sees_nothing_of_what_is_written_meanwhile(centre: Unlocked, other: Unlocked) -> None:
    record(centre)
    with centre.register.reading() as reading:
        before = reading.vector()
        record(other, "Ким")
        assert (reading.vector(), len(reading.list_rows((1, 2), DAY))) == (before, 1)
    with centre.register.reading() as reading:
        assert len(reading.list_rows((1, 2), DAY)) == 2


def test_rows_outlive_what_is_no_change_and_are_not_read_again(centre: Unlocked, other: Unlocked) -> None:
    record(centre)
    with centre.register.reading() as reading:
        before = reading.list_rows((1,), DAY)
    with other.register.writing("settings") as unit:
        unit.set_local("columns", "born")
        unit.commit()
    with centre.register.reading() as reading:
        assert reading.list_rows((1, 7), DAY)[1] is before[1]
        assert reading.local("columns") == "born"


def test_rows_are_kept_of_so_many_people_and_no_more(centre: Unlocked) -> None:
    register_party(centre.register, [arrival(centre, given_name=f"Сын{number}") for number in range(9)])
    with centre.register.reading() as reading:
        for start in range(0, 3 * MOST_ROWS, 7):
            found = reading.list_rows(range(start, start + 7), DAY)
            assert list(found) == [row_no for row_no in range(start, start + 7) if 1 <= row_no <= 9]
        assert len(reading.list_rows(range(MOST_ROWS + 1), DAY)) == 9
