"""Something long under way: how far it is, the key that stops it, and what became of it.

It hangs on the bus: another language or text size makes the window anew while it goes on, and the next page shows it.
"""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from intake_app.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.errors import UserError
    from intake_app.progress import Progress
    from ui.context import WindowContext

_STEPS = 100


class Run(QObject):
    """Handed into a job as its progress; `moved` comes on the window's thread, in per cent."""

    moved = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stopped = Event()
        self._last = -1

    def stop(self) -> None:
        """Ask the work to stop at its next step; then nothing of it is kept."""
        self._stopped.set()

    def progress(self) -> Progress:
        """The callable for the job."""

        def tell(done: int, total: int, /) -> None:
            if self._stopped.is_set():
                raise Cancelled
            percent = done * _STEPS // total if total else 0
            if percent != self._last:
                self._last = percent
                self.moved.emit(percent)

        return tell


class Errand(QObject):
    """One thing at a time. `moved` while it is under way, then `done` with its kind and result, or `failed` with its
    kind and UserError; after either of them, or a bug, `ended`.
    """

    moved = Signal()
    done = Signal(str, object)
    failed = Signal(str, object)
    ended = Signal()
    _broke = Signal()

    def __init__(self, context: WindowContext, name: str) -> None:
        super().__init__(context.bus)
        self.setObjectName(name)
        self.kind = ""
        self.percent = 0
        self._run: Run | None = None
        self._broke.connect(self._end)

    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._run is not None

    def start(
        self, context: WindowContext, kind: str, work: Callable[[Progress], Any], *, is_writing: bool = False
    ) -> None:
        """Begin, where nothing is under way; what changes the register is done in its order with the saves."""
        if self._run is not None:
            return
        run = self._run = Run(self)
        self.kind, self.percent = kind, 0
        run.moved.connect(self._take_percent)
        self.moved.emit()
        begin = context.jobs.write if is_writing else context.jobs.take_long
        begin(lambda: self._do(work, run), self._succeed, self._fail, is_lasting=True)

    def stop(self) -> None:
        """Stop at the next step; nothing of it is kept."""
        if self._run is not None:
            self._run.stop()

    def _do(self, work: Callable[[Progress], Any], run: Run) -> Any:
        """Beside the window; a bug ends the errand, whoever else is told of it."""
        from intake_app.errors import UserError

        try:
            return work(run.progress())
        except UserError:
            raise
        except Exception:
            self._broke.emit()
            raise

    def _take_percent(self, percent: int) -> None:
        self.percent = percent
        self.moved.emit()

    def _succeed(self, result: object) -> None:
        self._end()
        self.done.emit(self.kind, result)

    def _fail(self, error: UserError) -> None:
        self._end()
        self.failed.emit(self.kind, error)

    def _end(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        self.ended.emit()


def errand_of(context: WindowContext, name: str) -> Errand:
    """The errand of this name in this window, as it was before the window was made anew."""
    return context.bus.findChild(Errand, name) or Errand(context, name)


def stop_errands(bus: QObject) -> None:
    """The window closes or locks: nobody waits for an export."""
    for errand in bus.findChildren(Errand):
        errand.stop()
