"""What the fault laboratory stands on: a small disk, a disk that fails, and the table of the figures."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.table import Table, as_property

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
SMALL = 4 * 1024 * 1024
PATIENCE_S = 7200.0  # no process of the laboratory takes as long, however busy the machine is
IS_LONG = bool(os.environ.get("INTAKE_LONG_FAULTS"))
ALONE = "alone"
TABLE = Table()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{ALONE}: measures time, so in a long run nothing else runs beside it")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What measures comes first: while it waits for its turn a worker does nothing."""
    items.sort(key=lambda item: item.get_closest_marker(ALONE) is None)


@pytest.fixture(autouse=True)
def turn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """In a long run on several workers, nothing runs beside a test that measures."""
    if not IS_LONG or "PYTEST_XDIST_WORKER" not in os.environ:
        yield
        return
    shared = tmp_path_factory.getbasetemp().parent
    how = fcntl.LOCK_SH if request.node.get_closest_marker(ALONE) is None else fcntl.LOCK_EX
    with (shared / "gate").open("a") as gate, (shared / "turn").open("a") as held:
        fcntl.flock(gate, fcntl.LOCK_EX)  # whoever waits for its turn lets nobody else in before
        fcntl.flock(held, how)
        fcntl.flock(gate, fcntl.LOCK_UN)
        yield


@pytest.fixture
def seen(record_property: Callable[[str, object], None]) -> Callable[[str, str], None]:
    """Tell the table what was seen: the row's name, and the figures in words."""

    def tell(row: str, figures: str) -> None:
        record_property(as_property(row), figures)

    return tell


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    TABLE.take(report)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A whole long run in which a row was not seen has failed, although no test has."""
    is_whole_run = session.config.args == ["tests/faults"] and not session.config.option.keyword
    if IS_LONG and is_whole_run and not TABLE.is_whole and "PYTEST_XDIST_WORKER" not in os.environ:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table with what was seen; only in a long run, which is what `make faults` is."""
    if IS_LONG:
        terminalreporter.section("faults")
        for line in TABLE.lines():
            terminalreporter.write_line(line)


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
