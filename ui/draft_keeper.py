"""Keeps what is half typed: two seconds after the last key, when a field is left, and when the window locks."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from intake_app.services.drafts import forget_draft, keep_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.context import WindowContext

WITHIN_MS = 2_000


class DraftKeeper(QObject):
    """One draft of a form; writes only what differs from what was kept last.

    `read` answers what the draft holds: empty where nothing is worth keeping, which forgets it; None where what is
    kept stays as it is.
    """

    def __init__(
        self, context: WindowContext, draft_id: str, read: Callable[[], dict[str, Any] | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._draft_id = draft_id
        self._read = read
        self._kept: dict[str, Any] = {}
        self._writing = Lock()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WITHIN_MS)
        self._timer.timeout.connect(self.keep_soon)

    def touch(self) -> None:
        """A key was typed: keep the form within two seconds, however long typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    def took(self, kept: Mapping[str, Any]) -> None:
        """This is what the register holds already."""
        self._kept = dict(kept)

    def keep_soon(self) -> None:
        """Keep the form now, beside the window."""
        if (work := self.work_to_do()) is not None:
            self._context.jobs.write(work, lambda _done: None)

    def keep_now(self) -> None:
        """Keep the form; durable when this returns."""
        if (work := self.work_to_do()) is not None:
            work()

    def pause(self) -> None:
        """The form is being saved: a draft written behind that would bring back somebody who is recorded."""
        self._timer.stop()

    def forget(self) -> None:
        """The form was saved, and its draft went with it."""
        self._timer.stop()
        self._kept = {}

    def work_to_do(self) -> Callable[[], None] | None:
        """What keeps the form as it is now, to be called on any thread; None where nothing has changed."""
        self._timer.stop()
        fields, register, draft_id = self._read(), self._context.register, self._draft_id
        if fields is None or fields == self._kept:
            return None
        self._kept = fields

        def write() -> None:
            with self._writing:
                if self._kept is not fields:
                    return  # a newer one was kept, or the form was saved, while this waited
                if fields:
                    keep_draft(register, draft_id, fields)
                else:
                    forget_draft(register, draft_id)

        return write
