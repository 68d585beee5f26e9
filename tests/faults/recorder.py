"""A desk in a process of its own that records people until it is killed, again and again; run by test_kill.

    python -m tests.faults.recorder FOLDER SEED KILLS

Each desk is forked anew, so that the slow imports are paid once, and killed at some instant of the save that follows a
few it acknowledged. Printed as JSON is what was acknowledged: a line of ids for each party, written only after the
register said that it is saved, as a window says "Saved".
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from pathlib import Path

from intake_app.clock import SystemClock
from intake_app.opening import load, unlock
from intake_app.paths import data_folder
from intake_app.services.registration import register_party
from tests.made import PASSPHRASE, arrival, doors

MOST_PARTIES = 12


def record_until_killed(folder: Path, said: int) -> None:
    """Register parties of one to three people, one act each, for as long as the process lives."""
    unlocked = unlock(data_folder(folder), PASSPHRASE, doors(SystemClock()))
    number = 0
    while True:
        number += 1
        people = [
            arrival(unlocked, given_name=f"Гость {number}", document_number=f"{number:010}", entered_on="-1")
            for _member in range(1 + number % 3)
        ]
        party = register_party(unlocked.register, people)
        os.write(said, " ".join(person.person_id for person in party.people).encode() + b"\n")


def fork_and_kill(folder: Path, chance: random.Random) -> list[list[str]]:
    """Let a desk record a few parties and kill it at some instant of the next; answers what it acknowledged."""
    heard, said = os.pipe()
    if (desk := os.fork()) == 0:
        try:
            record_until_killed(folder, said)
        finally:  # it ends here, whatever happened, and never goes on as its parent
            sys.excepthook(*sys.exc_info())
            os._exit(1)
    os.close(said)
    with os.fdopen(heard, encoding="ascii") as desk_says:
        lines = [desk_says.readline() for _party in range(chance.randint(1, MOST_PARTIES))]
        for _moment in range(chance.randint(0, 60_000)):
            pass  # an instant somewhere within the next save, finer than any sleep
        os.kill(desk, signal.SIGKILL)
        lines += desk_says.readlines()
    _desk, status = os.waitpid(desk, 0)
    assert os.WIFSIGNALED(status), "the desk ended by itself"
    assert lines[0], "the desk did not open after the last kill"
    return [line.split() for line in lines if line.endswith("\n")]


if __name__ == "__main__":
    load()
    luck = random.Random(int(sys.argv[2]))
    kills = range(int(sys.argv[3]))
    json.dump([party for _kill in kills for party in fork_and_kill(Path(sys.argv[1]), luck)], sys.stdout)
