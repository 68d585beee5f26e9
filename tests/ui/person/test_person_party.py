"""Coming into a party and leaving it from somebody's page, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.ids import new_id
from intake_app.domain.records import Group, GroupMember
from intake_app.services.parties import bring_together
from intake_app.services.people import open_person
from tests.ui.keyboard import Keyboard
from tests.ui.person_reading import CTRL, SHIFT, as_user, ask, entries, fill, form_of, said
from ui.marked import plain
from ui.people.join_view import JoinView
from ui.widgets.empty import LinkRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.services.open_register import OpenRegister
    from ui.people.person_page import PersonPage


def make_household(register: OpenRegister, people: Sequence[str]) -> None:
    """As an export of another register may bring one in."""
    group = Group(group_id=new_id(), kind="household")
    with register.writing("import") as unit:
        unit.create(group)
        for person_id in people:
            unit.create(GroupMember(group_member_id=new_id(), group_id=group.group_id, person_id=person_id))
        unit.commit()


def test_somebody_joins_a_party_by_card_and_leaves_it_by_keys_and_both_are_undone(
    page: PersonPage, register: OpenRegister, record: Callable[..., str], person_id: str
) -> None:
    anna = record(family_name="Иванова", given_name="Анна", document_number="7")
    page.refresh()
    keys, heard = Keyboard(), said(page)
    ask(keys, 3, Qt.Key.Key_G)
    keys.type("ORL-A-000002-7\n")
    QApplication.processEvents()
    assert page.view is not None
    assert [len(company.people) for company in page.view.companies] == [2]
    assert heard == ["ORL-A-000001-9 is in one party with ORL-A-000002-7 now."]
    assert entries(page)[0] == "Aigerim B. brought this person into a party"
    assert page.story is not None
    assert page.story.rows[0].line.details[0] == "With Анна"

    ask(keys, 3, Qt.Key.Key_G, CTRL | SHIFT)
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
    kims = [
        record(family_name="Ким", given_name=name, document_number=str(number))
        for number, name in enumerate(("Анна", "Алия"), 7)
    ]
    keys = Keyboard()
    ask(keys, 3, Qt.Key.Key_G)
    keys.type("ким\n")
    QApplication.processEvents()
    join = page.correction
    assert isinstance(join, JoinView)
    assert len(join.search.rows) == 2
    assert join.search.rows[0].hasFocus(), "of several nobody is taken unseen"
    keys.press(Qt.Key.Key_Down)
    chosen = join.search.rows[1].text()
    keys.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert page.view is not None
    (company,) = page.view.companies
    assert {line.row.person.family_name for line in company.people} == {"Иванов", "Ким"}
    assert chosen.startswith("Ким")

    make_household(register, [person_id, *kims])
    page.refresh()
    keys.press(Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    keys.press(Qt.Key.Key_B, CTRL)
    assert form_of(page).note.text().count("Ким") == 1, "of the party it says where they stay, not of a household"


def test_nobody_found_to_join_says_what_to_try_and_esc_leaves_it_as_it_was(page: PersonPage) -> None:
    keys = Keyboard()
    ask(keys, 3, Qt.Key.Key_G)
    join = page.correction
    assert isinstance(join, JoinView)
    keys.type("ORL-A-000001-9\n")
    assert join.search.rows == [], "nobody joins themselves"
    assert join.box.helper() == "Nobody else is found. Try the card, or the beginning of the family name."
    keys.press(Qt.Key.Key_Escape)
    assert page.correction is None


@pytest.fixture
def child(page: PersonPage, register: OpenRegister, record: Callable[..., str], person_id: str) -> str:
    """Lev, in one party with Sergei, whose page shows it."""
    child = record(given_name="Лев", birth_date="2016-05-01", document_number="7")
    bring_together(register, [child], with_person=person_id)
    page.refresh()
    return child


def test_a_child_left_alone_by_a_departing_adult_is_said_and_held(
    page: PersonPage, register: OpenRegister, child: str
) -> None:
    keys, heard = Keyboard(), said(page)
    ask(keys, 3, Qt.Key.Key_G, CTRL | SHIFT)
    keys.press(Qt.Key.Key_Return, CTRL)
    assert heard == ["ORL-A-000001-9 is in no party now. 1 child is without an adult now: call the shift lead."]
    assert open_person(register, child).is_held


def test_an_adult_who_leaves_a_child_behind_and_a_birth_date_that_holds_one_are_said(
    page: PersonPage, register: OpenRegister, child: str
) -> None:
    keys, heard = Keyboard(), said(page)
    ask(keys, 4, Qt.Key.Key_B)
    stays = "Of the party stay where they are: Иванов Лев Петрович, Hall 1, mat 2."
    assert plain(form_of(page).note.text()) == f"Only this person moves. {stays}"
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_D, CTRL)
    keys.type("l")
    keys.press(Qt.Key.Key_Return, CTRL)
    QApplication.processEvents()
    left = "ORL-A-000001-9 has left; the bed is free."
    assert heard == [f"{left} A child of the party is without an adult now: call the shift lead."]
    keys.press(Qt.Key.Key_Z, CTRL)
    QApplication.processEvents()
    assert not open_person(register, child).is_held

    ask(keys, 2, Qt.Key.Key_E)
    fill(page, birth_date="25052007", reason="misread")
    keys.press(Qt.Key.Key_Return)
    QApplication.processEvents()
    changed = "Who is held as a child alone has changed: look at this person and the party."
    assert heard[-1] == f"Corrected ORL-A-000001-9. {changed}"
    assert page.band.text() == (
        "Bed and sheet are held: a child without an adult. "
        "It ends with “Seen to”, or when the child joins the party of an adult."
    )
    assert open_person(register, child).is_held


def test_among_the_party_a_volunteer_reads_of_whose_page_it_is_what_its_head_says_and_of_others_initials(
    page: PersonPage, register: OpenRegister, record: Callable[..., str], person_id: str
) -> None:
    anna = record(family_name="Иванова", given_name="Анна", document_number="7")
    bring_together(register, [anna], with_person=person_id)
    as_user(page, "somebody else")
    page.tabs.set_current("group")
    page._show_tab()
    rows = {row.text(): row.accessibleDescription() for row in page.findChildren(LinkRow) if row.isVisible()}
    assert rows == {
        "Иванов Сергей Петрович, this person": "25 May 1997, 25 years old, ORL-A-000001-9, Hall 1, mat 1",
        "A. I.": "1997, 24 or 25 years old",
    }
