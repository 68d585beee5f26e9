"""What a role sees is the same by every door of the window: pages, keys, search, lists, hints, the night's table.

Two people are marked, one of them guarded. Every word of every widget is looked through, and every cell of every list.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.domain.roles import Role, Session
from intake_app.errors import UserError
from intake_app.services.access import pages_of
from intake_app.services.guarding import guard_person
from intake_app.services.messages import Note, keep_message
from intake_app.services.nights import Night, keep_night
from intake_app.services.places import add_places
from intake_app.services.print_queue import queue_sheets
from intake_app.services.registration import register_party
from intake_app.services.stories import tell_story
from tests.ui.keyboard import Keyboard
from tests.ui.people_stage import show_people
from ui.main import make_pages
from ui.people.page import PeoplePage
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.opening import Unlocked
    from ui.shell import Shell
    from ui.window import MainWindow

GUARDED, ORDINARY = "Береженцев", "Открытцев"
LATIN = {GUARDED: "Berezhentsev", ORDINARY: "Otkryttsev"}
NUMBERS = {GUARDED: "77 1234567", ORDINARY: "88 7654321"}
CTRL = Qt.KeyboardModifier.ControlModifier
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_DEEP = 4


@dataclass(frozen=True)
class Marked:
    """The ids and cards of both, by family name."""

    ids: dict[str, str]
    cards: dict[str, str]


@pytest.fixture
def marked(unlocked: Unlocked) -> Marked:
    """Both recorded tonight under a token, with sheets that wait and a message about each."""
    register = unlocked.register
    add_places(register, "Hall 1, mat 1-9")
    context = DeskContext(register.clock.now().date(), "KZ")
    ids, cards = {}, {}
    for token, family in enumerate((GUARDED, ORDINARY), 41):
        flat = {
            "family_name": family,
            "given_name": "Мирон",
            "family_name_latin": LATIN[family],
            "birth_date": "1991-02-03",
            "document_type": "passport",
            "document_number": NUMBERS[family],
            "document_country": "RUS",
            "entered_on": "2022-11-25",
            "sleeps": "here",
            "languages": "rus",
        }
        (person,) = register_party(register, [replace(parse_arrival(flat, context), token=str(token))]).people
        ids[family], cards[family] = person.person_id, person.card_number
        keep_message(register, Note(for_whom=f"Мирон {family}", body="your mother called"))
    keep_night(register, Night(what="Train 7", expected=2, notice_language="rus", notice_version="3"))
    queue_sheets(register, list(ids.values()))
    guard_person(register, ids[GUARDED], "threatened", is_guarded=True)
    return Marked(ids, cards)


def open_as(shell: Shell, unlocked: Unlocked, role: Role) -> MainWindow:
    session = Session(unlocked.register.session.user_id, "Aigerim B.", role)
    shell.open_window(replace(unlocked, register=replace(unlocked.register, session=session)))
    shell.show()
    shell.activateWindow()
    QApplication.processEvents()
    assert shell.window_ is not None
    return shell.window_


def seen(root: QWidget) -> str:
    """Every word that any widget holds: shown, for a screen reader, in a tool tip, in a list, or kept to be painted."""
    return "\n".join(word for widget in (root, *root.findChildren(QWidget)) for word in _words(widget))


def _words(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        yield from _cells(model)
    for value in vars(widget).values():
        yield from _kept(value, _DEEP)


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            for role in _ROLES:
                yield str(model.data(model.index(row, column), role) or "")
        if (line_at := getattr(model, "line_at", None)) is not None:
            yield from _kept(line_at(row), _DEEP)


def _kept(value: Any, depth: int) -> Iterator[str]:
    """Words in plain data that a widget or model keeps; what leads to the register itself is left out."""
    if isinstance(value, str):
        yield value
    elif depth and isinstance(value, dict):
        for each in value.values():
            yield from _kept(each, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _kept(each, depth - 1)
    elif depth and is_dataclass(value) and not hasattr(value, "register"):
        for field in fields(value):
            if field.name != "register":
                yield from _kept(getattr(value, field.name, None), depth - 1)


def names_somebody(text: str, family: str) -> bool:
    folded = text.casefold()
    return family.casefold() in folded or LATIN[family].casefold() in folded


def walk(window: MainWindow, marked: Marked) -> Iterator[tuple[str, str]]:
    """Every door in turn: its name, and all that the window holds then. Nothing is typed that names anybody."""
    keys = Keyboard()
    for spec in make_pages():
        keys.press(Qt.Key(Qt.Key.Key_0 + int(spec.shortcut[-1])), CTRL)
        QApplication.processEvents()
        yield f"key {spec.key}", seen(window)
        window.context.bus.asked_to_show.emit(spec.key, None)
        QApplication.processEvents()
        yield f"page {spec.key}", seen(window)
    for family in (GUARDED, ORDINARY):
        for text in ("Мирон", "Hall 1, mat 1", str(41 + (family == ORDINARY)), "03.02.1991"):
            window.context.bus.asked_to_show.emit(
                "people" if "people" in pages_of(window.context.register.session.role) else "find", text
            )
            QApplication.processEvents()
            yield f"search {text}", seen(window)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_pages_and_no_others_by_key_or_by_asking(
    shell: Shell, unlocked: Unlocked, marked: Marked, role: Role
) -> None:
    window = open_as(shell, unlocked, role)
    allowed = pages_of(role)

    for spec in make_pages():
        before = window.page()
        window.context.bus.asked_to_show.emit(spec.key, None)
        Keyboard().press(Qt.Key(Qt.Key.Key_0 + int(spec.shortcut[-1])), CTRL)
        QApplication.processEvents()
        if spec.key not in allowed:
            assert window.page() is before, spec.key


def test_a_volunteer_reads_the_name_of_nobody_guarded_by_any_door(
    shell: Shell, unlocked: Unlocked, marked: Marked
) -> None:
    window = open_as(shell, unlocked, Role.VOLUNTEER)

    for door, text in walk(window, marked):
        assert not names_somebody(text, GUARDED), door
    changes = guard_person(unlocked.register, marked.ids[ORDINARY], "threatened", is_guarded=True)
    window.context.bus.changed.emit(changes, None)
    window.show_page("tonight")
    tonight: Any = window.page()
    assert tonight.work.board.tonight.lines[-1].token == ""
    assert tonight.work.board.entry.next_token == "43"  # 41 and 42 are not shown here, and given


@pytest.mark.parametrize("family", [GUARDED, ORDINARY])
@pytest.mark.parametrize("kind", ["card", "document", "id"])
def test_a_volunteer_opens_who_is_proven_and_nobody_guarded(
    shell: Shell, unlocked: Unlocked, marked: Marked, family: str, kind: str
) -> None:
    window = open_as(shell, unlocked, Role.VOLUNTEER)
    shown = {"card": marked.cards[family], "document": NUMBERS[family], "id": ""}[kind]
    window.show_page("find")
    find: Any = window.page()

    find.search(shown)
    find.person.open(marked.ids[family], shown)
    QApplication.processEvents()

    assert names_somebody(seen(window), family) is (family == ORDINARY and kind != "id")


def test_a_hint_says_of_somebody_guarded_only_that_the_lead_is_to_be_called(
    shell: Shell, unlocked: Unlocked, marked: Marked
) -> None:
    window = open_as(shell, unlocked, Role.VOLUNTEER)
    window.show_page("desk")
    desk: Any = window.page()
    keys = Keyboard()
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)
    keys.type(NUMBERS[GUARDED] + "\n")
    QApplication.processEvents()
    before = seen(window)
    keys.press(Qt.Key.Key_F7)
    QApplication.processEvents()

    assert desk is window.page()
    for text in (before, seen(window)):
        assert not names_somebody(text, GUARDED)


@pytest.mark.parametrize("role", [Role.SHIFT_LEAD, Role.MANAGER, Role.PROTECTION])
def test_those_who_guard_see_them_so_that_the_walk_is_known_to_look(
    shell: Shell, unlocked: Unlocked, marked: Marked, role: Role
) -> None:
    window = open_as(shell, unlocked, role)

    told = [door for door, text in walk(window, marked) if names_somebody(text, GUARDED)]

    assert {"page tonight", "page people", "page messages"} <= set(told)


def test_no_volunteer_is_told_the_story_of_somebody_guarded(unlocked: Unlocked, marked: Marked) -> None:
    register = replace(unlocked.register, session=Session("somebody", "Dana", Role.VOLUNTEER))

    with pytest.raises(UserError, match="kept apart"):
        tell_story(register, marked.ids[GUARDED])


def test_a_volunteer_reads_of_who_came_with_somebody_initials_and_of_the_guarded_nothing(unlocked: Unlocked) -> None:
    register = unlocked.register
    context = DeskContext(register.clock.now().date(), "KZ")
    party = [
        parse_arrival({"family_name": family, "given_name": "Мирон", "birth_date": "1991"}, context)
        for family in ("Первый", ORDINARY, GUARDED)
    ]
    first, _other, guarded = register_party(register, party).people
    guard_person(register, guarded.person_id, "threatened", is_guarded=True)
    volunteer = replace(register, session=Session("somebody", "Dana", Role.VOLUNTEER))

    told = tell_story(volunteer, first.person_id)

    assert {(person.given_name, person.family_name) for each in told.entries for person in each.people} == {
        ("M. O.", "")
    }


def acts_on_page(window: MainWindow, person_id: str) -> set[str]:
    """What the buttons of every tab of somebody's page ask for, by their names."""
    window.show_page("people")
    people = window.page()
    assert isinstance(people, PeoplePage)
    people.open_person(person_id)
    found = set()
    for tab in ("overview", "identity", "group", "stay", "papers"):
        people.person.tabs.set_current(tab)
        people.person.tabs.chosen.emit(tab)
        QApplication.processEvents()
        buttons = [each for each in people.person.findChildren(Button) if each.isVisible()]
        found |= {each.objectName() or each.text() for each in buttons}
    return found


def test_a_data_officer_has_no_button_on_a_persons_page_that_would_be_refused(
    shell: Shell, unlocked: Unlocked, marked: Marked
) -> None:
    window = open_as(shell, unlocked, Role.DATA_OFFICER)
    acts = acts_on_page(window, marked.ids[ORDINARY])
    bulk = show_people(window).list.list.bulk
    assert (bulk.join.isHidden(), bulk.leave.isHidden(), bulk.print.isHidden()) == (True, True, False)
    assert not acts & {"Correct", "guard", "hide", "join", "leave_party", "move", "leave", "new_document", "reissue"}
    assert not acts & {"void", "meet"}
    assert "compare" in acts


def test_a_lead_has_them_all(shell: Shell, unlocked: Unlocked, marked: Marked) -> None:
    acts = acts_on_page(open_as(shell, unlocked, Role.SHIFT_LEAD), marked.ids[ORDINARY])
    assert acts >= {"Correct", "guard", "hide", "join", "move", "leave", "new_document", "reissue", "void"}
