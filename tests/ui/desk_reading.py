"""The desk in a test: its save, and what stands on it as somebody who looks would say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from intake_app.services.people import open_person
from tests.ui.keys import CTRL

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.people import PersonFile
    from tests.ui.keyboard import Keyboard
    from ui.desk.page import DeskPage

SERGEI = ("", "", "4512 345678", "Иванов", "Сергей", "Петрович", "25051997", "", "25112022", "", "", "русский")
"""What is typed for somebody, each with Enter: token, notice, number, names, born, sex, entered, bed, phone, speaks."""


def save(keys: Keyboard) -> None:
    """Ctrl+Enter."""
    keys.press(Qt.Key.Key_Return, CTRL)


def people(register: OpenRegister) -> list[PersonFile]:
    """Everybody recorded, the first first."""
    with register.reading() as reading:
        ids = reading.person_ids(0, 100)
    return [open_person(register, person_id) for person_id in reversed(ids)]


def at(page: DeskPage) -> str:
    """The field with the focus, "token" or "notice"."""
    assert page.right is not None
    if page.token.line.hasFocus():
        return "token"
    return "notice" if page.right.notice.answers.hasFocus() else page.fields.focused()


def text(page: DeskPage, name: str) -> str:
    """What stands in a field."""
    return page.fields.fields[name].text()


def helper(page: DeskPage, name: str) -> str:
    """What stands below a field."""
    return page.fields.fields[name].helper()


def state(page: DeskPage, name: str) -> str:
    """What is known of a field's value."""
    return page.fields.fields[name].value_state


def card(page: DeskPage) -> str:
    """What the card asks; empty while it asks nothing."""
    assert page.right is not None
    return "" if page.right.card.isHidden() else page.right.card.accessibleName()


def aside(page: DeskPage) -> str:
    """The quiet line of a hint that was answered with "someone else"; empty where there is none."""
    assert page.right is not None
    line = page.right.put_aside
    return "" if line.isHidden() else line.accessibleDescription()
