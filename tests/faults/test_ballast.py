"""Space kept back: what is being saved on a full disk still goes through, and it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from intake_app.errors import UserError
from intake_app.opening import create_centre, unlock
from intake_app.opening.ballast import Ballast
from intake_app.paths import data_folder
from intake_app.services.centres import CentreSetup
from intake_app.services.drafts import keep_draft, list_drafts
from intake_app.services.registration import register_party
from tests.faults.conftest import fill
from tests.made import PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked

SIZE = 512 * 1024


def centre_with_ballast(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Unlocked:
    """On a disk of 4 MiB nothing may be called nearly full before it is."""
    monkeypatch.setattr(Ballast.__init__, "__defaults__", (SIZE, 64 * 1024))
    setup = CentreSetup(
        name="Oral, hall 1", code="ORL", country="KZ", desk="A", user_name="Aigerim", time_zone="Asia/Oral"
    )
    unlocked, _key = create_centre(data_folder(folder), setup, PASSPHRASE, replace(doors(), ballast_size=SIZE))
    return unlocked


def test_on_a_full_disk_a_person_a_draft_and_the_closing_go_through_and_it_is_said(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = centre_with_ballast(small_disk / "centre", monkeypatch)
    register_party(centre.register, [arrival(centre)])
    assert centre.folder.ballast.stat().st_size == SIZE
    assert not centre.is_disk_full()
    filling = fill(small_disk)

    register_party(centre.register, [arrival(centre, given_name="Анна")])
    keep_draft(centre.register, "desk", {"family_name": "Петров"})
    assert centre.is_disk_full()
    centre.close()

    again = unlock(centre.folder, PASSPHRASE, centre.doors)
    assert [draft.fields["family_name"] for draft in list_drafts(again.register)] == ["Петров"]
    with again.register.reading() as reading:
        assert reading.count_people() == 2
    assert again.is_disk_full()
    filling.unlink()
    assert not again.is_disk_full()
    assert centre.folder.ballast.stat().st_size == SIZE
    again.close()


def test_without_ballast_the_same_save_is_refused(small_disk: Path) -> None:
    centre = made_centre(small_disk / "centre")
    fill(small_disk)
    with pytest.raises(UserError) as refused:
        register_party(centre.register, [arrival(centre, given_name="Пётр" * 40) for _person in range(200)])
    assert refused.value.code == "disk_full"
    centre.close()


def test_there_is_no_ballast_where_it_would_fill_the_disk_itself(small_disk: Path) -> None:
    ballast = Ballast(small_disk / "ballast", 2 * 1024 * 1024)
    ballast.restore()
    assert not (small_disk / "ballast").exists()
    assert ballast.is_given_up


def test_the_ballast_is_random_owner_only_and_as_large_as_it_says(tmp_path: Path) -> None:
    Ballast(tmp_path / "ballast", 3 * 1024 * 1024 + 5).restore()
    content = (tmp_path / "ballast").read_bytes()
    assert len(content) == 3 * 1024 * 1024 + 5
    assert len(set(content[:4096])) > 200
    assert (tmp_path / "ballast").stat().st_mode & 0o077 == 0
