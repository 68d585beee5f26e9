"""Pictures of the backups: in the settings, and on the lock screen of a register that is damaged."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QScrollArea

from intake_app.opening.backups import back_up
from intake_app.services.backups import set_second_place
from tests.ui.made_up import PASSPHRASE
from ui.settings.page import SettingsPage
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Callable


def _settings(stage: Any) -> SettingsPage:
    stage.open("settings")
    page = stage.shell.window_.page()
    assert isinstance(page, SettingsPage)
    return page


def _listed(stage: Any) -> None:
    """Four nights, the last two without the stick."""
    page = _settings(stage)
    unlocked = stage.shell.window_.context.unlocked
    stick = stage.folder.root / "stick"
    stick.mkdir()
    set_second_place(unlocked.register, str(stick))
    tonight = stage.clock.instant
    for nights in (3, 2):
        stage.clock.instant = tonight - timedelta(days=nights)
        back_up(unlocked)
    stick.rename(stick.with_name("pulled"))
    for nights in (1, 0):
        stage.clock.instant = tonight - timedelta(days=nights)
        back_up(unlocked)
    page.backup.read()
    stage.shell.window_.context.bus.changed.emit(None, None)
    _scroll_to(page)


def _without_any(stage: Any) -> None:
    _scroll_to(_settings(stage))


def _scroll_to(page: SettingsPage) -> None:
    QApplication.processEvents()
    area = next(area for area in page.findChildren(QScrollArea) if area.isAncestorOf(page.backup))
    area.ensureWidgetVisible(page.backup.table, 0, 200)
    area.ensureWidgetVisible(page.backup, 0, 0)


def _damaged(stage: Any) -> None:
    stage.found()
    content = bytearray(stage.folder.register.read_bytes())
    content[5000:9000] = bytes(4000)
    stage.folder.register.write_bytes(content)
    screen = stage.start()
    assert isinstance(screen, UnlockScreen)
    screen.passphrase.set_text(PASSPHRASE)
    screen.try_passphrase()


SHOTS: tuple[tuple[str, Callable[[Any], object], bool], ...] = (
    ("backups", _listed, True),
    ("backups_none", _without_any, False),
    ("backups_damaged", _damaged, True),
)
