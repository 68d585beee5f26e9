"""A laptop that dies in the middle of saving: nothing that was said to be saved is lost, nothing is there by half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.audit import AuditKind
from intake_app.domain.records import Person
from intake_app.opening import unlock
from intake_app.services.histories import tell_history
from intake_app.services.people import find_people
from tests.made import PASSPHRASE, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.opening import Unlocked

ROOT = Path(__file__).resolve().parent.parent.parent
ROUNDS = 5
KILLS = 200 if os.environ.get("INTAKE_LONG_FAULTS") else 10


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_killing_the_desk_while_it_records_loses_nothing_it_said_was_saved(
    tmp_path: Path, round_number: int, seen: Callable[[str, str], None]
) -> None:
    centre = made_centre(tmp_path / "centre")
    centre.close()
    chance = random.Random(round_number)
    acknowledged: list[list[str]] = []

    for _kill in range(KILLS):
        acknowledged += _record_and_kill(tmp_path / "centre", chance)

    again = unlock(centre.folder, PASSPHRASE, doors())
    _everything_acknowledged_is_whole(again, acknowledged)
    told = _count_told(again, acknowledged)
    again.close()
    seen(
        "kill",
        f"round {round_number}: {KILLS} kills, {len(acknowledged)} acts said to be saved, 0 lost, 0 half, "
        f"{told} of them in the audit trail",
    )
    assert told == len(acknowledged)


def _record_and_kill(folder: Path, chance: random.Random) -> list[list[str]]:
    """Let a desk record a few parties and kill it at some instant of the next; answers what it acknowledged."""
    command = [sys.executable, "-m", "tests.faults.recorder", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        said = [desk.stdout.readline() for _party in range(chance.randint(1, 12))]
        for _moment in range(chance.randint(0, 60_000)):
            pass  # an instant somewhere within the next save, finer than any sleep
        desk.send_signal(signal.SIGKILL)
        said += desk.stdout.readlines()
    assert said[0], "the desk did not open after the last kill"
    return [line.split() for line in said if line.endswith("\n")]


def _everything_acknowledged_is_whole(centre: Unlocked, acknowledged: list[list[str]]) -> None:
    assert acknowledged
    assert centre.check().findings == ()
    with centre.register.reading() as reading:
        lost = [person for party in acknowledged for person in party if reading.get(Person, person) is None]
        recorded = reading.count_people()
        groups = {
            tuple(reading.members(group.group_id)) for party in acknowledged for group in reading.groups_of(party[0])
        }
    assert lost == []
    # Each kill may have cut off one act that was durable but not yet said: never more, and never half a party.
    assert recorded <= sum(map(len, acknowledged)) + 3 * KILLS
    assert groups >= {tuple(party) for party in acknowledged if len(party) > 1}
    last = acknowledged[-1][0]
    assert tell_history(centre.register, last)[0].table == "person"
    assert find_people(centre.register, "Иванов", limit=5)


def _count_told(centre: Unlocked, acknowledged: list[list[str]]) -> int:
    """How many of the acts that were said to be saved the audit trail tells of, once each and under their id."""
    with centre.register.reading() as reading:
        entries = reading.audit_entries(reading.audit_head().count)
        told = Counter(entry.subject for entry in entries if entry.kind == AuditKind.ACT.value)
        acts = [{change.act_id for change in reading.history(party)} for party in acknowledged]
    return sum(len(act) == 1 and told[min(act)] == 1 for act in acts)
