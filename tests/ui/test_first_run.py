from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.domain.roles import Role
from intake_app.errors import UserError
from intake_app.opening import create_centre
from intake_app.opening.key_files import key_file_of
from intake_app.opening.keys import add_user
from intake_app.opening.restoring import restore
from intake_app.paths import data_folder
from intake_app.services.centres import desk_code, read_centre
from intake_app.services.places import list_places
from intake_app.vault.access import open_with_recovery
from intake_app.vault.recovery_key import RecoveryKey
from intake_app.vault.store import KeyringStore
from tests.ui.day import answer_day
from tests.ui.keyboard import Keyboard
from tests.ui.keys import CTRL, press, type_text
from tests.ui.made_up import PASSPHRASE, SETUP
from tests.ui.people_stage import names, record, show_people
from ui.first_run import steps
from ui.first_run.regions import country_of_zone, country_options, zone_options
from ui.first_run.restore_view import RestoreView
from ui.first_run.screen import FirstRunScreen, FirstRunWork
from ui.first_run.step_view import StepView
from ui.first_run.steps import FirstRun, compare_keys, step_of
from ui.handouts.page import HandoutsPage
from ui.handouts.queue import KITS
from ui.jobs import Jobs
from ui.main import make_pages
from ui.preferences import Preferences
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen
from ui.widgets.buttons import Button
from ui.widgets.empty import LinkRow
from ui.widgets.field import Field
from ui.widgets.secret_field import SecretField

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from intake_app.clock import FixedClock
    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder


def walked_to(key: str) -> FirstRun:
    """A first run answered as far as a step."""
    run = FirstRun("Asia/Oral")
    for name, text in {"name": "Oral, hall 1", "user_name": "Aigerim B."}.items():
        run.answer(name, text)
    for name in ("passphrase", "passphrase_again"):
        run.answer(name, PASSPHRASE)
    while run.key != key:
        assert run.advance(), run.problems()
    return run


def test_country_zone_code_and_desk_are_guessed_and_marked_so() -> None:
    run = FirstRun("Asia/Oral")
    run.answer("name", "Орал, зал 1")
    assert run.answers["country"] == "KZ"
    assert run.answers["time_zone"] == "Asia/Oral"
    assert run.answers["code"] == "ORA"
    assert run.answers["desk"] == "A"
    assert run.guesses == {"country", "time_zone", "code", "desk"}


def test_a_zone_of_no_country_guesses_the_country_whose_rules_are_shipped() -> None:
    run = FirstRun("Etc/UTC")
    assert (run.answers["country"], run.answers["time_zone"]) == ("KZ", "Asia/Almaty")


def test_a_zone_of_no_country_leaves_the_guess_to_the_systems_region() -> None:
    run = FirstRun("Etc/UTC", "GE")
    assert (run.answers["country"], run.answers["time_zone"]) == ("GE", "Asia/Tbilisi")


def test_there_are_five_questions_and_making_the_register_is_none() -> None:
    asked = [(key, FirstRun("Asia/Oral", key=key).number) for key in steps.ORDER]
    assert [number for _key, number in asked] == [(1, 5), (2, 5), (3, 5), (3, 5), (4, 5), (4, 5), (5, 5)]


def test_a_code_that_was_typed_is_not_guessed_over() -> None:
    run = FirstRun("Asia/Oral")
    run.answer("code", "URA")
    run.answer("name", "Oral, hall 1")
    assert run.answers["code"] == "URA"


def test_another_country_brings_its_own_time_zone() -> None:
    run = FirstRun("Asia/Oral")
    run.answer("country", "GE")
    assert run.answers["time_zone"] == "Asia/Tbilisi"


@pytest.mark.parametrize(
    ("step", "name", "text"),
    [
        (steps.CENTRE, "name", "  "),
        (steps.CENTRE, "code", "O"),
        (steps.CENTRE, "code", "ÖRL"),
        (steps.CENTRE, "time_zone", "Mars/Base"),
        (steps.DESK, "desk", "ABCD"),
        (steps.DESK, "user_name", ""),
        (steps.PASSPHRASE, "passphrase", "short"),
        (steps.PASSPHRASE, "passphrase_again", "correct horse batter"),
    ],
)
def test_a_wrong_answer_keeps_the_step_and_is_named_by_its_field(step: str, name: str, text: str) -> None:
    run = walked_to(step)
    run.answer(name, text)
    assert list(run.problems()) == [name]
    assert not run.advance()
    assert run.key == step


def test_the_answers_are_those_the_service_takes() -> None:
    run = walked_to(steps.CREATING)
    assert (run.setup().name, run.setup().code, run.setup().user_name) == ("Oral, hall 1", "ORA", "Aigerim B.")


def test_the_passphrase_is_forgotten_once_the_register_is_made() -> None:
    run = walked_to(steps.CREATING)
    run.show_key(RecoveryKey.generate().text)
    assert run.key == steps.KEY
    assert PASSPHRASE not in run.answers.values()


def test_the_recovery_key_must_be_typed_back_and_is_read_forgivingly() -> None:
    run = walked_to(steps.CREATING)
    run.show_key(RecoveryKey.generate().text)
    run.advance()
    assert not run.advance()
    run.answer("key_back", run.recovery_key.lower().replace("-", " "))
    assert run.advance()
    assert run.key == steps.PLACES


def test_the_wrong_group_of_a_recovery_key_is_named() -> None:
    shown, other = RecoveryKey(bytes(17) + b"\x01").text, RecoveryKey(bytes(17) + b"\x02").text
    groups = shown.split("-")
    assert "Group 4" in compare_keys(shown, "-".join([*groups[:3], "7K3M1", *groups[4:]]))
    assert compare_keys(shown, other) == "Group 7 is not the one that was shown."
    assert compare_keys(shown, shown) == ""


def test_going_back_from_typing_shows_the_key_again_and_goes_no_further() -> None:
    run = walked_to(steps.CREATING)
    run.show_key(RecoveryKey.generate().text)
    assert not run.has_back()
    run.advance()
    run.back()
    assert run.key == steps.KEY


def test_every_step_says_what_it_is_about() -> None:
    for key in (steps.CENTRE, steps.DESK, steps.PASSPHRASE, steps.CREATING, steps.KEY, steps.KEY_BACK, steps.PLACES):
        assert step_of(key).title
        assert step_of(key).text


def test_countries_come_by_name_with_their_zones() -> None:
    options = dict(country_options())
    assert options["KZ"] == "Kazakhstan"
    assert len(options) > 200
    assert ("Asia/Oral", "Oral (Asia/Oral)") in zone_options("KZ")
    assert country_of_zone("Etc/UTC") == ""


@pytest.fixture
def screen(qtbot: QtBot, folder: DataFolder, doors: Doors, jobs: Jobs) -> Iterator[FirstRunScreen]:
    opened: list[Unlocked] = []
    work = FirstRunWork(
        lambda setup, passphrase: create_centre(folder, setup, passphrase, doors, asks_key_back=True),
        lambda path, passphrase, desk, key_file: restore(path, folder, passphrase, doors, desk=desk, key_file=key_file),
    )
    made = FirstRunScreen(jobs, work, zone="Asia/Oral")
    made.finished.connect(lambda unlocked: opened.append(unlocked))  # noqa: PLW0108 - PySide cannot call `append` itself
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    for unlocked in filter(None, (*opened, made.unfinished())):
        unlocked.close()


@pytest.fixture
def abandoned(folder: DataFolder, doors: Doors) -> str:
    """A set-up that ended before the recovery key was typed back; answers that key."""
    unlocked, recovery_key = create_centre(folder, SETUP, PASSPHRASE, doors, asks_key_back=True)
    unlocked.close()
    return recovery_key


@pytest.fixture
def started(folder: DataFolder, doors: Doors, qtbot: QtBot) -> Iterator[Shell]:
    """The process's window on the folder, with new jobs after each lock."""
    made = Shell(House(folder, lambda: doors, make_pages, Jobs.inline), Preferences())
    qtbot.addWidget(made)
    made.show()
    QTest.qWaitForWindowActive(made)
    yield made
    made.close()


def test_a_set_up_left_before_the_key_was_typed_back_goes_on_there_with_a_new_key(
    abandoned: str, started: Shell, folder: DataFolder, qtbot: QtBot
) -> None:
    started.start()
    screen = unlock_shell(started)
    assert isinstance(screen, FirstRunScreen)
    assert screen.run is not None
    assert screen.run.recovery_key != abandoned
    assert "Strike the old one out" in screen.run.step.text
    step_view(screen).next.click()
    answer(screen, screen.run.recovery_key)
    assert screen.run.key == steps.PLACES
    with qtbot.waitSignal(screen.finished):
        step_view(screen).next.click()
    assert started.window_ is not None
    started.lock()
    assert not isinstance(unlock_shell(started), FirstRunScreen)
    keyring = KeyringStore(folder.keyrings()).load().keyring
    open_with_recovery(keyring, screen.run.recovery_key)
    with pytest.raises(UserError, match="not the key of this register"):
        open_with_recovery(keyring, abandoned)


@pytest.mark.usefixtures("abandoned")
def test_a_set_up_left_a_second_time_asks_again(started: Shell) -> None:
    started.start()
    for _time in range(2):
        assert isinstance(unlock_shell(started), FirstRunScreen)
        started.lock()


def unlock_shell(shell: Shell) -> QWidget:
    """Type the passphrase; answers what is shown then."""
    screen = shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    type_text(screen.passphrase.line, PASSPHRASE)
    press(screen.passphrase.line, Qt.Key.Key_Return)
    shown = shell.centralWidget()
    assert shown is not None
    return shown


def step_view(screen: FirstRunScreen) -> StepView:
    assert isinstance(screen.view, StepView)
    return screen.view


def answer(screen: FirstRunScreen, text: str = "") -> None:
    """Type into what has the focus, and press Enter."""
    focused = screen.focusWidget()
    assert focused is not None
    type_text(focused, text)
    press(focused, Qt.Key.Key_Return)


def test_a_centre_is_set_up_with_the_keyboard_alone(screen: FirstRunScreen, qtbot: QtBot) -> None:
    first = screen.view.focusProxy()
    assert isinstance(first, LinkRow)
    press(first, Qt.Key.Key_Return)
    for text in ("Oral, hall 1", "", "", ""):
        answer(screen, text)
    name = step_view(screen).fields["user_name"]
    assert name.editor.hasFocus()
    answer(screen, "Aigerim B.")
    answer(screen, PASSPHRASE)
    answer(screen, PASSPHRASE)
    assert screen.run is not None
    answer(screen)
    answer(screen, screen.run.recovery_key)
    assert screen.run.key == steps.PLACES
    type_text(step_view(screen).places.area, "Hall 1, mat 1-3")
    with qtbot.waitSignal(screen.finished) as signal:
        press(screen.view, Qt.Key.Key_Return, CTRL)
    register = signal.args[0].register
    assert (read_centre(register).code, desk_code(register)) == ("ORA", "A")
    assert read_centre(register).time_zone == "Asia/Oral"
    assert [line.place.name for line in list_places(register)] == ["Hall 1, mat 1", "Hall 1, mat 2", "Hall 1, mat 3"]


@pytest.mark.usefixtures("abandoned")
def test_the_last_step_leads_on_to_a_paper_kit_for_whoever_wants_one(started: Shell) -> None:
    started.start()
    screen = unlock_shell(started)
    assert isinstance(screen, FirstRunScreen)
    assert screen.run is not None
    step_view(screen).next.click()
    answer(screen, screen.run.recovery_key)
    view = step_view(screen)
    QApplication.processEvents()
    assert view.kit.isVisible()
    type_text(view.places.area, "Hall 1, mat 1-0")
    press(view, Qt.Key.Key_P, CTRL)
    assert view.places.value_state == "error"  # it goes on with the places, not without them
    view.places.area.setPlainText("Hall 1, mat 1-3")
    press(view, Qt.Key.Key_P, CTRL)
    answer_day(started)
    QApplication.processEvents()
    assert started.window_ is not None
    page = started.window_.page()
    assert isinstance(page, HandoutsPage)
    assert page.tabs.current() == KITS
    assert page.kits.count.editor.hasFocus()
    assert page.kits.make.isVisible()
    assert len(list_places(started.window_.context.register)) == 3


def test_a_mistake_stands_below_its_field_and_takes_the_focus(screen: FirstRunScreen) -> None:
    screen.start_setup()
    step_view(screen).next.click()
    name = step_view(screen).fields["name"]
    assert name.state == "error"
    assert name.editor.hasFocus()


def test_a_passphrase_typed_otherwise_again_is_typed_anew_over_it(screen: FirstRunScreen) -> None:
    screen.run = walked_to(steps.PASSPHRASE)
    screen._show_step()
    answer(screen, PASSPHRASE)
    answer(screen, "something else")
    again = step_view(screen).fields["passphrase_again"]
    assert isinstance(again, SecretField)
    assert (again.state, again.line.selectedText() != "") == ("error", True)
    answer(screen, PASSPHRASE)
    assert screen.run.key == steps.KEY


def test_a_line_that_names_no_place_is_refused_with_what_was_typed_kept(screen: FirstRunScreen) -> None:
    screen.start_setup()
    assert screen.run is not None
    screen.run = walked_to(steps.PASSPHRASE)
    screen._show_step()
    for _press in range(2):
        step_view(screen).next.click()
    screen.run.answer("key_back", screen.run.recovery_key)
    step_view(screen).next.click()
    places = step_view(screen).places
    type_text(places.area, "Hall 1, mat 40-1")
    assert step_view(screen).next.text() == "Start without places"
    step_view(screen).next.click()
    assert places.state == "error"
    assert places.text() == "Hall 1, mat 40-1"


def test_yesterdays_backup_is_restored_by_keys_alone_as_a_desk_of_its_own_with_the_people_in_it(
    started: Shell, backup: Path, clock: FixedClock
) -> None:
    clock.instant += timedelta(days=1)
    started.start()
    screen, keys = started.centralWidget(), Keyboard()
    assert isinstance(screen, FirstRunScreen)
    QApplication.processEvents()
    keys.press(Qt.Key.Key_Tab)
    keys.enter("")
    view = screen.view
    assert isinstance(view, RestoreView)
    QApplication.processEvents()
    buttons = [each for each in view.findChildren(Button) if each.isVisible()]
    assert {each.text() for each in buttons} >= {"Choose a file", "Key file", "Back", "Restore"}
    assert [each.text() for each in buttons if each.width() < each.sizeHint().width()] == []
    keys.enter(str(backup), "wrong passphrase", "")
    assert view.passphrase.state == "error"
    keys.enter(PASSPHRASE, "B")  # over the wrong one
    answer_day(started)
    assert started.window_ is not None
    assert desk_code(started.window_.context.register) == "B"
    assert names(show_people(started.window_)) == ["Абаев", "Ким"]


def test_a_backup_is_restored_with_the_key_file_that_its_passphrase_needs(
    screen: FirstRunScreen, qtbot: QtBot, doors: Doors, tmp_path: Path
) -> None:
    other, _key = create_centre(data_folder(tmp_path / "other"), SETUP, PASSPHRASE, doors)
    stick = tmp_path / "dana.key"
    with key_file_of(stick, None) as key_file:
        add_user(other, "Dana", Role.SHIFT_LEAD, "dana types this one", key_file)
    made = other.back_up().file
    other.close()
    screen.start_restore()
    view = screen.view
    assert isinstance(view, RestoreView)
    view.path.set_text(str(made))
    view.passphrase.set_text("dana types this one")
    view.restore.click()
    assert view.passphrase.state == "error"
    view.key_file.take(str(stick))
    screen.rebuild()  # as another language is chosen
    view = screen.view
    assert isinstance(view, RestoreView)
    with qtbot.waitSignal(screen.finished) as signal:
        view.restore.click()
    assert signal.args[0].register.session.user_name == "Dana"


def test_a_file_that_is_no_backup_is_refused_in_words(screen: FirstRunScreen, tmp_path: Path) -> None:
    (tmp_path / "x.intake-backup").write_bytes(b"not a backup")
    screen.start_restore()
    view = screen.view
    assert isinstance(view, RestoreView)
    view.path.set_text(str(tmp_path / "x.intake-backup"))
    view.passphrase.set_text(PASSPHRASE)
    view.restore.click()
    assert "damaged" in view.advice.text()
    assert view.restore.isEnabled()


@pytest.fixture
def backup(tmp_path: Path, doors: Doors) -> Path:
    """A backup made on another laptop."""
    from intake_app.paths import data_folder

    stick = tmp_path / "stick"
    stick.mkdir()
    unlocked, _key = create_centre(data_folder(tmp_path / "other"), SETUP, PASSPHRASE, doors)
    try:
        record(unlocked.register, "Ким", "Абаев")
        return unlocked.backup(stick)
    finally:
        unlocked.close()


def test_a_field_of_the_first_run_keeps_its_guess_mark_until_somebody_goes_on(screen: FirstRunScreen) -> None:
    screen.start_setup()
    code = step_view(screen).fields["code"]
    assert isinstance(code, Field)
    name = step_view(screen).fields["name"]
    type_text(name.editor, "Oral")
    assert (code.text(), code.value_state) == ("ORA", "guess")
