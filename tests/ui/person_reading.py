"""Sergei's page read and filled in by tests: what its story says, and the form that is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.roles import Role, Session
from tests.ui.keyboard import Keyboard
from ui.marked import plain
from ui.people.correction_view import FormView
from ui.widgets.field import Field

if TYPE_CHECKING:
    from ui.people.person_page import PersonPage


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TABS = ("overview", "identity", "group", "stay", "papers", "history")


def form_of(page: PersonPage) -> FormView:
    assert isinstance(page.correction, FormView)
    return page.correction


def line_of(page: PersonPage, name: str) -> Field:
    """A line of the form that is shown."""
    field = form_of(page).fields[name]
    assert isinstance(field, Field)
    return field


def ask(keys: Keyboard, tab: int, key: Qt.Key, modifiers: Qt.KeyboardModifier = CTRL) -> None:
    """Go to a tab by its number and press there the key of what is to be done."""
    keys.press(Qt.Key(Qt.Key.Key_0 + tab), ALT)
    keys.press(key, modifiers)


def fill(page: PersonPage, **values: str) -> None:
    for name, text in values.items():
        field = line_of(page, name)
        field.focus()
        field.line.selectAll()
        Keyboard().type(text)


def entries(page: PersonPage) -> list[str]:
    """What the story of the person says, the newest first."""
    page.tabs.set_current("history")
    page._show_tab()
    assert page.story is not None
    return [plain(row.line.text) for row in page.story.rows]


def said(page: PersonPage) -> list[str]:
    """What the status line is told from now on."""
    heard: list[str] = []
    page.context.bus.said.connect(lambda text, _kind: heard.append(text))
    return heard


def as_user(page: PersonPage, user_id: str, role: Role = Role.VOLUNTEER) -> None:
    """Somebody else at the same window, who has the card in the hand."""
    register = page.context.register
    session = Session(user_id, "Dana S.", role)
    page.context.unlocked = replace(page.context.unlocked, register=replace(register, session=session))
    assert page.view is not None
    page.open(page.view.file.person.person_id, page.view.card)
    QApplication.processEvents()
