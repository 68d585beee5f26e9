"""The story of a person on their page, and what Ctrl+Z takes back of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.services.corrections import correct_record
from intake_app.services.people import open_person
from tests.ui.keyboard import Keyboard
from tests.ui.person_reading import ALT, CTRL, TABS, as_user, ask, entries, fill, said
from ui.marked import old, plain, split_runs, strong
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from ui.people.person_page import PersonPage


def correct_by_keys(page: PersonPage) -> None:
    keys = Keyboard()
    keys.press(Qt.Key.Key_E, CTRL)
    fill(page, birth_date="25051996", reason="misread")
    keys.press(Qt.Key.Key_Return)
    QApplication.processEvents()


def move_by_keys(page: PersonPage) -> None:
    keys = Keyboard()
    ask(keys, 4, Qt.Key.Key_B)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()


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


def test_a_correction_is_made_by_keys_and_the_story_tells_it(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    correct_by_keys(page)
    assert open_person(register, person_id).person.birth_date == "1996-05-25"
    assert entries(page)[0] == "Aigerim B. corrected the birth date from 25 May 1997 to 25 May 1996"


def test_ctrl_z_takes_the_newest_back_and_the_entry_is_struck_through(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    correct_by_keys(page)

    Keyboard().press(Qt.Key.Key_Z, CTRL)

    assert open_person(register, person_id).person.birth_date == "1997-05-25"
    assert entries(page)[:2] == [
        "Aigerim B. undid a correction",
        "Aigerim B. corrected the birth date from 25 May 1997 to 25 May 1996",
    ]
    assert page.story is not None
    undone = page.story.rows[1].line
    assert undone.is_struck
    assert undone.details[0] == "Undone by Aigerim B. at 23:40"


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
    correct_by_keys(page)
    move_by_keys(page)
    keys, heard = Keyboard(), said(page)
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
    ask(keys, 2, Qt.Key.Key_H)
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
