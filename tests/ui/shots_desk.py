"""Pictures of the desk in every state a night brings; `shots` takes them with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.keyboard import Keyboard
from ui.desk.outlook_reader import AFTER_MS
from ui.desk.page import DeskPage

if TYPE_CHECKING:
    from collections.abc import Callable

SCANNED = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
SERGEI = ("47", "", "4512 345678", "Иванов", "Сергей", "Петрович", "25051997", "", "25112022")
ANNA = ("", "4512 111111", "Иванова", "Анна", "Олеговна", "12031999", "", "", "")


def _desk(stage: Any) -> tuple[DeskPage, Keyboard]:
    stage.open("desk")
    QApplication.processEvents()  # the window becomes the active one
    page = stage.shell.window_.page()
    assert isinstance(page, DeskPage)
    return page, Keyboard()


def _settle() -> None:
    """Let the pause pass after which the outlook is read."""
    QTest.qWait(AFTER_MS + 50)


def _typed(stage: Any) -> None:
    _page, keys = _desk(stage)
    keys.enter(*SERGEI)
    _settle()


def _error(stage: Any) -> None:
    _page, keys = _desk(stage)
    keys.enter(*SERGEI[:-1], "26112022")


def _party(stage: Any) -> None:
    page, keys = _desk(stage)
    keys.enter(*SERGEI, "", "9123456789", "русский")
    page.save_next.click()
    keys.enter(*ANNA[:5])
    _settle()


def _party_notice(stage: Any) -> None:
    page, keys = _desk(stage)
    keys.enter(*SERGEI, "", "9123456789", "русский")
    page.save_next.click()


def _child(stage: Any) -> None:
    _page, keys = _desk(stage)
    keys.enter("48", "", "", "Ковалёв", "Артём", "Игоревич", "2005")
    _settle()


def _held(stage: Any) -> None:
    """A child was saved; the next is not begun."""
    page, keys = _desk(stage)
    keys.enter("48", "", "", "Ковалёв", "Артём", "Игоревич", "2005")
    page.save.click()
    _settle()


def _scan(stage: Any) -> None:
    page, _keys = _desk(stage)
    page.work.whole.take_scan(SCANNED)


def _scan_wrong(stage: Any) -> None:
    page, keys = _desk(stage)
    page.work.whole.take_scan(SCANNED.replace("7408122", "7408123"))
    keys.enter("")


def _more(stage: Any) -> None:
    page, keys = _desk(stage)
    keys.enter(*SERGEI)
    page.fields.more_button.click()


def _speak_alone(stage: Any) -> None:
    _page, keys = _desk(stage)
    keys.enter("49")
    keys.type("3")


def _known(stage: Any) -> DeskPage:
    """Sergei comes again, in the middle of being typed."""
    page, keys = _desk(stage)
    keys.enter(*SERGEI, "", "9123456789", "русский")
    page.save.click()
    keys.enter("", "", *SERGEI[2:6])
    keys.type("25051997")
    _settle()
    return page


def _known_in_latin(stage: Any) -> None:
    """Sergei comes again with a French paper, and without the one he had."""
    page, keys = _desk(stage)
    keys.enter(*SERGEI, "", "9123456789", "русский")
    page.save.click()
    keys.enter("", "", "", "Ivanoff", "Serguei", "")
    keys.type("25051997")
    _settle()


def _known_again(stage: Any) -> None:
    _known(stage)
    Keyboard().press(Qt.Key.Key_F7)
    _settle()


def _someone_else(stage: Any) -> None:
    _known(stage)
    Keyboard().press(Qt.Key.Key_F8)
    _settle()


def _wrong_slip(stage: Any) -> None:
    _page, keys = _desk(stage)
    keys.enter("ORL-A-000001-8")


def _party_of_three(stage: Any) -> None:
    page, keys = _desk(stage)
    keys.enter(*SERGEI, "", "9123456789", "рус")
    keys.press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    keys.enter("3")
    page.save_next.click()
    keys.enter(*ANNA[:5])
    _settle()


def _asked_again(stage: Any) -> None:
    page, keys = _desk(stage)
    keys.enter(*SERGEI[:5])
    page.go_to("notice")


def _parked(stage: Any) -> None:
    _page, keys = _desk(stage)
    for token, name in (("47", "Ким"), ("52", "Ли")):
        keys.enter(token, "", "", name)
        keys.press(Qt.Key.Key_F5)


def _parked_without_token(stage: Any) -> None:
    _page, keys = _desk(stage)
    keys.enter("", "", "", "Ким")
    keys.press(Qt.Key.Key_F5)


def _read_back(stage: Any) -> None:
    page, keys = _desk(stage)
    keys.enter(*SERGEI, "", "9123456789", "русский")
    page.read_back.click()


def _preview(stage: Any) -> None:
    _page, keys = _desk(stage)
    keys.enter(*SERGEI, "", "9123456789", "русский")
    keys.press(Qt.Key.Key_F12)


def _leave(show: Callable[[Any], object]) -> Callable[[Any], None]:
    def prepare(stage: Any) -> None:
        show(stage)

    return prepare


SHOTS: tuple[tuple[str, Callable[[Any], None], bool], ...] = (
    ("desk", lambda stage: stage.open("desk"), False),
    ("desk_low", lambda stage: stage.open("desk"), True),
    ("desk_typed", _typed, False),
    ("desk_typed_low", _typed, True),
    ("desk_known", _leave(_known), False),
    ("desk_known_low", _leave(_known), True),
    ("desk_known_in_latin", _known_in_latin, True),
    ("desk_known_again", _known_again, False),
    ("desk_someone_else", _someone_else, False),
    ("desk_wrong_slip", _wrong_slip, False),
    ("desk_notice_again", _asked_again, False),
    ("desk_error", _error, False),
    ("desk_party", _party, False),
    ("desk_party_of_three", _party_of_three, False),
    ("desk_party_notice", _party_notice, False),
    ("desk_child", _child, False),
    ("desk_held", _held, False),
    ("desk_scan", _scan, False),
    ("desk_scan_wrong", _scan_wrong, False),
    ("desk_more", _more, False),
    ("desk_speak_alone", _speak_alone, False),
    ("desk_parked", _parked, False),
    ("desk_parked_without_token", _parked_without_token, False),
    ("desk_read_back", _read_back, False),
    ("desk_read_back_low", _read_back, True),
    ("desk_preview", _preview, False),
)
"""Name, what is done before, whether in a low window."""
