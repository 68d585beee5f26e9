"""No memory of this process goes to a disk: core dumps off, crash reports of the system without its heap.

Called first thing by both doors. What the system refuses is left: the program is still worth having.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Any

_PR_SET_DUMPABLE = 4
_NO_BOXES = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX
_NO_HEAP = 0x0001  # WER_FAULT_REPORTING_FLAG_NOHEAP


def keep_memory_private() -> None:
    """Ask the system to write no dump of this process, and on Linux to let no other process of this user look in."""
    with suppress(OSError, ValueError, AttributeError, ImportError):
        if sys.platform == "win32":
            _quiet_windows()
        else:
            import resource

            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            if sys.platform.startswith("linux"):
                import ctypes

                ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _quiet_windows() -> None:
    import ctypes

    libraries: Any = getattr(ctypes, "windll")  # noqa: B009 - there on Windows only
    libraries.kernel32.SetErrorMode(_NO_BOXES)
    libraries.wer.WerSetFlags(_NO_HEAP)
