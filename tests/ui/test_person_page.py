"""The page of one person in the real window: tabs, story, undo, corrections and everything else by keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.domain.roles import Role, Session
from intake_app.services.guarding import guard_person
from intake_app.services.people import find_people, open_person
from intake_app.services.places import add_places, list_places
from intake_app.services.registration import register_party
from tests.ui.keyboard import Keyboard
from ui.marked import old, plain, split_runs, strong
from ui.people.correction import Desk, person_form, shown_value
from ui.people.forms import FormProblems
from ui.people.page import PeoplePage
from ui.people.person import load_person
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable

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
def page(app_window: MainWindow, person_id: str) -> PersonPage:
    """The page of Sergei, open in the window."""
    app_window.show_page("people")
    people = app_window.page()
    assert isinstance(people, PeoplePage)
    people.open_person(person_id)
    QApplication.processEvents()
    return people.person


def fill(page: PersonPage, **values: str) -> None:
    assert page.correction is not None
    for name, text in values.items():
        field = page.correction.fields[name]
        field.focus()
        if hasattr(field, "line"):
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


def test_a_correction_is_made_by_keys_and_the_story_tells_it(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_E, CTRL)
    fill(page, birth_date="25051996", reason="misread")
    keys.press(Qt.Key.Key_Return)
    assert open_person(register, person_id).person.birth_date == "1996-05-25"
    assert entries(page)[0] == "Aigerim B. corrected birth date from 25 May 1997 to 25 May 1996"


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
        "Aigerim B. undid: corrected",
        "Aigerim B. corrected birth date from 25 May 1997 to 25 May 1996",
    ]
    assert page.story is not None
    undone = page.story.rows[1].line
    assert undone.is_struck
    assert undone.details[0] == "Undone by Aigerim B. at 23:40"


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    Keyboard().press(Qt.Key.Key_E, CTRL)
    assert page.correction is not None
    page.correction.fields["birth_date"].set_text("31021997")  # type: ignore[union-attr]
    page.save_correction()
    assert page.correction.fields["birth_date"].value_state == "error"
    assert page.correction.fields["reason"].value_state == "error"
    assert page.correction.fields["birth_date"].editor.hasFocus()
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
    assert page.correction is not None
    assert page.correction.save.text() == "Hide ORL-A-000001-9"
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
