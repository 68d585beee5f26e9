"""None, True and False made as lasting as Python 3.12 makes them, for PySide 6.12 on Python 3.11.

PySide 6.12 returns these without taking a reference, as is right from Python 3.12 on (PEP 683: they are immortal), also
on 3.11, which it claims to support. There every Qt method that returns nothing takes one reference away from None and
every signal one from True, and after some thousand calls, one evening at a desk, the process ends: "deallocating None".
"""

from __future__ import annotations

import ctypes
import sys

_LASTING = 1 << 60  # references; more than any process gives back
_IMMORTAL_SINCE = (3, 12)


def keep_singletons() -> None:
    """Give the singletons references that cannot be used up; does nothing where they are immortal, or did before."""
    if sys.version_info >= _IMMORTAL_SINCE:
        return
    for singleton in (None, True, False, NotImplemented, Ellipsis):
        held = ctypes.c_ssize_t.from_address(id(singleton))
        # The count is an object's first word in every ordinary build; where it is not, nothing is touched.
        if abs(held.value - sys.getrefcount(singleton)) < 100 and held.value < _LASTING:
            held.value += _LASTING
