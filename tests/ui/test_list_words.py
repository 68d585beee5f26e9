"""What the search box, the list and its filters say: always the same thing, in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.person_lists import ListQuery
from intake_app.services.card_reissue import reissue_card, void_card
from intake_app.services.people import open_person
from intake_app.services.print_queue import mark_printed, queue_sheets
from tests.ui.keyboard import Keyboard
from tests.ui.people_stage import names, record, record_five, show_people
from ui.models.short_dates import short_date
from ui.pages import OpenFirst
from ui.people.filter_panel import FilterPanel
from ui.people.find_page import FindPage
from ui.people.page import PeoplePage
from ui.preferences import Preferences
from ui.speech import speak

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication as Application
    from pytestqt.qtbot import QtBot

    from intake_app.services.open_register import OpenRegister
    from ui.shell import Shell
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def people(register: OpenRegister) -> dict[str, str]:
    """Five people who came alone."""
    return record_five(register)


@pytest.fixture
def first_page(people: dict[str, str]) -> str:
    assert people
    return "people"


@pytest.fixture
def page(app_window: MainWindow) -> PeoplePage:
    """The list of them."""
    return show_people(app_window)


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard()


def test_the_search_box_says_what_the_list_shows_whoever_asked_for_it(
    page: PeoplePage, keys: Keyboard, app_window: MainWindow, register: OpenRegister, qtbot: QtBot
) -> None:
    box, query = app_window.search, page.list.list
    keys.press(Qt.Key.Key_K, CTRL)
    keys.type("ким")
    assert (box.text(), query.query.text, names(page)) == ("ким", "ким", ["Ким"])
    page.take_focus()
    card = record(register, "Жуков").people[0].card_number
    keys.scan(f"{card}\n")
    qtbot.waitUntil(lambda: query.query.text == card)
    assert (box.text(), names(page)) == (card, ["Жуков"])
    page.take_focus()
    keys.press(Qt.Key.Key_Escape)
    assert (box.text(), query.query.text, len(names(page))) == ("", "", 6)
    page.show_argument(ListQuery(text="цой"))
    assert box.text() == "цой"
    page.list.everybody.click()
    assert (box.text(), len(names(page))) == ("", 6)


def test_the_search_box_follows_the_page_that_is_shown(
    page: PeoplePage, keys: Keyboard, app_window: MainWindow
) -> None:
    page.show_argument("ким")
    app_window.show_page("find")
    assert app_window.search.text() == ""
    find = app_window.page()
    assert isinstance(find, FindPage)
    keys.type("цой")
    assert (find.box.text(), app_window.search.text()) == ("цой", "цой")
    app_window.show_page("people")
    assert app_window.search.text() == "ким"
    app_window.show_page("find")
    assert app_window.search.text() == "цой"
    find.show_argument("")
    assert (find.box.text(), find.model.rowCount(), app_window.search.text()) == ("", 0, "")


def test_a_person_found_by_a_void_card_is_shown_with_a_plain_word_about_it(
    page: PeoplePage, register: OpenRegister, people: dict[str, str], app_window: MainWindow
) -> None:
    old = open_person(register, people["Ким"]).card_number
    new, _changes = reissue_card(register, people["Ким"], "lost")
    page.show_argument(old)
    assert names(page) == ["Ким"]
    assert page.list.band.isVisible()
    assert page.list.band.text() == (
        f"Card {old} has been void since 25 November 2022. The card now is {new}. Ask for it and take the old one in."
    )
    page.show_argument(new)
    assert not page.list.band.isVisible()
    void_card(register, people["Ким"], "stolen")
    app_window.show_page("find", OpenFirst(""))
    find = app_window.page()
    assert isinstance(find, FindPage)
    find.show_argument(new)
    assert find.band.text() == f"Card {new} has been void since 25 November 2022. No new card was given."
    find.box.confirmed.emit()
    assert "has been void" in find.person.band.text()
    assert not find.band.isVisible()  # the person's own page says it, under a name that is its title
    assert not find.title.isVisible()
    find.person.left.emit()
    assert find.band.isVisible()
    assert find.title.isVisible()
    find.show_argument("ким")
    assert not find.band.isVisible()


def test_a_party_is_chosen_in_the_filters_by_anybody_in_it(
    page: PeoplePage, keys: Keyboard, register: OpenRegister
) -> None:
    record(register, "Жуков", "Зайцев")
    card = record(register, "Жуков", "Петров").people[1].card_number
    page.take_changes(None, None)
    keys.press(Qt.Key.Key_F, CTRL)
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    panel.party.focus()
    keys.enter("зайцев")
    assert names(page) == ["Жуков", "Зайцев"]
    chips = page.list.list.chips
    assert [chip.text() for chip in chips._chips] == ["party of Жуков, Зайцев"]
    keys.press(Qt.Key.Key_F, CTRL)
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    assert panel.party.text() == "Жуков, Зайцев"
    panel.party.focus()
    keys.press(Qt.Key.Key_A, CTRL)
    keys.enter(card)
    assert names(page) == ["Жуков", "Петров"]
    chips._chips[0].click()
    assert len(names(page)) == 9


def test_of_several_parties_one_is_chosen_and_nobody_like_that_is_said(
    page: PeoplePage, keys: Keyboard, register: OpenRegister
) -> None:
    record(register, "Жуков", "Зайцев")
    record(register, "Жуков", "Петров")
    page.take_changes(None, None)
    keys.press(Qt.Key.Key_F, CTRL)
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    panel.party.focus()
    keys.enter("ким")
    assert panel.party.value_state == "error"
    panel.party.set_text("")
    keys.enter("жуков")
    assert panel.which.editor.hasFocus()
    keys.press(Qt.Key.Key_Down)
    keys.enter("")
    assert names(page) == ["Жуков", "Петров"] or names(page) == ["Жуков", "Зайцев"]


def test_dates_of_the_list_are_written_as_the_language_does_and_sorted_by_time(
    page: PeoplePage, qapp: Application, register: OpenRegister
) -> None:
    record(register, "Старшин", birth_date="1960-12-01")
    record(register, "Юный", birth_date="2001-02-03")
    page.take_changes(None, None)
    people = page.list.list

    def born() -> list[str]:
        lines = (people.model.line_at(row) for row in range(people.model.rowCount()))
        return [line.texts["born"] for line in lines if line]

    people.ask(ListQuery(sort="born"))
    assert (born()[0], born()[-1]) == ("1 Dec 1960", "3 Feb 2001")
    speak(qapp, "ru")
    page.take_changes(None, None)
    assert (born()[0], born()[-1]) == ("01.12.1960", "03.02.2001")
    assert [short_date(iso) for iso in ("1997-05", "1997", "")] == ["05.1997", "1997", ""]


def test_a_language_switch_keeps_words_tab_filters_checks_and_what_can_be_taken_back(
    page: PeoplePage, keys: Keyboard, app_window: MainWindow, shell: Shell
) -> None:
    page.show_argument(ListQuery(text="ким", tab="present", language="rus", sort="born"))
    page.take_focus()
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_D, CTRL)
    keys.type("l")
    keys.press(Qt.Key.Key_Return, CTRL)
    page.show_argument(ListQuery(text="цой", tab="present", language="rus", sort="born"))
    page.take_focus()
    keys.press(Qt.Key.Key_Space)
    app_window.context.bus.chose_preferences.emit(Preferences(language="ru"))
    QApplication.processEvents()
    assert shell.window_ is not None
    again = shell.window_.page()
    assert isinstance(again, PeoplePage)
    assert again is not page
    assert again.list.list.query == ListQuery(text="цой", tab="present", language="rus", sort="born")
    assert shell.window_.search.text() == "цой"
    assert names(again) == ["Цой"]
    assert list(again.list.list.model.chosen.values()) == ["Цой"]
    assert again.list.list.bulk.isVisible()
    again.take_focus()
    keys.press(Qt.Key.Key_Z, CTRL)
    assert again.list.acts.done == ()


def test_a_language_switch_keeps_the_person_and_the_tab_that_are_open(
    page: PeoplePage, people: dict[str, str], app_window: MainWindow, shell: Shell
) -> None:
    page.show_argument("ким")
    page.open_person(people["Ким"])
    page.person.tabs._choose("stay")
    app_window.context.bus.chose_preferences.emit(Preferences(language="ru"))
    QApplication.processEvents()
    assert shell.window_ is not None
    again = shell.window_.page()
    assert isinstance(again, PeoplePage)
    assert again._current() is again.person
    assert again.person.view is not None
    assert again.person.view.file.person.person_id == people["Ким"]
    assert again.person.tabs.current() == "stay"
    again.show_list()
    assert names(again) == ["Ким"]


def test_who_has_no_printed_sheet_yet_is_found_by_a_filter(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, people: dict[str, str]
) -> None:
    jobs = queue_sheets(register, [people["Ким"], people["Цой"]])
    mark_printed(register, dict.fromkeys(jobs[:1], ""))
    keys.press(Qt.Key.Key_F, CTRL)
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    panel.only.focus()
    keys.type("no sheet")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert names(page) == ["Абаев", "Иванов", "Лысенко", "Цой"]
    assert [chip.text() for chip in page.list.list.chips._chips] == ["no sheet printed"]


def test_what_is_due_comes_by_its_date_and_everybody_by_name_again(page: PeoplePage, keys: Keyboard) -> None:
    people = page.list.list
    keys.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert (people.query.tab, people.query.sort) == ("due", "next")
    keys.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert (people.query.tab, people.query.sort) == ("all", "best")
    people.ask(ListQuery(sort="card"))
    keys.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert people.query.sort == "card"


def test_what_was_meant_otherwise_is_marked_and_said(page: PeoplePage, register: OpenRegister) -> None:
    record(register, "Жуковицкий", given_name="Александр")
    page.take_changes(None, None)

    for typed, why, column in (
        ("Саша Жуковицкий", "short form", "Жуковицкий Александр"),
        (";erjdbwrbq", "other keyboard", "Жуковицкий"),
        ("Жуквоицкий", "similar name", "Жуковицкий"),
    ):
        page.show_argument(typed)
        (line,) = [page.list.list.model.line_at(row) for row in range(page.list.list.model.rowCount())]
        assert line is not None
        name = line.texts["name"]
        assert (line.why, " ".join(name[span.start : span.end] for span in line.spans["name"])) == (why, column)
        assert page.list.list.model.data(page.list.list.model.index(0, 1)) == f"{name} ({why})"
