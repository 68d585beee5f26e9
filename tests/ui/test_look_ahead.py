from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake_app.domain import countries, languages
from intake_app.domain.audit import AuditKind
from intake_app.opening import unlock
from intake_app.services.audits import read_trail
from tests.ui.keyboard import Keyboard
from tests.ui.made_up import PASSPHRASE
from tests.ui.opened import opened
from ui.jobs import Jobs
from ui.main import make_pages
from ui.people.page import PeoplePage
from ui.shell import House, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder


@pytest.fixture
def shell(qtbot: QtBot, folder: DataFolder, doors: Doors, unlocked: Unlocked) -> Iterator[Shell]:
    """An open window that looks ahead, as in life; seen and active."""
    with opened(House(folder, lambda: doors, make_pages, Jobs.threaded, looks_ahead=True), unlocked, qtbot) as made:
        yield made


def made_ahead(shell: Shell, qtbot: QtBot) -> PeoplePage:
    window = shell.window_
    assert window is not None
    qtbot.waitUntil(lambda: window.page("people") is not None)
    page = window.page("people")
    assert isinstance(page, PeoplePage)
    return page


def test_once_nobody_types_the_page_of_a_search_is_ready_and_nothing_of_it_is_seen(shell: Shell, qtbot: QtBot) -> None:
    page = made_ahead(shell, qtbot)
    qtbot.waitUntil(lambda: page.list.list.around is not None)
    window = shell.window_
    assert window is not None
    assert window.page() is window.page("desk")
    assert window.isAncestorOf(shell.focusWidget())
    assert not page.isVisible()
    assert not page.list.list.model.rows


def test_once_nobody_types_the_first_answers_need_load_nothing_more(
    qtbot: QtBot, folder: DataFolder, doors: Doors, unlocked: Unlocked
) -> None:
    lists = (languages._by_name, countries._by_name)
    for each in lists:
        each.cache_clear()
    with opened(House(folder, lambda: doors, make_pages, Jobs.threaded, looks_ahead=True), unlocked, qtbot):
        qtbot.waitUntil(lambda: all(each.cache_info().currsize for each in lists))


def test_the_trail_knows_of_no_list_that_nobody_has_seen(
    shell: Shell, qtbot: QtBot, folder: DataFolder, doors: Doors
) -> None:
    page = made_ahead(shell, qtbot)
    qtbot.waitUntil(lambda: page.list.list.around is not None)
    shell.close()  # what the trail still had to write is written
    again = unlock(folder, PASSPHRASE, doors)
    kinds = {entry.kind for entry in read_trail(again.register, 50).entries}
    again.close()
    assert {AuditKind.BEGUN, AuditKind.LOCK} <= kinds
    assert not kinds & {AuditKind.LIST, AuditKind.SEARCH}


def test_a_search_before_the_page_was_made_ahead_finds_it_made_once(shell: Shell, qtbot: QtBot) -> None:
    window = shell.window_
    assert window is not None
    window.search.take_focus()
    Keyboard().type("и")
    page = window.page()
    assert page is window.page("people")
    qtbot.waitUntil(lambda: isinstance(page, PeoplePage) and page.list.list.around is not None)
    assert window.made("people") is page
