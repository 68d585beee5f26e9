"""What somebody sees who looks at the desk for the first time: nothing looks missing, jumps, or gets lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea

from tests.ui.clipping import settle
from tests.ui.desk_reading import SERGEI, at, helper, people, state
from tests.ui.keyboard import Keyboard
from tests.ui.shots_desk import SCANNED
from ui.asks.key_help import KeyHelp
from ui.widgets.field import Field

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from intake_app.services.open_register import OpenRegister
    from ui.desk.page import DeskPage
    from ui.shell import Shell
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def test_that_the_lead_is_to_be_called_stands_until_the_next_is_typed(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "", "", "Ковалёв", "Артём", "Игоревич", "2010")
    keys.press(Qt.Key.Key_Return, CTRL)
    page.work.reload_facts()  # as the look into the register that ends behind every save
    assert page.band.text() == "The person before, ORL-A-000001-9. Bed and sheet are held: call the shift lead"
    keys.enter("51")
    assert page.band.text() == "Give the notice first, before the name"


def test_a_name_that_is_scanned_in_latin_stands_where_the_name_is_looked_for(
    page: DeskPage, keys: Keyboard, register: OpenRegister, qtbot: QtBot
) -> None:
    family = page.fields.fields["family_name"]
    assert isinstance(family, Field)
    keys.scan(f"{SCANNED}\n")
    qtbot.waitUntil(lambda: family.line.placeholderText() == "ERIKSSON")
    assert family.helper() == "only in Latin on the document"
    assert page.fields.fields["patronymic"].helper() == "not on the document"
    keys.enter("")
    keys.press(Qt.Key.Key_Return, CTRL)
    assert family.line.placeholderText() == ""
    [file] = people(register)
    assert (file.person.family_name, file.person.family_name_latin) == ("", "ERIKSSON")  # shown, not written twice


@pytest.mark.parametrize("is_token", [True, False])
def test_a_zone_that_came_too_slowly_for_a_scan_is_no_token_and_no_number(
    page: DeskPage, keys: Keyboard, *, is_token: bool
) -> None:
    keys.enter(*(("P<UTOERIKSSON<<AN",) if is_token else ("", "", "P<UTOERIKSSON<<ANNA<MARIA")))
    name = "token" if is_token else "document_number"
    assert at(page) == name
    said = page.token.said() if is_token else helper(page, name)
    assert said == "Part of a scan. Scan the document again"
    keys.enter("7" if is_token else "4512 345678")
    assert at(page) == ("notice" if is_token else "family_name")


def test_why_the_citizenship_is_asked_of_somebody_without_a_paper_is_said(page: DeskPage, keys: Keyboard) -> None:
    keys.enter("", "")
    keys.press(Qt.Key.Key_F4)
    assert helper(page, "citizenship") == "ask: no paper says it"
    keys.press(Qt.Key.Key_F4)
    assert (state(page, "citizenship"), helper(page, "citizenship")) == ("guess", "from the document")


def test_a_scroll_bar_at_the_panel_breaks_no_line_of_the_notice_anew(
    page: DeskPage, keys: Keyboard, shell: Shell
) -> None:
    shell.resize(1366, 768)
    settle()
    assert page.right is not None
    words = page.right.notice
    before = (words.width(), words.mapTo(page, QPoint(0, 0)))
    for token in ("47", "52", "53", "54"):
        keys.enter(token, "", "", "Ким")
        keys.press(Qt.Key.Key_F5)
    settle()
    settle()
    assert (words.width(), words.mapTo(page, QPoint(0, 0))) == before
    keys.press(Qt.Key.Key_F5)
    settle()
    rows = page.right.parked.rows
    assert rows.hasFocus()
    assert rows.visibleRegion().boundingRect().height() == rows.height()  # all of them in sight


def test_on_a_low_screen_what_is_known_moves_together_before_it_scrolls(
    page: DeskPage, keys: Keyboard, shell: Shell
) -> None:
    keys.enter(*SERGEI)
    apart = []
    for height in (768, 684):
        shell.resize(1366, height)
        settle()
        assert page.right is not None
        areas = [area for area in page.findChildren(QScrollArea) if area.isAncestorOf(page.right)]
        assert [area.verticalScrollBar().maximum() for area in areas] == [0]
        apart.append(page.right.sheet.y() - page.right.dates.geometry().bottom() - 1)
    assert apart[0] == 20
    assert 6 <= apart[1] < apart[0]


def test_f1_says_what_f3_and_f4_do_and_how_to_go_back(page: DeskPage, app_window: MainWindow) -> None:
    Keyboard().press(Qt.Key.Key_F1)
    cover = app_window.covers.cover()
    assert isinstance(cover, KeyHelp)
    said = dict(cover.rows)
    assert (said["F3"], said["F4"]) == ("Another kind of document", "No document")
    assert said["Shift+Tab"] == "Back to the field before"
