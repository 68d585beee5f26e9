"""The page of duplicates, used by keys alone in the real window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.records import Document, Person
from intake_app.i18n import PSEUDO_MIRRORED, set_language
from intake_app.services.corrections import add_document
from intake_app.services.not_the_same import list_declared
from intake_app.services.people import open_person
from intake_app.services.places import add_places
from tests.ui.clipping import clipped_texts, settle, shortened_texts
from tests.ui.held import Held
from tests.ui.keyboard import Keyboard
from tests.ui.pairs_stage import two_pairs
from tests.ui.people_stage import show_people
from ui.duplicates.page import DuplicatesPage
from ui.duplicates.words import say_papers
from ui.people.page import PeoplePage
from ui.people.story_words import tell_entries
from ui.preferences import Preferences
from ui.running import errand_of
from ui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from ui.jobs import Jobs
    from ui.shell import Shell
    from ui.window import MainWindow

DAY = date(2022, 11, 25)
CTRL = Qt.KeyboardModifier.ControlModifier
Four = tuple[str, str, str, str]


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard()


@pytest.fixture
def people(register: OpenRegister) -> Four:
    """Sergei and Anna, each recorded twice."""
    add_places(register, "Hall 1, mat 1-6")
    return two_pairs(register)


@pytest.fixture
def first_page(people: Four) -> str:
    assert people
    return "duplicates"


@pytest.fixture
def page(app_window: MainWindow) -> DuplicatesPage:
    app_window.show_page("duplicates")
    shown = app_window.page()
    assert isinstance(shown, DuplicatesPage)
    return shown


def pairs_of(page: DuplicatesPage) -> list[tuple[str, str]]:
    model = page.lists.pairs
    return [model.row(number).ids for number in range(model.rowCount())]


def compared(page: DuplicatesPage) -> tuple[str, ...]:
    return page.review.ids if page.review is not None else ()


def row_named(page: DuplicatesPage, name: str) -> int:
    assert page.review is not None
    return [row.name for row in page.review.rows()].index(name)


def go_to(page: DuplicatesPage, keys: Keyboard, name: str) -> None:
    """Go to a field by the arrows."""
    wanted = row_named(page, name)
    while (row := page.table.currentIndex().row()) != wanted:
        keys.press(Qt.Key.Key_Down if row < wanted else Qt.Key.Key_Up)


def look_and_compare(page: DuplicatesPage, keys: Keyboard, ids: tuple[str, str]) -> None:
    keys.press(Qt.Key.Key_Return)  # the button that looks has the focus
    while page.lists.pair() is not None and page.lists.pair().ids != ids:  # type: ignore[union-attr]
        keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)


def test_pairs_are_found_compared_and_joined_with_the_chosen_values_by_keys_alone(
    page: DuplicatesPage, keys: Keyboard, people: Four, register: OpenRegister
) -> None:
    sergei, again, anna, other = people
    look_and_compare(page, keys, (anna, other))
    assert page.review is not None
    assert page.review.ids == (anna, other)
    assert page.table.currentIndex().row() == row_named(page, "patronymic")  # the first that is to be decided

    go_to(page, keys, "phone")
    keys.press(Qt.Key.Key_Left)
    go_to(page, keys, "patronymic")
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Return, CTRL)

    joined = open_person(register, other)
    assert joined.person.person_id == anna
    assert (joined.person.phone, joined.person.patronymic) == ("+77011111111", "")
    assert page.review.ids == (sergei, again)  # the next pair came up by itself, and it is said whose it is
    assert page.subtitle.text() == "Иванов Сергей Петрович, 1 pair left"
    file = page.review.comparison.files[0]
    assert say_papers(file) == "4512 345678, internal passport"
    set_language(PSEUDO_MIRRORED)
    said = say_papers(file)
    set_language("en")
    assert said.startswith("\u20684512 345678\u2069, \u200f")  # the number stays as it is read
    assert page.heading.just_done.isAncestorOf(page.buttons.take_back)  # apart from what is done to the next pair
    assert page.buttons.take_back.isVisible()
    assert page.table.hasFocus()


def test_a_joining_is_taken_back_by_ctrl_z_and_the_pair_comes_up_again(
    page: DuplicatesPage, keys: Keyboard, people: Four, register: OpenRegister
) -> None:
    sergei, again, _anna, _other = people
    look_and_compare(page, keys, (sergei, again))
    keys.press(Qt.Key.Key_Return, CTRL)
    assert open_person(register, again).person.person_id == sergei
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert not page.buttons.take_back.isVisible()  # on the tab of those said to be two nobody was joined
    keys.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert page.buttons.take_back.text() == "Part them again"

    keys.press(Qt.Key.Key_Z, CTRL)

    assert open_person(register, again).person.person_id == again
    assert page.review is not None
    assert page.review.ids == (sergei, again)


def test_f8_says_for_good_that_they_are_two_people_and_del_takes_it_back(
    page: DuplicatesPage, keys: Keyboard, people: Four, register: OpenRegister
) -> None:
    _sergei, _again, anna, other = people
    look_and_compare(page, keys, (anna, other))
    keys.press(Qt.Key.Key_F8)
    assert [each.pair for each in list_declared(register)] == [(anna, other)]
    keys.press(Qt.Key.Key_Escape)
    assert (anna, other) not in pairs_of(page)

    keys.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    keys.press(Qt.Key.Key_Delete)

    assert list_declared(register) == ()
    keys.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert (anna, other) in pairs_of(page)


def test_a_pair_decided_later_stays_in_the_list_and_the_next_is_compared(
    page: DuplicatesPage, keys: Keyboard, people: Four
) -> None:
    keys.press(Qt.Key.Key_Return)
    first, second = pairs_of(page)
    keys.press(Qt.Key.Key_Return)

    keys.press(Qt.Key.Key_F6)
    assert compared(page) == second
    keys.press(Qt.Key.Key_F6)

    assert compared(page) == ()
    assert pairs_of(page) == [first, second]
    assert {each for pair in (first, second) for each in pair} == set(people)


def test_a_record_changed_meanwhile_is_read_anew_with_a_sentence_and_nothing_is_joined(
    page: DuplicatesPage, keys: Keyboard, people: Four, register: OpenRegister
) -> None:
    _sergei, _again, anna, other = people
    look_and_compare(page, keys, (anna, other))
    go_to(page, keys, "phone")
    keys.press(Qt.Key.Key_Left)
    add_document(register, Document(document_id="", person_id=other, document_number="N 77"), "brought it")

    keys.press(Qt.Key.Key_Return, CTRL)

    assert page.review is not None
    assert "changed meanwhile" in page.band.text()
    with register.reading() as reading:
        gone = reading.get(Person, other)
        assert gone is not None
        assert not gone.merged_into
    assert page.review.taken == {"phone": anna}  # what was decided stays decided
    keys.press(Qt.Key.Key_Return, CTRL)
    assert open_person(register, other).person.person_id == anna


@pytest.mark.parametrize("first_page", ["duplicates"])
def test_with_nobody_recorded_twice_the_page_says_so_and_what_to_do_next(
    app_window: MainWindow, keys: Keyboard
) -> None:
    app_window.show_page("duplicates")
    page = app_window.page()
    assert isinstance(page, DuplicatesPage)
    assert page.buttons.look.hasFocus()

    keys.press(Qt.Key.Key_Return)

    assert pairs_of(page) == []
    assert page.lists.finder.pairs == ()
    assert page.buttons.look.isVisible()


def test_looking_shows_how_far_it_is_and_stops_when_asked(page: DuplicatesPage, keys: Keyboard) -> None:
    errand = errand_of(page.context, "duplicates")
    seen: list[str] = []

    def stop() -> None:
        if errand.is_running():
            assert page.buttons.stop.hasFocus()
            seen.extend(each.title() for each in page.lists.findChildren(EmptyState) if each.isVisible())
            errand.stop()

    errand.moved.connect(stop)
    keys.press(Qt.Key.Key_Return)

    assert seen
    assert "%" in seen[0]
    assert page.lists.finder.pairs is None
    assert page.buttons.look.isVisible()


def test_looking_goes_on_while_the_window_is_made_anew(
    page: DuplicatesPage, keys: Keyboard, shell: Shell, app_window: MainWindow, jobs: Jobs
) -> None:
    patient = jobs._patient = Held()
    keys.press(Qt.Key.Key_Return)
    app_window.context.bus.chose_preferences.emit(Preferences("light", language="ru"))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    patient.let()

    assert shell.window_ is not None
    again = shell.window_.page()
    assert isinstance(again, DuplicatesPage)
    assert again is not page
    assert len(pairs_of(again)) == 2


def test_two_who_are_checked_in_the_list_are_compared(app_window: MainWindow, keys: Keyboard, people: Four) -> None:
    list_page = show_people(app_window)
    keys.press(Qt.Key.Key_A, CTRL)
    bulk = list_page.list.list.bulk
    assert not bulk.compare.isVisible()  # of four nobody is compared
    list_page.list.list.model.choose_nobody()
    list_page.take_focus()
    keys.press(Qt.Key.Key_Home)
    for _number in range(2):
        keys.press(Qt.Key.Key_Space)
        keys.press(Qt.Key.Key_Down)
    assert bulk.compare.isVisible()

    keys.press(Qt.Key.Key_E, CTRL)

    page = app_window.page()
    assert isinstance(page, DuplicatesPage)
    assert page.review is not None
    assert set(page.review.ids) <= set(people)


def test_from_somebodys_page_the_other_record_is_searched_for_and_compared(
    app_window: MainWindow, keys: Keyboard, people: Four
) -> None:
    sergei, again, _anna, _other = people
    people_page = show_people(app_window)
    assert isinstance(people_page, PeoplePage)
    people_page.open_person(sergei)
    people_page.person.ask("compare")
    page = app_window.page()
    assert isinstance(page, DuplicatesPage)
    QApplication.processEvents()
    assert page.subtitle.text().startswith("Иванов Сергей Петрович, ")  # it is said whom one compares

    keys.type("ivanov sergey")
    QApplication.processEvents()
    keys.press(Qt.Key.Key_Return)
    if page.review is None:  # several were found
        keys.press(Qt.Key.Key_Return)

    assert page.review is not None
    assert page.review.ids == (sergei, again)


def test_the_story_of_a_joined_person_says_so_and_undoes_it(
    app_window: MainWindow, page: DuplicatesPage, keys: Keyboard, people: Four, register: OpenRegister
) -> None:
    sergei, again, _anna, _other = people
    look_and_compare(page, keys, (sergei, again))
    keys.press(Qt.Key.Key_Return, CTRL)
    people_page = show_people(app_window)
    people_page.open_person(again)
    told = [entry.text for entry in tell_entries(people_page.person.view.story.entries, "Asia/Oral", DAY)]  # type: ignore[union-attr]
    assert "Two records were joined" in told[0]
    [joined, *_rest] = tell_entries(people_page.person.view.story.entries, "Asia/Oral", DAY)  # type: ignore[union-attr]
    assert "With IVANOV SERGEY" in joined.details
    assert "Went along: document\u00a0(1), stay\u00a0(1), bed\u00a0(1), card\u00a0(1)" in joined.details

    keys.press(Qt.Key.Key_Z, CTRL)

    assert open_person(register, again).person.person_id == again


@pytest.mark.parametrize("size", [(1366, 768), (1366, 696)])
def test_nothing_of_the_comparison_is_cut(
    page: DuplicatesPage, app_window: MainWindow, keys: Keyboard, people: Four, size: tuple[int, int]
) -> None:
    app_window.window().resize(*size)
    look_and_compare(page, keys, people[:2])
    settle()

    assert clipped_texts(app_window) == []
    set_language("ru")  # longer words: a column gives to another what it does not need
    page.compare(people[:2])
    settle()
    set_language("en")
    assert shortened_texts(page.table) == []
