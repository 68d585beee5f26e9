"""A volunteer in a process of their own who types at the real window until it is killed; run by test_window_kill.

Every key is told to the parent before it is pressed, with its time; every save when the window has said that it is
saved. A line is `key TIME PERSON FIELD CHARACTER` or `saved TIME PERSON`, times monotonic in seconds.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from intake_app.clock import SystemClock
from intake_app.opening import unlock
from intake_app.paths import data_folder
from tests.made import PASSPHRASE, doors
from tests.ui.keyboard import Keyboard
from ui.main import make_pages
from ui.preferences import Preferences
from ui.resources.theme import apply_theme
from ui.resources.tokens import LIGHT
from ui.shell import House, Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

BETWEEN_KEYS_MS = 50  # twenty keys a second: faster than anybody, so that the last two seconds hold much
READY = "ready"
SAVE, NEXT, ENTER = "Ctrl+Enter", "F6", "Enter"
CTRL = Qt.KeyboardModifier.ControlModifier

_FAMILY = ("Константинопольский", "Воскресенский", "Рождественский", "Преображенский", "Добровольский")
_GIVEN = ("Александр", "Константин", "Владислав", "Станислав", "Вячеслав")
_PATRONYMICS = ("Александрович", "Константинович", "Владиславович", "Станиславович", "Вячеславович")


def form_of(person: int) -> dict[str, str]:
    """What is typed for the made-up arrival of this number, by the name of the field on the screen.

    A field that is empty here is gone past with Enter alone.
    """
    return {
        "Token": str(person),
        "Notice": "",
        "Number": f"45{person:02}{(person * 734_561) % 1_000_000:06}",
        "Family name": _FAMILY[person % 5],
        "Given name": _GIVEN[person // 5 % 5],
        "Patronymic": _PATRONYMICS[person // 3 % 5],
        "Born": f"{1 + person % 28:02}05199{person % 10}",
        "Sex": "",
        "Entered": "-1",
        "Sleeps": "",
        "Phone": f"912{(person * 91_733) % 10_000_000:07}",
        "Speaks": "русский",
        "Urgent": "",
    }


def presses() -> Iterator[tuple[int, str, str]]:
    """Person, field and key of one arrival after the other; every third stays for the next of a party."""
    for person in count(1):
        is_first = person % 3 != 1 or person == 1
        for field, text in form_of(person).items():
            if field == "Token" and not is_first:
                continue  # after F6 the form begins with the notice
            for character in text:
                yield person, field, character
            yield person, field, ENTER
        yield person, "", NEXT if person % 3 == 0 else SAVE


class Typist:
    """Types for as long as the process lives."""

    def __init__(self, shell: Shell) -> None:
        assert shell.window_ is not None
        self._keys = Keyboard()
        self._presses = presses()
        self._saving = 0
        self._timer = QTimer(shell)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._press)
        shell.window_.context.bus.said.connect(self._hear)

    def begin(self) -> None:
        """From here on keys are pressed."""
        _tell(READY)
        self._timer.start(BETWEEN_KEYS_MS)

    def _press(self) -> None:
        person, field, key = next(self._presses)
        _tell(f"key\t{monotonic():.4f}\t{person}\t{field}\t{key}")
        if key == SAVE:
            self._saving = person
            self._keys.press(Qt.Key.Key_Return, CTRL)
        elif key == NEXT:
            self._saving = person
            self._keys.press(Qt.Key.Key_F6)
        else:
            self._keys.type("\n" if key == ENTER else key)

    def _hear(self, text: str, kind: str) -> None:
        if kind == "good" and text.startswith("Saved"):
            _tell(f"saved\t{monotonic():.4f}\t{self._saving}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def type_until_killed(folder: Path) -> None:
    """Open the window on a folder and type."""
    app = QApplication(sys.argv[:1])
    apply_theme(app, LIGHT)
    place = data_folder(folder)
    shell = Shell(House(place, lambda: doors(SystemClock()), make_pages), Preferences())
    shell.claim()
    shell.open_window(unlock(place, PASSPHRASE, doors(SystemClock())), "desk")
    shell.show()
    shell.activateWindow()
    typist = Typist(shell)
    QTimer.singleShot(300, typist.begin)
    app.exec()


if __name__ == "__main__":
    type_until_killed(Path(sys.argv[1]))
