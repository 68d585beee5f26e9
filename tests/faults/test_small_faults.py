"""Lost keyrings, two instances, stale locks, wrong clocks: each as it happens at a desk."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from intake_app.clock import FixedClock
from intake_app.errors import UserError
from intake_app.opening import keep_window, locks, unlock
from intake_app.opening.backups import back_up, list_backups
from intake_app.opening.rescue import rescue
from intake_app.opening.restoring import restore
from intake_app.paths import data_folder
from intake_app.services.day_question import read_question
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from tests.faults.conftest import ROOT
from tests.made import EVENING, PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from intake_app.opening import Unlocked

HOLDER = """
import sys
from pathlib import Path
from intake_app.opening import keep_window, locks
from intake_app.paths import data_folder
folder = data_folder(Path(sys.argv[1]))
held = (keep_window(folder), locks.alone(folder.lock), locks.backing_up(folder.backup_lock))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def centre(tmp_path: Path) -> Unlocked:
    return made_centre(tmp_path / "centre", clock=FixedClock(EVENING))


def test_any_one_of_three_keyrings_opens_the_register(centre: Unlocked, seen: Callable[[str, str], None]) -> None:
    register_party(centre.register, [arrival(centre)])
    back_up(centre)
    centre.close()
    folder = centre.folder
    kept = {path: path.read_bytes() for path in folder.keyrings()}
    places = (*kept, None)  # the third copy is the one in the backup
    opened = 0
    for gone in combinations(places, 2):
        for path, content in kept.items():
            path.write_bytes(content)
        for path in (each for each in gone if each is not None):
            path.unlink()
        if None in gone:
            shutil.move(folder.backups, folder.root / "hidden")
        if all(path is None or path.exists() for path in gone) or None in gone:
            again = unlock(folder, PASSPHRASE, doors())
        else:
            again = rescue(folder, PASSPHRASE, doors()).unlocked
        opened += len(find_people(again.register, "Иванов"))
        again.close()
        if None in gone:
            shutil.move(folder.root / "hidden", folder.backups)
    seen("keyrings", f"two of three gone in {opened} ways: opens in {opened}")
    assert opened == 3


def test_a_second_instance_says_so_and_a_killed_one_blocks_nobody(
    centre: Unlocked, seen: Callable[[str, str], None]
) -> None:
    centre.close()
    folder = centre.folder
    command = [sys.executable, "-c", HOLDER, str(folder.root)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PYTHONPATH": str(ROOT)}
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"held\n"
        refused = []
        for work in (
            lambda: keep_window(folder),
            lambda: unlock(folder, PASSPHRASE, doors()),
            lambda: locks.backing_up(folder.backup_lock),
        ):
            with pytest.raises(UserError) as error:
                work()
            refused.append(error.value.code)
        first.send_signal(signal.SIGKILL)
    seen("instances", f"a second one is refused ({', '.join(refused)}); after kill -9 it is not")
    assert refused == ["window_open", "register_alone", "backup_under_way"]
    keep_window(folder).release()
    again = unlock(folder, PASSPHRASE, doors())
    assert back_up(again).file.exists()
    again.close()


def test_a_clock_in_1970_2099_or_an_hour_back_loses_nothing_and_keeps_the_order(
    centre: Unlocked, tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    clock = centre.register.clock
    assert isinstance(clock, FixedClock)
    ids: list[str] = []
    doubts: list[str] = []
    instants = [
        EVENING,
        datetime(1970, 1, 1, tzinfo=UTC),
        EVENING + timedelta(hours=1),
        datetime(2099, 1, 1, tzinfo=UTC),
        EVENING,
        EVENING + timedelta(hours=2),
    ]
    for number, instant in enumerate(instants):
        clock.instant = instant
        question = read_question(centre.register)
        assert question is not None
        doubts.append(question.doubt)
        party = register_party(centre.register, [arrival(centre, given_name=f"Гость {number}")])
        ids.append(party.people[0].person_id)
        made = back_up(centre).file
        assert made in {each.file for each in list_backups(centre)}
    made = back_up(centre).file
    with centre.register.reading() as reading:
        history = [change.record_id for change in reading.history(ids) if change.record_id in ids]
        count = reading.count_people()
    findings = centre.check().findings
    centre.close()
    again = restore(made, data_folder(tmp_path / "again"), PASSPHRASE, doors())
    restored = len(find_people(again.register, "Иванов"))
    again.close()
    figures = f"{len(ids) - count} lost, order kept, {restored} in the last backup, a warning at each doubt"
    seen("clock", f"{len(instants)} clocks in turn: {figures}")
    assert doubts == ["", "gone_back", "", "long_after", "gone_back", "gone_back"]
    assert (count, restored, findings) == (len(ids), len(ids), ())
    assert history == ids
