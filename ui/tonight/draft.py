"""Keeps the half-typed line: within two seconds of a key, when a field is left, and when the window locks."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from intake_app.services.drafts import forget_draft, keep_draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.context import WindowContext

DRAFT_ID = "tonight"
WITHIN_MS = 2_000


class LineDraft(QObject):
    """`read` answers what is worth keeping, empty for nothing; only what differs from the last is written."""

    def __init__(self, context: WindowContext, read: Callable[[], dict[str, Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._read = read
        self._kept: dict[str, Any] = {}
        self._writing = Lock()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WITHIN_MS)
        self._timer.timeout.connect(self.keep_soon)

    def touch(self) -> None:
        """A key was typed."""
        if not self._timer.isActive():
            self._timer.start()

    def keep_soon(self) -> None:
        """Keep it now, beside the window."""
        if (work := self._work()) is not None:
            self._context.jobs.write(work, lambda _done: None)

    def keep_now(self) -> None:
        """Keep it; durable when this returns."""
        if (work := self._work()) is not None:
            work()

    def _work(self) -> Callable[[], None] | None:
        self._timer.stop()
        fields, register = self._read(), self._context.register
        if fields == self._kept:
            return None
        self._kept = fields

        def write() -> None:
            with self._writing:
                if self._kept is not fields:
                    return  # a newer one was kept while this waited
                if fields:
                    keep_draft(register, DRAFT_ID, fields)
                else:
                    forget_draft(register, DRAFT_ID)

        return write
