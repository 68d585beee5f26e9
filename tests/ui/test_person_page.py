"""The page of one person in the real window: tabs, story, undo, corrections and everything else by keys."""

# Over 600 lines: what one page does, on the same few made-up people and by the same keys.

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.domain.roles import Role, Session
from intake_app.services.card_reissue import reissue_card, void_card
from intake_app.services.corrections import correct_record
from intake_app.services.departures import record_departure
from intake_app.services.guarding import guard_person
from intake_app.services.parties import bring_together
from intake_app.services.people import find_people, open_person
from intake_app.services.placements import free_beds, move_people
from intake_app.services.places import add_places, list_places
from intake_app.services.registration import register_party
from tests.returning import record_return
from tests.ui.keyboard import Keyboard
from ui.marked import old, plain, split_runs, strong
from ui.people.correction import Desk, person_form, shown_value
from ui.people.correction_view import FormView
from ui.people.forms import FormProblems
from ui.people.join_view import JoinView
from ui.people.page import PeoplePage
from ui.people.person import load_person
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField
from ui.widgets.field import Field

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.clock import FixedClock
    from intake_app.services.open_register import OpenRegister
    from ui.people.person_page import PersonPage
    from ui.window import MainWindow

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SERGEI = {
    "family_name": "Иванов",
    "given_name": "Сергей",
    "patronymic": "Петрович",
    "birth_date": "1997-05-25",
    "document_type": "internal_passport",
    "document_number": "4512 345678",
    "document_country": "RUS",
    "entered_on": "2022-11-25",
    "sleeps": "here",
    "phone": "+7 912 345-67-89",
    "languages": "rus",
}


@pytest.fixture
def record(register: OpenRegister) -> Callable[..., str]:
    """Records somebody and answers the id."""
    add_places(register, "Hall 1, mat 1-3")

    def make(**values: str) -> str:
        context = DeskContext(register.clock.now().date(), "KZ")
        return register_party(register, [parse_arrival(SERGEI | values, context)]).people[0].person_id

    return make


@pytest.fixture
def person_id(record: Callable[..., str]) -> str:
    return record()


@pytest.fixture
def first_page(person_id: str) -> str:
    """Who is recorded there is Sergei."""
    return "people"


@pytest.fixture
def page(app_window: MainWindow, person_id: str) -> PersonPage:
    """The page of Sergei, open in the window."""
    people = app_window.page()
    assert isinstance(people, PeoplePage)
    people.open_person(person_id)
    QApplication.processEvents()
    return people.person


def form_of(page: PersonPage) -> FormView:
    assert isinstance(page.correction, FormView)
    return page.correction


def line_of(page: PersonPage, name: str) -> Field:
    """A line of the form that is shown."""
    field = form_of(page).fields[name]
    assert isinstance(field, Field)
    return field


def fill(page: PersonPage, **values: str) -> None:
    for name, text in values.items():
        field = line_of(page, name)
        field.focus()
        field.line.selectAll()
        Keyboard().type(text)


def entries(page: PersonPage) -> list[str]:
    """What the story of the person says, the newest first."""
    page.tabs.set_current("history")
    page._show_tab()
    assert page.story is not None
    return [plain(row.line.text) for row in page.story.rows]


def test_marked_text_keeps_its_order_and_says_itself_plainly() -> None:
    text = f"from {old('25 May 1996')} to {strong('25 May 1997')}."
    assert [(run.text, run.style) for run in split_runs(text)] == [
        ("from ", ""),
        ("25 May 1996", "old"),
        (" to ", ""),
        ("25 May 1997", "strong"),
        (".", ""),
    ]
    assert plain(text) == "from 25 May 1996 to 25 May 1997."


def test_a_person_is_told_in_words(register: OpenRegister, person_id: str) -> None:
    view = load_person(register, person_id)
    assert (view.title, view.latin, view.badge) == ("Иванов Сергей Петрович", "IVANOV SERGEI", "ИС")
    assert (view.card, view.pill) == ("ORL-A-000001-9", ("here now", "good"))
    assert dict(view.facts) == {
        "Born": "25 May 1997, 25 years old",
        "Citizenship": "Russia",
        "Internal passport": "4512 345678",
        "Phone": "+7 912 345-67-89",
        "Speaks": "Russian",
        "Sleeps": "Hall 1, mat 1",
    }
    assert [(line.when, line.mark) for line in view.dates] == [
        ("Wed 30 Nov", "confirmed"),
        ("Fri 23 Dec", "sources disagree"),
        ("Wed 22 Feb", "confirmed"),
    ]
    assert view.stays[0].lines == ("entered 25 November 2022", "Hall 1, mat 1")


def test_the_overview_says_what_the_file_lacks_until_they_have_left(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    def shown() -> list[str]:
        return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]

    assert "sex, notice" in shown()
    record_departure(register, [person_id], "left")
    page.refresh()
    QApplication.processEvents()
    assert "Missing" not in shown()


def test_keys_go_through_the_tabs_and_the_focus_stays_on_them(page: PersonPage) -> None:
    keys, seen = Keyboard(), []
    for _step in range(6):
        seen.append(page.tabs.current())
        keys.press(Qt.Key.Key_PageDown, CTRL)
    assert seen == ["overview", "identity", "group", "stay", "papers", "history"]
    assert page.tabs.current() == "overview"
    keys.press(Qt.Key.Key_5, ALT)
    assert page.tabs.current() == "papers"
    assert page.tabs.button("papers").hasFocus()
    keys.press(Qt.Key.Key_Left)
    assert page.tabs.current() == "stay"


def test_an_opened_person_has_the_focus_on_the_tabs_and_no_button_is_cut(page: PersonPage) -> None:
    assert page.tabs.button("overview").hasFocus()
    for button in (page.head.back, page.head.edit, page.head.print):
        assert button.width() >= button.sizeHint().width()


def test_the_head_takes_a_second_row_for_long_words_and_gives_up_what_stands_elsewhere_in_a_low_window(
    page: PersonPage,
) -> None:
    head = page.head
    row = head.print.mapTo(head, QPoint()).y()
    head.print.set_text("long words " * 8)
    for _turn in range(4):
        QApplication.processEvents()
    assert head.print.mapTo(head, QPoint()).y() > row
    assert head.name.width() >= head.name.minimumWidth()

    head.fit(300, has_form=True)
    shown = (head.name, head.pill, head.badge, head.latin, head.card, head.facts)
    assert [each.isVisible() for each in shown] == [True, True, False, False, False, False]
    head.fit(700)
    assert all(each.isVisible() for each in shown)


def test_a_correction_is_made_by_keys_and_the_story_tells_it(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_E, CTRL)
    fill(page, birth_date="25051996", reason="misread")
    keys.press(Qt.Key.Key_Return)
    assert open_person(register, person_id).person.birth_date == "1996-05-25"
    assert entries(page)[0] == "Aigerim B. corrected the birth date from 25 May 1997 to 25 May 1996"


def test_ctrl_z_takes_the_newest_back_and_the_entry_is_struck_through(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_E, CTRL)
    fill(page, birth_date="25051996", reason="misread")
    keys.press(Qt.Key.Key_Return)
    QApplication.processEvents()

    keys.press(Qt.Key.Key_Z, CTRL)

    assert open_person(register, person_id).person.birth_date == "1997-05-25"
    assert entries(page)[:2] == [
        "Aigerim B. undid a correction",
        "Aigerim B. corrected the birth date from 25 May 1997 to 25 May 1996",
    ]
    assert page.story is not None
    undone = page.story.rows[1].line
    assert undone.is_struck
    assert undone.details[0] == "Undone by Aigerim B. at 23:40"


def said(page: PersonPage) -> list[str]:
    """What the status line is told from now on."""
    heard: list[str] = []
    page.context.bus.said.connect(lambda text, _kind: heard.append(text))
    return heard


TABS = ("overview", "identity", "group", "stay", "papers", "history")


def move_by_keys(page: PersonPage) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_4, ALT)
    keys.press(Qt.Key.Key_B, CTRL)
    keys.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()


@pytest.mark.parametrize("number", range(len(TABS)))
def test_ctrl_z_undoes_the_last_act_on_every_tab_and_says_which_before_and_after(
    page: PersonPage, register: OpenRegister, person_id: str, number: int
) -> None:
    move_by_keys(page)
    assert open_person(register, person_id).place_name == "Hall 1, mat 2"
    keys, heard = Keyboard(), said(page)
    keys.press(Qt.Key(Qt.Key.Key_1 + number), ALT)
    assert page.tabs.current() == TABS[number]
    if TABS[number] not in ("overview", "history"):
        (button,) = [each for each in page.findChildren(Button, "undo") if each.isVisible()]
        assert button.text() == "Undo: moved to another bed"

    keys.press(Qt.Key.Key_Z, CTRL)
    QApplication.processEvents()

    assert open_person(register, person_id).place_name == "Hall 1, mat 1"
    assert heard == ["Undone for ORL-A-000001-9: moved to another bed."]
    assert page.tabs.current() == TABS[number]
    keys.press(Qt.Key.Key_Z, CTRL)
    assert open_person(register, person_id).place_name == "Hall 1, mat 1", "the key does not undo its own undo"
    assert heard[1:] == ["Only the recording is left, which no key undoes: its button in the history does."]


def test_ctrl_z_pressed_again_takes_back_the_act_before(page: PersonPage, register: OpenRegister) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_E, CTRL)
    fill(page, birth_date="25051996", reason="misread")
    keys.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    move_by_keys(page)
    heard = said(page)
    for _time in range(2):
        keys.press(Qt.Key.Key_Z, CTRL)
        QApplication.processEvents()
    assert heard == [
        "Undone for ORL-A-000001-9: moved to another bed.",
        "Undone for ORL-A-000001-9: corrected (Birth date).",
    ]


def test_an_undo_is_done_again_by_its_own_button(page: PersonPage, register: OpenRegister, person_id: str) -> None:
    move_by_keys(page)
    keys, heard = Keyboard(), said(page)
    keys.press(Qt.Key.Key_Z, CTRL)
    QApplication.processEvents()
    keys.press(Qt.Key.Key_6, ALT)
    assert page.story is not None
    again = page.story.rows[0].button
    assert again is not None
    assert again.text() == "Do it again"
    again.click()
    assert open_person(register, person_id).place_name == "Hall 1, mat 2"
    assert heard[-1] == "Done again for ORL-A-000001-9: moved to another bed."


def as_user(page: PersonPage, user_id: str, role: Role = Role.VOLUNTEER) -> None:
    """Somebody else at the same window, who has the card in the hand."""
    register = page.context.register
    session = Session(user_id, "Dana S.", role)
    page.context.unlocked = replace(page.context.unlocked, register=replace(register, session=session))
    assert page.view is not None
    page.open(page.view.file.person.person_id, page.view.card)
    QApplication.processEvents()


def test_a_volunteer_undoes_by_key_what_they_did_and_is_told_whose_the_rest_is(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    own = register.session.user_id
    move_by_keys(page)
    as_user(page, "u")
    keys, heard = Keyboard(), said(page)
    assert not [each for each in page.findChildren(Button, "undo") if each.isVisible()]
    keys.press(Qt.Key.Key_Z, CTRL)
    assert heard == ["Aigerim B. did this, so you cannot undo it. Ask Aigerim B., or the shift lead."]
    assert open_person(register, person_id).place_name == "Hall 1, mat 2"

    as_user(page, own)
    keys.press(Qt.Key.Key_Z, CTRL)
    assert open_person(register, person_id).place_name == "Hall 1, mat 1"


def test_a_volunteer_who_hid_somebody_by_mistake_has_them_back_by_key(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    as_user(page, register.session.user_id)
    keys = Keyboard()
    keys.press(Qt.Key.Key_2, ALT)
    keys.press(Qt.Key.Key_H, CTRL)
    fill(page, reason="wrong one")
    keys.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    assert open_person(register, person_id).person.deleted
    assert page.view is None

    keys.press(Qt.Key.Key_Z, CTRL)

    assert not open_person(register, person_id).person.deleted
    assert open_person(register, person_id).place_name == "Hall 1, mat 1"


def test_why_an_entry_cannot_be_undone_stands_below_it_with_what_came_later(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    for phone in ("+77001112233", "+77004445566"):
        file = open_person(register, person_id)
        correct_record(register, replace(file.person, phone=phone), file.seen[person_id], "misheard")
    page.refresh()
    entries(page)
    assert page.story is not None
    newest, older, recording = (row.line for row in page.story.rows)
    assert (newest.action, older.action) == ("Undo", "")
    assert older.details[-1] == "It cannot be undone: this was changed again later (phone). See the entry of 23:40."
    assert recording.details[-1].startswith("It cannot be undone: this was changed again later (phone).")

    as_user(page, "u")
    entries(page)
    assert [row.line.action for row in page.story.rows] == ["", "", ""]
    told = page.story.rows[0].line.details[-1]
    assert told == "Aigerim B. did this, so you cannot undo it. Ask Aigerim B., or the shift lead."


def test_a_void_card_is_called_void_in_the_head_among_the_cards_and_where_it_found_somebody(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    reissue_card(register, person_id, "lost")
    page.open(person_id, "orl-a-000001-9")
    QApplication.processEvents()
    assert page.head.card_note.text() == "ORL-A-000001-9 is void"
    told = "ORL-A-000001-9 is void since 25 November 2022; now it is ORL-A-000002-7. Take the old one in."
    assert page.band.text() == f"This card is void. {told}"
    Keyboard().press(Qt.Key.Key_5, ALT)
    shown = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "void since 25 November 2022, now ORL-A-000002-7; given 25 November 2022" in shown

    void_card(register, person_id, "stolen")
    page.open(person_id, "")
    QApplication.processEvents()
    assert (page.head.card.text(), page.head.card_note.text()) == ("ORL-A-000002-7", "void since 25 Nov 2022")
    assert page.band.text() == ""


@pytest.mark.parametrize(
    ("kind", "day", "pill", "fact"),
    [
        ("left", "24112022", "left", ("Left on", "24 November 2022")),
        ("moved", "", "moved", ("Moved on", "25 November 2022")),
        ("presumed_left", "", "presumed left", ("Slept here until", "25 November 2022")),
    ],
)
def test_the_page_of_who_has_left_says_since_when_and_nowhere_that_they_sleep_here(
    page: PersonPage, record: Callable[..., str], kind: str, day: str, pill: str, fact: tuple[str, str]
) -> None:
    page.open(record(entered_on="2022-11-20", document_number="7"))
    QApplication.processEvents()
    keys = Keyboard()
    keys.press(Qt.Key.Key_4, ALT)
    keys.press(Qt.Key.Key_D, CTRL)
    choice = form_of(page).fields["departure"]
    assert isinstance(choice, ChoiceField)
    choice.set_value(kind)
    line_of(page, "departed_on").set_text(day)
    keys.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()

    assert page.head.pill.text() == pill
    assert page.view is not None
    assert fact in page.view.facts
    keys.press(Qt.Key.Key_4, ALT)
    shown = {each.text() for each in page.findChildren(QLabel) if each.isVisible()}
    assert "Sleeps" not in shown
    assert "here" not in shown


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("24112022", "They cannot have left before they entered."),
        ("26112022", "This day has not come yet."),
        ("31022022", "No such day in the calendar."),
        ("\u202e25", "This cannot be read as a date."),
        ("soon", "This cannot be read as a date."),
        ("x" * 1_000_000, "This cannot be read as a date."),
    ],
)
def test_a_day_of_leaving_that_cannot_be_stands_beside_its_field_with_all_that_was_typed(
    page: PersonPage, register: OpenRegister, person_id: str, typed: str, told: str
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_4, ALT)
    keys.press(Qt.Key.Key_D, CTRL)
    day, why = line_of(page, "departed_on"), line_of(page, "reason")
    day.set_text(typed)
    why.set_text("to Almaty")
    page.save_correction()
    QApplication.processEvents()

    assert page.correction is not None
    assert (day.value_state, day.helper()) == ("error", told)
    assert why.text() == "to Almaty"
    assert open_person(register, person_id).place_name == "Hall 1, mat 1"


def test_somebody_joins_a_party_by_card_and_leaves_it_by_keys_and_both_are_undone(
    page: PersonPage, register: OpenRegister, record: Callable[..., str], person_id: str
) -> None:
    anna = record(family_name="Иванова", given_name="Анна", document_number="7")
    page.refresh()
    keys, heard = Keyboard(), said(page)
    keys.press(Qt.Key.Key_3, ALT)
    keys.press(Qt.Key.Key_G, CTRL)
    keys.type("ORL-A-000002-7\n")
    QApplication.processEvents()
    assert page.view is not None
    assert [len(company.people) for company in page.view.companies] == [2]
    assert heard == ["ORL-A-000001-9 is in one party with ORL-A-000002-7 now."]
    assert entries(page)[0] == "Aigerim B. brought this person into a party"
    assert page.story is not None
    assert page.story.rows[0].line.details[0] == "With Анна"

    keys.press(Qt.Key.Key_3, ALT)
    keys.press(Qt.Key.Key_D, CTRL)
    keys.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    assert heard[-1] == "ORL-A-000001-9 is in no party now."
    for _time in range(2):
        keys.press(Qt.Key.Key_Z, CTRL)
        QApplication.processEvents()
    assert [open_person(register, each).groups for each in (person_id, anna)] == [(), ()]


def test_who_joins_is_chosen_among_several_with_the_arrows(
    page: PersonPage, register: OpenRegister, record: Callable[..., str], person_id: str
) -> None:
    for number, name in enumerate(("Анна", "Алия"), 7):
        record(family_name="Ким", given_name=name, document_number=str(number))
    keys = Keyboard()
    keys.press(Qt.Key.Key_3, ALT)
    keys.press(Qt.Key.Key_G, CTRL)
    keys.type("ким\n")
    QApplication.processEvents()
    join = page.correction
    assert isinstance(join, JoinView)
    assert len(join.rows) == 2
    assert join.rows[0].hasFocus(), "of several nobody is taken unseen"
    keys.press(Qt.Key.Key_Down)
    chosen = join.rows[1].text()
    keys.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert page.view is not None
    (company,) = page.view.companies
    assert {line.row.person.family_name for line in company.people} == {"Иванов", "Ким"}
    assert chosen.startswith("Ким")


def test_nobody_found_to_join_says_what_to_try_and_esc_leaves_it_as_it_was(page: PersonPage) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_3, ALT)
    keys.press(Qt.Key.Key_G, CTRL)
    join = page.correction
    assert isinstance(join, JoinView)
    keys.type("ORL-A-000001-9\n")
    assert join.rows == [], "nobody joins themselves"
    assert join.box.helper() == "Nobody else is found. Try the card, or the beginning of the family name."
    keys.press(Qt.Key.Key_Escape)
    assert page.correction is None


def test_a_child_left_alone_by_a_departing_adult_is_said_and_held(
    page: PersonPage, register: OpenRegister, record: Callable[..., str], person_id: str
) -> None:
    child = record(given_name="Лев", birth_date="2016-05-01", document_number="7")
    bring_together(register, [child], with_person=person_id)
    page.refresh()
    keys, heard = Keyboard(), said(page)
    keys.press(Qt.Key.Key_3, ALT)
    keys.press(Qt.Key.Key_D, CTRL)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert heard == ["ORL-A-000001-9 is in no party now. 1 child is without an adult now: call the shift lead."]
    assert open_person(register, child).is_held


def test_an_adult_who_leaves_a_child_behind_and_a_birth_date_that_holds_one_are_said(
    page: PersonPage, register: OpenRegister, record: Callable[..., str], person_id: str
) -> None:
    child = record(given_name="Лев", birth_date="2016-05-01", document_number="7")
    bring_together(register, [child], with_person=person_id)
    page.refresh()
    keys, heard = Keyboard(), said(page)
    keys.press(Qt.Key.Key_4, ALT)
    keys.press(Qt.Key.Key_D, CTRL)
    keys.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    left = "ORL-A-000001-9 has left; the bed is free."
    assert heard == [f"{left} A child of the party is without an adult now: call the shift lead."]
    keys.press(Qt.Key.Key_Z, CTRL)
    QApplication.processEvents()
    assert not open_person(register, child).is_held

    keys.press(Qt.Key.Key_2, ALT)
    keys.press(Qt.Key.Key_E, CTRL)
    fill(page, birth_date="25052007", reason="misread")
    keys.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    changed = "Who is held as a child alone has changed: look at this person and the party."
    assert heard[-1] == f"Corrected ORL-A-000001-9. {changed}"
    assert page.band.text() == "Bed and sheet are held. Call the shift lead."
    assert open_person(register, child).is_held


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    Keyboard().press(Qt.Key.Key_E, CTRL)
    line_of(page, "birth_date").set_text("31021997")
    page.save_correction()
    assert line_of(page, "birth_date").value_state == "error"
    assert line_of(page, "reason").value_state == "error"
    assert line_of(page, "birth_date").editor.hasFocus()
    assert open_person(register, person_id).person.birth_date == "1997-05-25"


def test_esc_leaves_a_form_as_it_was_and_then_the_person(page: PersonPage, app_window: MainWindow) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_E, CTRL)
    keys.type("X")
    keys.press(Qt.Key.Key_Escape)
    assert page.correction is None
    keys.press(Qt.Key.Key_Escape)
    people = app_window.page()
    assert isinstance(people, PeoplePage)
    assert people.stack.currentWidget() is people.list


def test_ctrl_e_corrects_what_the_tab_shows(page: PersonPage, register: OpenRegister, person_id: str) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_4, ALT)
    keys.press(Qt.Key.Key_E, CTRL)
    fill(page, entered_on="24112022", reason="misheard")
    keys.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    keys.press(Qt.Key.Key_5, ALT)
    keys.press(Qt.Key.Key_E, CTRL)
    fill(page, document_number="4512 000000", reason="misread")
    keys.press(Qt.Key.Key_Return, CTRL)

    file = open_person(register, person_id)
    assert file.stay is not None
    assert (file.stay.entered_on, file.documents[0].document_number) == ("2022-11-24", "4512 000000")


def test_another_bed_a_departure_and_a_new_card_are_given_by_keys(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_4, ALT)
    keys.press(Qt.Key.Key_B, CTRL)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert open_person(register, person_id).place_name == "Hall 1, mat 2"
    keys.press(Qt.Key.Key_5, ALT)
    keys.press(Qt.Key.Key_R, CTRL)
    fill(page, reason="lost")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert open_person(register, person_id).card_number == page.head.card.text() == "ORL-A-000002-7"
    keys.press(Qt.Key.Key_4, ALT)
    keys.press(Qt.Key.Key_D, CTRL)
    keys.press(Qt.Key.Key_Return, CTRL)
    stay = open_person(register, person_id).stay
    assert stay is not None
    assert stay.departure == "left"
    assert page.head.pill.text() == "left"
    assert [line.taken for line in list_places(register)] == [0, 0, 0]


def test_a_hidden_person_says_who_hid_them_and_comes_back(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_2, ALT)
    keys.press(Qt.Key.Key_H, CTRL)
    assert form_of(page).save.text() == "Hide ORL-A-000001-9"
    keys.press(Qt.Key.Key_Return, CTRL)
    assert page.correction is not None, "no reason was given"
    fill(page, reason="recorded twice")
    keys.press(Qt.Key.Key_Return, CTRL)

    assert page.band.text() == "This person is hidden. By Aigerim B.: recorded twice"
    assert find_people(register, "Иванов") == ()
    assert not page.head.print.isVisible()
    QApplication.processEvents()
    keys.press(Qt.Key.Key_R, CTRL)
    fill(page, reason="two people after all")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert open_person(register, person_id).place_name == "Hall 1, mat 1"
    assert page.head.pill.text() == "here now"


def test_a_child_alone_is_held_until_the_lead_has_seen_to_it(
    page: PersonPage, register: OpenRegister, record: Callable[..., str]
) -> None:
    child = record(birth_date="2008", document_number="1")
    page.open(child)
    QApplication.processEvents()
    assert page.band.text() == "Bed and sheet are held. Call the shift lead."
    keys = Keyboard()
    keys.press(Qt.Key.Key_M, CTRL)
    fill(page, reason="an aunt came")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert not open_person(register, child).is_held
    assert page.band.text() == ""


def test_a_volunteer_sees_of_somebody_guarded_only_that_the_lead_is_to_be_called(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    guard_person(register, person_id, "asked", is_guarded=True)
    volunteer = replace(register, session=Session("u", "Dana", Role.VOLUNTEER))
    page.context.jobs.read(lambda: load_person(volunteer, person_id), page.show_person, page._refuse)
    said = " ".join(label.text() for label in page.findChildren(type(page.title)) if label.isVisible())
    assert "Call the shift lead" in said
    assert "Иванов" not in said
    assert "ORL-A" not in said
    assert not page.tabs.isVisible()


def test_a_long_story_is_shown_a_page_at_a_time(page: PersonPage, register: OpenRegister, person_id: str) -> None:
    person = open_person(register, person_id).person
    for number in range(40):
        with register.writing("correct", "counting") as unit:
            unit.update(replace(person, phone=f"+770000000{number:02}"), unit.heads(person_id))
            unit.commit()
    page.refresh()
    assert len(entries(page)) == 30
    assert page.story is not None
    assert page.story.more.text() == "11 older"
    page.story.more.click()
    assert len(page.story.rows) == 41
    assert not page.story.more.isVisible()
    assert [row.button is not None for row in page.story.rows].count(True) == 1


def test_no_two_buttons_that_can_be_seen_share_a_key(page: PersonPage) -> None:
    for key in ("overview", "identity", "group", "stay", "papers", "history"):
        page.tabs.set_current(key)
        page._show_tab()
        keys = [button._keycap for button in page.findChildren(Button) if button.isVisible() and button._keycap]
        assert len(keys) == len(set(keys)), key


def test_every_button_and_tab_has_a_name(page: PersonPage) -> None:
    for key in ("overview", "identity", "group", "stay", "papers", "history"):
        page.tabs.set_current(key)
        page._show_tab()
        nameless = [each for each in page.findChildren(Button) if each.isVisible() and not each.accessibleName()]
        assert nameless == []


def test_each_stay_names_the_beds_that_were_given_in_it(
    register: OpenRegister, person_id: str, clock: FixedClock
) -> None:
    clock.instant += timedelta(days=2)
    move_people(register, [person_id], free_beds(register)[0][0].place_id, "a bed came free")
    clock.instant += timedelta(days=1)
    record_departure(register, [person_id], "left", "2022-11-28", "")
    clock.instant += timedelta(days=1)
    arrival = parse_arrival(SERGEI | {"entered_on": "2022-11-29"}, DeskContext(register.clock.now().date(), "KZ"))
    record_return(register, person_id, arrival)

    now, earlier = load_person(register, person_id).stays

    assert (now.title, now.lines[1]) == ("Here now", "Hall 1, mat 1")
    assert (earlier.title, earlier.lines[1]) == ("Earlier stay", "Hall 1, mat 1, Hall 1, mat 2")


def test_fields_nobody_touched_stay_as_they_are(register: OpenRegister, record: Callable[..., str]) -> None:
    view = load_person(register, record(birth_date="25"))
    desk: Desk = view.desk(register)
    form = person_form(desk)
    typed = {field.name: field.value for field in form.fields} | {"reason": "why"}
    assert typed["birth_date"] == shown_value(view.file.person, "birth_date") == "~1997"
    with pytest.raises(FormProblems) as refused:
        form.check(typed)
    assert refused.value.problems == {"family_name": "Nothing was changed."}


def test_a_name_taken_away_whole_is_refused_beside_it(register: OpenRegister, person_id: str) -> None:
    form = person_form(load_person(register, person_id).desk(register))
    gone = dict.fromkeys(("family_name", "given_name", "family_name_latin", "given_name_latin"), "")
    with pytest.raises(FormProblems) as refused:
        form.check({field.name: field.value for field in form.fields} | gone | {"reason": "why"})
    assert set(refused.value.problems) == {"family_name"}
