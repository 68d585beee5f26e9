"""Background work: a writer, a reader, and one for what takes long: neither a save nor a search waits behind a backup.

A job is a plain callable that never touches Qt and never asks anybody; its result or error comes back on the thread of
the window. The callables that take it are called only while the jobs are open.
"""

from __future__ import annotations

import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from intake_app.errors import UserError
from ui.crashes import record_crash
from ui.garbage import Garbage

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

HANDED_OVER_S = 0.0005
"""How long one thread keeps the interpreter from another. Python's own 5 ms are a third of a frame, each time that the
reader has its rows and the window is busy, or the other way round."""


class Jobs(QObject):
    """Runs work beside the window.

    `refused` carries a UserError that no caller asked for; `crashed` carries the reference of a bug, whose redacted
    report is in the log. Each job answers exactly one of done, failed, refused, crashed, or nothing when it was
    overtaken by a newer one of its kind or the jobs were closed.
    """

    refused = Signal(object)
    crashed = Signal(str)
    _answered = Signal(object)

    def __init__(self, writer: Executor, reader: Executor, patient: Executor | None = None) -> None:
        super().__init__()
        self._writer = writer
        self._reader = reader
        self._patient = patient or writer
        self._newest: dict[str, int] = {}
        self._is_open = True
        self._window = 0
        self._garbage: Garbage | None = None
        self._answered.connect(self._deliver)
        for signal in (self.refused, self.crashed):
            signal.connect(_hear_nothing)  # so that there is always somebody to disconnect

    @classmethod
    def threaded(cls, reader: Executor | None = None) -> Jobs:
        """The jobs of a real window: one thread each; what is read may be done by a `reader` of its own."""
        sys.setswitchinterval(HANDED_OVER_S)
        reader = reader or ThreadPoolExecutor(1, "reader")
        made = cls(ThreadPoolExecutor(1, "writer"), reader, ThreadPoolExecutor(1, "patient"))
        made._garbage = Garbage(made)
        return made

    @classmethod
    def inline(cls) -> Jobs:
        """For tests: everything is done when `read` or `write` returns."""
        return cls(_AtOnce(), _AtOnce())

    def write(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        *,
        is_lasting: bool = False,
    ) -> None:
        """Do work that changes the register, in the order it was asked for."""
        self._start(self._writer, work, done, failed, is_lasting=is_lasting)

    def read(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        *,
        latest: str = "",
        is_lasting: bool = False,
    ) -> None:
        """Do work that only looks; of several with the same `latest` only the newest answers."""
        self._start(self._reader, work, done, failed, latest, is_lasting=is_lasting)

    def take_long(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        *,
        is_lasting: bool = False,
    ) -> None:
        """Do work that may take seconds, such as a backup or an export, beside saving and searching."""
        self._start(self._patient, work, done, failed, is_lasting=is_lasting)

    def let_go(self) -> None:
        """The pages that asked are being made anew: what is under way goes on, only what is `is_lasting` answers."""
        self._window += 1

    def close(self) -> None:
        """Wait for what is under way, answer nobody any more, and take nothing new; safe to call twice."""
        was_open, self._is_open = self._is_open, False
        self._reader.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._patient.shutdown(wait=True)
        if self._garbage is not None:
            self._garbage.stop()
        if was_open:  # a listener that holds these jobs would keep the keys for ever
            self.refused.disconnect()
            self.crashed.disconnect()

    def _start(
        self,
        executor: Executor,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None,
        latest: str = "",
        *,
        is_lasting: bool = False,
    ) -> None:
        if not self._is_open:
            return
        window = self._window
        number = self._newest[latest] = self._newest.get(latest, 0) + 1

        def is_wanted() -> bool:
            is_heard = is_lasting or window == self._window
            return self._is_open and is_heard and (not latest or self._newest[latest] == number)

        def run() -> None:
            if latest and not is_wanted():
                return
            answer = self._run(work, done, failed)
            self._answered.emit(lambda: answer() if is_wanted() else None)

        executor.submit(run)

    def _run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[UserError], None] | None
    ) -> Callable[[], None]:
        try:
            result = work()
        except UserError as error:
            refusal = error
            return lambda: (failed or self.refused.emit)(refusal)
        except Exception as error:  # noqa: BLE001 - the one place where a bug in a job is caught
            reference = record_crash(error)
            return lambda: self.crashed.emit(reference)
        return lambda: done(result)

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        """Runs on the window's thread: the signal is queued when it comes from another."""
        answer()


def _hear_nothing(_told: object) -> None:
    """Whoever asked was told already, or nobody is there."""


class _AtOnce(Executor):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future
