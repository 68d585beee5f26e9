"""A full or write-protected disk: one sentence, nothing lost, and work goes on when it can be written again."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from intake_app.errors import UserError
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.files import write_atomic
from intake_app.opening import unlock
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from tests.faults.conftest import SMALL, fill
from tests.made import PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.opening import Unlocked


def record_until_refused(centre: Unlocked) -> tuple[int, UserError]:
    """Record people until the register refuses; answers how many it took, and what it said then."""
    for saved in range(2_000):
        try:
            register_party(centre.register, [arrival(centre, given_name="Пётр" * 40)])
        except UserError as refused:
            return saved, refused
    message = "a disk of 4 MiB took two thousand people"
    raise AssertionError(message)


def test_a_person_cannot_be_saved_on_a_full_disk_and_can_when_there_is_space_again(small_disk: Path) -> None:
    centre = made_centre(small_disk / "centre")
    first = register_party(centre.register, [arrival(centre)]).people[0]
    filling = fill(small_disk)

    saved, refused = record_until_refused(centre)
    assert refused.code == "disk_full"
    with centre.register.reading() as reading:
        assert reading.count_people() == 1 + saved

    filling.unlink()
    register_party(centre.register, [arrival(centre, given_name="Анна")])

    assert len(find_people(centre.register, first.card_number)) == 1
    assert centre.check().findings == ()
    centre.close()


def test_a_backup_that_does_not_fit_leaves_no_half_file(small_disk: Path, tmp_path: Path) -> None:
    centre = made_centre(tmp_path / "centre")
    register_party(centre.register, [arrival(centre)])
    stick = small_disk / "stick"
    stick.mkdir()
    fill(small_disk)

    with pytest.raises(UserError) as refused:
        centre.backup(stick)

    assert refused.value.code == "disk_full"
    assert list(stick.iterdir()) == []
    assert not list(centre.folder.root.glob("*.tmp"))
    centre.close()


def test_an_export_that_does_not_fit_leaves_the_former_one_whole(small_disk: Path, tmp_path: Path) -> None:
    centre = made_centre(tmp_path / "centre")
    register_party(centre.register, [arrival(centre)])
    export_register(centre.register, small_disk / "export", ExportRequest(purpose="first"))
    before = {file.name: file.read_bytes() for file in (small_disk / "export").iterdir()}
    register_party(centre.register, [arrival(centre, given_name="Пётр " * 30) for _person in range(300)])
    fill(small_disk)

    with pytest.raises(UserError) as refused:
        export_register(centre.register, small_disk / "export", ExportRequest(purpose="second"))

    assert refused.value.code == "disk_full"
    assert {file.name: file.read_bytes() for file in (small_disk / "export").iterdir()} == before
    centre.close()


def test_a_file_that_was_there_stays_whole_when_its_successor_does_not_fit(small_disk: Path) -> None:
    sheet = small_disk / "sheet.pdf"
    write_atomic(sheet, b"the sheet of yesterday")
    fill(small_disk)

    with pytest.raises(UserError) as refused:
        write_atomic(sheet, b"x" * SMALL)

    assert refused.value.code == "disk_full"
    assert sheet.read_bytes() == b"the sheet of yesterday"
    assert [file.name for file in small_disk.iterdir() if file.name != "filling"] == ["sheet.pdf"]


def test_a_write_protected_disk_is_one_sentence_and_work_goes_on_without_the_protection(small_disk: Path) -> None:
    centre = made_centre(small_disk / "centre")
    register_party(centre.register, [arrival(centre)])
    centre.close()
    _protect(small_disk, "ro")

    refusals = [_refusal(lambda: unlock(centre.folder, PASSPHRASE, doors()))]
    refusals.append(_refusal(lambda: write_atomic(small_disk / "sheet.pdf", b"a sheet")))
    _protect(small_disk, "rw")

    assert refusals == ["folder_read_only", "folder_read_only"]
    again = unlock(centre.folder, PASSPHRASE, doors())
    assert len(find_people(again.register, "Иванов")) == 1
    again.close()


def _protect(disk: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)


def _refusal(work: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refused:
        work()
    return refused.value.code
