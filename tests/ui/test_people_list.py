from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from intake_app.domain.person_lists import ListQuery
from intake_app.domain.roles import Role, Session
from intake_app.opening.keys import add_user
from intake_app.services.list_choices import read_columns, read_filters
from intake_app.services.people import open_person
from tests.ui.clipping import settle
from tests.ui.day import answer_day
from tests.ui.keyboard import Keyboard
from tests.ui.opened import show_in_look
from tests.ui.people_stage import names
from ui.pages import OpenFirst
from ui.people.filter_panel import FilterPanel
from ui.people.find_page import FindPage, find_lines, make_find_page
from ui.people.leave_panel import LeavePanel
from ui.people.line_store import PAGE
from ui.people.list_columns import columns_from
from ui.people.list_lines import ShownLine, Span, find_words, words_of
from ui.people.list_model import PeopleModel
from ui.people.list_panels import SavePanel
from ui.people.list_words import tabs_for
from ui.people.page import PeoplePage
from ui.preferences import Preferences
from ui.resources.theme import px
from ui.widgets.empty import EmptyState, LinkRow
from ui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext
    from ui.shell import Shell
    from ui.window import MainWindow

OTHER = "four other words here"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def first_page(request: pytest.FixtureRequest) -> str:
    if "page" in request.fixturenames:
        request.getfixturevalue("three")
    return "people"


@pytest.fixture
def three(record: Callable[..., str]) -> None:
    record()
    record(family_name="Ким", given_name="Лев", document_number="4512 999999", birth_date="25", phone="")
    record(
        family_name="Әбілов", given_name="Ерлан", document_number="4512 777", languages="kaz", sleeps="own", phone=""
    )


@pytest.fixture
def page(three: None, app_window: MainWindow) -> PeoplePage:
    """The people page of a window with three people."""
    found = app_window.page()
    assert isinstance(found, PeoplePage)
    QApplication.processEvents()
    return found


def made(count: int, start: int = 0) -> tuple[ShownLine | None, ...]:
    """Made-up lines with the row numbers from `start` on."""
    return tuple(ShownLine(start + number, str(number), f"Ким {number}", {"name": "Ким"}) for number in range(count))


def test_the_model_keeps_the_rules_of_item_models() -> None:
    model = PeopleModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(array("I", range(250)), made(PAGE))
    model.data(model.index(3 * PAGE + 1, 0))
    model.give(3 * PAGE, made(PAGE, 3 * PAGE))
    model.choose(3)
    model.choose_all()
    model.show_columns(columns_from("born phone"))
    model.show(array("I"))
    assert tester is not None


def test_of_a_hundred_thousand_only_the_pages_looked_at_and_their_neighbours_are_asked_for() -> None:
    model, asked = PeopleModel(), list[str]()
    model.needed.connect(lambda: asked.append("needed"))
    model.show(array("I", range(100_000)))
    page = 1_700 * PAGE
    for row in (page + 3, page + PAGE - 1):
        assert model.data(model.index(row, 1)) == ""
    assert asked == ["needed"]
    assert model.store.wanted() == (page, page - PAGE, page + PAGE, page - 2 * PAGE, page + 2 * PAGE)
    assert model.store.wanted() == ()


def test_the_rest_of_a_page_that_was_given_in_part_is_asked_for() -> None:
    model = PeopleModel()
    model.show(array("I", range(2 * PAGE)), made(PAGE - 2))
    assert model.line_at(0) is not None
    assert not model.store.is_wanting()
    assert model.line_at(PAGE - 1) is None
    assert 0 in model.store.wanted()


def test_lines_that_are_read_again_with_the_rest_of_their_page_are_not_painted_again() -> None:
    model, painted = PeopleModel(), list[tuple[int, int]]()
    model.show(array("I", range(2 * PAGE)), made(10))
    model.dataChanged.connect(lambda first, last, _roles: painted.append((first.row(), last.row())))
    model.look_around(0, 9)
    assert 0 in model.store.wanted()
    model.give(0, made(PAGE))
    model.give(0, (None, *made(PAGE)[1:]))
    assert painted == [(10, PAGE - 1), (0, PAGE - 1)]


def test_the_rest_of_a_short_list_is_read_before_anybody_scrolls_there() -> None:
    model, asked = PeopleModel(), list[str]()
    model.foreseen.connect(lambda: asked.append("foreseen"))
    model.show(array("I", range(PAGE - 5)), made(10))
    model.look_around(0, 9)
    assert (asked, model.store.wanted()) == (["foreseen"], (0,))


def test_lines_given_at_once_may_be_more_than_a_page() -> None:
    model = PeopleModel()
    model.show(array("I", range(2 * PAGE)), made(2 * PAGE))
    line = model.line_at(2 * PAGE - 1)
    assert line is not None
    assert line.row_no == 2 * PAGE - 1


def test_the_model_forgets_the_pages_seen_long_ago() -> None:
    model = PeopleModel()
    model.show(array("I", range(100_000)))
    for start in range(0, 100_000, PAGE):
        model.give(start, made(PAGE, start))
    assert model.line_at(0) is None
    assert model.line_at(99_999) is not None


def test_a_line_that_is_not_read_yet_can_be_stood_on_and_that_of_somebody_gone_cannot() -> None:
    model = PeopleModel()
    model.show(array("I", range(1, 2 * PAGE)), (None, *made(PAGE - 1, 2)))
    assert model.flags(model.index(PAGE + 1, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsEnabled
    model.choose(0)
    assert model.chosen == {}


def test_everybody_is_listed_by_name(page: PeoplePage) -> None:
    assert names(page) == ["Әбілов", "Иванов", "Ким"]
    model = page.list.list.model
    cells = [str(model.data(model.index(1, column))) for column in range(1, model.columnCount())]
    assert cells == [
        "Иванов Сергей Петрович",
        "IVANOV SERGEI",
        "25 May 1997",
        "ORL-A-000001-9",
        "Hall 1, mat 1",
        "30 Nov 2022",
    ]
    assert page.list.subtitle.text() == "3 people"


def test_lines_are_as_wide_without_a_scroll_bar_and_columns_without_room_are_named(page: PeoplePage) -> None:
    table = page.list.list.table
    bar, head = table.verticalScrollBar(), table.horizontalHeader()
    assert (bar.isVisible(), bar.isEnabled()) == (True, False)  # its place is kept, nothing is drawn there
    assert table.width() - table.viewport().width() == bar.width()
    table.setFixedWidth(px(460))
    QApplication.processEvents()
    at = QPoint(head.width() - px(20), head.height() // 2)
    QApplication.sendEvent(head.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, head.mapToGlobal(at)))
    assert QToolTip.text() == "Card\nNo room for: Latin, Born, Sleeps, Next date"
    table.setFixedWidth(px(500))
    page.list.ask(ListQuery(sort="next"))
    QApplication.processEvents()
    shown = [key for number, key in enumerate(table.people.columns.keys) if not table.isColumnHidden(number)]
    assert shown == ["check", "name", "next"]  # by what it is sorted is seen
    for width in (1140, 840):  # nothing of the last column stands behind the bar
        table.setFixedWidth(px(width))
        QApplication.processEvents()
        assert head.length() == table.viewport().width()


@pytest.mark.parametrize("text", ["ivanov", "Иванов", "ORL-A-000001-9", "4512 345678", "912 345-67-89"])
def test_the_search_box_finds_by_name_card_document_and_phone(page: PeoplePage, text: str) -> None:
    page.show_argument(text)
    assert names(page) == ["Иванов"]
    assert page.list.subtitle.text() == "1 of 3"


def test_enter_in_the_search_box_opens_the_first_found(page: PeoplePage, app_window: MainWindow) -> None:
    app_window.search.take_focus()
    Keyboard().enter("ivanov")
    assert page.person.view is not None
    assert page.person.view.title == "Иванов Сергей Петрович"


def test_only_enter_opens_somebody_and_the_same_words_asked_twice_do_not(page: PeoplePage) -> None:
    page.show_argument("ivanov")
    page.show_argument("ivanov")
    assert page.stack.currentWidget() is page.list
    page.show_argument(OpenFirst("ivanov"))
    assert page.stack.currentWidget() is page.person


def test_page_and_end_keys_go_on_over_lines_that_are_not_read(page: PeoplePage) -> None:
    people = page.list.list
    people.model.show(array("I", range(1, 1_001)))
    page.take_focus()
    Keyboard().press(Qt.Key.Key_PageDown)
    lines = people.table.currentIndex().row()
    assert lines > 3
    Keyboard().press(Qt.Key.Key_PageDown)
    assert people.table.currentIndex().row() == 2 * lines
    Keyboard().press(Qt.Key.Key_End)
    assert people.table.currentIndex().row() == 999


def test_what_was_found_is_marked_in_any_script() -> None:
    words = words_of("serg")
    assert find_words("Иванов Сергей", words) == (Span(7, 11),)
    assert find_words("SERGEEV", words) == (Span(0, 4),)
    assert find_words("Ким Лев", words) == ()


def test_the_other_spellings_that_were_found_are_said(page: PeoplePage) -> None:
    page.show_argument("ivan")
    assert page.list.list.chips._hint.text() == "\u201civan\u201d also finds Иван"


def test_esc_takes_away_the_checks_then_the_words(page: PeoplePage) -> None:
    keys = Keyboard()
    page.show_argument("ivanov")
    page.take_focus()
    keys.press(Qt.Key.Key_Space)
    assert page.list.list.bulk.isVisible()
    keys.press(Qt.Key.Key_Escape)
    assert not page.list.list.bulk.isVisible()
    assert names(page) == ["Иванов"]
    keys.press(Qt.Key.Key_Escape)
    assert len(names(page)) == 3


def test_tabs_say_how_many_and_show_them(page: PeoplePage) -> None:
    around = page.list.list.around
    assert around is not None
    assert around.counts == {"all": 3, "present": 3, "due": 3, "incomplete": 3, "today": 3, "left": 0, "hidden": 0}
    assert page.list.list.tabs.button("today").text() == "Arrived today"
    page.take_focus()
    Keyboard().press(Qt.Key.Key_PageDown, CTRL)
    assert page.list.list.query.tab == "present"


def test_the_incomplete_queue_says_what_is_missing_and_enter_opens_the_correction(page: PeoplePage) -> None:
    page.show_argument(ListQuery(tab="incomplete"))
    model = page.list.list.model
    assert model.columns.keys[-1] == "missing"
    assert model.data(model.index(2, model.columnCount() - 1)) == "full birth date, sex, notice"
    page.take_focus()
    Keyboard().press(Qt.Key.Key_Return)
    assert page.person.correction is not None


def test_a_volunteer_has_no_tab_of_hidden_people() -> None:
    assert "hidden" not in dict(tabs_for(Role.VOLUNTEER))
    assert "hidden" in dict(tabs_for(Role.SHIFT_LEAD))


def test_a_head_sorts_and_once_more_turns_it_round(page: PeoplePage) -> None:
    keys, people = Keyboard(), page.list.list
    people.table.horizontalHeader().sectionClicked.emit(people.model.columns.keys.index("card"))
    assert names(page) == ["Иванов", "Ким", "Әбілов"]
    people.table.horizontalHeader().sectionClicked.emit(people.model.columns.keys.index("card"))
    assert names(page) == ["Әбілов", "Ким", "Иванов"]
    page.take_focus()
    keys.press(Qt.Key.Key_Left, CTRL)
    assert people.query.sort == "born"
    keys.press(Qt.Key.Key_Down, CTRL)
    assert people.query.is_descending


def test_space_shift_and_control_check_people_and_a_new_order_keeps_them(page: PeoplePage) -> None:
    keys, people = Keyboard(), page.list.list
    page.take_focus()
    people.table.setCurrentIndex(people.model.index(0, 0))
    keys.press(Qt.Key.Key_Down, SHIFT)
    assert list(people.model.chosen.values()) == ["Әбілов", "Иванов"]
    assert people.bulk.print.text() == "Print 2 sheets"
    people.ask(replace(people.query, is_descending=True))
    assert [people.model.is_chosen(row) for row in range(3)] == [False, True, True]
    keys.press(Qt.Key.Key_A, CTRL)
    assert len(people.model.chosen) == 3
    people.bulk.clear.click()
    assert people.model.chosen == {}


def test_filters_are_chosen_by_keys_and_taken_away_as_chips(page: PeoplePage) -> None:
    keys, people = Keyboard(), page.list.list
    people.chips.add.click()
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    assert panel.entered_from.line.hasFocus()
    keys.enter("-1")
    panel.language.set_value("kaz")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert names(page) == ["Әбілов"]
    assert [chip.text() for chip in people.chips._chips] == ["entered from 24 November 2022", "speaks Kazakh"]
    people.chips._chips[1].click()
    assert len(names(page)) == 3


def test_a_day_that_is_none_is_said_beside_its_field(page: PeoplePage) -> None:
    page.list.panels.open_filters()
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    panel.entered_to.set_text("nonsense")
    panel.ask()
    assert panel.entered_to.value_state == "error"
    assert page.list.panels.shown is panel
    Keyboard().press(Qt.Key.Key_Escape)
    assert page.list.panels.shown is None


def test_a_filter_is_saved_under_a_name_and_comes_back(page: PeoplePage, register: OpenRegister) -> None:
    query = ListQuery(tab="present", language="kaz")
    page.show_argument(query)
    page.take_focus()
    Keyboard().press(Qt.Key.Key_S, CTRL)
    assert isinstance(page.list.panels.shown, SavePanel)
    Keyboard().enter("Kazakh speakers")
    assert read_filters(register) == {"Kazakh speakers": query}
    page.list.ask(ListQuery())
    page.list.panels.open_filters()
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    assert panel.kept.editor.hasFocus()
    Keyboard().press(Qt.Key.Key_Down)
    assert page.list.list.query == ListQuery()
    assert panel.forget_button.isVisible()
    Keyboard().press(Qt.Key.Key_Return)
    assert page.list.list.query == query


def test_a_saved_filter_is_deleted_by_its_key(page: PeoplePage, register: OpenRegister) -> None:
    page.show_argument(ListQuery(language="kaz"))
    page.take_focus()
    Keyboard().press(Qt.Key.Key_S, CTRL)
    Keyboard().enter("Kazakh speakers")
    Keyboard().press(Qt.Key.Key_F, CTRL)
    Keyboard().press(Qt.Key.Key_Delete, CTRL)
    assert read_filters(register) == {}
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    assert panel.kept.value() == ""
    assert not panel.forget_button.isVisible()
    assert panel.entered_from.line.hasFocus()


def test_columns_are_chosen_and_kept(page: PeoplePage, register: OpenRegister) -> None:
    page.list.columns.click()
    panel = page.list.panels.shown
    assert panel is not None
    panel.boxes["phone"].setChecked(True)  # type: ignore[attr-defined]
    assert "phone" in page.list.list.model.columns.keys
    assert "phone" in read_columns(register).split()
    boxes = list(panel.boxes.values())  # type: ignore[attr-defined]
    for width, least_rows in ((1100, 2), (420, 4)):  # as many beside each other as there is room for with their words
        page.list.setMaximumWidth(width)
        QApplication.processEvents()
        assert len({box.y() for box in boxes}) >= least_rows
        assert all(box.width() >= box.sizeHint().width() for box in boxes)


def test_those_who_are_checked_are_recorded_as_left_in_one_act(page: PeoplePage, register: OpenRegister) -> None:
    keys, people = Keyboard(), page.list.list
    page.take_focus()
    keys.press(Qt.Key.Key_A, CTRL)
    keys.press(Qt.Key.Key_D, CTRL)
    panel = page.list.panels.shown
    assert isinstance(panel, LeavePanel)
    keys.type("l")
    panel.record.click()
    assert people.around is not None
    assert people.around.counts["left"] == 3
    assert people.model.chosen == {}
    line = people.model.line_at(0)
    assert line is not None
    assert line.is_quiet
    assert line.texts["sleeps"] == "left 25 Nov 2022"
    stay = open_person(register, line.person_id).stay
    assert stay is not None
    assert stay.departure == "left"


def test_all_of_a_panel_is_in_sight_with_its_buttons_where_text_is_large(
    shell: Shell, unlocked: Unlocked, three: None
) -> None:
    show_in_look(shell, unlocked, Preferences("light", 150, language="ru"), "people")
    assert shell.window_ is not None
    page, keys = shell.window_.page(), Keyboard()
    assert isinstance(page, PeoplePage)
    page.take_focus()
    keys.press(Qt.Key.Key_A, CTRL)
    keys.press(Qt.Key.Key_D, CTRL)
    settle()
    panel = page.list.panels.shown
    assert isinstance(panel, LeavePanel)
    for each in (panel.departure, panel.record):
        assert each.visibleRegion().boundingRect().height() == each.height()


def test_somebody_recorded_meanwhile_appears_and_the_cursor_stays_on_its_person(
    page: PeoplePage, record: Callable[..., str]
) -> None:
    page.take_focus()
    table = page.list.list.table
    table.setCurrentIndex(page.list.list.model.index(1, 0))
    record(family_name="Абаев", document_number="1")
    page.take_changes(None, None)
    assert names(page) == ["Абаев", "Әбілов", "Иванов", "Ким"]
    assert table.currentIndex().row() == 2


def test_a_list_nobody_looks_at_is_read_when_it_is_looked_at(
    page: PeoplePage, app_window: MainWindow, record: Callable[..., str]
) -> None:
    app_window.show_page("desk")
    record(family_name="Абаев", document_number="1")
    page.take_changes(None, None)
    assert len(names(page)) == 3
    app_window.show_page("people")
    assert len(names(page)) == 4


def test_a_list_of_nobody_says_what_to_do(app_window: MainWindow) -> None:
    app_window.show_page("people")
    page = app_window.page()
    assert isinstance(page, PeoplePage)
    assert page.list.list.go.isVisible()
    assert page.list.list.go.hasFocus()
    page.list.list.refresh()
    assert page.list.list.go.hasFocus()  # nothing has changed: the button is not made anew


def test_a_search_that_finds_nobody_says_what_was_searched_and_looks_further(page: PeoplePage) -> None:
    page.show_argument(ListQuery(tab="left", text="ivanov"))
    state = page.list.list.findChildren(EmptyState)[-1]
    further, new = state.findChildren(LinkRow)
    assert (further.text(), new.text()) == ("Look among everybody", "Record somebody new")
    page.show_argument(ListQuery(tab="left", text="iva"))
    assert page.list.list.findChildren(EmptyState)[-1] is state
    assert any("\u201civa\u201d" in each.text() for each in state.findChildren(QLabel))
    page.take_focus()
    assert further.hasFocus()  # Down and Enter go on, not to the filters
    page.show_argument(ListQuery(tab="left", text="ivanov"))
    further.click()
    assert names(page) == ["Иванов"]


@pytest.fixture
def volunteer(context: WindowContext, record: Callable[..., str]) -> Iterator[OpenRegister]:
    """The same register with a volunteer at the keyboard; its places were added by somebody who may."""
    record(family_name="Петров", document_number="4512 111")
    session = context.register.session
    object.__setattr__(context.register, "session", Session(session.user_id, session.user_name, Role.VOLUNTEER))
    yield context.register
    object.__setattr__(context.register, "session", session)


def test_a_volunteer_finds_initials_by_name_and_the_whole_line_by_document(
    volunteer: OpenRegister, record: Callable[..., str]
) -> None:
    record()
    [by_name] = find_lines(volunteer, "ivanov")
    [by_number] = find_lines(volunteer, "4512 345678")
    assert by_name is not None
    assert by_number is not None
    assert (by_name.texts["name"], by_name.texts["born"], by_name.texts["card"]) == ("S. I.", "1997", "")
    assert by_number.texts["name"] == "Иванов Сергей Петрович"


@pytest.fixture
def find(context: WindowContext, record: Callable[..., str], app_window: MainWindow) -> FindPage:
    """The Find page in the window, with one person to be found."""
    record()
    page = make_find_page(app_window.context)
    app_window._stack.addWidget(page)
    app_window._stack.setCurrentWidget(page)
    page.take_focus()
    return page


def test_find_is_one_box_and_enter_opens_the_first(find: FindPage) -> None:
    keys = Keyboard()
    keys.type("ivan")
    assert find.findChild(Table).model().rowCount() == 1  # type: ignore[union-attr]
    keys.type("\n")
    assert find.person.view is not None
    assert find.person.view.title == "Иванов Сергей Петрович"
    keys.press(Qt.Key.Key_Escape)
    assert find.box.line.hasFocus()
    keys.press(Qt.Key.Key_Escape)
    assert find.box.text() == ""


def test_enter_in_the_search_box_opens_the_first_on_find_too(find: FindPage) -> None:
    find.show_argument(OpenFirst("ivan"))
    assert find.person.view is not None


def test_find_opens_nothing_for_a_volunteer_by_a_name_alone_and_says_why(
    app_window: MainWindow, shell: Shell, unlocked: Unlocked, record: Callable[..., str]
) -> None:
    record()
    answer_day(shell)
    add_user(unlocked, "Dana", Role.VOLUNTEER, OTHER)
    shell._hands.switch(unlocked.switch(OTHER))
    assert shell.window_ is not None
    shell.window_.show_page("find")
    find = shell.window_.page("find")
    assert isinstance(find, FindPage)
    Keyboard().enter("ivan")
    assert find.person.view is None
    assert "A name alone opens nothing" in find.box._helper.text


def test_a_quick_hand_checks_also_those_who_are_not_read_yet() -> None:
    model = PeopleModel()
    model.show(array("I", range(100)), made(2))
    for row in range(5):
        model.choose(row, is_chosen=True)
    assert list(model.chosen) == [0, 1, 2, 3, 4]
    model.give(0, (None, *made(PAGE - 1, 1)))
    model.choose_nobody()
    model.choose(0)
    assert model.chosen == {}


def test_the_heads_are_painted_anew_for_other_columns_and_not_for_other_people(
    page: PeoplePage, app_window: MainWindow
) -> None:
    people, head = page.list.list, page.list.list.table.horizontalHeader()
    painted: list[str] = []
    app_window.search.take_focus()
    head.viewport().installEventFilter(spy := PaintSpy(painted))
    page.show_argument("Ким")
    QApplication.processEvents()
    painted.clear()
    page.show_argument("Иванов")
    QApplication.processEvents()
    assert (names(page), painted) == (["Иванов"], [])
    people.show_columns("born phone")
    QApplication.processEvents()
    assert head.count() == len(people.model.columns.keys)
    assert painted
    assert spy is not None


class PaintSpy(QObject):
    """Notes each paint of what it watches."""

    def __init__(self, painted: list[str]) -> None:
        super().__init__()
        self._painted = painted

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._painted.append(type(watched).__name__)
        return False
