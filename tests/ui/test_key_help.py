"""F1 says every key that does something where one is, and none that does nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from intake_app.i18n import PSEUDO_LONG
from intake_app.services.print_lists import STATES
from tests.ui.clipping import settle
from tests.ui.keyboard import Keyboard
from tests.ui.keys import CTRL, press
from tests.ui.walk import walk
from ui.asks.key_help import KeyHelp
from ui.handouts.page import HandoutsPage
from ui.handouts.queue import KITS
from ui.main import make_pages
from ui.page_keys import keys_of_page, keys_of_window, name_key
from ui.preferences import Preferences

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from intake_app.opening import Unlocked
    from ui.shell import Shell
    from ui.widgets.page import Page
    from ui.window import MainWindow

ENGLISH = Preferences("light", language="en")


def bound_in(window: MainWindow) -> Counter[str]:
    """Every key that is really bound in what can be seen, by name; both Enter keys of a keyboard are one."""
    found: Counter[str] = Counter()
    for shortcut in window.covers.findChildren(QShortcut):
        owner = shortcut.parent()
        is_other_enter = shortcut.key().toString().endswith("Enter")
        if isinstance(owner, QWidget) and owner.isVisibleTo(window) and shortcut.isEnabled() and not is_other_enter:
            found[name_key(shortcut)] += 1
    return found


def said_by_f1(shell: Shell) -> tuple[tuple[str, str], ...]:
    """What the list says after F1, and then it is closed again."""
    window = shell.window_
    assert window is not None
    Keyboard().press(Qt.Key.Key_F1)
    cover = window.covers.cover()
    assert isinstance(cover, KeyHelp)
    Keyboard().press(Qt.Key.Key_F1)
    assert window.covers.cover() is None
    return tuple(cover.rows)


def declared_of(page: Page) -> set[str]:
    """What a table or a field takes by itself, and so is bound to nothing."""
    rows: tuple[tuple[str, str], ...] = getattr(page, "key_words", tuple)()
    return {"Enter", *(keys for keys, _words in rows), *_of_fields(page)}


def _of_fields(page: Page) -> set[str]:
    from ui.widgets.field_shell import FieldShell

    return {field.key_words[0] for field in page.findChildren(FieldShell) if field.isVisibleTo(page)} - {""}


def test_f1_lists_every_key_that_is_bound_and_no_other_on_every_page(shell: Shell, unlocked: Unlocked) -> None:
    for key, page in walk(shell, unlocked, ENGLISH):
        window = shell.window_
        assert window is not None
        bound = bound_in(window)
        rows = said_by_f1(shell)
        listed = [keys for keys, _words in rows]
        assert set(bound) - set(listed) == set(), key
        assert set(listed) - set(bound) - declared_of(page) == set(), key
        assert all(words.strip() for _keys, words in rows), key


def test_no_key_is_bound_twice_where_both_can_be_seen(shell: Shell, unlocked: Unlocked) -> None:
    for key, _page in walk(shell, unlocked, ENGLISH):
        assert shell.window_ is not None
        assert {keys: count for keys, count in bound_in(shell.window_).items() if count > 1} == {}, key


@pytest.mark.parametrize("tab", [*STATES, KITS])
def test_the_list_follows_what_the_page_shows(app_window: MainWindow, shell: Shell, tab: str) -> None:
    app_window.show_page("handouts", tab)
    page = app_window.page()
    assert isinstance(page, HandoutsPage)
    rows = dict(said_by_f1(shell))
    assert set(bound_in(app_window)) <= set(rows)
    assert rows["Alt+2"] == "Go to “Printed”"
    assert rows["Ctrl+P"] == (page.kits.make if tab == KITS else page.print).text()
    assert "Alt+5" not in rows


def test_a_volunteer_reads_of_no_page_that_is_not_theirs(app_window: MainWindow) -> None:
    page = app_window.page()
    assert page is not None
    listed = {words for _keys, words in keys_of_window(app_window._frame, page)}
    assert {spec.title for spec in make_pages()} <= listed
    assert not listed & {words for _keys, words in keys_of_page(page)}


def test_the_lists_stand_below_each_other_where_there_is_no_room_and_the_arrows_go_on_in_them(qtbot: QtBot) -> None:
    cover = KeyHelp("Desk", [(f"F{number}", f"Act {number}") for number in range(1, 10)], [("Ctrl+L", "Lock")])
    qtbot.addWidget(cover)
    cover.show()
    tops = []
    for width in (1366, 700):
        cover.resize(width, 300)
        settle()
        heads = [
            next(each for each in cover.findChildren(QLabel) if each.text() == text) for text in ("Desk", "Everywhere")
        ]
        tops.append([head.mapTo(cover, QPoint(0, 0)).y() for head in heads])
    assert tops[0][0] == tops[0][1]
    assert tops[1][0] < tops[1][1]
    last = next(each for each in cover.findChildren(QLabel) if each.text() == "Lock")
    assert last.visibleRegion().isEmpty()
    cover.take_focus()
    for _page in range(3):
        press(cover.back, Qt.Key.Key_PageDown)
    assert not last.visibleRegion().isEmpty()


def test_f1_works_while_the_panel_is_open_and_from_its_button(app_window: MainWindow) -> None:
    press(app_window, Qt.Key.Key_J, CTRL)
    assert app_window.corner.panel is not None
    Keyboard().press(Qt.Key.Key_F1)
    assert isinstance(app_window.covers.cover(), KeyHelp)


def test_the_list_speaks_the_language_of_the_moment(app_window: MainWindow, shell: Shell) -> None:
    english = dict(said_by_f1(shell))
    app_window.context.bus.chose_preferences.emit(Preferences("light", language=PSEUDO_LONG))
    QApplication.processEvents()
    other = dict(said_by_f1(shell))
    assert set(english) == set(other)
    assert [keys for keys, words in english.items() if words == other[keys]] == []
