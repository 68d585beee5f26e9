"""A desk on a disk that fails now and then, in a process of its own; run by test_failing_disk with libfiu before it.

    python -m tests.faults.failing_disk FOLDER POINT SEED ROUNDS
    python -m tests.faults.failing_disk FOLDER POINT SEED ROUNDS judge

It prints as JSON what the register said was saved, and what it said when it refused. `POINT` is a name of libfiu, such
as posix/io/rw/pread. With `judge` the sound register and a copy of it are only asked, so many times, whether they are
damaged, and whatever is said against them is counted. Everything is imported before the disk begins to fail.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.clock import SystemClock
from intake_app.errors import UserError
from intake_app.opening import Unlocked, unlock
from intake_app.opening.backups import back_up
from intake_app.paths import DataFolder, data_folder
from intake_app.services.drafts import keep_draft
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from intake_app.storage.backup import copy_register, verify_copy
from intake_app.storage.rekey import is_key_of
from intake_app.storage.verdict import is_damaged
from tests.made import PASSPHRASE, arrival, doors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHANCE = 0.02
ROUNDS_A_DAY = 12
OPENINGS = 10


class FailingDisk:
    """Two in a hundred calls fail: they say so, and nothing was done."""

    def __init__(self, point: str, seed: int) -> None:
        self._point = point.encode()
        self._fiu = ctypes.CDLL("libfiu.so.0")
        self._fiu.fiu_init(0)
        self._fiu.fiu_set_prng_seed(ctypes.c_uint(seed))

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Within it the disk fails."""
        if self._fiu.fiu_enable_random(self._point, 1, ctypes.c_void_p(5), 0, ctypes.c_float(CHANCE)):
            raise RuntimeError(self._point)
        try:
            yield
        finally:
            self._fiu.fiu_disable(self._point)

    @contextmanager
    def being_well(self) -> Iterator[None]:
        """Within it a failing disk does not."""
        self._fiu.fiu_disable(self._point)
        try:
            yield
        finally:
            self._fiu.fiu_enable_random(self._point, 1, ctypes.c_void_p(5), 0, ctypes.c_float(CHANCE))


class Desk:
    """What was said to be saved, and what was said otherwise, by code."""

    def __init__(self, folder: DataFolder, disk: FailingDisk) -> None:
        self.folder = folder
        self._disk = disk
        self.saved: list[str] = []
        self.codes: Counter[str] = Counter()

    def work(self, rounds: int) -> None:
        """Unlock, record, search, keep drafts and back up, as days that end and begin again."""
        for _day in range(rounds // ROUNDS_A_DAY):
            self._work_a_day(self._open())

    def _work_a_day(self, unlocked: Unlocked) -> None:
        for _round in range(ROUNDS_A_DAY):
            self._try("saved", lambda: self._record(unlocked))
            self._try("read", lambda: find_people(unlocked.register, "Иванов"))
            self._try("draft", lambda: keep_draft(unlocked.register, "desk", {"phone": "1"}))
        self._try("backup", lambda: back_up(unlocked))
        self._try("checked", unlocked.check)
        self._try("closed", unlocked.close)

    def _open(self) -> Unlocked:
        """Until it opens; a long log takes hundreds of reads to open, so at last on a disk that is well again."""
        for _opening in range(OPENINGS):
            try:
                return unlock(self.folder, PASSPHRASE, doors(SystemClock()))
            except UserError as error:
                self.codes[f"refused {error.code}"] += 1
        with self._disk.being_well():
            return unlock(self.folder, PASSPHRASE, doors(SystemClock()))

    def _record(self, unlocked: Unlocked) -> None:
        person = arrival(unlocked, given_name=f"Гость {len(self.saved)}")
        self.saved.append(register_party(unlocked.register, [person]).people[0].person_id)

    def _try(self, name: str, work: object) -> None:
        assert callable(work)
        try:
            work()
            self.codes[name] += 1
        except UserError as error:
            self.codes[f"refused {error.code}"] += 1


def judge(folder: Path, point: str, seed: int, rounds: int) -> None:
    """Ask again and again whether a sound register, and a sound copy of it, is damaged, by each way there is to ask."""
    unlocked = unlock(data_folder(folder), PASSPHRASE, doors(SystemClock()))
    key = unlocked.file_key
    unlocked.close()
    register = data_folder(folder).register
    copy = register.with_name("copy.db")
    counts = copy_register(register, copy, key)
    is_damaged(register, key)  # whatever is imported on first use is imported now
    said: Counter[str] = Counter()

    def ask(question: Callable[[], object]) -> object:
        try:
            return question()
        except UserError as error:
            said[error.code] += 1
            return None

    with FailingDisk(point, seed).failing():
        said["damaged"] += sum(is_damaged(register, key) for _round in range(rounds))
        for _round in range(rounds // 4):
            said["another key"] += ask(lambda: is_key_of(copy, key)) is False
            said["other counts"] += ask(lambda: verify_copy(copy, key)) not in (counts, None)
    sys.stdout.write(json.dumps({what: count for what, count in said.items() if count}))


def main(folder: Path, point: str, seed: int, rounds: int) -> None:
    warm = unlock(data_folder(folder), PASSPHRASE, doors(SystemClock()))
    # Whatever is imported on first use is imported now.
    find_people(warm.register, "Иванов")
    keep_draft(warm.register, "desk", {"phone": "1"})
    register_party(warm.register, [arrival(warm)])
    back_up(warm)
    warm.check()
    warm.close()
    disk = FailingDisk(point, seed)
    desk = Desk(data_folder(folder), disk)
    with disk.failing():
        desk.work(rounds)
    sys.stdout.write(json.dumps({"saved": desk.saved, "codes": desk.codes}))


if __name__ == "__main__":
    run = judge if sys.argv[5:] == ["judge"] else main
    run(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
