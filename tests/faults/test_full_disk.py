"""A full or write-protected disk: one sentence, nothing lost, and work goes on when it can be written again."""

from __future__ import annotations

import shutil
import subprocess
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from intake_app.errors import UserError
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.exchange.own_import import import_path
from intake_app.files import write_atomic
from intake_app.opening import keys, unlock
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from tests.faults.conftest import SMALL, fill
from tests.made import PASSPHRASE, arrival, doors, made_centre, other_centre

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


def test_a_person_cannot_be_saved_on_a_full_disk_and_can_when_there_is_space_again(
    small_disk: Path, seen: Callable[[str, str], None]
) -> None:
    centre = made_centre(small_disk / "centre")
    first = register_party(centre.register, [arrival(centre)]).people[0]
    filling = fill(small_disk)

    before = monotonic()
    saved, refused = record_until_refused(centre)
    seen("full", f"save: {refused.code} after {saved} more, all of it in {monotonic() - before:.1f} s")
    assert refused.code == "disk_full"
    with centre.register.reading() as reading:
        assert reading.count_people() == 1 + saved

    filling.unlink()
    register_party(centre.register, [arrival(centre, given_name="Анна")])

    assert len(find_people(centre.register, first.card_number)) == 1
    assert centre.check().findings == ()
    centre.close()


def test_a_backup_that_does_not_fit_leaves_no_half_file(
    small_disk: Path, tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    centre = made_centre(tmp_path / "centre")
    register_party(centre.register, [arrival(centre)])
    stick = small_disk / "stick"
    stick.mkdir()
    fill(small_disk)

    with pytest.raises(UserError) as refused:
        centre.backup(stick)

    assert refused.value.code == "disk_full"
    seen("full", f"backup: {refused.value.code}, no half file")
    assert list(stick.iterdir()) == []
    assert not list(centre.folder.root.glob("*.tmp"))
    centre.close()


def test_an_export_that_does_not_fit_leaves_the_former_one_whole(
    small_disk: Path, tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    centre = made_centre(tmp_path / "centre")
    register_party(centre.register, [arrival(centre)])
    export_register(centre.register, small_disk / "export", ExportRequest(purpose="first"))
    before = {file.name: file.read_bytes() for file in (small_disk / "export").iterdir()}
    register_party(centre.register, [arrival(centre, given_name="Пётр " * 30) for _person in range(300)])
    fill(small_disk)

    with pytest.raises(UserError) as refused:
        export_register(centre.register, small_disk / "export", ExportRequest(purpose="second"))

    seen("full", f"export: {refused.value.code}, the former one is whole")
    assert refused.value.code == "disk_full"
    assert {file.name: file.read_bytes() for file in (small_disk / "export").iterdir()} == before
    centre.close()


def test_a_file_that_was_there_stays_whole_when_its_successor_does_not_fit(
    small_disk: Path, seen: Callable[[str, str], None]
) -> None:
    sheet = small_disk / "sheet.pdf"
    write_atomic(sheet, b"the sheet of yesterday")
    fill(small_disk)

    with pytest.raises(UserError) as refused:
        write_atomic(sheet, b"x" * SMALL)

    assert refused.value.code == "disk_full"
    seen("full", f"PDF: {refused.value.code}, the former one is whole")
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


def test_a_passphrase_cannot_be_changed_on_a_full_disk_and_the_old_one_opens_until_it_can(
    small_disk: Path, seen: Callable[[str, str], None]
) -> None:
    centre = made_centre(small_disk / "centre")
    filling = fill(small_disk)
    refused = _refusal(lambda: keys.change_own_passphrase(centre, PASSPHRASE, "another one for the test"))
    centre.close()
    filling.unlink()
    again = unlock(centre.folder, PASSPHRASE, doors())
    keys.change_own_passphrase(again, PASSPHRASE, "another one for the test")
    again.close()
    seen("full", f"keyring: {refused}, the old passphrase opens")
    assert refused == "disk_full"
    unlock(centre.folder, "another one for the test", doors()).close()


def test_an_import_that_does_not_fit_changes_nothing_and_goes_through_when_there_is_space(
    small_disk: Path, tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    other = other_centre(tmp_path / "other")
    register_party(other.register, [arrival(other, given_name="Пётр " * 30) for _person in range(400)])
    export_register(other.register, tmp_path / "export", ExportRequest(purpose="import"))
    other.close()
    centre = made_centre(small_disk / "centre")
    filling = fill(small_disk, but=1_200_000)  # the backup before it fits, the import does not
    before = _vector(centre)
    refused = _refusal(lambda: import_path(centre.register, tmp_path / "export"))
    assert _vector(centre) == before
    filling.unlink()
    shutil.rmtree(centre.folder.backups)
    report = import_path(centre.register, tmp_path / "export")
    seen("full", f"import: {refused}, nothing changed, {report.imported} come in when there is space")
    assert (refused, report.imported) == ("disk_full", 400)
    assert centre.check().findings == ()
    centre.close()


def _vector(centre: Unlocked) -> dict[str, int]:
    with centre.register.reading() as reading:
        return reading.vector()


def _protect(disk: Path, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)


def _refusal(work: Callable[[], object]) -> str:
    with pytest.raises(UserError) as refused:
        work()
    return refused.value.code
