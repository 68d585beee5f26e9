"""A scanner types like a keyboard into whatever has the focus: its keys go where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from intake_app.domain.person_lists import ListQuery
from intake_app.services.registration import register_party
from tests.made import arrival
from tests.ui.keyboard import Keyboard
from ui.bursts import SURE_MS, Burst
from ui.desk.page import DeskPage
from ui.people.page import PeoplePage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from intake_app.opening import Unlocked
    from ui.window import MainWindow

PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F3204153ZE184226B<<<<<16\n"
CARD_PAUSE_MS = 5


@pytest.fixture
def keys() -> Keyboard:
    """Somebody at the keyboard, with a scanner."""
    return Keyboard()


def _desk(window: MainWindow) -> DeskPage:
    found = window.page("desk")
    assert isinstance(found, DeskPage)
    return found


@pytest.mark.parametrize("page", ["people", "exchange", "settings"])
def test_a_scan_on_any_page_shows_the_desk_and_fills_its_form(
    app_window: MainWindow, keys: Keyboard, qtbot: QtBot, page: str
) -> None:
    """Nobody has to look where the focus stands before a passport is laid on the scanner."""
    app_window.show_page(page)
    keys.scan(PASSPORT)
    qtbot.waitUntil(lambda: app_window.page() is _desk(app_window))
    form = _desk(app_window).work.form
    assert form is not None
    assert form.slots["document_number"].raw == "L898902C3"


def test_a_scan_into_the_search_box_leaves_nothing_there(app_window: MainWindow, keys: Keyboard, qtbot: QtBot) -> None:
    """The first keys of a scan go where they are typed; they are taken back."""
    keys.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    keys.scan(PASSPORT)
    qtbot.waitUntil(lambda: app_window.page() is _desk(app_window))
    form = _desk(app_window).work.form
    assert form is not None
    assert app_window.search.text() == ""
    assert form.slots["document_number"].raw == "L898902C3"


def test_a_scan_into_the_token_leaves_no_token(app_window: MainWindow, keys: Keyboard, qtbot: QtBot) -> None:
    """The token had the focus and had nothing to do with it."""
    page = _desk(app_window)
    keys.scan(PASSPORT)
    qtbot.waitUntil(lambda: page.work.form is not None and bool(page.work.form.slots["document_number"].raw))
    assert page.token.line.text() == ""
    assert page.work.form is not None
    assert page.work.form.slots["token"].raw == ""


def test_a_scanned_card_finds_its_person_from_the_desk(
    app_window: MainWindow, keys: Keyboard, unlocked: Unlocked, qtbot: QtBot
) -> None:
    """A card is read by the scanner like a passport, and nothing of it stays in the field."""
    card = register_party(unlocked.register, [arrival(unlocked)]).people[0].card_number
    keys.scan(f"{card}\n")
    qtbot.waitUntil(lambda: app_window.page() is app_window.page("people"))
    assert _desk(app_window).token.line.text() == ""


def test_a_card_that_was_misread_opens_nobody_answers_nothing_and_says_so(
    app_window: MainWindow, keys: Keyboard, qtbot: QtBot
) -> None:
    """A scanner's Enter behind a wrong check character must not answer the notice or open the first row."""
    page = _desk(app_window)
    keys.enter("47")  # the notice has the focus
    with qtbot.waitSignal(app_window.context.keys.misread):
        keys.scan("ORL-A-000008-0\n")
    assert page.work.form is not None
    assert page.work.form.notice == ""
    assert app_window.page() is page
    assert app_window.status.said().startswith("This card could not be read.")


def test_a_card_typed_by_hand_is_only_text(app_window: MainWindow, keys: Keyboard, unlocked: Unlocked) -> None:
    """A person is slower than a scanner."""
    card = register_party(unlocked.register, [arrival(unlocked)]).people[0].card_number
    keys.type(card[:8])
    assert _desk(app_window).token.line.text() == card[:8]


def test_while_somebody_asks_a_scan_does_nothing(app_window: MainWindow, keys: Keyboard, qtbot: QtBot) -> None:
    """A document laid on the scanner by a stranger fills no form and finds nobody."""
    app_window.context.keys.mute(is_muted=True)
    keys.scan(PASSPORT)
    with qtbot.waitSignal(app_window.context.keys.began):  # the next key comes after the scan was decided
        keys.type("4")
    form = _desk(app_window).work.form
    assert form is not None
    assert form.slots["document_number"].raw == ""
    assert form.slots["token"].raw == "4"


def test_what_a_scanner_sends_is_a_card_only_with_its_check_right_and_at_a_scanners_pace() -> None:
    """One wrong character, or somebody typing, is no scan."""
    burst = Burst()
    for place, char in enumerate("ORL-A-000001-9\n"):
        burst.take(char, place * CARD_PAUSE_MS)
    assert burst.card == "ORL-A-000001-9"
    wrong = Burst()
    for place, char in enumerate("ORL-A-000001-8\n"):
        wrong.take(char, place * CARD_PAUSE_MS)
    assert wrong.card == ""


PACES = (5, 10, 12, 15, 20, 30, 45, 49, 50, 55, 60, 100, 200)
"""Milliseconds between two keys: scanners, quick and slow hands."""


def _type_and_wait(window: MainWindow, keys: Keyboard, qtbot: QtBot, text: str, apart_ms: int) -> None:
    """A pause, the keys, and the end of whatever is held back."""
    keys.pause()
    keys.type(text, apart_ms=apart_ms)
    qtbot.waitUntil(lambda: not window.context.keys.is_holding)


@pytest.mark.parametrize("name", ["ORL-A-000123-X", "Салтыков-Щедрин Александр", "00000000000000000000"])
def test_whatever_is_typed_at_any_pace_stands_in_the_field(
    app_window: MainWindow, keys: Keyboard, qtbot: QtBot, name: str
) -> None:
    """Keys that may be a scan are held back for a moment; what turns out to be none is not lost, nor out of order."""
    token = _desk(app_window).token.line
    for apart_ms in PACES:
        for line, focus in ((app_window.search.line, app_window.search.take_focus), (token, token.setFocus)):
            is_scanner = apart_ms < SURE_MS and name.startswith("ORL")
            app_window.show_page("desk")
            focus()
            line.clear()
            _type_and_wait(app_window, keys, qtbot, name, apart_ms)
            assert line.text() == ("" if is_scanner else name[: line.maxLength()]), apart_ms


def test_a_right_card_number_typed_without_enter_is_text_and_scanned_finds_its_person(
    app_window: MainWindow, keys: Keyboard, unlocked: Unlocked, qtbot: QtBot
) -> None:
    """A hand types a card's number into a field; only what no hand can do is a scanner that sends no Enter."""
    card = register_party(unlocked.register, [arrival(unlocked)]).people[0].card_number
    page = _desk(app_window)
    for apart_ms in PACES:
        app_window.show_page("desk")
        page.token.line.setFocus()
        page.token.line.clear()
        _type_and_wait(app_window, keys, qtbot, card, apart_ms)
        is_scanner = apart_ms < SURE_MS
        assert page.token.line.text() == ("" if is_scanner else card), apart_ms
        assert (app_window.page() is page) != is_scanner, apart_ms


def test_a_card_with_enter_is_a_scan_up_to_the_pace_of_a_slow_scanner(
    app_window: MainWindow, keys: Keyboard, unlocked: Unlocked, qtbot: QtBot
) -> None:
    """Enter within the pace of the keys ends a card; nothing of it stays where it was typed."""
    card = register_party(unlocked.register, [arrival(unlocked)]).people[0].card_number
    page = _desk(app_window)
    for apart_ms in (5, 12, 15, 30, 49):
        app_window.show_page("desk")
        page.token.line.setFocus()
        _type_and_wait(app_window, keys, qtbot, f"{card}\n", apart_ms)
        assert page.token.line.text() == "", apart_ms
        assert app_window.page() is app_window.page("people"), apart_ms


def test_a_card_typed_slowly_into_the_search_box_finds_its_person_by_enter(
    app_window: MainWindow, keys: Keyboard, unlocked: Unlocked, qtbot: QtBot
) -> None:
    """Enter opens whom the box has found, whichever hand has typed."""
    card = register_party(unlocked.register, [arrival(unlocked)]).people[0].card_number
    for apart_ms in (50, 60, 100, 200):
        app_window.show_page("desk")
        app_window.search.take_focus()
        _type_and_wait(app_window, keys, qtbot, f"{card}\n", apart_ms)
        assert app_window.search.text() == card, apart_ms
        people = app_window.page()
        assert isinstance(people, PeoplePage), apart_ms
        assert people._current() is people.person, apart_ms
        assert people.person.view is not None
        assert people.person.view.card == card
        people.show_list()


def test_a_card_typed_where_no_field_is_finds_its_person(
    app_window: MainWindow, keys: Keyboard, unlocked: Unlocked, qtbot: QtBot
) -> None:
    """Nothing could take the text, so that it can only mean the card."""
    card = register_party(unlocked.register, [arrival(unlocked)]).people[0].card_number
    for apart_ms in (5, 15, 30, 49):
        app_window.show_page("desk")
        app_window.show_page("people", ListQuery())
        people = app_window.page("people")
        assert isinstance(people, PeoplePage)
        assert people.list.list.table.hasFocus(), apart_ms
        assert people.list.list.query.text == "", apart_ms
        _type_and_wait(app_window, keys, qtbot, card, apart_ms)
        assert people.list.list.query.text == card, apart_ms


def test_keys_held_back_go_where_the_focus_was_when_they_came(
    app_window: MainWindow, keys: Keyboard, qtbot: QtBot
) -> None:
    """Somebody who clicks elsewhere within the moment finds the end of a name in its own field."""
    page = _desk(app_window)
    app_window.search.take_focus()
    keys.type("Константинопольский", apart_ms=30)
    page.token.line.setFocus()
    qtbot.waitUntil(lambda: not app_window.context.keys.is_holding)
    assert app_window.search.text() == "Константинопольский"
    assert page.token.line.text() == ""
