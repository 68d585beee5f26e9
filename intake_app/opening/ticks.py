"""How long something lasts on this machine, whatever is done to its clock: seconds since the machine was started."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Ticks(Protocol):
    """Seconds that only ever grow between two starts of the machine."""

    def seconds(self) -> float:
        """Since some instant of this run of the machine, its sleep counted where the system counts it."""

    def run(self) -> str:
        """A mark of this run of the machine; empty where the system gives none."""


class MachineTicks:
    """The machine's own."""

    def seconds(self) -> float:
        boot_time = getattr(time, "CLOCK_BOOTTIME", None)  # Linux, the only one whose other clock leaves sleep out
        return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)

    def run(self) -> str:
        try:
            return _BOOT_ID.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return ""
