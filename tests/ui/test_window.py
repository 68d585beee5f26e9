from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTableView, QWidget

from intake_app.opening import unlock
from intake_app.services.backups import remember_backup
from intake_app.services.places import add_places
from tests.ui.keys import CTRL, press, type_text
from tests.ui.made_up import NIGHT, PASSPHRASE
from ui.facts import backup_in_words, export_in_words
from ui.pages import PageSpec
from ui.preferences import Preferences, read_preferences
from ui.resources.theme import theme
from ui.settings.page import make_settings_page
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen
from ui.widgets.field import Field
from ui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.clock import FixedClock
    from intake_app.domain.changes import Changes
    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from ui.context import WindowContext
    from ui.jobs import Jobs
    from ui.window import MainWindow


class Listener(Page):
    """A page that remembers what the window tells it."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__("Listener")
        self.arguments: list[object] = []
        self.changes: list[Changes | None] = []
        self.drafts = 0
        self.may_be_left = True
        self.field = Field("Name")
        self.body.addWidget(self.field)

    def can_leave(self) -> bool:
        return self.may_be_left

    def keep_draft(self) -> None:
        self.drafts += 1

    def show_argument(self, argument: object) -> None:
        self.arguments.append(argument)

    def take_changes(self, changes: Changes | None, initiator: object) -> None:
        self.changes.append(changes)


def pages() -> tuple[PageSpec, ...]:
    return (
        PageSpec("desk", "Desk", "clipboard-pen", "Ctrl+1", Listener),
        PageSpec("people", "People", "users", "Ctrl+2", Listener),
        PageSpec("settings", "Settings", "settings", "Ctrl+3", make_settings_page),
    )


@pytest.fixture
def shell(qtbot: QtBot, folder: DataFolder, doors: Doors, jobs: Jobs) -> Iterator[Shell]:
    """The process's window with pages that listen."""
    made = Shell(House(folder, lambda: doors, pages, lambda: jobs), Preferences())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def window(shell: Shell, unlocked: Unlocked) -> MainWindow:
    shell.open_window(unlocked)
    shell.activateWindow()
    QTest.qWaitForWindowActive(shell)
    assert shell.window_ is not None
    return shell.window_


def listener(window: MainWindow, key: str = "desk") -> Listener:
    page = window.page(key)
    assert isinstance(page, Listener)
    return page


def test_the_desk_is_shown_first_and_other_pages_are_made_when_they_are_asked_for(window: MainWindow) -> None:
    assert isinstance(window.page(), Listener)
    assert window.page("settings") is None
    press(window, Qt.Key.Key_3, CTRL)
    assert window.page() is window.page("settings") is not None


def test_a_page_that_must_not_be_left_stays(window: MainWindow) -> None:
    listener(window).may_be_left = False
    press(window, Qt.Key.Key_2, CTRL)
    assert window.page() is window.page("desk")


def test_the_search_box_is_reached_from_anywhere_and_sends_its_text_to_the_people(window: MainWindow) -> None:
    press(listener(window).field.line, Qt.Key.Key_K, CTRL)
    assert window.search.line.hasFocus()
    type_text(window.search.line, "сер")
    assert window.page() is window.page("people")
    assert listener(window, "people").arguments == ["с", "се", "сер"]
    assert window.search.line.hasFocus()
    press(window.search.line, Qt.Key.Key_Escape)
    assert listener(window, "people").field.line.hasFocus()


def test_the_title_says_no_name(shell: Shell, window: MainWindow) -> None:
    assert shell.windowTitle() == "Intake"


def test_the_standing_facts_are_told(window: MainWindow, unlocked: Unlocked) -> None:
    assert window.status.fact("backup") == "No backup yet"
    assert window.status.fact("export") == "0 not exported"
    remember_backup(unlocked.register, NIGHT - timedelta(minutes=12))
    window.context.bus.changed.emit(None, None)
    assert window.status.fact("backup") == "Backed up 12 min ago"


def test_the_last_result_stands_on_the_left(window: MainWindow) -> None:
    window.context.bus.said.emit("Saved ORL-A-000122-S", "good")
    assert window.status.said() == "Saved ORL-A-000122-S"
    window.status.say("Not printed: no paper", "danger")
    window.status.turn_page()
    assert window.status.said() == "Not printed: no paper"  # it was only just said
    window.status._timer.timeout.emit()
    assert window.status.said() == "Not printed: no paper"  # and stands while its page does
    window.status.turn_page()
    assert window.status.said() == ""


def test_what_another_process_changed_is_told_to_every_page(
    window: MainWindow, folder: DataFolder, doors: Doors
) -> None:
    window.tick()
    assert listener(window).changes == []
    other = unlock(folder, PASSPHRASE, doors)
    add_places(other.register, "Hall 1, mat 1-3")
    other.close()
    window.tick()
    assert listener(window).changes == [None]
    window.tick()
    assert listener(window).changes == [None]


def test_a_change_of_the_centres_name_reaches_the_rail(window: MainWindow) -> None:
    window.show_page("settings")
    page = window.page()
    assert page is not None
    page.centre.fields["name"].set_text("Oral, cinema")  # type: ignore[attr-defined]
    page.save.click()  # type: ignore[attr-defined]
    assert window.rail._names[0].text() == "Oral, cinema"


def test_locking_keeps_drafts_closes_the_register_and_asks_for_the_passphrase(shell: Shell, window: MainWindow) -> None:
    page = listener(window)
    kept = []
    page.keep_draft = lambda: kept.append(True)  # type: ignore[method-assign]
    press(window, Qt.Key.Key_L, CTRL)
    screen = shell.centralWidget()
    assert isinstance(screen, UnlockScreen)
    assert kept == [True]
    assert screen._title.text() == "Oral, hall 1"
    assert shell.window_ is None


def test_closing_the_window_keeps_drafts(shell: Shell, window: MainWindow) -> None:
    kept: list[bool] = []
    listener(window).keep_draft = lambda: kept.append(True)  # type: ignore[method-assign]
    shell.close()
    assert kept == [True]


def test_a_bug_is_told_on_the_page_that_is_shown(window: MainWindow, jobs: Jobs) -> None:
    window._say_crash("1A2B")
    assert "1A2B" in listener(window).band.text()


def test_another_text_size_builds_the_window_anew_on_the_same_page(
    shell: Shell, window: MainWindow, folder: DataFolder
) -> None:
    window.show_page("settings")
    window.context.bus.chose_preferences.emit(Preferences("dark", 150))
    assert theme().scale == 1.5
    assert theme().tokens.name == "dark"
    assert shell.window_ is not None
    assert shell.window_ is not window
    assert shell.window_.page() is shell.window_.page("settings")
    assert read_preferences(folder) == Preferences("dark", 150)


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    for key in ("desk", "settings"):
        window.show_page(key)
        nameless = [widget for widget in focusable(window) if not widget.accessibleName()]
        assert nameless == []


def test_every_part_of_the_settings_is_reached_by_tab(window: MainWindow) -> None:
    window.show_page("settings")
    reached: set[QWidget] = set()
    for _step in range(200):
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.add(focused)
        press(focused, Qt.Key.Key_Tab)
    wanted = {widget for widget in focusable(window) if widget.isEnabled()}
    assert {widget.accessibleName() for widget in wanted - reached} == set()


def focusable(window: MainWindow) -> list[QWidget]:
    kinds = (QLineEdit, QComboBox, QPlainTextEdit, QTableView, QAbstractButton)
    return [
        widget
        for kind in kinds
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.mark.parametrize(
    ("age", "words", "kind"),
    [
        (timedelta(seconds=20), "Backed up just now", "muted"),
        (timedelta(minutes=12), "Backed up 12 min ago", "muted"),
        (timedelta(hours=5), "Backed up 5 h ago", "muted"),
        (timedelta(days=1), "Backed up 1 day ago", "warning"),
        (timedelta(days=3), "Backed up 3 days ago", "warning"),
        (timedelta(minutes=-5), "Backed up just now", "muted"),
    ],
)
def test_the_age_of_the_backup_is_said_in_words(age: timedelta, words: str, kind: str, clock: FixedClock) -> None:
    assert backup_in_words(clock.now() - age, clock.now()) == (words, kind)


def test_no_backup_is_a_warning_and_the_export_is_counted() -> None:
    assert backup_in_words(None, NIGHT) == ("No backup yet", "warning")
    assert export_in_words(40) == "40 not exported"
