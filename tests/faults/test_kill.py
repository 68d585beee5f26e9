"""A laptop that dies in the middle of saving: nothing that was said to be saved is lost, nothing is there by half."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.audit import AuditKind
from intake_app.domain.records import Person
from intake_app.opening import unlock
from intake_app.services.histories import tell_history
from intake_app.services.people import find_people
from tests.faults.conftest import IS_LONG, PATIENCE_S, ROOT
from tests.made import PASSPHRASE, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.opening import Unlocked

ROUNDS = 5
KILLS = 200 if IS_LONG else 10


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_killing_the_desk_while_it_records_loses_nothing_it_said_was_saved(
    tmp_path: Path, round_number: int, seen: Callable[[str, str], None]
) -> None:
    centre = made_centre(tmp_path / "centre")
    centre.close()

    acknowledged = _record_and_kill(tmp_path / "centre", round_number)

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


def _record_and_kill(folder: Path, seed: int) -> list[list[str]]:
    """Let desks record and kill them, in a process that does nothing else; answers what they acknowledged, by party."""
    command = [sys.executable, "-m", "tests.faults.recorder", str(folder), str(seed), str(KILLS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert done.returncode == 0, done.stderr[-3000:]
    answer: list[list[str]] = json.loads(done.stdout)
    return answer


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
