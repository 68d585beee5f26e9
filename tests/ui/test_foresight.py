from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from intake_app.domain.audit import AuditKind
from intake_app.domain.person_lists import ListQuery
from intake_app.domain.roles import Role, Session
from intake_app.opening import unlock
from intake_app.services.audits import read_trail
from intake_app.services.list_orders import ListOrders
from intake_app.services.name_samples import sample_name_words
from intake_app.services.people_lists import Snapshot
from tests.ui.held import Held
from tests.ui.keyboard import Keyboard
from tests.ui.made_up import PASSPHRASE
from tests.ui.opened import opened
from tests.ui.people_stage import names, record, record_five, show_people
from ui.bus import Bus
from ui.context import WindowContext
from ui.jobs import Jobs
from ui.main import make_pages
from ui.people.foresight import Asked, Foresight, next_letters
from ui.people.list_lines import ShownLine, ShownLines
from ui.people.list_reader import ListReader
from ui.people.list_work import Opened, open_list
from ui.preferences import Preferences
from ui.shell import House, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder
    from intake_app.services.open_register import OpenRegister
    from ui.people.page import PeoplePage

SEEN = 20
USUAL = Counter({"иванов": 5, "ильина": 2, "мария": 3, "ivanov": 5})


@pytest.fixture
def shell(qtbot: QtBot, folder: DataFolder, doors: Doors, unlocked: Unlocked) -> Iterator[Shell]:
    """A window with five people and the threads it has in life."""
    record_five(unlocked.register)
    with opened(House(folder, lambda: doors, make_pages, Jobs.threaded), unlocked, qtbot) as made:
        yield made


@pytest.fixture
def page(shell: Shell, qtbot: QtBot) -> PeoplePage:
    """The list of everybody, with all that is read around it."""
    window = shell.window_
    assert window is not None
    found = show_people(window)
    reader = found.list.list.reader
    qtbot.waitUntil(
        lambda: found.list.list.around is not None and not reader.is_reading and bool(reader.foresight.usual)
    )
    window.search.take_focus()
    return found


def read(register: OpenRegister, asked: Asked) -> Opened:
    """An answer as it is read when nothing was foreseen."""
    return open_list(register, asked.query, asked.roster, (ListOrders(), ShownLines()), asked.seen)


def asked_for(page: PeoplePage, text: str) -> Asked:
    """The question that a text is on a page that has shown an answer."""
    assert page.list.list.around is not None
    shown = page.list.list.reader.foresight.shown
    assert shown is not None
    return Asked(ListQuery(text=text), page.list.list.around.roster, shown.seen)


def type_first(page: PeoplePage, qtbot: QtBot, text: str, following: str) -> None:
    """Type a text and wait until the answer to a longer one is foreseen."""
    Keyboard().type(text)
    foresight = page.list.list.reader.foresight
    qtbot.waitUntil(lambda: foresight.shown is not None and foresight.shown.query.text == text)
    qtbot.waitUntil(lambda: foresight.find(asked_for(page, following)) is not None)


def test_words_go_on_as_in_the_lines_shown_and_as_names_usually_do() -> None:
    lines = (ShownLine(1, "1", "Иванчук", {"name": "Иванчук Иван", "latin": "IVANCHUK IVAN", "card": ""}), None)
    assert next_letters("Иван", lines, USUAL)[:2] == ["о", "ч"]
    assert next_letters("и", lines, USUAL)[:2] == ["в", "л"]
    assert next_letters("Иванчук ", lines, USUAL)[0] == "и"
    assert next_letters("", (), USUAL)[:2] == ["и", "i"]


def test_a_beginning_that_nobody_has_may_end_as_other_names_do() -> None:
    assert next_letters("Ром", (), Counter({"томас": 2, "дима": 1}))[0] == "а"


def test_behind_a_digit_comes_any_digit_and_letters_stay_in_their_script() -> None:
    assert next_letters("45", (), USUAL) == next_letters("4512 ", (), USUAL) == list("0123456789")
    assert not set(next_letters("И", (), USUAL)) & set("abcdefghijklmnopqrstuvwxyz")


@pytest.fixture
def register_of_five(register: OpenRegister) -> OpenRegister:
    """A register that knows some people."""
    record_five(register)
    return register


@example(text="Иванов ")
@example(text="бэ")
@example(text="o'b")
@example(text="25051997")
@example(text="ORL-A-000001")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("иваноИВАНОкимцойэЭюхiIvVaAnNoO'\"[{-.12 ", max_size=9))
def test_an_answer_is_foreseen_for_texts_that_have_the_same_answer(register_of_five: OpenRegister, text: str) -> None:
    parent = QObject()
    foresight = Foresight(lambda _asked, _done: None, register_of_five.short_names, parent)
    first = Asked(ListQuery(text=text), None, SEEN)
    foresight.begin(first, read(register_of_five, first))
    for other in (text, text.upper(), text.lower(), f" {text} "):
        asked = Asked(ListQuery(text=other), None, SEEN)
        found = foresight.find(asked)
        assert found in (None, read(register_of_five, asked))
        assert found is not None or other != text


def test_a_key_that_was_foreseen_is_answered_at_once_and_as_it_is_read(page: PeoplePage, qtbot: QtBot) -> None:
    type_first(page, qtbot, "и", "ив")
    Keyboard().type("в")
    assert not page.list.list.reader.is_reading
    assert names(page) == ["Иванов"]
    asked = asked_for(page, "ив")
    assert page.list.list.reader.foresight.find(asked) == read(page.context.register, asked)


def test_nothing_that_was_foreseen_outlives_a_save(page: PeoplePage, qtbot: QtBot) -> None:
    type_first(page, qtbot, "и", "ив")
    asked = asked_for(page, "ив")
    changes = record(page.context.register, "Иванчук").changes
    page.context.bus.changed.emit(changes, None)
    assert page.list.list.reader.foresight.find(asked) is None
    Keyboard().type("в")
    qtbot.waitUntil(lambda: len(names(page)) == 2)
    assert sorted(names(page)) == ["Иванов", "Иванчук"]


def test_the_trail_knows_what_was_shown_and_nothing_that_was_only_foreseen(
    page: PeoplePage, shell: Shell, qtbot: QtBot, folder: DataFolder, doors: Doors
) -> None:
    type_first(page, qtbot, "и", "ив")
    Keyboard().type("в")
    foresight = page.list.list.reader.foresight
    qtbot.waitUntil(lambda: foresight.find(asked_for(page, "9")) is not None)
    shell.close()  # what the trail still had to write is written
    again = unlock(folder, PASSPHRASE, doors)
    entries = [entry for entry in read_trail(again.register, 50).entries if entry.kind == AuditKind.SEARCH]
    again.close()
    assert [entry.count for entry in entries] == [1]


def test_an_answer_that_comes_after_a_foreseen_one_is_not_shown(unlocked: Unlocked) -> None:
    record_five(unlocked.register)
    held, shown = Held(), list[str]()
    parent = QObject()
    reader = ListReader(WindowContext(unlocked, Jobs(held, held), Bus(), Preferences()), parent)
    reader.opened.connect(lambda opened, _is_other: shown.append(opened.snapshot.query.text))
    longer = Asked(ListQuery(text="ив"), None, SEEN)
    reader.foresight.begin(longer, read(unlocked.register, longer))
    reader.read(ListQuery(text="и"), None, SEEN, is_other=True)
    reader.read(longer.query, None, SEEN, is_other=True)
    held.let()
    assert shown == ["ив"]
    assert not reader.is_reading


def test_quick_keys_get_the_newest_answer(page: PeoplePage, qtbot: QtBot) -> None:
    Keyboard().type("ким")
    qtbot.waitUntil(lambda: not page.list.list.reader.is_reading)
    assert (names(page), page.list.list.query.text) == (["Ким"], "ким")


def test_names_are_sampled_only_of_those_whom_the_session_sees_whole(register_of_five: OpenRegister) -> None:
    words = sample_name_words(register_of_five, ListOrders())
    assert words["иванов"] == words["ivanov"] == 1
    volunteer = replace(register_of_five, session=Session("v", "Timur", Role.VOLUNTEER))
    assert sample_name_words(volunteer, ListOrders()) == {}


def test_kept_answers_make_room_for_newer_ones_but_first_letters_stay(register: OpenRegister) -> None:
    parent = QObject()
    foresight = Foresight(lambda _asked, _done: None, register.short_names, parent)
    asked = [Asked(ListQuery(text=text), None, SEEN) for text in ("и", *(f"и{number}" for number in range(200)))]
    for each in asked:
        foresight.begin(each, Opened(Snapshot(each.query, array("I"))))
    assert foresight.find(asked[0]) is not None
    assert foresight.find(asked[1]) is None
    assert foresight.find(asked[-1]) is not None
