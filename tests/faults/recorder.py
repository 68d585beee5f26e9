"""A desk in a process of its own that records people until it is killed; run by test_kill.

It prints a person's id only after the register said that the person is saved, as a window says "Saved".
"""

from __future__ import annotations

import sys
from pathlib import Path

from intake_app.clock import SystemClock
from intake_app.opening import unlock
from intake_app.paths import data_folder
from intake_app.services.registration import register_party
from tests.made import PASSPHRASE, arrival, doors


def record_until_killed(folder: Path) -> None:
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
        sys.stdout.write(" ".join(person.person_id for person in party.people) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    record_until_killed(Path(sys.argv[1]))
