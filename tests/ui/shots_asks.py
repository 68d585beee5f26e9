"""Pictures of who asks, the daily question, the messages, the keys and the panel of whoever is at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.services.centres import change_centre
from intake_app.services.messages import Note, keep_message, mark_read
from tests.ui.keyboard import Keyboard

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.open_register import OpenRegister

SERGEI = ("47", "", "4512 345678", "Иванов", "Сергей", "Петрович", "25051997", "", "25112022")


def _desk(stage: Any) -> Keyboard:
    stage.open("desk")
    QApplication.processEvents()
    keys = Keyboard()
    keys.enter(*SERGEI)
    return keys


def _register(stage: Any) -> OpenRegister:
    register: OpenRegister = stage.shell.window_.context.register
    return register


def _someone(stage: Any) -> Keyboard:
    keys = _desk(stage)
    change_centre(_register(stage), {"tracing_phone": "8 7112 00-00-00"})
    keys.press(Qt.Key.Key_F9)
    return keys


def _filled(stage: Any) -> Keyboard:
    keys = _someone(stage)
    keys.enter("Алексей, из Самары")
    return keys


def _missing(stage: Any) -> None:
    keys = _filled(stage)
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _authority(stage: Any) -> None:
    keys = _desk(stage)
    keys.press(Qt.Key.Key_F10)
    keys.enter("D. Akhmetov")


def _empty(stage: Any) -> None:
    keys = _desk(stage)
    keys.press(Qt.Key.Key_F9)


def _day(stage: Any) -> None:
    stage.found()
    screen = stage.start()
    screen.passphrase.set_text("correct horse battery")
    screen.try_passphrase()


def _day_wrong(stage: Any) -> None:
    _day(stage)
    QApplication.processEvents()
    Keyboard().press(Qt.Key.Key_F8)


def _messages(stage: Any) -> None:
    stage.open("desk")
    register = _register(stage)
    first = keep_message(register, Note(for_whom="Алексей, из Самары", from_whom="Мать", body="Я у тёти, всё хорошо"))
    mark_read(register, first.message_id)
    request = Note(kind="authority", for_whom="Akimat, housing", from_whom="D. Akhmetov", reach="No. 12/3 of 24 Nov")
    keep_message(register, request)
    note = Note(
        for_whom="Дмитрий Ким",
        from_whom="брат",
        reach="+7 912 345-67-89",
        body="Жду звонка. Деньги на карте, паспорт у соседа",
    )
    keep_message(register, note)
    stage.shell.window_.context.bus.changed.emit(None, None)
    stage.shell.window_.show_page("messages")


def _messages_remove(stage: Any) -> None:
    _messages(stage)
    QApplication.processEvents()
    Keyboard().press(Qt.Key.Key_Delete)


def _key_help(stage: Any) -> None:
    _desk(stage).press(Qt.Key.Key_F1)


def _user_panel(stage: Any) -> None:
    _desk(stage).press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)


def _leave(show: Callable[[Any], object]) -> Callable[[Any], None]:
    def prepare(stage: Any) -> None:
        show(stage)

    return prepare


SHOTS: tuple[tuple[str, Callable[[Any], None], bool], ...] = (
    ("asks_someone", _leave(_filled), False),
    ("asks_someone_empty", _empty, False),
    ("asks_someone_low", _leave(_filled), True),
    ("asks_someone_missing", _missing, False),
    ("asks_authority", _authority, False),
    ("asks_day", _day, False),
    ("asks_day_wrong", _day_wrong, False),
    ("asks_messages", _messages, False),
    ("asks_messages_remove", _messages_remove, False),
    ("asks_messages_none", lambda stage: stage.open("messages"), False),
    ("asks_keys", _key_help, False),
    ("asks_user", _user_panel, False),
)
"""Name, what is done before, whether in a low window."""
