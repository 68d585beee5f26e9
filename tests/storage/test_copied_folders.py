"""A data folder that was copied goes on as a desk of its own; one that was moved or only restarted does not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from intake_app.opening import laptops, unlock
from intake_app.paths import data_folder
from intake_app.services.centres import desk_code
from intake_app.services.registration import register_party
from tests.made import PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    centre = made_centre(tmp_path / "centre")
    register_party(centre.register, [arrival(centre)])
    centre.close()
    return tmp_path / "centre"


def opened(folder: Path) -> Unlocked:
    return unlock(data_folder(folder), PASSPHRASE, doors())


def desk_and_replica(folder: Path) -> tuple[str, str, str]:
    unlocked = opened(folder)
    with unlocked.register.reading() as reading:
        replica = reading.local("replica")
    code, new = desk_code(unlocked.register), unlocked.new_desk
    unlocked.close()
    return code, replica, new


def test_a_folder_that_is_opened_again_stays_the_desk_it_was(closed: Path) -> None:
    first = desk_and_replica(closed)
    assert first[0] == "A"
    assert desk_and_replica(closed) == first == (*first[:2], "")


def test_a_copy_gets_a_new_replica_and_a_new_desk_code_once_and_the_first_keeps_its_own(closed: Path) -> None:
    before = desk_and_replica(closed)
    shutil.copytree(closed, closed.with_name("copy"))

    copy = desk_and_replica(closed.with_name("copy"))
    again = desk_and_replica(closed.with_name("copy"))

    assert copy[0] != "A"
    assert copy[1] != before[1]
    assert copy[2] == copy[0]
    assert again == (*copy[:2], "")
    assert desk_and_replica(closed) == before


def test_a_copy_gives_out_other_card_numbers_and_keeps_the_old_ones(closed: Path) -> None:
    shutil.copytree(closed, closed.with_name("copy"))
    numbers = []
    for folder in (closed, closed.with_name("copy")):
        unlocked = opened(folder)
        numbers.append(register_party(unlocked.register, [arrival(unlocked)]).people[0].card_number)
        assert unlocked.check().findings == ()
        unlocked.close()
    assert numbers[0].startswith("ORL-A-000002")
    assert not numbers[1].startswith("ORL-A-")


def test_a_folder_that_was_moved_stays_the_desk_it_was(closed: Path) -> None:
    before = desk_and_replica(closed)
    closed.rename(closed.with_name("moved"))
    assert desk_and_replica(closed.with_name("moved")) == before


def test_a_folder_on_another_machine_is_a_copy_even_at_the_same_path(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk_and_replica(closed)
    monkeypatch.setattr(laptops, "machine_id", lambda: "another laptop")
    assert desk_and_replica(closed)[1] != before[1]


def test_a_disk_that_numbers_its_folders_anew_makes_no_new_desk() -> None:
    assert not laptops.is_copy("m:p:1", ("m", "p", "2"))
    assert not laptops.is_copy("m:p:1", ("m", "q", "1"))
    assert laptops.is_copy("m:p:1", ("m", "q", "2"))
    assert laptops.is_copy("m:p:1", ("n", "p", "1"))
    assert not laptops.is_copy(":p:1", ("m", "p", "1"))  # a system that learnt its name later
    assert not laptops.is_copy("", ("m", "p", "1"))  # a register of an earlier version


def test_the_marks_tell_neither_machine_nor_path(closed: Path) -> None:
    marks = laptops.marks_of(closed, "salt")
    assert all(len(mark) in {0, 32} for mark in marks)
    assert marks != laptops.marks_of(closed, "another salt")
    assert laptops.machine_id() not in marks or not laptops.machine_id()
