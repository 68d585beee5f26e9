from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from intake_app.opening import keep_window
from tests.ui.made_up import PASSPHRASE
from ui.jobs import Jobs
from ui.main import main, make_pages
from ui.preferences import Preferences
from ui.shell import House, Shell
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from intake_app.opening import Doors, Unlocked
    from intake_app.paths import DataFolder


@pytest.fixture
def threaded(qtbot: QtBot, folder: DataFolder, doors: Doors) -> Iterator[Shell]:
    """The window as it is in life: real pages, real threads."""
    made = Shell(House(folder, lambda: doors, make_pages, Jobs.threaded), Preferences())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_the_window_is_unlocked_locked_and_unlocked_with_real_threads(
    threaded: Shell, unlocked: Unlocked, qtbot: QtBot, folder: DataFolder
) -> None:
    unlocked.close()
    threaded.start()
    threaded.claim()
    for _time in range(2):
        screen = threaded.centralWidget()
        assert isinstance(screen, UnlockScreen)
        screen.passphrase.set_text(PASSPHRASE)
        with qtbot.waitSignal(screen.unlocked):
            screen.try_passphrase()
        qtbot.waitUntil(lambda: threaded.window_ is not None)
        window = threaded.window_
        assert window is not None
        qtbot.waitUntil(lambda window=window: window.status.fact("backup") != "")  # type: ignore[misc]
        for key in ("people", "exchange", "settings", "desk"):
            window.show_page(key)
        threaded.lock()


def test_closing_the_window_lets_the_next_one_in(threaded: Shell, unlocked: Unlocked, folder: DataFolder) -> None:
    threaded.start()
    threaded.claim()
    threaded.close()
    with keep_window(folder):
        pass


def test_every_page_has_its_own_key_and_no_two_the_same(qapp: object) -> None:
    specs = make_pages()
    assert len({spec.key for spec in specs}) == len({spec.shortcut for spec in specs}) == len(specs)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_display_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert "no display" in capsys.readouterr().err


def test_the_help_names_the_one_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "--data DIR" in capsys.readouterr().out
