"""Keys between the search box and the list of people, as a hand uses them one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.person_lists import ListQuery
from intake_app.services.deletion import hide_person
from intake_app.services.list_choices import save_filter
from tests.ui.clipping import settle
from tests.ui.keyboard import Keyboard
from tests.ui.opened import opened
from tests.ui.people_stage import names, record_five, show_people
from ui.jobs import Jobs
from ui.main import make_pages
from ui.people.correction_view import FormView
from ui.people.filter_panel import FilterPanel
from ui.people.list_words import on_tab
from ui.people.page import PeoplePage
from ui.shell import House
from ui.widgets.empty import LinkRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from intake_app.services.open_register import OpenRegister
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def first_page(register: OpenRegister) -> str:
    record_five(register)
    return "people"


@pytest.fixture
def page(app_window: MainWindow) -> PeoplePage:
    """The list of five people."""
    return show_people(app_window)


def test_esc_leaves_the_search_box_with_its_words_and_in_the_list_takes_the_words_away(
    page: PeoplePage, app_window: MainWindow
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_K, CTRL)
    keys.type("Ким")
    assert names(page) == ["Ким"]
    keys.press(Qt.Key.Key_Escape)
    assert page.list.list.table.hasFocus()
    assert (app_window.search.text(), names(page)) == ("Ким", ["Ким"])
    keys.press(Qt.Key.Key_Escape)
    assert (app_window.search.text(), len(names(page))) == ("", 5)
    keys.press(Qt.Key.Key_K, CTRL)
    keys.press(Qt.Key.Key_Escape)
    assert page.list.list.table.hasFocus()


def test_a_card_finds_its_person_also_where_another_tab_is_shown(page: PeoplePage) -> None:
    model = page.list.list.model
    line = model.line_at(2)
    assert line is not None
    page.list.ask(on_tab(page.list.list.query, "left"))
    assert names(page) == []
    page.show_argument("Лыс")
    assert names(page) == []
    page.show_argument(line.texts["card"])
    assert names(page) == ["Ким"]
    assert page.list.list.tabs.current() == "all"


def test_enter_in_the_search_box_gives_the_person_the_keyboard(page: PeoplePage, app_window: MainWindow) -> None:
    """In the box Ctrl+E would go to the end of the line, on some systems."""
    keys = Keyboard()
    keys.press(Qt.Key.Key_K, CTRL)
    keys.enter("Ким")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.person.isAncestorOf(focused)
    keys.press(Qt.Key.Key_E, CTRL)
    assert isinstance(page.person.correction, FormView)
    assert app_window.search.text() == "Ким"


def test_the_buttons_of_a_form_stay_in_sight_while_its_fields_scroll(page: PeoplePage) -> None:
    line = page.list.list.model.line_at(2)
    assert line is not None
    page.open_person(line.person_id)
    page.person.start_correction()
    form = page.person.correction
    assert isinstance(form, FormView)
    QApplication.processEvents()
    for button in (form.save, form.back):
        assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
    bar = form.bar
    Keyboard().press(Qt.Key.Key_Escape)
    assert page.person.correction is None
    assert not bar.isVisible()


def test_a_saved_filter_is_chosen_among_several_before_it_is_shown(page: PeoplePage, register: OpenRegister) -> None:
    kazakh, russian = ListQuery(language="kaz"), ListQuery(language="rus", tab="present")
    save_filter(register, "A", kazakh)
    save_filter(register, "B", russian)
    page.list.list.refresh()
    keys = Keyboard()
    keys.press(Qt.Key.Key_F, CTRL)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    assert page.list.list.query == russian


def test_a_long_party_leaves_the_fields_beside_it_their_width(page: PeoplePage) -> None:
    page.list.panels.open_filters()
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    names_of_one = ", ".join(["Константинопольская Александра Всеволодовна"] * 4)
    panel.show_parties([("1", names_of_one), ("2", names_of_one)], are_more=False)
    QApplication.processEvents()
    assert panel.which.isVisible()
    assert len({field.width() for field in (panel.entered_from, panel.language, panel.which)}) <= 2
    assert panel.width() <= page.list.list.width()
    assert panel.entered_from.width() > panel.width() // 5


def test_whoever_is_hidden_is_found_by_the_card_on_one_more_key(page: PeoplePage, register: OpenRegister) -> None:
    line = page.list.list.model.line_at(2)
    assert line is not None
    hide_person(register, line.person_id, "by mistake")
    page.list.list.refresh()
    page.show_argument(line.texts["card"])
    assert names(page) == []
    rows = [row for row in page.findChildren(LinkRow) if row.isVisible() and "hidden" in row.accessibleName()]
    rows[0].click()
    assert names(page) == ["Ким"]
    assert page.list.list.tabs.current() == "hidden"


def test_a_low_page_with_large_text_has_its_tabs_in_one_line_and_its_filters_in_place_of_the_title(
    page: PeoplePage, app_window: MainWindow
) -> None:
    app_window.resize(1366, 768)
    QApplication.processEvents()
    people, keys = page.list.list, Keyboard()
    page.list.setMaximumSize(520, 300)
    QApplication.processEvents()
    assert not page.list.title.isVisible()
    assert people.chips.isVisible()
    assert people.chips.mapTo(page, people.chips.rect().topLeft()).y() < people.tabs.mapTo(page, QPoint(0, 0)).y()
    assert people.tabs.height() < 60
    assert (
        people.table.mapTo(people, QPoint(0, 0)).y() - people.tabs.geometry().bottom() < 8
    )  # one more line for people
    assert people.tabs.button("all").isVisible()
    assert not people.tabs.button("hidden").isVisible()
    keys.press(Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    assert people.tabs.current() == "hidden"
    assert people.tabs.button("hidden").isVisible()
    page.list.setMaximumSize(600, 300)
    people.ask(ListQuery(language="rus", entered_from="2022-11-20"))
    QApplication.processEvents()
    chips = people.chips.tab_stops()
    assert {chip.y() for chip in chips} == {0}  # the longest gives way, and is whole in its tool tip
    assert [bool(chip.toolTip()) for chip in chips] == [True, False, True]
    page.list.setMaximumSize(1366, 768)
    QApplication.processEvents()
    assert page.list.title.isVisible()
    settle()
    assert not any(chip.toolTip() for chip in chips)
    assert people.tabs.button("all").isVisible()
    assert people.chips.mapTo(page, people.chips.rect().topLeft()).y() > people.tabs.mapTo(page, QPoint(0, 0)).y()


def test_however_many_filters_are_in_force_the_window_grows_no_wider(page: PeoplePage, app_window: MainWindow) -> None:
    app_window.resize(1366, 768)
    people = page.list.list
    of_days = ListQuery(entered_from="2022-11-01", entered_to="2022-11-30", language="rus", place="x", party="x")
    people.ask(replace(of_days, is_overdue=True, is_guarded=True, is_unprinted=True))
    QApplication.processEvents()
    chips = people.chips.tab_stops()
    assert len(chips) > 5
    assert app_window.width() == 1366
    assert len({chip.y() for chip in chips}) > 1
    assert not any(chip.toolTip() for chip in chips)  # each is whole
    assert people.chips.rect().contains(chips[-1].geometry())


def test_the_key_of_a_page_leaves_the_search_box_and_its_words_stay_with_the_list(
    page: PeoplePage, app_window: MainWindow
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_K, CTRL)
    keys.type("Ким")
    keys.press(Qt.Key.Key_6, CTRL)
    handouts = app_window.page("handouts")
    focused = QApplication.focusWidget()
    assert handouts is not None
    assert focused is not None
    assert handouts.isAncestorOf(focused)
    assert app_window.search.text() == ""
    keys.press(Qt.Key.Key_4, CTRL)
    assert (app_window.search.text(), names(page)) == ("Ким", ["Ким"])
    keys.press(Qt.Key.Key_6, CTRL)
    keys.press(Qt.Key.Key_K, CTRL)
    keys.type("Ц")
    assert app_window.search.line.hasFocus()
    assert names(page) == ["Цой"]


def test_the_list_has_the_keyboard_also_where_it_was_asked_for_before_it_was_read(
    folder: DataFolder, doors: Doors, unlocked: Unlocked, register: OpenRegister, qtbot: QtBot
) -> None:
    """Beside the window, as in a real one; else the first Enter would open the filters."""
    record_five(register)
    with opened(House(folder, lambda: doors, make_pages, Jobs.threaded), unlocked, qtbot) as shell:
        window = shell.window_
        assert window is not None
        window.show_page("people")
        page = window.page()
        assert isinstance(page, PeoplePage)
        table = page.list.list.table
        assert not table.hasFocus()
        qtbot.waitUntil(table.hasFocus)
        Keyboard().press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.stack.currentWidget() is not page.list)
