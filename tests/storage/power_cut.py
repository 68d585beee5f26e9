"""A power cut in the middle of file work: from one file operation on, nothing reaches the disk any more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_TOUCHES_DISK = {"open", "os.chmod", "os.mkdir", "os.remove", "os.rename", "os.listdir", "os.scandir", "os.truncate"}
_left: list[int] = []


class PowerCutError(BaseException):
    """Not an Exception, so that no handler of the program's takes it for something to recover from."""


def run_until_cut(work: Callable[[], object], operations: int) -> bool:
    """Run `work`; its file operations succeed that many times and all fail after. Answer whether it came to its end."""
    _left[:] = [operations]
    try:
        work()
    except PowerCutError:
        return False
    finally:
        _left.clear()
    return True


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _left and event in _TOUCHES_DISK:
        if _left[0] == 0:
            raise PowerCutError
        _left[0] -= 1


sys.addaudithook(_watch)  # cannot be taken off again; it is idle outside run_until_cut
