"""One scan in a process of its own: `python -m benchmarks.scan_once PEOPLE` prints seconds, peak MiB, pairs."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.people import CHEAP, PASSPHRASE, kept_register
from intake_app.clock import SystemClock
from intake_app.opening import Doors, unlock
from intake_app.paths import data_folder
from intake_app.services.duplicates import scan_register


def main(count: int) -> None:
    """Open the kept register, scan it, and say what that took."""
    centre = unlock(data_folder(kept_register(count)), PASSPHRASE, Doors(SystemClock(), CHEAP))
    start = perf_counter()
    pairs = scan_register(centre.register)
    seconds = perf_counter() - start
    centre.close()
    print(f"{seconds:.2f} {_peak_mib()} {len(pairs)}")


def _peak_mib() -> int:
    """The most memory this program has had; what getrusage says begins with that of whoever started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+([0-9]+) kB", status)
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    main(int(sys.argv[1]))
