"""From a key to its painted answer: the time until the window has painted and nothing it asked for is under way.

A key is sent to what has the focus; then the event loop turns until every background job that the key has started was
answered, and the window has painted what came of it. A paint is a turn in which the window brings its backing store up
to date; it is seen at the window alone, for a filter of the application is called for every event of every widget, some
thirty a picture, and each call waits for the interpreter that the reader has.
Between events the loop waits as that of the program does: one that spins fights its own reader over the interpreter,
and each row that is read then takes ten times as long.
"""

from __future__ import annotations

from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer

from ui.jobs import Jobs

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

LONGEST = 1.0  # seconds; an answer that is not painted by then is none
QUIET = 0.06  # seconds without a paint; longer than any wait that a screen makes before it searches
_TICK_MS = 4  # how often the waiting loop looks whether all is quiet
WAITING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


class CountedExecutor(Executor):
    """One thread that can say how many jobs it still has."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._jobs: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        job = self._thread.submit(fn, *args, **kwargs)
        self._jobs = [each for each in self._jobs if not each.done()] + [job]
        return job

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002
        self._thread.shutdown(wait, cancel_futures=cancel_futures)

    @property
    def is_busy(self) -> bool:
        """Whether any job is not done yet."""
        return any(not each.done() for each in self._jobs)


class Paints(QObject):
    """Counts every paint of the application's windows."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.count = 0
        self._app = app

    def listen(self) -> None:
        """Hear the windows there are by now; one that is heard already is heard once."""
        for window in self._app.topLevelWidgets():
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.UpdateRequest:
            self.count += 1
        return False


@dataclass
class Stopwatch:
    """Times answers in one window; `reader` is what its searches and rows are read by."""

    app: QApplication
    reader: CountedExecutor = field(default_factory=CountedExecutor)

    def __post_init__(self) -> None:
        self._paints = Paints(self.app)
        self.app.setCursorFlashTime(0)  # a cursor that blinks is no answer
        self._ticks = QTimer(self._paints)
        self._ticks.setTimerType(Qt.TimerType.PreciseTimer)
        self._ticks.start(_TICK_MS)

    def jobs(self) -> Jobs:
        """The window's jobs, threads as in earnest, the reader counted."""
        return Jobs.threaded(self.reader)

    def settle(self, seconds: float = 0.3) -> None:
        """Let everything that is under way come to its end."""
        end = perf_counter() + seconds
        while perf_counter() < end or self.reader.is_busy:
            self.app.processEvents(WAITING)

    def answer(self, act: Callable[[], None]) -> float:
        """Seconds from `act`, a key press, to the last paint that came of it; LONGEST where nothing is painted at all.

        It is the last when no read is under way and nothing has been painted for QUIET seconds.
        """
        self.settle(0.0)
        self._paints.listen()
        start = last = idle_since = perf_counter()
        is_painted = False
        act()
        while (now := perf_counter()) - start < LONGEST:
            was_busy, before = self.reader.is_busy, self._paints.count
            self.app.processEvents(WAITING)
            if self._paints.count > before:
                last, is_painted = perf_counter(), True
            elif was_busy:
                idle_since = now
            elif is_painted and now - max(last, idle_since) > QUIET:
                break
        return last - start if is_painted else LONGEST

    def frame(self, act: Callable[[], None]) -> float:
        """Seconds the window's own thread is taken by one step until its frame is painted, whatever is read beside."""
        self._paints.listen()
        painted = self._paints.count
        start = perf_counter()
        act()
        while self._paints.count == painted and perf_counter() - start < LONGEST:
            self.app.processEvents(WAITING)
        return perf_counter() - start
