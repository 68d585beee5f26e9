"""Tab goes as the eye does on People and on Find, and where the focus is can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.domain.person_lists import ListQuery
from tests.ui.keyboard import Keyboard
from tests.ui.people_stage import record_five, show_people
from ui.people.find_page import FindPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage

    from intake_app.services.open_register import OpenRegister
    from ui.people.page import PeoplePage
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(app_window: MainWindow, register: OpenRegister) -> PeoplePage:
    """A list of five people."""
    record_five(register)
    return show_people(app_window)


def stops(keys: Keyboard, inside: QWidget) -> list[str]:
    """What Tab goes to from here until it leaves a widget, by the names that are heard."""
    found = []
    while (focus := QApplication.focusWidget()) is not None and (focus is inside or inside.isAncestorOf(focus)):
        found.append(focus.accessibleName())
        assert len(found) < 20, "\n".join(found)
        keys.press(Qt.Key.Key_Tab)
    return found


def test_on_people_tab_goes_from_the_search_box_to_filters_list_and_actions(
    page: PeoplePage, app_window: MainWindow
) -> None:
    keys = Keyboard()
    page.show_argument(ListQuery(text="", tab="present", language="rus"))
    page.take_focus()
    keys.press(Qt.Key.Key_A, CTRL)
    keys.press(Qt.Key.Key_K, CTRL)
    while not page.isAncestorOf(QApplication.focusWidget() or page):
        keys.press(Qt.Key.Key_Tab)
    assert stops(keys, page) == [
        *("Columns", "Save this filter", "Here now 5", "Take away: speaks Russian", "Filter", "People"),
        *("Clear", "They belong together", "Mark as left", "Print 5 sheets"),
    ]


def test_a_panel_stands_between_the_filters_and_the_list(page: PeoplePage) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_F, CTRL)
    assert stops(keys, page) == [
        *("Entered from", "Entered until", "Speaks", "Sleeps in", "Whom to show", "In one party with"),
        *("Show", "Close", "People"),
    ]


def test_on_find_tab_goes_from_the_box_to_the_lines(app_window: MainWindow, register: OpenRegister) -> None:
    record_five(register)
    keys = Keyboard()
    app_window.show_page("find")
    find = app_window.page()
    assert isinstance(find, FindPage)
    keys.type("ким")
    assert stops(keys, find) == ["Card, document, or name", "People found"]


def focused_looks(window: MainWindow, page: QWidget, keys: Keyboard) -> Iterator[tuple[str, bool]]:
    """Each stop of Tab, and whether it looks otherwise with the focus than without."""
    while (focus := QApplication.focusWidget()) is not None and page.isAncestorOf(focus):
        shell = focus.parentWidget() if focus.parentWidget() is not page else focus
        seen = _picture(shell or focus)
        name = focus.accessibleName()
        keys.press(Qt.Key.Key_Tab)
        window.repaint()
        yield name, _picture(shell or focus) != seen


def _picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_the_focus_can_be_seen_wherever_tab_goes(page: PeoplePage, app_window: MainWindow) -> None:
    keys = Keyboard()
    page.show_argument(ListQuery(text="", tab="present", language="rus"))
    page.take_focus()
    keys.press(Qt.Key.Key_A, CTRL)
    page.list.columns.setFocus()
    unseen = [name for name, is_seen in focused_looks(app_window, page, keys) if not is_seen]
    assert unseen == []
