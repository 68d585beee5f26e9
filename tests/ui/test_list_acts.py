"""What is done from the list: to whom it shows and nobody else, as one act, and taken back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.services.departures import record_departure
from intake_app.services.people import open_person
from tests.ui.keyboard import Keyboard
from tests.ui.people_stage import FAMILIES, names, record, record_five, show_people
from ui.page_keys import keys_of_page
from ui.people.leave_panel import LeavePanel

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from ui.people.page import PeoplePage
    from ui.window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


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


def departures(register: OpenRegister, people: dict[str, str]) -> dict[str, tuple[str, str]]:
    """(how, since) of each who has left."""
    stays = {family: open_person(register, person_id).stay for family, person_id in people.items()}
    return {family: (stay.departure, stay.departed_on) for family, stay in stays.items() if stay and stay.departure}


def party_of(register: OpenRegister, person_id: str) -> set[str]:
    with register.reading() as reading:
        return {each for group in reading.groups_of(person_id) for each in reading.members(group.group_id)}


def check(page: PeoplePage, keys: Keyboard, *families: str) -> None:
    """Check people by keys alone."""
    page.take_focus()
    keys.press(Qt.Key.Key_Home)
    for family in names(page):
        if family in families:
            keys.press(Qt.Key.Key_Space)
        keys.press(Qt.Key.Key_Down)


def test_nothing_is_done_to_those_whom_words_have_taken_out_of_the_list(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, people: dict[str, str]
) -> None:
    bulk = page.list.list.bulk
    keys.press(Qt.Key.Key_A, CTRL)
    assert bulk._count.text() == "5 selected"
    page.show_argument("Ким")
    assert bulk._count.text() == "1 selected, 4 more are not in this list"
    assert bulk.print.text() == "Print 1 sheet"
    keys.press(Qt.Key.Key_D, CTRL)
    keys.type("l")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert set(departures(register, people)) == {"Ким"}


def test_where_nobody_checked_is_shown_nothing_can_be_done(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, people: dict[str, str]
) -> None:
    bulk = page.list.list.bulk
    check(page, keys, "Абаев", "Цой")
    page.show_argument("Ким")
    assert bulk._count.text() == "2 selected, none in this list"
    assert not page.list.everybody.keycap  # Esc is for the checks first
    assert bulk.clear.keycap == "Esc"
    assert not bulk.leave.isEnabled()
    assert not bulk.join.isEnabled()
    assert not bulk.print.isEnabled()
    keys.press(Qt.Key.Key_D, CTRL)
    assert page.list.panels.shown is None
    bulk.show_them.click()
    assert bulk._count.text() == "2 selected"
    assert bulk.leave.isEnabled()
    assert not bulk.show_them.isVisible()
    keys.press(Qt.Key.Key_Escape)
    assert not bulk.isVisible()
    assert page.list.list.model.chosen == {}


def test_people_are_gathered_by_one_search_after_the_other(page: PeoplePage, keys: Keyboard) -> None:
    for word in ("Ким", "Цой"):
        page.show_argument(word)
        page.take_focus()
        keys.press(Qt.Key.Key_Space)
    page.show_argument("")
    assert page.list.list.bulk._count.text() == "2 selected"
    assert sorted(page.list.list.model.chosen.values()) == ["Ким", "Цой"]


def test_several_leave_since_a_day_and_for_a_reason_without_leaving_the_country(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, people: dict[str, str]
) -> None:
    check(page, keys, "Иванов", "Ким")
    keys.press(Qt.Key.Key_D, CTRL)
    panel = page.list.panels.shown
    assert isinstance(panel, LeavePanel)
    assert panel.record.text() == "Record 2 people as left"
    assert panel.departure.editor.hasFocus()
    bright = page.list.list.bulk.print
    assert (panel.record._primary, bright._primary) == (True, False)
    keys.type("moved")
    keys.enter("", "25.11.2022", "to a flat in Aktobe")
    assert panel.record.hasFocus()
    keys.enter("")
    assert departures(register, people) == dict.fromkeys(("Иванов", "Ким"), ("moved", "2022-11-25"))
    assert bright._primary
    with register.reading() as reading:
        [change] = [each for each in reading.history([_stay(register, people["Ким"])]) if each.act_kind == "depart"]
    assert change.reason == "to a flat in Aktobe"


def _stay(register: OpenRegister, person_id: str) -> str:
    stay = open_person(register, person_id).stay
    assert stay is not None
    return stay.stay_id


def test_a_day_that_is_none_is_said_beside_its_field(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, people: dict[str, str]
) -> None:
    check(page, keys, "Ким")
    keys.press(Qt.Key.Key_D, CTRL)
    panel = page.list.panels.shown
    assert isinstance(panel, LeavePanel)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert panel.departure.helper() == "Choose what happened."
    assert departures(register, people) == {}, "nobody leaves the country by default"
    keys.type("l")
    for text in ("nonsense", "24.11.2022"):  # no day, and one before they entered
        panel.departed_on.set_text(text)
        keys.press(Qt.Key.Key_Return, CTRL)
        assert panel.departed_on.value_state == "error"
        assert panel.departed_on.line.hasFocus()
    assert departures(register, people) == {}
    panel.departure.set_value("presumed_left")
    panel.departure.edited.emit("presumed_left")
    assert panel.departed_on._helper.text == "empty: not known"


def test_who_has_left_before_stays_as_they_are_and_is_counted(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, people: dict[str, str], app_window: MainWindow
) -> None:
    def all_leave() -> str:
        keys.press(Qt.Key.Key_A, CTRL)
        keys.press(Qt.Key.Key_D, CTRL)
        keys.type("l")
        keys.press(Qt.Key.Key_Return, CTRL)
        return app_window.status.said()

    record_departure(register, [people["Ким"]], "moved")
    assert all_leave() == "4 recorded as left; 1 person had left before."
    assert departures(register, people)["Ким"] == ("moved", "2022-11-25")
    assert all_leave().startswith("They have left already.")
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_Z, CTRL)
    assert departures(register, people) == {"Ким": ("moved", "2022-11-25")}


def test_ctrl_z_takes_back_the_last_act_as_one_and_says_what(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, people: dict[str, str], app_window: MainWindow
) -> None:
    bulk = page.list.list.bulk
    check(page, keys, "Иванов", "Ким", "Цой")
    keys.press(Qt.Key.Key_D, CTRL)
    keys.type("l")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert bulk.take_back.isVisible()
    assert bulk._said.text() == "3 people recorded as left."
    check(page, keys, "Абаев")
    keys.press(Qt.Key.Key_D, CTRL)
    keys.type("l")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert len(departures(register, people)) == 4
    keys.press(Qt.Key.Key_Z, CTRL)
    assert app_window.status.said() == "Taken back: 1 person has not left."
    keys.press(Qt.Key.Key_Z, CTRL)
    assert app_window.status.said() == "Taken back: 3 people have not left."
    assert departures(register, people) == {}
    assert not bulk.isVisible()
    keys.press(Qt.Key.Key_Z, CTRL)
    assert app_window.status.said().startswith("Nothing was done from this list.")


def test_those_who_belong_together_become_one_party_and_are_parted_again(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, people: dict[str, str]
) -> None:
    check(page, keys, "Иванов")
    assert not page.list.list.bulk.join.isEnabled()
    check(page, keys, "Ким", "Цой")
    keys.press(Qt.Key.Key_G, CTRL)
    together = {people[family] for family in ("Иванов", "Ким", "Цой")}
    assert party_of(register, people["Ким"]) == together
    keys.press(Qt.Key.Key_Z, CTRL)
    assert party_of(register, people["Ким"]) == set()


def test_what_a_person_undid_already_is_said_and_makes_way_for_the_act_before(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, people: dict[str, str], app_window: MainWindow
) -> None:
    from intake_app.services.undoing import undo_act

    check(page, keys, "Ким")
    keys.press(Qt.Key.Key_D, CTRL)
    keys.type("l")
    keys.press(Qt.Key.Key_Return, CTRL)
    undo_act(register, page.list.acts.done[-1].act_id)
    keys.press(Qt.Key.Key_Z, CTRL)
    assert app_window.status.said().startswith("This was undone already.")
    assert page.list.acts.done == ()
    assert departures(register, people) == {}


def test_everybody_of_a_long_list_can_still_be_checked_by_keys(page: PeoplePage, keys: Keyboard) -> None:
    page.take_focus()
    keys.press(Qt.Key.Key_Home)
    for _time in range(len(FAMILIES) - 1):
        keys.press(Qt.Key.Key_Down, SHIFT)
    QApplication.processEvents()
    assert page.list.list.bulk._count.text() == "5 selected"


def test_a_child_who_gets_an_adult_in_a_new_party_is_said_to_be_held_no_longer(
    page: PeoplePage, keys: Keyboard, register: OpenRegister, app_window: MainWindow
) -> None:
    record(register, "Юный", birth_date="2012-05-05", sleeps="here")
    page.take_changes(None, None)
    check(page, keys, "Ким", "Юный")
    keys.press(Qt.Key.Key_G, CTRL)
    assert app_window.status.said() == "1 child is held no longer: an adult is in the party."


def test_the_list_of_keys_names_those_of_the_list(page: PeoplePage) -> None:
    named = dict(keys_of_page(page))
    for key in ("Space", "Ctrl+A", "Ctrl+F", "Ctrl+Z", "Esc", "Ctrl+S"):
        assert named[key], key
    assert "Ctrl+D" not in named  # nobody is checked
    page.list.list.model.choose_all()
    assert dict(keys_of_page(page))["Ctrl+D"] == "Mark as left"
