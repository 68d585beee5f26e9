"""Pictures of what stands around the pages, and of what goes wrong there; `shots` takes them with the others."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from intake_app.opening import keep_window
from tests.ui.made_up import PASSPHRASE
from tests.ui.page_shots import _exchange
from ui.settings.page import SettingsPage
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Callable

_TRIES = 7  # more than are free


def _panel(stage: Any) -> None:
    stage.open("desk")
    QApplication.processEvents()
    stage.shell.window_.corner.turn()


def _keys(stage: Any) -> None:
    stage.open("handouts")
    stage.shell.window_.covering.show_keys(stage.shell.window_.page())


def _try(stage: Any, typed: str, times: int = 1) -> None:
    for _time in range(times):
        screen = stage.shell.centralWidget()
        assert isinstance(screen, UnlockScreen)
        screen.passphrase.set_text(typed)
        screen.try_passphrase()


def _throttled(stage: Any) -> None:
    stage.found()
    stage.start()
    _try(stage, "something else", _TRIES)


def _open_elsewhere(stage: Any) -> None:
    stage.found()
    stage.start()
    with keep_window(stage.folder):
        stage.shell.claim()


def _damaged(stage: Any) -> None:
    stage.found()
    register = stage.folder.root / "register.db"
    kept = bytearray(register.read_bytes())
    kept[100:4_000] = bytes(3_900)
    register.write_bytes(bytes(kept))
    stage.start()
    _try(stage, PASSPHRASE)


def _settings_wrong(stage: Any) -> None:
    stage.open("settings")
    page = stage.shell.window_.page()
    assert isinstance(page, SettingsPage)
    for name, text in {"name": "", "host_languages": "Klingonish", "phone": "none", "meals": "early"}.items():
        page.centre.fields[name].set_text(text)
    page.backup.back_up()
    page.save_settings()


def _exported(stage: Any) -> None:
    page = _exchange(stage)
    with tempfile.TemporaryDirectory() as folder:
        page.export.purpose.set_text("weekly figures for the akimat")
        page.export.folder.take(folder)
        page.export.passphrase.set_text("seven green horses")
        page.start_export()


def _rows_refused(stage: Any) -> None:
    page = _exchange(stage)
    with tempfile.TemporaryDirectory() as folder:
        page.export.purpose.set_text("weekly figures for the akimat")
        page.export.folder.take(folder)
        for _time in range(2):  # by its key, as somebody chooses it
            page.export.protection.cycle()
        for _time in range(2):
            page.start_export()
        people = Path(folder) / "people.csv"
        people.write_text(people.read_text(encoding="utf-8").replace("Иванов", "Петров"), encoding="utf-8")
        page.start_import(folder, "", is_dry_run=True)
        page.bring.path.set_text(folder)


def _not_an_export(stage: Any) -> None:
    page = _exchange(stage)
    page.bring.path.set_text("/media/stick/notes.txt")
    page.start_import("/media/stick/notes.txt", "", is_dry_run=False)


SHOTS: tuple[tuple[str, Callable[[Any], None], bool], ...] = (
    ("frame_panel", _panel, False),
    ("frame_panel_low", _panel, True),
    ("frame_keys", _keys, False),
    ("frame_throttled", _throttled, False),
    ("frame_open_elsewhere", _open_elsewhere, False),
    ("frame_damaged", _damaged, False),
    ("frame_settings_wrong", _settings_wrong, False),
    ("frame_exported", _exported, False),
    ("frame_rows_refused", _rows_refused, False),
    ("frame_not_an_export", _not_an_export, False),
)
"""Name, what is done before, whether in a low window."""
