"""The real window left alone, put to sleep, closed at once: nothing of anybody is seen, and no form is lost."""

from __future__ import annotations

import gc
import weakref
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from intake_app.domain.roles import Role
from intake_app.opening import Unlocked, unlock
from intake_app.opening.keys import add_user, change_role
from intake_app.services.drafts import list_drafts
from intake_app.vault.data_key import DataKey
from tests.ui.day import answer_day
from tests.ui.keyboard import Keyboard
from tests.ui.keys import CTRL, press, type_text
from tests.ui.made_up import PASSPHRASE
from ui.jobs import Jobs
from ui.locking.blank_screen import BlankScreen, Shade
from ui.locking.idle import Instant
from ui.main import make_pages
from ui.preferences import Preferences
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors
    from intake_app.paths import DataFolder
    from ui.window import MainWindow

PIN = "7391"
OTHER = "four other words here"
MINUTE = 60


class Clocks:
    """The laptop's two clocks, moved by hand."""

    def __init__(self) -> None:
        self.running = self.elapsed = 5_000.0

    def __call__(self) -> Instant:
        return Instant(self.running, self.elapsed)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def shell(qtbot: QtBot, folder: DataFolder, doors: Doors, clocks: Clocks) -> Iterator[Shell]:
    """The process's window, which looks at clocks of the test's; each unlocking gets jobs of its own."""
    made = Shell(House(folder, lambda: doors, make_pages, Jobs.inline, clocks=clocks), Preferences())
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def window(app_window: MainWindow, shell: Shell) -> MainWindow:
    """The desk, with half a name in it."""
    answer_day(shell)
    type_name(shell, "Свинцова")
    return app_window


def now_shown(shell: Shell) -> MainWindow:
    assert shell.window_ is not None
    return shell.window_


def name_field(shell: Shell) -> QLineEdit:
    fields = [each for each in now_shown(shell).findChildren(QLineEdit) if each.accessibleName() == "Family name"]
    assert len(fields) == 1
    return fields[0]


def type_name(shell: Shell, text: str) -> None:
    field = name_field(shell)
    field.setFocus()
    type_text(field, text)


def leave_alone(shell: Shell, clocks: Clocks, seconds: int) -> None:
    """Nobody touches the laptop; the window looks each second."""
    for _second in range(seconds):
        clocks.running += 1
        clocks.elapsed += 1
        shell._guard.look()


def set_pin(shell: Shell, digits: str = PIN) -> None:
    """As somebody does it: by the panel, with the keyboard."""
    keyboard = Keyboard()
    Keyboard().press(Qt.Key.Key_J, CTRL)
    panel = now_shown(shell).corner.panel
    assert panel is not None
    panel.pin.setFocus()
    keyboard.press(Qt.Key.Key_Return)
    keyboard.enter(digits, digits)


def blank_screen(shell: Shell) -> BlankScreen:
    screen = now_shown(shell).veil.drawn()
    assert isinstance(screen, BlankScreen)
    return screen


def unlock_screen(shell: Shell) -> UnlockScreen:
    screen = shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    return screen


def unlock_again(shell: Shell, passphrase: str = PASSPHRASE) -> None:
    screen = unlock_screen(shell)
    type_text(screen.passphrase.line, passphrase)
    press(screen.passphrase.line, Qt.Key.Key_Return)


def seen(shell: Shell) -> str:
    """Every word that can be seen or is read aloud."""
    words = []
    for widget in shell.findChildren(QWidget):
        if widget.isVisible():
            words += [widget.accessibleName(), widget.toolTip()]
            if isinstance(widget, QLabel | QLineEdit):
                words.append(widget.text())
    return " ".join(words)


def test_after_five_minutes_nothing_of_anybody_is_seen_and_the_pin_brings_it_back(
    shell: Shell, window: MainWindow, clocks: Clocks
) -> None:
    set_pin(shell)
    field = name_field(shell)
    field.setFocus()
    field.setCursorPosition(3)
    assert "Свинцова" in seen(shell)
    leave_alone(shell, clocks, 5 * MINUTE)
    screen = blank_screen(shell)
    words = seen(shell)
    assert "Свинцова" not in words
    assert window.context.register.session.user_name not in words
    assert screen.pin.line.hasFocus()
    Keyboard().enter(PIN)
    assert window.veil.drawn() is None
    assert QApplication.focusWidget() is field
    assert (field.text(), field.cursorPosition()) == ("Свинцова", 3)


def test_a_scan_at_a_blank_window_does_nothing(shell: Shell, window: MainWindow, clocks: Clocks) -> None:
    set_pin(shell)
    leave_alone(shell, clocks, 5 * MINUTE)
    scans: list[str] = []
    window.context.keys.scanned.connect(scans.append)
    window.context.keys.card_scanned.connect(scans.append)
    Keyboard().scan("ORL-A-000122-S\n")
    assert scans == []
    assert blank_screen(shell).pin.line.text() == ""


def test_without_a_pin_it_locks_instead_and_says_why(shell: Shell, window: MainWindow, clocks: Clocks) -> None:
    leave_alone(shell, clocks, 5 * MINUTE)
    assert "set a PIN (Ctrl+J, My PIN): then it only hides" in unlock_screen(shell)._text.text()


def test_three_wrong_pins_lock(shell: Shell, window: MainWindow, clocks: Clocks) -> None:
    set_pin(shell)
    leave_alone(shell, clocks, 5 * MINUTE)
    keyboard = Keyboard()
    keyboard.enter("1111")
    assert blank_screen(shell).pin.helper() == "This PIN is wrong. 2 more tries."
    keyboard.enter("2222")
    assert blank_screen(shell).pin.helper() == "This PIN is wrong. 1 more try."
    keyboard.enter("3333")
    assert unlock_screen(shell)._text.text().startswith("Desk A has locked after 3 wrong PINs\n")
    unlock_again(shell)
    leave_alone(shell, clocks, 5 * MINUTE)
    unlock_screen(shell)  # a PIN that was guessed at is gone


def test_after_twenty_minutes_a_blank_window_locks_and_the_pin_is_no_help(
    shell: Shell, window: MainWindow, clocks: Clocks
) -> None:
    set_pin(shell)
    leave_alone(shell, clocks, 20 * MINUTE)
    assert "20 minutes" in unlock_screen(shell)._text.text()
    unlock_again(shell)
    assert name_field(shell).text() == "Свинцова"


def test_the_pin_is_still_good_after_a_lock_of_the_same_person(
    shell: Shell, window: MainWindow, clocks: Clocks
) -> None:
    set_pin(shell)
    shell.lock()
    unlock_again(shell)
    leave_alone(shell, clocks, 5 * MINUTE)
    blank_screen(shell)
    Keyboard().enter(PIN)
    assert now_shown(shell).veil.drawn() is None


def test_keys_and_the_mouse_keep_it_open(shell: Shell, window: MainWindow, clocks: Clocks) -> None:
    handle = shell.windowHandle()
    for _time in range(2):
        leave_alone(shell, clocks, 5 * MINUTE - 1)
        QTest.keyClick(handle, Qt.Key.Key_Shift)
        QApplication.processEvents()
        leave_alone(shell, clocks, 5 * MINUTE - 1)
        QTest.mouseMove(handle, shell.rect().center())
        QTest.mouseMove(handle, shell.rect().center() / 2)
        QApplication.processEvents()
    assert shell.window_ is window
    assert window.veil.drawn() is None


def test_on_waking_it_locks_before_anything_is_painted(shell: Shell, window: MainWindow, clocks: Clocks) -> None:
    clocks.elapsed += 3
    shell.update()
    QApplication.processEvents()
    assert "because the laptop slept" in unlock_screen(shell)._text.text()


def test_the_key_that_wakes_it_goes_nowhere(shell: Shell, window: MainWindow, clocks: Clocks) -> None:
    clocks.elapsed += 600
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_X)
    QApplication.processEvents()
    assert unlock_screen(shell).passphrase.text() == ""


def test_being_suspended_locks(shell: Shell, window: MainWindow) -> None:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)
    unlock_screen(shell)


def test_a_blank_window_whose_clerk_has_another_role_by_now_locks(
    shell: Shell, window: MainWindow, unlocked: Unlocked, folder: DataFolder, doors: Doors, clocks: Clocks, qtbot: QtBot
) -> None:
    add_user(unlocked, "Dana", Role.MANAGER, OTHER)
    set_pin(shell)
    leave_alone(shell, clocks, 5 * MINUTE)
    assert isinstance(now_shown(shell).veil.drawn(), BlankScreen)
    other = unlock(folder, OTHER, doors)
    change_role(other, unlocked.register.session.user_id, Role.VOLUNTEER)
    other.close()

    qtbot.waitUntil(lambda: isinstance(shell.centralWidget(), UnlockScreen))


def test_lists_and_dialogs_are_closed_when_it_blanks(shell: Shell, window: MainWindow, clocks: Clocks) -> None:
    set_pin(shell)
    window.show_page("settings")
    page = window.page()
    assert page is not None
    page.backup.folder.open_dialog()  # type: ignore[attr-defined]
    assert any(each is not shell and each.isVisible() for each in QApplication.topLevelWidgets())
    leave_alone(shell, clocks, 5 * MINUTE)
    assert [each for each in QApplication.topLevelWidgets() if each is not shell and each.isVisible()] == []


def test_a_cover_stays_behind_the_blank_with_what_is_typed_on_it(
    shell: Shell, window: MainWindow, clocks: Clocks
) -> None:
    set_pin(shell)
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_F9)
    cover = window.covers.cover()
    assert cover is not None
    keyboard.type("somebody's cousin")
    leave_alone(shell, clocks, 5 * MINUTE)
    assert "somebody's cousin" not in seen(shell)
    keyboard.enter(PIN)
    assert window.covers.cover() is cover
    assert "somebody's cousin" in seen(shell)
    keyboard.scan("ORL-A-000122-S\n")
    assert window.covers.cover() is cover


def test_what_is_behind_cannot_take_the_keyboard(shell: Shell, window: MainWindow, clocks: Clocks) -> None:
    set_pin(shell)
    leave_alone(shell, clocks, 5 * MINUTE)
    name_field(shell).setFocus()
    assert blank_screen(shell).pin.line.hasFocus()


def test_ctrl_l_locks_and_the_same_person_goes_on_on_the_same_page(shell: Shell, window: MainWindow) -> None:
    window.show_page("tonight")
    Keyboard().press(Qt.Key.Key_L, CTRL)
    assert unlock_screen(shell)._text.text() == "Desk A is locked\nWhat was half typed at the desk is kept"
    unlock_again(shell)
    again = now_shown(shell)
    assert again.page() is again.page("tonight") is not None
    again.show_page("desk")
    assert name_field(shell).text() == "Свинцова"


def test_somebody_else_begins_at_the_first_page_and_finds_the_desks_paper_on_it(
    shell: Shell, window: MainWindow, unlocked: Unlocked
) -> None:
    """A half-typed form belongs to the desk, like the paper that lies there: the arrival is still waiting."""
    add_user(unlocked, "Dana", Role.VOLUNTEER, OTHER)
    window.show_page("settings")
    shell.lock()
    unlock_again(shell, OTHER)
    again = now_shown(shell)
    assert again.context.register.session.user_name == "Dana"
    assert again.page() is again.page("desk")
    assert name_field(shell).text() == "Свинцова"


def test_another_clerk_stays_on_the_same_page(shell: Shell, window: MainWindow, unlocked: Unlocked) -> None:
    add_user(unlocked, "Dana", Role.VOLUNTEER, OTHER)
    window.show_page("tonight")
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_J, CTRL | Qt.KeyboardModifier.ShiftModifier)
    keyboard.enter(OTHER)
    again = now_shown(shell)
    assert again.context.register.session.user_name == "Dana"
    assert again.page() is again.page("tonight") is not None


def test_locking_closes_and_drops_everything(shell: Shell, window: MainWindow, unlocked: Unlocked) -> None:
    shell.lock()
    unlock_again(shell)
    again = now_shown(shell).context.unlocked
    held = [weakref.ref(each) for each in (again, again.register, now_shown(shell))]
    del again
    shell.lock()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [each() for each in held] == [None] * len(held)
    keys = [each for each in gc.get_objects() if isinstance(each, DataKey) and each == unlocked.data_key]
    assert [each for each in keys if each is not unlocked.data_key] == []


def test_nothing_is_seen_while_it_closes(shell: Shell, window: MainWindow) -> None:
    shell._guard.hide()
    assert isinstance(window.veil.drawn(), Shade)
    assert "Свинцова" not in seen(shell)


@pytest.mark.parametrize("where", ["page", "cover", "blank"])
def test_quick_close_keeps_what_is_half_typed_and_ends_at_once(
    shell: Shell, window: MainWindow, clocks: Clocks, folder: DataFolder, doors: Doors, where: str
) -> None:
    set_pin(shell)
    if where == "cover":
        Keyboard().press(Qt.Key.Key_F9)
    elif where == "blank":
        leave_alone(shell, clocks, 5 * MINUTE)
    Keyboard().press(Qt.Key.Key_Q, CTRL)
    assert not shell.isVisible()
    again = unlock(folder, PASSPHRASE, doors)
    kept = " ".join(str(draft.fields) for draft in list_drafts(again.register))
    again.close()
    assert "Свинцова" in kept
    assert not list(folder.backups.glob("*")) if folder.backups.exists() else True


def test_the_trail_tells_of_the_blank_and_of_wrong_pins(
    shell: Shell, window: MainWindow, clocks: Clocks, folder: DataFolder, doors: Doors
) -> None:
    set_pin(shell)
    leave_alone(shell, clocks, 5 * MINUTE)
    Keyboard().enter("1111", PIN)
    shell.lock()
    again = unlock(folder, PASSPHRASE, doors)
    with again.register.reading() as reading:
        told = [entry.kind for entry in reading.audit_entries(50) if entry.detail == "pin"]
    again.close()
    assert sorted(told) == ["lock", "unlock", "unlock_failed"]


def test_no_window_title_says_a_name(shell: Shell, window: MainWindow, clocks: Clocks) -> None:
    set_pin(shell)
    titles = set()
    for spec in make_pages():
        window.show_page(spec.key)
        titles |= {each.windowTitle() for each in QApplication.topLevelWidgets() if each.isVisible()}
    leave_alone(shell, clocks, 20 * MINUTE)
    titles |= {each.windowTitle() for each in QApplication.topLevelWidgets() if each.isVisible()}
    assert titles == {"Intake"}


def test_what_was_copied_is_cleared_when_it_locks(shell: Shell, window: MainWindow) -> None:
    field, clipboard = name_field(shell), QGuiApplication.clipboard()
    field.selectAll()
    field.copy()
    assert clipboard.text() == "Свинцова"
    shell.lock()
    assert clipboard.text() == ""


def test_what_was_copied_is_cleared_after_its_time_but_not_what_another_program_put_there(
    shell: Shell, window: MainWindow
) -> None:
    field, clipboard = name_field(shell), QGuiApplication.clipboard()
    field.selectAll()
    field.copy()
    timer = shell._guard.clipboard._timer
    assert timer.isActive()
    assert timer.interval() == 30_000
    timer.timeout.emit()
    assert clipboard.text() == ""
    field.copy()
    clipboard.blockSignals(True)  # another program's copy comes without a word where its window has the keyboard
    clipboard.setText("of somebody else")
    clipboard.blockSignals(False)
    timer.timeout.emit()
    assert clipboard.text() == "of somebody else"
    clipboard.clear()


def test_a_pin_that_was_mistyped_or_is_too_easy_is_said_below_its_field(shell: Shell, window: MainWindow) -> None:
    window.locking.show_pin()
    cover = window.covers.cover()
    keyboard = Keyboard()
    keyboard.enter("7391", "7392")
    assert cover.again.helper() == "This is not the same PIN."  # type: ignore[union-attr]
    keyboard.press(Qt.Key.Key_Escape)
    window.locking.show_pin()
    cover = window.covers.cover()
    keyboard.enter("1234", "1234")
    assert cover.pin.helper() == "This is the first that anybody tries."  # type: ignore[union-attr]
    assert not window.context.pins.has(window.context.register.session.user_id)


def test_a_backup_that_is_under_way_does_not_hold_up_the_lock(
    qtbot: QtBot, folder: DataFolder, doors: Doors, unlocked: Unlocked
) -> None:
    shell = Shell(House(folder, lambda: doors, make_pages, Jobs.threaded), Preferences())
    qtbot.addWidget(shell)
    shell.open_window(unlocked)
    gate = Event()
    now_shown(shell).context.jobs.take_long(gate.wait, lambda _done: None)
    now_shown(shell).backups.look()
    stop = now_shown(shell).backups.stop
    stop()
    gate.set()
    shell.lock()
    assert not folder.backups.exists() or list(folder.backups.iterdir()) == []
    shell.close()


def test_quick_close_works_at_the_lock_screen_too(shell: Shell, window: MainWindow) -> None:
    shell.lock()
    QApplication.processEvents()
    Keyboard().press(Qt.Key.Key_Q, CTRL)
    assert not shell.isVisible()
