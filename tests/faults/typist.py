"""A volunteer who types at the real window until it is killed, again and again; run by test_window_kill.

It reads lines `FOLDER SECONDS`: a window is opened on the folder in a process of its own, forked so that the slow
imports are paid once, and killed so many seconds after it could be typed at. Each key is told before it is pressed,
each save when the window has said that it is saved. Answered are lines `key TIME PERSON FIELD CHARACTER` and `saved
TIME PERSON`, and at last `killed TIME STILL`, where `STILL` is how long in its last seconds the window waited for a
processor, or this process itself stood still, whichever is longer: on a machine that is stopped or full of other work,
what is old by the clock was not typed long ago. Times are monotonic, in seconds.
"""

from __future__ import annotations

import os
import selectors
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from intake_app.clock import SystemClock
from intake_app.opening import load, unlock
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
LOOKS = 0.05  # seconds between two looks at the clock of whoever kills
LAST = 5.0  # seconds before the kill in which standing still counts
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


def let_type_and_kill(folder: Path, after: float) -> list[str]:
    """Open a window on the folder, let somebody type at it and kill it; answers what was told."""
    heard, said = os.pipe()
    if (window := os.fork()) == 0:
        try:
            os.dup2(said, sys.stdout.fileno())
            type_until_killed(folder)
        finally:  # it ends here, whatever happened, and never goes on as its parent
            os._exit(1)
    os.close(said)
    with os.fdopen(heard, "rb", buffering=0) as told:
        lines, looks = _listen(window, told.fileno(), after)
        at = monotonic()
        os.kill(window, signal.SIGKILL)
        lines += told.read()
    os.waitpid(window, 0)
    last = [look for look in looks if look.at > at - LAST]
    still = max(*(look.still for look in last), last[-1].waited - last[0].waited)
    return [*lines.decode().split("\n")[:-1], f"killed\t{at:.4f}\t{still:.4f}"]


@dataclass(frozen=True)
class Look:
    """At an instant: how long we stood still before it, and how long the window has waited for a processor by then."""

    at: float
    still: float
    waited: float


def _waited(window: int) -> float:
    """Seconds that the threads of a process were ready to run and did not, as Linux counts them."""
    waited = 0
    for task in Path(f"/proc/{window}/task").iterdir():
        with suppress(OSError):  # a thread that has just ended is counted no more
            waited += int((task / "schedstat").read_text(encoding="ascii").split()[1])
    return waited / 1e9


def _listen(window: int, told: int, after: float) -> tuple[bytes, list[Look]]:
    """What is told until so many seconds after it is ready, and what was seen at each look at the clock."""
    lines, looks, end = b"", [], float("inf")
    before = monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(told, selectors.EVENT_READ)
        while before < end:
            if selector.select(LOOKS):
                part = os.read(told, 65536)
                assert part, "the window ended by itself"
                lines += part
            now = monotonic()
            looks.append(Look(now, now - before, _waited(window)))
            if end > now + after and lines.startswith(READY.encode()):
                end = now + after
            before = now
    return lines, looks


def serve() -> None:
    """Open, type and kill for each line that is read."""
    load()
    make_pages()
    for line in sys.stdin:
        folder, _space, after = line.rpartition(" ")
        for told in let_type_and_kill(Path(folder), float(after)):
            _tell(told)


if __name__ == "__main__":
    serve()
