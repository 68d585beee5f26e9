"""Memory that was freed and that the C library keeps: a sort of everybody leaves tens of megabytes with it."""

from __future__ import annotations

import sys


def give_back() -> None:
    """Give what was freed back to the system; where the C library has no such call, nothing happens."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    if (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
