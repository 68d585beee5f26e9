"""What holds for every test: no screen, no network, no waiting for a slow machine."""

from __future__ import annotations

import gc
import os
import shutil
import socket
import tempfile
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # the window follows the system's language; a test says which it wants
os.environ.pop("LANGUAGE", None)

# Files of tests lie in memory where there is room for them: what a power cut would leave is replayed from the calls
# (tests/faults/power), and each save would wait for the disk. The fault laboratory in full keeps to the disk.
MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3
if (
    not {"TMPDIR", "INTAKE_LONG_FAULTS"} & os.environ.keys()
    and os.access(MEMORY, os.W_OK)
    and shutil.disk_usage(MEMORY).free > ROOM
):
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None

# No deadline and no complaint about slowness: two cores are shared, and a slow machine is not a wrong program.
settings.register_profile("intake", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("intake")


def pytest_collection_finish() -> None:
    """What is imported and collected stays until the end: the collector need not walk through it in every test."""
    gc.collect()
    gc.freeze()


def _is_local(address: Any) -> bool:
    host = address[0] if isinstance(address, tuple) else address
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting to another machine raises: the application works with no network, and so do its tests."""

    def guarded(real: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family == getattr(socket, "AF_UNIX", None) or _is_local(address):
                return real(self, address)
            message = "a test tried to reach another machine"
            raise AssertionError(message)

        return connect

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
