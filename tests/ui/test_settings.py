from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.services.access import pages_of
from intake_app.services.backups import last_backup, read_status
from intake_app.services.centres import read_centre
from intake_app.services.places import list_places
from tests.ui.keys import type_text
from ui.preferences import Preferences, keep_preferences, read_preferences
from ui.settings.answers import parse_settings, texts_of
from ui.settings.page import SettingsPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.clock import FixedClock
    from intake_app.opening import Unlocked
    from intake_app.paths import DataFolder
    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext

RECIPIENT = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"


@pytest.fixture
def said(context: WindowContext) -> list[str]:
    """What the page says for the status line."""
    lines: list[str] = []
    context.bus.said.connect(lambda text, _kind: lines.append(text))
    return lines


@pytest.fixture
def page(qtbot: QtBot, context: WindowContext, said: list[str]) -> SettingsPage:
    made = SettingsPage(context)
    qtbot.addWidget(made)
    context.bus.changed.connect(made.take_changes)  # as the window does
    return made


def test_what_is_kept_is_shown(page: SettingsPage) -> None:
    assert page.centre.fields["name"].text() == "Oral, hall 1"
    assert page.centre.fields["host_languages"].text() == "Kazakh, Russian"


def test_settings_are_saved_as_the_sheets_take_them(
    page: SettingsPage, register: OpenRegister, said: list[str], qtbot: QtBot, context: WindowContext
) -> None:
    page.centre.fields["phone"].set_text("+7 711 200 00 00")
    page.centre.fields["meals"].set_text("8, 13.00; 19:30")
    page.centre.fields["host_languages"].set_text("Kazakh, Russian, English")
    page.centre.fields["recipients"].set_text(RECIPIENT)
    with qtbot.waitSignal(context.bus.changed) as signal:
        page.save.click()
    centre = read_centre(register)
    assert (centre.phone, centre.meals) == ("+7 711 200 00 00", ("08:00", "13:00", "19:30"))
    assert centre.host_languages == ("kaz", "rus", "eng")
    assert centre.recipients == (RECIPIENT,)
    assert said == ["Settings saved"]
    assert "centre" in signal.args[0].tables


def test_the_address_is_empty_unless_the_manager_sets_it(page: SettingsPage) -> None:
    field = page.centre.fields["sheet_address"]
    assert (field.text(), field.helper()) == ("", "left out of the sheet unless set")


def test_what_cannot_be_taken_is_said_below_its_field_and_nothing_is_saved(
    page: SettingsPage, register: OpenRegister, said: list[str]
) -> None:
    page.centre.fields["doctor"].set_text("Room 3")
    for name, text in (
        ("name", " "),
        ("meals", "24:00"),
        ("meals", "early"),
        ("host_languages", "Klingonish"),
        ("recipients", "age1nothing"),
        ("phone", "\x00" * 4),
        ("phone", "ask Aigerim"),
        ("tracing_phone", "-"),
        ("sheet_address", "x" * 2_000),
        ("phone_hours", "\x07"),
    ):
        field = page.centre.fields[name]
        before = field.text()
        field.set_text(text)
        page.save.click()
        assert field.value_state == "error", text
        field.set_text(before)
    assert read_centre(register).doctor == ""
    assert set(said) == {"Not saved: 1 field to correct"}
    page.save.click()
    assert (read_centre(register).doctor, said[-1]) == ("Room 3", "Settings saved")


def test_every_field_that_cannot_be_taken_says_so_at_once_and_is_quiet_once_it_can(
    page: SettingsPage, register: OpenRegister, said: list[str]
) -> None:
    wrong = {"name": "", "meals": "early", "host_languages": "Klingonish", "phone": "none", "recipients": "age1x"}
    for name, text in wrong.items():
        page.centre.fields[name].set_text(text)
    page.save.click()
    assert {name for name, field in page.centre.fields.items() if field.value_state == "error"} == set(wrong)
    page.centre.fields["name"].set_text("Oral, cinema")
    page.centre.fields["meals"].set_text("8")
    page.save.click()
    assert {name for name, field in page.centre.fields.items() if field.value_state == "error"} == {
        "host_languages",
        "phone",
        "recipients",
    }
    for name, text in {"host_languages": "Kazakh", "phone": "112", "recipients": ""}.items():
        page.centre.fields[name].set_text(text)
    page.save.click()
    assert said == ["Not saved: 5 fields to correct", "Not saved: 3 fields to correct", "Settings saved"]
    assert read_centre(register).name == "Oral, cinema"


def test_a_volunteer_has_no_settings_exchange_and_handouts() -> None:
    assert pages_of(Role.VOLUNTEER) == {"desk", "tonight", "find"}


def test_what_is_half_typed_is_not_overwritten_when_the_register_changes(page: SettingsPage) -> None:
    type_text(page.centre.fields["doctor"].editor, "Room 3")
    page.take_changes(None, None)
    assert page.centre.fields["doctor"].text() == "Room 3"


def test_places_are_added_and_listed(page: SettingsPage, register: OpenRegister, said: list[str]) -> None:
    page.places.set_text("Hall 1, mat 1-3\nHouse 4: 6")
    page.add_button.click()
    assert [line.place.name for line in list_places(register)][-1] == "House 4"
    assert page.places.text() == ""
    assert page.places.helper() == "9 beds, 9 free tonight"
    assert page.places_model.rowCount() == 4
    assert [page.places_model.index(3, column).data() for column in range(3)] == ["House 4", "6", "6"]
    assert said == ["4 places added"]


def test_the_list_of_places_keeps_the_rules_of_item_models(page: SettingsPage, qtmodeltester: object) -> None:
    page.places.set_text("Hall 1, mat 1-3")
    page.add_button.click()
    qtmodeltester.check(page.places_model)  # type: ignore[attr-defined]


def test_a_line_that_names_no_places_is_refused_with_its_text_kept_and_what_to_write(
    page: SettingsPage, said: list[str]
) -> None:
    page.places.set_text("Hall 1, mat 9-1")
    page.add_button.click()
    assert page.places.value_state == "error"
    assert page.places.text() == "Hall 1, mat 9-1"
    assert "Hall 1, mat 1-40" in " ".join((page.places.helper(), *said))


def test_one_button_writes_a_verified_backup_into_the_data_folder_and_the_second_place(
    page: SettingsPage, unlocked: Unlocked, said: list[str], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page.backup.folder.set_text(str(stick))
    page.backup.button.click()
    files = [path.name for path in stick.iterdir()]
    assert files == [path.name for path in unlocked.folder.backups.iterdir()]
    assert said == [f"Backed up and checked: {files[0]}"]
    assert last_backup(unlocked.register) == unlocked.register.clock.now()
    assert read_status(unlocked.register).second_place == str(stick)
    assert page.backup.button.isEnabled()
    assert page.backup.model.rowCount() == 2
    assert {page.backup.model.index(row, 1).data() for row in range(2)} == {"this laptop", "second place"}
    assert page.backup.age.text() == "Backed up just now."


def test_without_a_second_place_the_backup_goes_into_the_data_folder(page: SettingsPage, unlocked: Unlocked) -> None:
    page.backup.button.click()
    assert len(list(unlocked.folder.backups.iterdir())) == 1
    assert page.backup.model.index(0, 1).data() == "this laptop"


def test_a_missing_stick_is_said_below_the_folder_and_is_not_taken(
    page: SettingsPage, register: OpenRegister, said: list[str], tmp_path: Path
) -> None:
    page.backup.folder.set_text(str(tmp_path / "gone"))
    page.backup.button.click()
    told = " ".join((page.backup.folder.helper(), *said))
    assert told == "The folder for the backup does not exist. Create it, or plug the stick in again."
    assert read_status(register).second_place == ""


def test_a_stick_that_is_away_is_said_with_the_age_of_its_last_backup(
    page: SettingsPage, register: OpenRegister, clock: FixedClock, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page.backup.folder.set_text(str(stick))
    page.backup.button.click()
    stick.rename(tmp_path / "pulled")
    clock.instant += timedelta(hours=30)
    page.backup.button.click()
    assert page.backup.age.text() == (
        "Second place: backed up 1 day ago. This laptop: backed up just now. "
        "The second place was not there; the backup on this laptop was made."
    )
    assert page.backup.folder.text() == str(stick)


def test_the_look_is_chosen_and_told(page: SettingsPage, context: WindowContext, qtbot: QtBot) -> None:
    with qtbot.waitSignal(context.bus.chose_preferences) as signal:
        page.look.scheme.cycle()
    assert signal.args == [Preferences("light", 100)]
    with qtbot.waitSignal(context.bus.chose_preferences) as signal:
        page.look.scale.cycle()
    assert signal.args == [Preferences("light", 110)]


def test_the_answers_come_back_as_they_were_shown(unlocked: Unlocked) -> None:
    centre = read_centre(unlocked.register)
    values = parse_settings(texts_of(centre))
    assert all(getattr(centre, name) == value for name, value in values.items())


def test_a_hidden_character_is_refused_by_its_field() -> None:
    with pytest.raises(UserError) as refusal:
        parse_settings({"name": "Oral", "meals": "8:00", "doctor": "Room\u202e3\x00"})
    assert refusal.value.field == "doctor"


def test_preferences_are_kept_in_a_file_without_names(folder: DataFolder) -> None:
    keep_preferences(folder, Preferences("dark", 150))
    assert read_preferences(folder) == Preferences("dark", 150)
    kept = json.loads((folder.root / "window.json").read_text(encoding="utf-8"))
    assert kept == {"scheme": "dark", "scale": 150, "language": "", "time_zone": ""}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"scheme": 3, "scale": "big"}', '{"scale": 100}', "x" * 20_000])
def test_a_file_of_preferences_that_cannot_be_understood_changes_nothing(folder: DataFolder, text: str) -> None:
    folder.root.mkdir(parents=True)
    (folder.root / "window.json").write_text(text, encoding="utf-8")
    assert read_preferences(folder) == Preferences()
