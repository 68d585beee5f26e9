"""What is done while the power is on, in a process of its own; run by test_power_cut.

    python -m tests.faults.power_work FOLDER WORK [NORMAL or OFF]

Each line it says is something that a window would have said too: that somebody is saved, a backup is made, a passphrase
is changed. With NORMAL or OFF the register is opened with less durability than it has, to prove that the replay bites.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from intake_app.exchange.own_import import import_path
from intake_app.opening import keys, unlock
from intake_app.opening.backups import back_up
from intake_app.paths import data_folder
from intake_app.services.registration import register_party
from intake_app.storage import engine
from tests.made import PASSPHRASE, arrival, doors

if TYPE_CHECKING:
    from intake_app.opening import Unlocked

ANOTHER = "another one for the test"
EXPORTED = "export"


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def save(folder: Path) -> None:
    """Three times: unlock, record four people, lock; the log goes back into the register each time."""
    for _shift in range(3):
        unlocked = _unlock(folder)
        for _person in range(4):
            say(register_party(unlocked.register, [arrival(unlocked)]).people[0].person_id)
        unlocked.close()


def migrate(folder: Path) -> None:
    """Unlock a register of an earlier release."""
    _unlock(folder).close()


def back_up_twice(folder: Path) -> None:
    """A backup, somebody more, another backup."""
    unlocked = _unlock(folder)
    for _time in range(2):
        say(back_up(unlocked).file.name)
        register_party(unlocked.register, [arrival(unlocked)])
    unlocked.close()


def change_passphrase(folder: Path) -> None:
    """One's own passphrase, to another and back."""
    unlocked = _unlock(folder)
    keys.change_own_passphrase(unlocked, PASSPHRASE, ANOTHER)
    say(ANOTHER)
    keys.change_own_passphrase(unlocked, ANOTHER, PASSPHRASE)
    say(PASSPHRASE)
    unlocked.close()


def import_people(folder: Path) -> None:
    """The export that lies beside the folder."""
    unlocked = _unlock(folder)
    say(str(import_path(unlocked.register, folder.parent / EXPORTED).imported))
    unlocked.close()


WORKS = {
    "save": save,
    "migrate": migrate,
    "backup": back_up_twice,
    "keyring": change_passphrase,
    "import": import_people,
}


def _unlock(folder: Path) -> Unlocked:
    return unlock(data_folder(folder), PASSPHRASE, doors())


def weaken(durability: str) -> None:
    """Open the register with less durability than the program does."""
    real = engine.open_connection

    def open_weakly(path: Path, key: bytes) -> Any:
        connection = real(path, key)
        connection.execute(f"PRAGMA synchronous = {durability}")
        return connection

    engine.open_connection = open_weakly


if __name__ == "__main__":
    if len(sys.argv) > 3:
        weaken(sys.argv[3])
    WORKS[sys.argv[2]](Path(sys.argv[1]))
