"""An evening at the desk leaves about as many entries in the trail as things were done, and every view has one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.opening import unlock
from intake_app.services.messages import Note, keep_message
from intake_app.services.places import add_places
from intake_app.services.print_queue import queue_sheets
from tests.ui.keyboard import Keyboard
from tests.ui.made_up import PASSPHRASE
from tests.ui.people_stage import record, show_people

if TYPE_CHECKING:
    from intake_app.domain.audit import AuditEntry
    from intake_app.opening import Doors, Unlocked
    from ui.shell import Shell
    from ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def trail(shell: Shell, unlocked: Unlocked, doors: Doors) -> list[AuditEntry]:
    """The whole trail once the window is closed, the oldest first."""
    shell.close()
    unlocked.close()
    again = unlock(unlocked.folder, PASSPHRASE, doors)
    with again.register.reading() as reading:
        entries = list(reversed(reading.audit_entries(10_000)))
    again.close()
    return entries


@pytest.fixture
def window(unlocked: Unlocked, app_window: MainWindow) -> MainWindow:
    add_places(unlocked.register, "Hall 1, mat 1-40")
    return app_window


def test_an_evening_of_typing_leaves_about_as_many_entries_as_deeds(
    window: MainWindow, shell: Shell, unlocked: Unlocked, doors: Doors
) -> None:
    keys, families = Keyboard(), ("Абаев", "Иванов", "Ким", "Лысенко", "Цой", "Иванов")
    for family in families:
        window.show_page("desk")
        QApplication.processEvents()
        keys.enter("", "", "4512 345678", family, "Сергей", "Петрович", "25051997", "м", "25112022", "here")
        keys.press(Qt.Key.Key_Return, CTRL)
        QApplication.processEvents()
    people = show_people(window)
    for family in families[:3]:
        keys.press(Qt.Key.Key_K, CTRL)
        keys.type(family)
        QApplication.processEvents()
    deeds = len(families) + 3
    assert people is window.page()

    done = Counter(entry.kind for entry in trail(shell, unlocked, doors))

    assert done["act"] >= len(families)
    assert sum(done.values()) <= 4 * deeds, done


def test_every_view_of_somebody_leaves_an_entry_with_the_user(
    window: MainWindow, shell: Shell, unlocked: Unlocked, doors: Doors
) -> None:
    register = unlocked.register
    person_id = record(register, "Ким").people[0].person_id
    keep_message(register, Note(for_whom="Ким", body="call"))
    queue_sheets(register, [person_id])
    people = show_people(window)
    people.open_person(person_id)
    for key in ("messages", "tonight", "handouts", "people"):
        window.show_page(key)
        QApplication.processEvents()
    window.show_page("find")
    window.context.bus.asked_to_show.emit("people", "Ким")
    QApplication.processEvents()

    entries = trail(shell, unlocked, doors)

    told = {(entry.kind, entry.detail) for entry in entries}
    assert told >= {("list", "people"), ("list", "messages"), ("list", "tonight"), ("view", ""), ("search", "people")}
    assert {entry.user_id for entry in entries} == {register.session.user_id}
    assert all("Ким" not in f"{entry.subject}{entry.detail}" for entry in entries)
