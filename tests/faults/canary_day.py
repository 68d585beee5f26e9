"""A day of marked names at the real window, in a process of its own; run by test_canary, which tells it when to lock.

The window is set up, typed into, searched, printed from, and meets a bug that quotes a name. It tells each title that a
window of it ever had, and at the end what the clipboard holds.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from intake_app.clock import SystemClock
from intake_app.services.drafts import keep_draft
from intake_app.services.messages import Note, keep_message
from tests.faults.typist import form_of
from tests.flows.test_window_flow import Evening, choose_folder_for_sheets
from tests.made import doors
from ui import main
from ui.shell import Shell
from ui.unlock.screen import UnlockScreen

if TYPE_CHECKING:
    from collections.abc import Callable

FAMILY, GIVEN, NUMBER, PHONE = "Канарейкин", "Вьюрочек", "КАНАР", "77010999"
TYPED = 6
CTRL = Qt.KeyboardModifier.ControlModifier
_LONGEST_S = 60.0


class _Waiting:
    """Waits as the tests of the window do, in a process without pytest."""

    def waitUntil(self, is_so: Callable[[], bool], timeout: int = 0) -> None:
        end = monotonic() + _LONGEST_S
        while not is_so():
            if monotonic() > end:
                message = "the window did not come so far"
                raise TimeoutError(message)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)  # `_Titles` wakes it


class _Titles:
    """Every title that any window of this process had."""

    def __init__(self, app: QApplication) -> None:
        self.seen: set[str] = set()
        self._timer = QTimer(app)
        self._timer.timeout.connect(self.look)
        self._timer.start(20)

    def look(self) -> None:
        self.seen |= {window.title() for window in QGuiApplication.allWindows()}
        self.seen |= {widget.windowTitle() for widget in QApplication.topLevelWidgets()}


def spend_day(sheets: Path) -> int:
    """From the first run to a lock; the parent kills what is left."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    titles = _Titles(app)
    shell = next(widget for widget in app.topLevelWidgets() if isinstance(widget, Shell))
    shell.activateWindow()
    evening = Evening(shell, _Waiting())  # type: ignore[arg-type]
    evening.wait(shell.isActiveWindow)
    evening.set_up()
    choose_folder_for_sheets(evening, sheets)
    for person in range(1, TYPED + 1):
        _record(evening, person)
    _look_around(evening)
    _meet_a_bug(evening)
    evening.keys.press(Qt.Key.Key_1, CTRL)
    evening.keys.enter("", "", "4599 123456")
    evening.keys.type(f"{FAMILY}недописанн")
    _tell("open")
    sys.stdin.readline()
    assert shell.window_ is not None
    evening.keys.press(Qt.Key.Key_K, CTRL)
    evening.keys.type(FAMILY)
    evening.keys.press(Qt.Key.Key_A, CTRL)
    evening.keys.press(Qt.Key.Key_C, CTRL)
    clipboard = QGuiApplication.clipboard()
    _tell(f"copied\t{clipboard.text()}")
    evening.keys.press(Qt.Key.Key_L, CTRL)
    evening.wait(lambda: isinstance(shell.centralWidget(), UnlockScreen))
    titles.look()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        _tell(f"clipboard\t{clipboard.text(mode)}")
    for title in titles.seen:
        _tell(f"title\t{title}")
    _tell("locked")
    sys.stdin.readline()
    return 0


def _record(evening: Evening, person: int) -> None:
    form = form_of(person) | {"Family name": f"{FAMILY}{person}", "Given name": GIVEN, "Phone": f"{PHONE}{person:02}"}
    for text in form.values():
        evening.keys.type(f"{text}\n")
        QApplication.processEvents()
    evening.keys.press(Qt.Key.Key_Return, CTRL)
    evening.wait(lambda: evening.said().startswith("Saved"))
    evening.keys.press(Qt.Key.Key_N, CTRL)
    assert evening.shell.window_ is not None
    evening.shell.window_.status.say("", "muted")


def _look_around(evening: Evening) -> None:
    """Search, open, every page, a message and a draft; then whatever is read or printed has come back."""
    assert evening.shell.window_ is not None
    context = evening.shell.window_.context
    keep_message(context.register, Note(for_whom=f"{FAMILY} {GIVEN}", body=f"Позвони, {FAMILY}"))
    keep_draft(context.register, "note", {"family_name": f"{FAMILY}набросок"})
    evening.keys.press(Qt.Key.Key_K, CTRL)
    evening.keys.type(f"{FAMILY}3\n")
    for key in "2345678":
        evening.keys.press(getattr(Qt.Key, f"Key_{key}"), CTRL)
        end = monotonic() + 0.4
        evening.wait(lambda end=end: monotonic() > end)  # type: ignore[misc]


def _meet_a_bug(evening: Evening) -> None:
    """A bug in the window and one beside it, whose errors quote a name."""

    def break_down() -> None:
        name = f"{FAMILY} {GIVEN}"
        raise ValueError(name)

    assert evening.shell.window_ is not None
    QTimer.singleShot(0, break_down)
    evening.shell.window_.context.jobs.read(break_down, lambda _done: None)
    end = monotonic() + 0.5
    evening.wait(lambda: monotonic() > end)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main._doors = lambda: doors(SystemClock())
    QApplication.exec = lambda *_app: spend_day(Path(sys.argv[1]))  # type: ignore[method-assign]
    sys.exit(main.run(None))
