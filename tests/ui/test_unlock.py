from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.clock import FixedClock
from intake_app.errors import UserError
from intake_app.opening import keep_window, unlock
from intake_app.opening.throttle import Throttled
from intake_app.services.centres import read_centre
from tests.ui.clipping import clipped_texts, settle
from tests.ui.keys import press, type_text
from tests.ui.made_up import NIGHT, PASSPHRASE
from ui.jobs import Jobs
from ui.moments import moment_in_words
from ui.preferences import Preferences, read_preferences
from ui.refusal import Refusal
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from ui.shell import Shell


@pytest.fixture
def screen(
    qtbot: QtBot, unlocked: Unlocked, folder: DataFolder, doors: Doors, jobs: Jobs, clock: FixedClock
) -> Iterator[UnlockScreen]:
    unlocked.close()
    opened: list[Unlocked] = []
    made = UnlockScreen(jobs, lambda passphrase: unlock(folder, passphrase, doors), clock=clock)
    made.unlocked.connect(lambda each: opened.append(each))  # noqa: PLW0108 - PySide cannot call `append` itself
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.setFocus()
    QTest.qWaitForWindowActive(made)
    yield made
    for each in opened:
        each.close()


def test_the_passphrase_and_enter_open_the_register(screen: UnlockScreen, qtbot: QtBot) -> None:
    assert screen.passphrase.line.hasFocus()
    type_text(screen.passphrase.line, PASSPHRASE)
    with qtbot.waitSignal(screen.unlocked) as signal:
        press(screen.passphrase.line, Qt.Key.Key_Return)
    assert signal.args[0].register.session.user_name == "Aigerim B."
    assert screen.passphrase.text() == ""


def test_a_wrong_passphrase_is_said_below_the_field_and_can_be_typed_over(screen: UnlockScreen) -> None:
    type_text(screen.passphrase.line, "something else")
    press(screen.passphrase.line, Qt.Key.Key_Return)
    assert screen.passphrase.value_state == "error"
    assert screen.passphrase.helper() == "This passphrase opens nothing here."
    assert "Caps Lock" in screen.advice.text()
    assert screen.passphrase.line.selectedText() != ""
    assert screen.button.isEnabled()
    type_text(screen.passphrase.line, "c")
    assert screen.passphrase.state == "focus"
    assert screen.advice.text() == ""


def test_after_too_many_wrong_passphrases_the_screen_counts_down_and_then_tries_again(
    screen: UnlockScreen, qtbot: QtBot
) -> None:
    screen.rescue_button.set_text("Restoring and checking")
    screen.refuse(Throttled(3))
    assert screen.rescue_button.text() == "Restore the newest backup", "nothing is restored while it waits"
    assert screen.passphrase.helper() == "Too many wrong passphrases. Try again in 3 seconds."
    assert screen.advice.text() == ""
    assert not screen.button.isEnabled()
    type_text(screen.passphrase.line, PASSPHRASE)
    screen._waiting.count_down()
    assert screen.passphrase.helper() == "Too many wrong passphrases. Try again in 2 seconds."
    screen._waiting.count_down()
    screen._waiting.count_down()
    assert (screen.button.isEnabled(), screen.advice.text(), screen.passphrase.value_state) == (True, "", "empty")
    screen.passphrase.set_text(PASSPHRASE)
    with qtbot.waitSignal(screen.unlocked):
        screen.button.click()


def test_why_it_stays_locked_is_said_beside_the_field_and_what_is_too_long_for_it_in_red_below(
    screen: UnlockScreen,
) -> None:
    what = "The register cannot be read: the file is damaged or belongs to another key."
    screen.refuse(UserError("damaged", what, "Restore the newest backup into an empty folder."))
    assert (screen.passphrase.helper(), screen.passphrase.value_state) == (what, "error")
    assert clipped_texts(screen) == []
    screen.refuse(UserError("damaged", f"{what} {what}", "Restore the newest backup."))
    assert screen.passphrase.helper() == "The register stays locked."
    assert screen.advice.text().startswith(f"{what} {what}")
    assert screen.advice.property("tone") == "danger"
    settle()
    assert clipped_texts(screen) == []


def test_nothing_typed_is_not_tried(screen: UnlockScreen) -> None:
    screen.button.click()
    assert screen.passphrase.helper() == "Type your passphrase first."


def test_the_time_stands_in_the_corner(screen: UnlockScreen) -> None:
    local = NIGHT.astimezone()
    assert f"{local:%H:%M}" in screen._corner.text()
    assert "November 2022" in screen._corner.text()


def test_a_locked_window_shows_the_centres_time_whatever_zone_the_laptop_has(
    shell: Shell, unlocked: Unlocked, folder: DataFolder
) -> None:
    centre = read_centre(unlocked.register)
    shell.open_window(unlocked)
    shell.lock()
    for screen in (shell.centralWidget(), UnlockScreen(shell._jobs, shell._house.unlock, time_zone=centre.time_zone)):
        assert isinstance(screen, UnlockScreen)
        screen._clock = FixedClock(NIGHT)
        screen._tell_time()
        assert screen._corner.text() == moment_in_words(NIGHT, centre.time_zone, is_long=True)
    assert read_preferences(folder).time_zone == centre.time_zone  # for the next start of the laptop


@pytest.mark.parametrize(
    ("zone", "time"), [("Asia/Almaty", "00:40"), ("Asia/Oral", "23:40"), ("America/New_York", "13:40")]
)
def test_a_moment_is_said_in_the_zone_it_is_asked_for(zone: str, time: str) -> None:
    assert moment_in_words(NIGHT, zone).endswith(time)


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "../../etc/passwd"])
def test_a_zone_that_does_not_exist_is_the_laptops_own(zone: str) -> None:
    assert moment_in_words(NIGHT, zone) == moment_in_words(NIGHT)
    assert Preferences().with_zone("no zone\n").time_zone == ""


def test_the_window_answers_while_the_passphrase_is_tried(qtbot: QtBot) -> None:
    may_end, jobs = threading.Event(), Jobs.threaded()
    screen = UnlockScreen(jobs, lambda _passphrase: may_end.wait() and None)  # type: ignore[arg-type,return-value]
    qtbot.addWidget(screen)
    type_text(screen.passphrase.line, PASSPHRASE)
    screen.try_passphrase()
    assert not screen.button.isEnabled()
    assert screen.button.text() == "Opening the register"
    with qtbot.waitSignal(screen.unlocked):
        may_end.set()
    jobs.close()


def test_a_second_window_on_the_folder_says_one_sentence(shell: Shell, unlocked: Unlocked, folder: DataFolder) -> None:
    with keep_window(folder):
        shell.start()
        shell.claim()
        refusal = shell.centralWidget()
        assert isinstance(refusal, Refusal)
        assert refusal.what.text() == "Intake is already open on this register."


LOADS = """
import sys, threading
from pathlib import Path
elsewhere = set()
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("ui.", "PySide6")) and threading.current_thread() is not threading.main_thread():
            elsewhere.add(name)
sys.meta_path.insert(0, Watch())
from PySide6.QtWidgets import QApplication
from intake_app.clock import SystemClock
from intake_app.opening import Doors
from intake_app.paths import data_folder
from intake_app.vault.policy import KdfPolicy
import gc
from ui.jobs import Jobs
from ui.main import make_pages
from ui.preferences import Preferences
from ui.shell import House, Shell
app = QApplication(["intake"])
doors = Doors(SystemClock(), KdfPolicy(64, 1, 1, 64, 1))
shell = Shell(House(data_folder(Path(sys.argv[1])), lambda: doors, make_pages, Jobs.threaded), Preferences())
shell.start()
shell.claim()
turns = 0
while gc.get_freeze_count() == 0:  # what is loaded is set apart
    app.processEvents()
    turns += 1
assert "ui.window" in sys.modules and "ui.settings.page" in sys.modules and "sqlalchemy" in sys.modules
assert turns > 20, turns
shell.close()
sys.exit(", ".join(sorted(elsewhere)) or 0)
"""


def test_what_has_to_do_with_qt_is_loaded_on_the_windows_thread_while_a_passphrase_can_be_typed(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", LOADS, str(tmp_path / "centre")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr


def test_nothing_heavy_is_loaded_before_the_unlock_screen_is_painted() -> None:
    program = (
        "import sys; from ui.resources.theme import *; from ui.shell import Shell, House;"
        "heavy = {'sqlalchemy', 'reportlab', 'babel', 'phonenumbers', 'pycountry', 'alembic', 'sqlcipher3',"
        " 'cryptography', 'pyrage'};"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.returncode == 0
