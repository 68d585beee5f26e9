"""What somebody may ask for of their own record: all of it handed out, all of it erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from intake_app.domain.local_records import PrintJob
from intake_app.domain.records import Person
from intake_app.services.print_queue import queue_sheets
from tests.ui.clipping import settle
from tests.ui.keyboard import Keyboard
from tests.ui.people_stage import names, record, record_five, show_people
from ui.people.erase_view import EraseView
from ui.people.hand_out_view import HandOutView
from ui.preview import Preview
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.opening import Unlocked
    from intake_app.services.open_register import OpenRegister
    from ui.people.page import PeoplePage
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def open_identity(window: MainWindow, person_id: str) -> PeoplePage:
    """Somebody's page on the tab of who this is."""
    page = show_people(window)
    page.open_person(person_id)
    page.person.tabs.set_current("identity")
    page.person._show_tab()
    QApplication.processEvents()
    return page


def ask(page: PeoplePage, key: Qt.Key | str, kind: type[QWidget]) -> QWidget:
    """By a key, or by the button that has none."""
    if isinstance(key, str):
        button = page.person.findChild(Button, key)
        assert button is not None
        button.setFocus()
        Keyboard().press(Qt.Key.Key_Return)
    else:
        Keyboard().press(key, CTRL)
    QApplication.processEvents()
    assert isinstance(page.person.correction, kind)
    return page.person.correction


def said(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def test_before_somebody_is_erased_it_is_said_what_goes_and_what_cannot_be_reached(
    app_window: MainWindow, unlocked: Unlocked
) -> None:
    people = record_five(unlocked.register)
    unlocked.back_up()
    page = open_identity(app_window, people["Ким"])

    view = ask(page, "erase", EraseView)

    told = said(view)
    card = page.person.view.card if page.person.view else ""
    assert f"Erase everything about card {card}?" in told
    assert "Here: now." in told
    assert "Backups hold it until 25 November 2023; restoring one erases it again." in told
    assert "Our proof of notification goes too. Check first whether the law makes us keep it." in told
    assert isinstance(view, EraseView)
    assert view.note.text() == "This cannot be undone. Type the card number."
    view.from_backups.click()
    assert "A backup without it is made now, and the older ones are removed." in said(view)
    assert "Backups hold it until" not in said(view)

    app_window.window().setMaximumHeight(420)  # too low for all of it: what is lost is read, then the number typed
    settle()
    view.take_focus()
    settle()
    assert not view.title.visibleRegion().isEmpty()
    Keyboard().type("O")
    assert not view.card.line.visibleRegion().isEmpty()
    view.card.set_text("")
    view.take_focus()
    settle()
    assert not view.title.visibleRegion().isEmpty()
    Keyboard().type("\n")  # without a number: what is wrong is said in sight
    assert view.card.helper().endswith("Nothing was erased.")
    assert view.card.visibleRegion().boundingRect() == view.card.rect()


def test_a_wrong_card_number_erases_nobody(app_window: MainWindow, register: OpenRegister) -> None:
    people = record_five(register)
    page = open_identity(app_window, people["Ким"])
    view = ask(page, "erase", EraseView)

    Keyboard().type("ORL-A-000001\n")

    assert isinstance(view, EraseView)
    assert "Nothing was erased" in view.card.helper()
    with register.reading() as reading:
        assert reading.get(Person, people["Ким"]) is not None


@pytest.mark.parametrize("is_from_backups", [False, True])
def test_with_the_card_number_everything_goes_the_page_closes_and_the_list_and_the_queue_forget_them(
    app_window: MainWindow, unlocked: Unlocked, *, is_from_backups: bool
) -> None:
    register = unlocked.register
    people = record_five(register)
    queue_sheets(register, [people["Ким"]])
    old = unlocked.back_up().file
    page = open_identity(app_window, people["Ким"])
    view = ask(page, "erase", EraseView)
    assert isinstance(view, EraseView)
    assert view.shown is not None
    card = view.shown.proof
    view.from_backups.setChecked(is_from_backups)

    Keyboard().type(f"{card.lower()}\n")
    QApplication.processEvents()

    assert page.stack.currentWidget() is page.list
    assert "Ким" not in names(page)
    assert len(names(page)) == 4
    assert "Ким" not in said(page.person)
    assert f"Everything about {card} is erased." in app_window.status.said()
    assert app_window.focusWidget() is page.list.list.table  # and not "Someone asks", to which Qt would hand it on
    with register.reading() as reading:
        assert reading.get(Person, people["Ким"]) is None
        assert reading.kept(PrintJob, person_id=people["Ким"]) == ()
    assert old.exists() is not is_from_backups
    assert len(unlocked.list_backups()) == 1


def test_everything_held_is_saved_as_a_pdf_and_as_data_named_by_the_card(
    app_window: MainWindow, register: OpenRegister, tmp_path: Path
) -> None:
    person_id = record(register, "Ким").people[0].person_id
    page = open_identity(app_window, person_id)
    view = ask(page, Qt.Key.Key_Y, HandOutView)
    assert isinstance(view, HandOutView)
    card = page.person.view.card if page.person.view else ""

    view.folder.set_text(str(tmp_path))
    Keyboard().press(Qt.Key.Key_S, CTRL)
    QApplication.processEvents()

    assert (tmp_path / f"{card}.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / f"{card}.json").read_text())["person"]["family_name"] == "Ким"
    assert card in view.outcome.text()


def test_a_folder_that_is_not_there_is_said_beside_its_field(app_window: MainWindow, register: OpenRegister) -> None:
    page = open_identity(app_window, record(register, "Ким").people[0].person_id)
    view = ask(page, Qt.Key.Key_Y, HandOutView)
    assert isinstance(view, HandOutView)

    view.folder.set_text("/no/such/stick")
    view.folder.confirmed.emit()
    QApplication.processEvents()

    assert "There is no such folder" in view.folder.helper()
    assert view.save.isEnabled()


def test_what_is_handed_out_is_looked_at_first_and_leaves_by_escape(
    app_window: MainWindow, register: OpenRegister
) -> None:
    page = open_identity(app_window, record(register, "Ким").people[0].person_id)
    ask(page, Qt.Key.Key_Y, HandOutView)

    Keyboard().press(Qt.Key.Key_F12)

    preview = page.person.findChild(Preview)
    assert preview is not None
    assert preview.pages.count() >= 1
    Keyboard().press(Qt.Key.Key_Escape)
    Keyboard().press(Qt.Key.Key_Escape)
    assert page.person.correction is None
