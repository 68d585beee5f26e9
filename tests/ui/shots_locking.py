"""Pictures of a window that nobody touches, of the shift's PIN, of the lock, and of erasing the keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from intake_app.opening.quick_erase import Erased
from tests.ui.made_up import NIGHT
from ui.locking.blank_screen import BlankScreen
from ui.locking.erase_cover import EraseCover
from ui.locking.erased_screen import ErasedScreen

if TYPE_CHECKING:
    from collections.abc import Callable

_PIN = "7391"


def _blank(stage: Any) -> BlankScreen:
    stage.open("desk")
    shell = stage.shell
    shell._guard.pins.set(shell.window_.context.register.session.user_id, _PIN)
    shell._guard.blank()
    screen = shell.window_.veil.drawn()
    assert isinstance(screen, BlankScreen)
    return screen


def _wrong_pin(stage: Any) -> None:
    screen = _blank(stage)
    screen.pin.set_text("1937")
    screen.try_pin()


def _pin(stage: Any) -> None:
    stage.open("desk")
    stage.shell.window_.locking.show_pin()


def _lock(stage: Any, why: str) -> None:
    stage.open("desk")
    stage.shell.lock(why)


def _panel(stage: Any) -> None:
    stage.open("desk")
    QApplication.processEvents()
    stage.shell.window_.corner.turn()


def _erase(stage: Any) -> EraseCover:
    stage.open("desk")
    stage.shell.window_.locking.show_erase()
    cover = stage.shell.window_.covers.cover()
    assert isinstance(cover, EraseCover)
    return cover


def _erase_last(stage: Any) -> None:
    cover = _erase(stage)
    cover.code.set_text("orl")
    cover.confirm_code()


def _erased(stage: Any) -> None:
    _erase_last(stage)
    cover = stage.shell.window_.covers.cover()
    cover.erase_keys()


def _erased_with_survivors(stage: Any) -> None:
    erased = Erased(2, 31, (Path("/media/stick/ORL-A-20221124T184000Z.intake-backup"),), "/media/second stick", 2)
    erased = replace(erased, elsewhere=NIGHT - timedelta(days=2), has_head_office=True)
    stage.found()
    stage.shell.setCentralWidget(ErasedScreen(erased, (), "Asia/Oral"))


SHOTS: tuple[tuple[str, Callable[[Any], object], bool], ...] = (
    ("locking_blank", _blank, False),
    ("locking_blank_wrong", _wrong_pin, False),
    ("locking_pin", _pin, False),
    ("locking_pin_low", _pin, True),
    ("locking_lock", lambda stage: _lock(stage, "no_pin"), False),
    ("locking_panel", _panel, False),
    ("locking_erase", _erase, False),
    ("locking_erase_last", _erase_last, False),
    ("locking_erased", _erased, False),
    ("locking_erased_survivors", _erased_with_survivors, False),
)
"""Name, what is done before, whether in a low window."""
