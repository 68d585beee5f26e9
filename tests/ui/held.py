"""Work beside the window that waits until a test lets it go."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Held(Executor):
    """Does nothing until it is let."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.waiting.append(lambda: fn(*args, **kwargs))
        return Future()

    def let(self) -> None:
        """Do all that waits, in its order, and what that has asked for."""
        while self.waiting:
            self.waiting.pop(0)()
