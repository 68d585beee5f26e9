"""A manager in a process of their own who changes the keys and is killed at a given step; run by test_rotation_kill.

A step is one line of the code that moves the keys. The folder is copied anew for each step, and a process of its own
is forked for it, after the act was done once with nobody looking: so the slow imports are paid once, and no line of
theirs is a step. A run that nobody kills (step 0) prints how many steps there are, and then those before which the
folder has changed: a kill at any other step leaves what the one before it left.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import intake_app
from intake_app.domain.roles import Role
from intake_app.opening import keys, unlock
from intake_app.paths import data_folder
from tests.made import PASSPHRASE, doors

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

NAME = "Dana"
NOBODY_LOOKS = -1
NEW = "quite another passphrase"
_PACKAGE = Path(intake_app.__file__).parent
WATCHED = frozenset(
    str(_PACKAGE / name)
    for name in (
        "files.py",
        "opening/keys.py",
        "opening/rotation.py",
        "services/users.py",
        "storage/backup.py",
        "storage/rekey.py",
        "vault/store.py",
    )
)


def revoke(folder: Path) -> None:
    """Take Dana's key away."""
    unlocked = unlock(data_folder(folder), PASSPHRASE, doors())
    holder = keys.find_holder(unlocked, NAME)
    with _Steps(folder) as steps:
        done = keys.revoke_user(unlocked, holder.user_id)
    steps.say()
    assert done.unlocked is not None
    done.unlocked.close()


def let_in(folder: Path) -> None:
    """Give Zarina a key."""
    unlocked = unlock(data_folder(folder), PASSPHRASE, doors())
    with _Steps(folder) as steps:
        keys.add_user(unlocked, "Zarina", Role.VOLUNTEER, NEW)
    steps.say()
    unlocked.close()


def change(folder: Path) -> None:
    """Change one's own passphrase."""
    unlocked = unlock(data_folder(folder), PASSPHRASE, doors())
    with _Steps(folder) as steps:
        keys.change_own_passphrase(unlocked, PASSPHRASE, NEW)
    steps.say()
    unlocked.close()


def enter(folder: Path) -> None:
    """Unlock, which goes on with what was cut short."""
    with _Steps(folder) as steps:
        unlocked = unlock(data_folder(folder), PASSPHRASE, doors())
    steps.say()
    unlocked.close()


class _Steps:
    """Counts the steps of what runs inside, and kills the process at the one asked for."""

    last = NOBODY_LOOKS  # the step to be killed at; 0 for none

    def __init__(self, folder: Path) -> None:
        self.count = 0
        self._folder = folder
        self._state: frozenset[tuple[str, int, int, int]] = frozenset()
        self._changed: list[int] = []

    def __enter__(self) -> Self:
        if _Steps.last != NOBODY_LOOKS:
            sys.settrace(self._look)
        return self

    def __exit__(self, *_error: object) -> None:
        sys.settrace(None)

    def say(self) -> None:
        if _Steps.last == NOBODY_LOOKS:
            return
        sys.stdout.write(" ".join(map(str, (self.count, *self._changed))) + "\n")
        sys.stdout.flush()

    def _look(self, frame: FrameType, event: str, argument: Any) -> Callable[..., Any] | None:
        if frame.f_code.co_filename not in WATCHED:
            return None
        if event == "line":
            self.count += 1
            if not _Steps.last:
                self._look_at_folder()
            elif self.count == _Steps.last:
                os.kill(os.getpid(), signal.SIGKILL)
        return self._look

    def _look_at_folder(self) -> None:
        sys.settrace(None)  # the look itself is no step
        state = frozenset(_written(path) for path in self._folder.rglob("*"))
        if state != self._state:
            self._state = state
            self._changed.append(self.count)
        sys.settrace(self._look)


def _written(path: Path) -> tuple[str, int, int, int]:
    """Which file lies there and when it was last written; another file under its name is another one."""
    found = path.stat()
    return str(path), found.st_ino, found.st_size, found.st_mtime_ns


def run_killed(act: Callable[[Path], None], template: Path, copies: Path, steps: list[int]) -> None:
    """One process for each step, on a copy of the template in a folder named by the step."""
    with tempfile.TemporaryDirectory() as first:
        act(Path(shutil.copytree(template, Path(first) / "first")))
    for step in steps:
        folder = copies / str(step)
        shutil.copytree(template, folder)
        if (child := os.fork()) == 0:
            _Steps.last = step
            act(folder)
            os._exit(0)
        _child, status = os.waitpid(child, 0)
        assert step == 0 or os.WIFSIGNALED(status), f"step {step} was never reached"


if __name__ == "__main__":
    acts = {"revoke": revoke, "let_in": let_in, "change": change, "enter": enter}
    run_killed(acts[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3]), [int(step) for step in sys.argv[4:]])
