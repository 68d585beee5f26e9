from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.i18n import PSEUDO_LONG
from intake_app.progress import Cancelled
from intake_app.services.print_targets import PrintTarget, read_print_target
from intake_app.services.registration import register_party
from tests.ui.clipping import settle
from tests.ui.held import Held
from tests.ui.keyboard import Keyboard
from ui.exchange.page import ExchangePage
from ui.exchange.request import FIELDS, USUAL, ExportChoices
from ui.preferences import Preferences
from ui.running import Run
from ui.widgets.buttons import Button
from ui.widgets.field_shell import FieldShell
from ui.widgets.scrolling import ScrollArea

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.services.open_register import OpenRegister
    from ui.jobs import Jobs
    from ui.shell import Shell
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def first_page(register: OpenRegister) -> str:
    arrival = parse_arrival({"family_name": "Иванов", "birth_date": "1997"}, DeskContext(register.clock.now().date()))
    register_party(register, [arrival])
    return "exchange"


@pytest.fixture
def page(app_window: MainWindow) -> ExchangePage:
    """The exchange page of a window with one person."""
    found = app_window.page()
    assert isinstance(found, ExchangePage)
    return found


def export_by_keys() -> None:
    """Twice: a plain export is asked for once more."""
    for _time in range(2):
        Keyboard().press(Qt.Key.Key_Return, CTRL)


def places_of(page: ExchangePage) -> dict[str, QPoint]:
    """Where every field and button of the page stands that can be seen."""
    fields = {each.label: each for each in page.findChildren(FieldShell)}
    buttons = {each.accessibleName(): each for each in page.findChildren(Button)}
    return {name: each.mapTo(page, QPoint(0, 0)) for name, each in (fields | buttons).items() if each.isVisible()}


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
    fill(page, tmp_path, "passphrase")
    page.export.passphrase.set_text("seven green horses")
    fill(page, tmp_path)
    page.take_focus()
    export_by_keys()
    with (tmp_path / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["family_name"] for row in csv.DictReader(file)] == ["Иванов"]
    assert app_window.status.said().startswith("Exported 1 person: people.csv")
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
    export_by_keys()
    page.bring.path.take(str(tmp_path))
    Keyboard().press(Qt.Key.Key_F3)
    assert page.bring.outcome.text() == "Would bring: 0 new, 1 known already, 0 rows not taken"
    assert page.bring.outcome.advice() == "There is nothing to bring in."
    people = tmp_path / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("Иванов", "Петров"), encoding="utf-8")
    Keyboard().press(Qt.Key.Key_F4)
    assert page.bring.outcome.text() == "Brought in: 0 new, 0 known already, 1 row not taken"
    assert "listed below" in page.bring.outcome.advice()
    model = page.bring.model
    assert [str(model.data(model.index(0, column))) for column in range(2)] == ["people.csv", "2"]


def test_a_folder_without_an_export_is_refused_in_words(
    page: ExchangePage, tmp_path: Path, app_window: MainWindow
) -> None:
    page.bring.path.take(str(tmp_path / "nothing"))
    Keyboard().press(Qt.Key.Key_F4)
    assert page.bring.path.value_state == "error"
    assert page.bring.path.line.hasFocus()
    assert page.bring.path.helper() == "There is no such file."
    said = (page.bring.outcome.text(), page.bring.outcome.advice())
    assert said == ("Nothing was brought in.", "Check its name, or choose it anew."), "why is said once, at the field"
    assert app_window.status.said() == "Nothing was brought in."
    state = page.place()
    page.bring.path.set_text("")
    page.show_argument(state)
    assert page.bring.path.value_state == "error", "also on the page made anew in another language"
    assert page.save.isEnabled()


def test_a_wrong_passphrase_is_said_beside_the_passphrase(page: ExchangePage, tmp_path: Path) -> None:
    fill(page, tmp_path, "passphrase")
    page.export.passphrase.set_text("seven green horses")
    Keyboard().press(Qt.Key.Key_Return, CTRL)
    page.bring.path.take(str(tmp_path / "export.zip.age"))
    page.bring.passphrase.set_text("eight green horses")
    Keyboard().press(Qt.Key.Key_F4)
    assert page.bring.passphrase.value_state == "error"
    assert page.bring.passphrase.line.hasFocus()


def test_nothing_moves_or_scrolls_whatever_is_said(page: ExchangePage, tmp_path: Path, shell: Shell) -> None:
    shell.resize(1366, 768)
    settle()
    before = places_of(page)
    Keyboard().press(Qt.Key.Key_Return, CTRL)
    page.bring.path.take(str(tmp_path / "nothing"))
    Keyboard().press(Qt.Key.Key_F4)
    settle()
    assert places_of(page) == before
    folder = tmp_path / "a stick with a long name" / "all exports of November" / "for the head office" / "second try"
    folder.mkdir(parents=True)
    fill(page, folder, "passphrase")
    page.export.passphrase.set_text("seven green horses")
    Keyboard().press(Qt.Key.Key_Return, CTRL)
    settle()
    assert page.export.outcome.text().startswith("Exported 1 person")
    assert str(folder) in page.export.outcome.toolTip()
    assert places_of(page) == before
    areas = [area for area in page.findChildren(ScrollArea) if area.isAncestorOf(page.export)]
    assert [area.verticalScrollBar().maximum() for area in areas] == [0]


def test_a_plain_export_is_asked_for_twice_and_anything_changed_asks_anew(page: ExchangePage, tmp_path: Path) -> None:
    fill(page, tmp_path)
    assert page.save.text() == "Export, plain"
    keys = Keyboard()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.export.outcome.text() == "Not written yet: it would be plain."
    page.export.purpose.set_text("for somebody else")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert list(tmp_path.glob("*.csv")) == []
    keys.press(Qt.Key.Key_Return, CTRL)
    assert (tmp_path / "people.csv").exists()


@pytest.mark.parametrize(
    ("protection", "advice"),
    [("plain", "Anybody can read these files"), ("passphrase", "tell the passphrase by phone")],
)
def test_an_export_says_how_many_where_which_files_and_what_to_do_next(
    page: ExchangePage, tmp_path: Path, shell: Shell, protection: str, advice: str
) -> None:
    shell.resize(1366, 460)  # as low as with large text: it is scrolled to
    settle()
    fill(page, tmp_path, protection)
    page.export.passphrase.set_text("seven green horses")
    export_by_keys() if protection == "plain" else page.start_export()
    said = page.export.outcome.text().replace("\u200b", "")
    assert said.startswith("Exported 1 person: ")
    assert said.endswith(f" in {tmp_path}")
    assert "people.csv" in said or "export.zip.age" in said
    assert advice in page.export.outcome.advice()
    settle()
    outcome = page.export.outcome
    assert outcome.visibleRegion().boundingRect().height() == outcome.height()


def test_a_folder_that_cannot_be_written_is_said_beside_the_folder(page: ExchangePage, tmp_path: Path) -> None:
    fill(page, tmp_path)
    folder = tmp_path / "stick"
    folder.mkdir()
    page.export.folder.take(str(folder))
    folder.rmdir()
    folder.write_text("a file")  # what the stick was is something else now
    export_by_keys()
    assert page.export.folder.value_state == "error"


def test_another_language_keeps_what_is_typed_and_what_was_said(
    page: ExchangePage, tmp_path: Path, shell: Shell, app_window: MainWindow
) -> None:
    fill(page, tmp_path)
    export_by_keys()
    page.export.protection.set_value("passphrase")
    page.export.protection.edited.emit("passphrase")
    page.export.passphrase.set_text("seven green horses")
    page.export.more.click()
    page.export.boxes["sex"].click()
    page.bring.show_typed(str(tmp_path / "people.csv"), "eight red foxes")
    before, said = page.export.choices(), page.export.outcome.advice()
    app_window.context.bus.chose_preferences.emit(Preferences("light", language=PSEUDO_LONG))
    assert shell.window_ is not None
    again = shell.window_.page()
    assert isinstance(again, ExchangePage)
    assert again is not page
    assert again.export.choices() == before
    assert again.export.has_fields()
    assert (again.bring.path.text(), again.bring.passphrase.text()) == (str(tmp_path / "people.csv"), "eight red foxes")
    assert "people.csv" in again.export.outcome.text()
    assert again.export.outcome.advice() not in ("", said)


def test_a_form_left_for_the_settings_goes_on_in_another_language_too(
    page: ExchangePage, tmp_path: Path, shell: Shell, app_window: MainWindow
) -> None:
    fill(page, tmp_path)
    app_window.show_page("settings")
    app_window.context.bus.chose_preferences.emit(Preferences("light", language="kk"))
    assert shell.window_ is not None
    shell.window_.show_page("exchange")
    again = shell.window_.page()
    assert isinstance(again, ExchangePage)
    assert again.export.purpose.text() == "weekly figures for the akimat"


def test_an_export_under_way_goes_on_while_the_window_is_made_anew(
    page: ExchangePage, tmp_path: Path, shell: Shell, app_window: MainWindow, jobs: Jobs
) -> None:
    jobs._patient = Held()
    fill(page, tmp_path)
    export_by_keys()
    assert not page.save.isEnabled()
    app_window.context.bus.chose_preferences.emit(Preferences("light", language="ru"))
    assert shell.window_ is not None
    again = shell.window_.page()
    assert isinstance(again, ExchangePage)
    assert not again.save.isEnabled()
    assert not again.stop.isHidden()
    jobs._patient.let()
    assert (tmp_path / "people.csv").exists()
    assert again.save.isEnabled()
    assert "people.csv" in again.export.outcome.text()


def test_locking_stops_an_export_under_way(page: ExchangePage, tmp_path: Path, shell: Shell, jobs: Jobs) -> None:
    patient = jobs._patient = Held()
    fill(page, tmp_path)
    export_by_keys()
    shell.lock()
    patient.let()
    assert list(tmp_path.glob("*.csv")) == []


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
