from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.progress import Cancelled
from intake_app.services.print_targets import PrintTarget, read_print_target
from intake_app.services.registration import register_party
from tests.ui.keyboard import Keyboard
from ui.exchange.page import ExchangePage
from ui.exchange.request import FIELDS, USUAL, ExportChoices
from ui.running import Run

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.services.open_register import OpenRegister
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(app_window: MainWindow, register: OpenRegister) -> ExchangePage:
    """The exchange page of a window with one person."""
    arrival = parse_arrival({"family_name": "Иванов", "birth_date": "1997"}, DeskContext(register.clock.now().date()))
    register_party(register, [arrival])
    app_window.show_page("exchange")
    found = app_window.page()
    assert isinstance(found, ExchangePage)
    return found


def fill(page: ExchangePage, folder: Path, protection: str = "plain") -> None:
    """A purpose, a folder and a protection."""
    page.export.purpose.set_text("weekly figures for the akimat")
    page.export.folder.take(str(folder))
    page.export.protection.set_value(protection)
    page.export.protection.edited.emit(protection)


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        (ExportChoices(folder="/", protection="plain"), "purpose"),
        (ExportChoices(purpose="x", protection="plain"), "folder"),
        (ExportChoices(purpose="x", folder="/nowhere/at/all", protection="plain"), "folder"),
        (ExportChoices(purpose="x", folder="/", passphrase="short"), "passphrase"),
        (ExportChoices(purpose="x", folder="/", protection="recipients"), "recipients"),
        (ExportChoices(purpose="x", folder="/", protection="plain", fields=()), "fields"),
    ],
)
def test_what_is_missing_is_named_by_its_field(choices: ExportChoices, problem: str) -> None:
    assert list(choices.problems()) == [problem]


def test_the_usual_fields_are_left_to_the_export_and_a_choice_keeps_the_files_order() -> None:
    assert ExportChoices(fields=tuple(reversed(USUAL))).request().fields == ()
    assert ExportChoices(fields=("sex", "family_name")).request().fields == ("family_name", "sex")
    assert "emergency_contact" in FIELDS
    assert "emergency_contact" not in USUAL


def test_only_the_protection_that_was_chosen_is_asked_for() -> None:
    choices = ExportChoices(purpose="x", passphrase="long enough to be one", recipients="age1x", protection="plain")
    request = choices.request()
    assert (request.passphrase, request.recipients, request.is_plain) == ("", (), True)
    assert "can read every name" in choices.warning()


def test_an_export_is_written_with_its_purpose(page: ExchangePage, tmp_path: Path, app_window: MainWindow) -> None:
    fill(page, tmp_path)
    page.take_focus()
    Keyboard().press(Qt.Key.Key_Return, CTRL)
    with (tmp_path / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["family_name"] for row in csv.DictReader(file)] == ["Иванов"]
    assert app_window.status.said().startswith("Exported 1 person: ")
    assert app_window.status.fact("export") == "0 not exported"


def test_a_plain_export_says_who_could_read_it(page: ExchangePage, tmp_path: Path) -> None:
    fill(page, tmp_path)
    assert "whoever finds this stick" in page.export.warning()
    fill(page, tmp_path, "passphrase")
    assert page.export.warning() == ""


def test_an_export_without_a_purpose_is_not_written(page: ExchangePage, tmp_path: Path) -> None:
    fill(page, tmp_path)
    page.export.purpose.set_text("")
    page.start_export()
    assert list(tmp_path.glob("*.csv")) == []
    assert page.export.purpose.value_state == "error"


def test_the_passphrase_of_an_export_does_not_stay_on_the_screen(page: ExchangePage, tmp_path: Path) -> None:
    fill(page, tmp_path, "passphrase")
    page.export.passphrase.set_text("seven green horses")
    page.start_export()
    assert [path.suffix for path in tmp_path.iterdir() if path.is_file()] == [".age"]
    assert page.export.passphrase.text() == ""


def test_an_export_comes_back_as_known_and_bad_rows_are_named(page: ExchangePage, tmp_path: Path) -> None:
    fill(page, tmp_path)
    page.start_export()
    page.bring.path.take(str(tmp_path))
    page.bring.look.click()
    assert page.bring.said() == "Would bring: 0 new, 1 known already, 0 rows not taken"
    people = tmp_path / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("Иванов", "Петров"), encoding="utf-8")
    page.bring.bring.click()
    assert page.bring.said() == "Brought in: 0 new, 0 known already, 1 row not taken"
    model = page.bring.model
    assert [str(model.data(model.index(0, column))) for column in range(2)] == ["people.csv", "2"]


def test_a_folder_without_an_export_is_refused_in_words(
    page: ExchangePage, tmp_path: Path, app_window: MainWindow
) -> None:
    page.bring.path.take(str(tmp_path / "nothing"))
    page.bring.bring.click()
    assert page.band.text() != ""
    assert page.save.isEnabled()


def test_a_run_that_was_stopped_stops_at_its_next_step() -> None:
    run, seen = Run(), list[int]()
    run.moved.connect(seen.append)
    tell = run.progress()
    tell(1, 200)
    tell(1, 200)
    tell(100, 200)
    run.stop()
    with pytest.raises(Cancelled):
        tell(101, 200)
    assert seen == [0, 50]


def test_where_sheets_go_is_remembered_on_this_laptop(
    page: ExchangePage, tmp_path: Path, register: OpenRegister
) -> None:
    page.target.printer.set_value("files")
    page.target.folder.take(str(tmp_path))
    assert read_print_target(register) == PrintTarget(folder=str(tmp_path))
