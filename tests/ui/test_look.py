"""Theme, text size and language, chosen one after the other in any order, in the panel and in the settings."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from intake_app.i18n import current_language
from tests.ui.clipping import settle
from tests.ui.keys import CTRL, press
from ui.pages import PageSpec
from ui.preferences import Preferences, read_preferences
from ui.resources.theme import theme
from ui.settings.page import SettingsPage, make_settings_page
from ui.shell import House, Shell
from ui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors
    from intake_app.paths import DataFolder
    from ui.jobs import Jobs
    from ui.user_panel import UserPanel
    from ui.widgets.choices import ChoiceField
    from ui.window import MainWindow

CHOSEN = {"scheme": "dark", "scale": "125", "language": "ru"}
ORDERS = list(permutations(CHOSEN))


def pages() -> tuple[PageSpec, ...]:
    """One page that is quickly made, and the settings."""
    return (
        PageSpec("desk", "Desk", "clipboard-pen", "Ctrl+1", lambda _context: Page("Desk")),
        PageSpec("settings", "Settings", "settings", "Ctrl+8", make_settings_page),
    )


@pytest.fixture
def shell(qtbot: QtBot, folder: DataFolder, doors: Doors, jobs: Jobs) -> Iterator[Shell]:
    """The process's window with these pages."""
    made = Shell(House(folder, lambda: doors, pages, lambda: jobs), Preferences())
    qtbot.addWidget(made)
    yield made
    made.close()


def window_of(shell: Shell) -> MainWindow:
    assert shell.window_ is not None
    return shell.window_


def panel_of(shell: Shell) -> UserPanel:
    """The panel, opened where it is closed."""
    if window_of(shell).corner.panel is None:
        press(window_of(shell), Qt.Key.Key_J, CTRL)
    panel = window_of(shell).corner.panel
    assert panel is not None
    return panel


def settings_of(shell: Shell) -> SettingsPage:
    window_of(shell).show_page("settings")
    page = window_of(shell).page()
    assert isinstance(page, SettingsPage)
    return page


def choose(field: ChoiceField, code: str) -> None:
    """As somebody does who goes through the choices with the arrows."""
    field.focus()
    field.set_value(code)
    field.edited.emit(code)
    settle()  # the window before is gone, and its keys with it


def shown() -> tuple[str, float, str]:
    return theme().tokens.name, theme().scale, current_language()


@pytest.mark.parametrize(
    ("order", "is_closed_between"), [*((order, True) for order in ORDERS), *((order, False) for order in ORDERS[::3])]
)
def test_no_choice_in_the_panel_undoes_another(
    app_window: MainWindow, shell: Shell, folder: DataFolder, order: tuple[str, ...], is_closed_between: bool
) -> None:
    for name in order:
        choose(panel_of(shell).fields[name], CHOSEN[name])
        if is_closed_between:
            press(panel_of(shell), Qt.Key.Key_Escape)
    assert shown() == ("dark", 1.25, "ru")
    assert read_preferences(folder) == Preferences("dark", 125, "ru")


@pytest.mark.parametrize("order", ORDERS[::2], ids="_".join)
def test_panel_and_settings_know_of_each_other(app_window: MainWindow, shell: Shell, order: tuple[str, ...]) -> None:
    settings_of(shell)
    for number, name in enumerate(order):
        if number % 2:
            choose(getattr(settings_of(shell).look, name), CHOSEN[name])
        else:
            choose(panel_of(shell).fields[name], CHOSEN[name])
    assert shown() == ("dark", 1.25, "ru")
    look, panel = settings_of(shell).look, panel_of(shell)
    for name, code in CHOSEN.items():
        assert getattr(look, name).value() == panel.fields[name].value() == code


def test_the_panel_stays_open_while_sizes_are_tried_and_keeps_the_field(app_window: MainWindow, shell: Shell) -> None:
    panel_of(shell).scale.focus()
    for scale in (1.1, 1.25, 1.5):
        press(panel_of(shell).scale.combo, Qt.Key.Key_Down)
        settle()
        assert theme().scale == scale
        panel = window_of(shell).corner.panel
        assert panel is not None
        assert panel.isVisible()
        assert panel.scale.combo.hasFocus()
        chip = window_of(shell).rail.user
        assert 0 <= chip.mapTo(shell, QPoint(0, 0)).y() - panel.geometry().bottom() <= 12
    press(panel_of(shell).scale.combo, Qt.Key.Key_Escape)
    assert window_of(shell).corner.panel is None
    assert QApplication.focusWidget() is not None


def test_tab_goes_round_within_the_panel(app_window: MainWindow, shell: Shell) -> None:
    panel, names = panel_of(shell), []
    for _step in range(10):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        press(focused, Qt.Key.Key_Tab)
    assert names[:4] == ["Language", "Colours", "Text size", "Keyboard shortcuts"]
    assert names[4:] == ["Another clerk", "My passphrase", "My PIN", "Lock", "Erase the keys", "Language"]
    press(panel.scheme.combo, Qt.Key.Key_Backtab)
    assert panel.language.combo.hasFocus()


def test_a_click_elsewhere_closes_the_panel_and_a_click_in_it_does_not(app_window: MainWindow, shell: Shell) -> None:
    panel = panel_of(shell)
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert window_of(shell).corner.panel is panel
    QTest.mouseClick(app_window.search.line, Qt.MouseButton.LeftButton)
    assert window_of(shell).corner.panel is None
    assert app_window.search.line.hasFocus()


def test_another_page_and_the_search_close_the_panel(app_window: MainWindow, shell: Shell) -> None:
    press(panel_of(shell), Qt.Key.Key_8, CTRL)
    assert app_window.corner.panel is None
    press(panel_of(shell), Qt.Key.Key_K, CTRL)
    assert app_window.corner.panel is None
    assert app_window.search.line.hasFocus()


def test_the_chip_opens_the_panel_and_closes_it(app_window: MainWindow, shell: Shell) -> None:
    for is_open in (True, False, True):
        QTest.mouseClick(app_window.rail.user, Qt.MouseButton.LeftButton)
        assert (app_window.corner.panel is not None) is is_open


@pytest.mark.parametrize("size", [(1366, 768), (1366, 696)])
def test_the_largest_panel_fits_the_screen(app_window: MainWindow, shell: Shell, size: tuple[int, int]) -> None:
    shell.resize(*size)
    choose(panel_of(shell).scale, "200")
    settle()
    panel = panel_of(shell)
    assert panel.geometry().top() >= 0
    assert panel.geometry().bottom() <= shell.height()
    assert panel.geometry().height() >= panel.minimumSizeHint().height()
