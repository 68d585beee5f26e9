"""The page of one person in the real window: its tabs, its head, and who sees what of it."""

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
from intake_app.services.departures import record_departure
from intake_app.services.guarding import guard_person
from intake_app.services.placements import free_beds, move_people
from tests.returning import record_return
from tests.ui.keyboard import Keyboard
from tests.ui.made_up import SERGEI
from tests.ui.person_reading import ALT, CTRL, TABS, ask, form_of, line_of
from ui.people.person import load_person
from ui.widgets.buttons import Button
from ui.widgets.choices import ChoiceField

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.clock import FixedClock
    from intake_app.services.open_register import OpenRegister
    from ui.people.person_page import PersonPage


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
        ("Wed 22 Feb 2023", "confirmed"),
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
    assert seen == list(TABS)
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
    cards = (head.card, head.card_note)
    assert len({each.geometry().right() for each in cards}) == 1
    head.print.set_text("long words " * 8)
    for _turn in range(4):
        QApplication.processEvents()
    assert head.print.mapTo(head, QPoint()).y() > row
    assert len({each.geometry().left() for each in cards}) == 1  # below the name they begin where it does
    assert head.name.width() >= head.name.minimumWidth()

    head.fit(300, has_form=True)
    shown = (head.name, head.pill, head.badge, head.latin, head.card, head.facts)
    assert [each.isVisible() for each in shown] == [True, True, False, False, False, False]
    head.fit(700)
    assert all(each.isVisible() for each in shown)


def test_a_void_card_is_called_void_in_the_head_among_the_cards_and_where_it_found_somebody(
    page: PersonPage, register: OpenRegister, person_id: str
) -> None:
    reissue_card(register, person_id, "lost")
    page.open(person_id, "orl-a-000001-9")
    QApplication.processEvents()
    assert page.head.card_note.text() == "ORL-A-000001-9 is void"
    told = "ORL-A-000001-9 has been void since 25 November 2022; now it is ORL-A-000002-7. Take the old one in."
    assert page.band.text() == f"This card is void. {told}"
    Keyboard().press(Qt.Key.Key_5, ALT)
    shown = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "given 25 November 2022, void since 25 November 2022; ORL-A-000002-7 is in use now" in shown

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
    ask(keys, 4, Qt.Key.Key_D)
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


def test_no_two_buttons_that_can_be_seen_share_a_key(page: PersonPage) -> None:
    for key in TABS:
        page.tabs.set_current(key)
        page._show_tab()
        keys = [button.keycap for button in page.findChildren(Button) if button.isVisible() and button.keycap]
        assert len(keys) == len(set(keys)), key


def test_every_button_and_tab_has_a_name(page: PersonPage) -> None:
    for key in TABS:
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
    assert (earlier.title, earlier.lines[1]) == ("Earlier stay", "Hall 1, mat 1, then Hall 1, mat 2")
