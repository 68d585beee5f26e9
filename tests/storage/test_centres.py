from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake_app.errors import DamagedError, UserError
from intake_app.opening import create_centre, keep_window, unlock
from intake_app.opening.locks import alone
from intake_app.paths import data_folder
from intake_app.services.backups import last_backup
from intake_app.services.centres import CentreSetup, change_centre, check_setup, desk_code, read_centre
from intake_app.services.places import add_places, list_places
from intake_app.services.registration import register_party
from tests.made import CHEAP, EVENING, PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked

SETUP = {"name": "Oral", "code": "orl", "country": "Kazakhstan", "desk": "a", "user_name": "Aigerim"}


def test_the_answers_of_the_first_run_are_understood_as_people_type_them() -> None:
    setup = check_setup(CentreSetup(**SETUP))

    assert (setup.code, setup.desk, setup.country, setup.time_zone) == ("ORL", "A", "KZ", "Asia/Almaty")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "centre"),
        ({"name": "a\x00b"}, "centre"),
        ({"user_name": ""}, "user"),
        ({"code": "ORÁL"}, "code"),
        ({"code": "O"}, "code"),
        ({"desk": "12345"}, "desk"),
        ({"code": "ORAL", "desk": "A12"}, "desk"),
        ({"country": "Atlantis"}, "country"),
        ({"time_zone": "Oral time"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_named_and_nothing_is_made(
    tmp_path: Path, wrong: dict[str, str], field: str
) -> None:
    folder = data_folder(tmp_path / "centre")

    with pytest.raises(UserError) as refused:
        create_centre(folder, CentreSetup(**{**SETUP, **wrong}), PASSPHRASE, doors())

    assert refused.value.field == field
    assert not folder.is_set_up()


def test_a_short_passphrase_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = data_folder(tmp_path / "centre")

    with pytest.raises(UserError) as refused:
        create_centre(folder, CentreSetup(**SETUP), "short", doors())

    assert refused.value.code == "passphrase_too_short"
    assert not folder.root.exists()


def test_a_second_centre_is_never_made_over_the_first(tmp_path: Path) -> None:
    first = made_centre(tmp_path / "centre")
    first.close()

    with pytest.raises(UserError) as refused:
        create_centre(first.folder, CentreSetup(**SETUP), PASSPHRASE, doors())

    assert refused.value.code == "already_set_up"
    unlock(first.folder, PASSPHRASE, doors()).close()


def test_settings_of_the_centre_are_kept_and_its_code_is_not_among_them(centre: Unlocked) -> None:
    change_centre(centre.register, {"phone": "+77000000000", "meals": ("08:00", "13:00"), "code": "XXX"})

    kept = read_centre(centre.register)

    assert (kept.phone, kept.meals, kept.code) == ("+77000000000", ("08:00", "13:00"), "ORL")
    assert desk_code(centre.register) == "A"


def test_adding_places_twice_adds_them_once_and_keeps_their_order(centre: Unlocked) -> None:
    add_places(centre.register, "Hall 1, mat 1-2")
    add_places(centre.register, "Hall 1, MAT 2\nHouse 4: 6")

    assert [line.place.name for line in list_places(centre.register)] == ["Hall 1, mat 1", "Hall 1, mat 2", "House 4"]


def test_a_backup_is_remembered_with_its_instant(centre: Unlocked, tmp_path: Path) -> None:
    assert last_backup(centre.register) is None

    centre.backup(tmp_path)

    assert last_backup(centre.register) == EVENING


def test_a_backup_into_a_folder_that_is_not_there_says_so(centre: Unlocked, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        centre.backup(tmp_path / "stick")

    assert refused.value.code == "folder_missing"


def test_a_second_window_is_told_that_there_is_one(centre: Unlocked) -> None:
    with keep_window(centre.folder):
        with pytest.raises(UserError) as refused:
            keep_window(centre.folder)
        assert refused.value.code == "window_open"

    keep_window(centre.folder).release()


def test_a_short_command_runs_beside_an_open_window(centre: Unlocked) -> None:
    with keep_window(centre.folder):
        command = unlock(centre.folder, PASSPHRASE, doors())
        register_party(command.register, [arrival(command)])
        command.close()

    with centre.register.reading() as reading:
        assert reading.count_people() == 1


def test_what_needs_the_register_alone_waits_for_whoever_uses_it(centre: Unlocked) -> None:
    with pytest.raises(UserError) as refused:
        alone(centre.folder.lock)
    assert refused.value.code == "register_in_use"

    centre.close()
    with alone(centre.folder.lock), pytest.raises(UserError) as waiting:
        unlock(centre.folder, PASSPHRASE, doors())

    assert waiting.value.code == "register_alone"


def test_keys_without_a_register_are_said_to_be_that(centre: Unlocked) -> None:
    centre.close()
    centre.folder.register.unlink()

    with pytest.raises(DamagedError) as refused:
        unlock(centre.folder, PASSPHRASE, doors())

    assert refused.value.code == "register_missing"


def test_a_register_cut_short_is_said_to_be_damaged_and_is_not_touched(centre: Unlocked) -> None:
    register_party(centre.register, [arrival(centre)])
    centre.close()
    cut = centre.folder.register.read_bytes()[:9_000]
    centre.folder.register.write_bytes(cut)

    with pytest.raises(DamagedError):
        unlock(centre.folder, PASSPHRASE, doors())

    assert centre.folder.register.read_bytes() == cut


def test_the_production_policy_refuses_a_keyring_made_cheaply(centre: Unlocked) -> None:
    from intake_app.opening import production

    centre.close()
    with pytest.raises(DamagedError) as refused:
        unlock(centre.folder, PASSPHRASE, production())

    assert refused.value.code == "keyring_below_floor"
    assert production().policy.setting.memory_kib > CHEAP.memory_kib
