"""What the fault laboratory stands on: a small disk, a disk that fails, and the table of the figures that were seen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
SMALL = 4 * 1024 * 1024
IS_LONG = bool(os.environ.get("INTAKE_LONG_FAULTS"))
ROWS = {
    "kill": ("kill -9 at random instants", "0 acknowledged lost, 0 half records, 0 failed opens, an audit row each"),
    "window": ("kill -9 of the real window while typing", "at most 2 s of typing lost"),
    "power": ("power cut, unsynced writes dropped or torn", "0 lost; with NORMAL and OFF it must fail"),
    "full": ("disk full at save, export, backup, keyring, import, PDF", "a sentence, nothing lost, goes on after"),
    "errors": ("read, write, fsync errors 2 %", "0 lost, no false 'damaged'"),
    "flips": ("bit flips, truncations, foreign log", "all detected, all restored from the newest backup"),
    "keyrings": ("keyrings gone; power cut while a passphrase changes", "opens; old or new, never neither"),
    "keys": ("kill -9 while a user is revoked, let in, changed", "0 lost, nobody shut out, the revoked one never back"),
    "instances": ("two instances, stale lock", "the second says so; a stale lock does not block"),
    "migrations": ("released schemas upgraded, killed at each statement", "old or new, never between"),
    "clock": ("clock in 1970, 2099, back an hour", "nothing lost, order kept, a warning"),
    "stick": ("stick full at each 4 KiB, pulled, read-only, FAT32", "no half backup, the reason is said"),
    "canary": ("marked names in every file after a day and a lock", "none found"),
    "hostile": ("hostile text in every field and file", "stored, shown, printed safely, or refused in a sentence"),
    "locks": ("locked and unlocked with a form half typed", "1,000: no form lost, memory under 50 MB"),
    "soak": ("20,000 registrations in one sitting", "memory under 50 MB, save p95 within 1.2 x"),
}
"""The rows of the table and their figures; a test tells what it saw by the fixture `seen`."""


@pytest.fixture
def seen(record_property: Callable[[str, object], None]) -> Callable[[str, str], None]:
    """Tell the table what was seen: the row's name, and the figures in words."""

    def tell(row: str, figures: str) -> None:
        assert row in ROWS
        record_property(f"fault {row}", figures)

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table with what was seen; only in a long run, which is what `make faults` is."""
    if not IS_LONG:
        return
    told: dict[str, list[str]] = {row: [] for row in ROWS}
    failed = {report.nodeid for report in terminalreporter.stats.get("failed", [])}
    for report in terminalreporter.stats.get("passed", []):
        for name, figures in report.user_properties:
            if name.startswith("fault ") and report.when == "call":
                told[name.removeprefix("fault ")].append(str(figures))
    terminalreporter.section("faults")
    for row, (fault, figure) in ROWS.items():
        terminalreporter.write_line(f"{fault}\n    figure: {figure}")
        for line in told[row] or ["not seen"]:
            terminalreporter.write_line(f"    seen:   {line}")
    terminalreporter.write_line(f"failed: {', '.join(sorted(failed)) or 'none'}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MiB of its own; without root the test runs in a namespace of its own, where it may mount."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0:
        yield disk
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", str(disk)], check=True)
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that needs a small disk as the root of a namespace, where the user is not root."""
    if os.geteuid() == 0 or "small_disk" not in pyfuncitem.fixturenames:
        return None
    command = ["unshare", "--user", "--map-root-user", "--mount"]
    command += [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", pyfuncitem.nodeid]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    return True


def fill(disk: Path, *, but: int = 0) -> Path:
    """Leave not a byte of the disk free, or so many."""
    filling = disk / "filling"
    with filling.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
        if but:
            file.truncate(max(filling.stat().st_size - but, 0))
    return filling
