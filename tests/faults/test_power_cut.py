"""The power goes at any instant: what was said is there, all of it is whole, and with less durability it is not."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from intake_app.domain.records import Person
from intake_app.errors import UserError
from intake_app.exchange.export import ExportRequest, export_register
from intake_app.opening import unlock
from intake_app.opening.archive import find_archives, open_archive
from intake_app.opening.backups import back_up
from intake_app.paths import data_folder
from intake_app.services.people import find_people
from intake_app.services.registration import register_party
from tests.faults.conftest import IS_LONG
from tests.faults.power import ROOT, Disk, Step, record
from tests.faults.power_work import ANOTHER, EXPORTED
from tests.made import PASSPHRASE, arrival, doors, made_centre

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAVES, CUTS = (200, 100) if IS_LONG else (10, 10)  # 600 in a long run: while people are saved, and in each other work
IMPORTED = 40
KEPT = ROOT / "tests" / "migrations" / "kept" / "0.1.0"
HELD = "Хранимый"


@dataclass(frozen=True)
class Recording:
    """What a program did to a folder, and the folder as it was before."""

    origin: Path
    before: Path
    steps: list[Step]

    def cut_at(self, instant: int, chance: random.Random, target: Path) -> list[str]:
        """Lay out what is left when the power goes before this step; answers what had been said."""
        disk = Disk.of(self.origin_as_it_was())
        said = b""
        for step in self.steps[:instant]:
            if step.kind == "say":
                said += step.data
            else:
                disk.take(step)
        disk.cut(chance)
        disk.lay_out(target, self.origin)
        return [line.decode() for line in said.split(b"\n")[:-1]]

    def origin_as_it_was(self) -> Path:
        shutil.rmtree(self.origin)
        shutil.copytree(self.before, self.origin)
        return self.origin


def recorded(tmp_path: Path, work: str, *, durability: str = "") -> Recording:
    origin, before = tmp_path / "origin", tmp_path / "before"
    if work == "migrate":
        shutil.copytree(KEPT, origin)
    else:
        made_centre(origin).close()
    shutil.copytree(origin, before)
    command = ["-m", "tests.faults.power_work", str(origin), work, *([durability] if durability else [])]
    steps = record(command, origin, tmp_path / "trace")
    assert sum(step.kind == "write" for step in steps) > 8
    return Recording(origin, before, steps)


def cuts(recording: Recording, tmp_path: Path, count: int, seed: int) -> list[tuple[Path, list[str]]]:
    """Folders as so many power cuts leave them, and what had been said by then; the first comes when all is done."""
    chance = random.Random(seed)
    left = []
    for number in range(count):
        target = tmp_path / f"cut {number}"
        instant = chance.randint(1, len(recording.steps)) if number else len(recording.steps)
        left.append((target, recording.cut_at(instant, chance, target)))
    return left


def trouble_of(folder: Path, people: list[str]) -> str:
    """What is wrong after a cut: a code, or empty where everybody of whom it was said is there and all is whole."""
    try:
        unlocked = unlock(data_folder(folder), PASSPHRASE, doors())
    except UserError as error:
        return error.code
    try:
        with unlocked.register.reading() as reading:
            if any(reading.get(Person, person_id) is None for person_id in people):
                return "lost"
        return "altered" if unlocked.check().findings else ""
    except UserError as error:
        return error.code
    finally:
        unlocked.close()


def test_a_power_cut_while_people_are_saved_loses_nobody_who_was_said_to_be_saved(
    tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    left = cuts(recorded(tmp_path, "save"), tmp_path, SAVES, seed=1)
    troubles = Counter(trouble_of(folder, said) for folder, said in left)
    seen("power", f"save: {SAVES} cuts, {SAVES - troubles['']} with a loss")
    assert troubles == {"": SAVES}
    assert any(said for _folder, said in left)


@pytest.mark.parametrize("durability", ["NORMAL", "OFF"])
def test_with_less_durability_the_same_power_cuts_lose_people(
    tmp_path: Path, durability: str, seen: Callable[[str, str], None]
) -> None:
    left = cuts(recorded(tmp_path, "save", durability=durability), tmp_path, SAVES, seed=1)
    troubles = Counter(trouble_of(folder, said) for folder, said in left)
    seen("power", f"save with {durability}: {SAVES} cuts, {SAVES - troubles['']} with a loss (it must)")
    assert troubles[""] < SAVES


def test_a_power_cut_during_an_upgrade_leaves_a_register_that_opens_with_all_it_held(
    tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    left = cuts(recorded(tmp_path, "migrate"), tmp_path, CUTS, seed=2)
    troubles = Counter(trouble_of(folder, []) for folder, _said in left)
    seen("power", f"migration: {CUTS} cuts, {CUTS - troubles['']} with a loss")
    assert troubles == {"": CUTS}
    unlocked = unlock(data_folder(left[0][0]), PASSPHRASE, doors())
    assert len(find_people(unlocked.register, HELD)) == 1
    unlocked.close()


def test_a_power_cut_during_a_backup_leaves_no_half_one_and_keeps_each_that_was_said(
    tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    left = cuts(recorded(tmp_path, "backup"), tmp_path, CUTS, seed=3)
    for folder, said in left:
        assert trouble_of(folder, []) == ""
        files = find_archives(folder / "backups")
        # The first one of a day goes once a second one is verified.
        assert len(files) >= min(len(said), 1)
        assert len(said) < 2 or said[1] in {file.name for file in files}
        for number, file in enumerate(files):
            with open_archive(file) as archive:
                archive.extract_register(folder / f"again {number}.db")
    last = unlock(data_folder(left[-1][0]), PASSPHRASE, doors())
    assert back_up(last).file.exists()
    last.close()
    seen("power", f"backup: {CUTS} cuts, 0 half backups, none of those said missing")


def test_a_power_cut_during_an_import_leaves_all_of_it_or_nothing(
    tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    other = made_centre(tmp_path / "other")
    register_party(other.register, [arrival(other, given_name=f"Гость {number}") for number in range(IMPORTED)])
    export_register(other.register, tmp_path / EXPORTED, ExportRequest(purpose="import"))
    other.close()
    halves, ends = 0, set()
    for folder, said in cuts(recorded(tmp_path, "import"), tmp_path, CUTS, seed=5):
        assert trouble_of(folder, []) == ""
        unlocked = unlock(data_folder(folder), PASSPHRASE, doors())
        with unlocked.register.reading() as reading:
            there = reading.count_people()
        unlocked.close()
        halves += there not in {0, IMPORTED}
        ends.add(there)
        assert not said or there == IMPORTED
    seen("power", f"import of {IMPORTED}: {CUTS} cuts, {halves} half imports, none lost of those that were said")
    assert halves == 0
    assert ends == {0, IMPORTED}


def test_a_power_cut_while_a_passphrase_changes_leaves_the_old_or_the_new_one(
    tmp_path: Path, seen: Callable[[str, str], None]
) -> None:
    opened: Counter[str] = Counter()
    for folder, said in cuts(recorded(tmp_path, "keyring"), tmp_path, CUTS, seed=4):
        opens = [each for each in (PASSPHRASE, ANOTHER) if _opens(folder, each)]
        opened[opens[0] if opens else "neither"] += 1
        assert len(opens) == 1, said
        assert said != [ANOTHER, PASSPHRASE] or opens == [PASSPHRASE]
    seen("power", f"change of a passphrase: {CUTS} cuts, neither opens in {opened['neither']}")
    seen("keyrings", f"power cut while a passphrase changes: {CUTS} cuts, neither opens in {opened['neither']}")


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        unlock(data_folder(folder), passphrase, doors()).close()
    except UserError as error:
        if error.code != "wrong_passphrase":
            raise
        return False
    return True
