"""Keeps a half-typed message two seconds after the last key, and at once when the cover is left or the window locks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from intake_app.services.drafts import forget_draft, keep_draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.asks.form import AskForm
    from ui.context import WindowContext

WITHIN_MS = 2_000


class DraftKeeper(QObject):
    """One cover's draft; writes only what differs from what was kept last."""

    def __init__(self, context: WindowContext, form: AskForm, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._form = form
        self._kept: dict[str, Any] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WITHIN_MS)
        self._timer.timeout.connect(self.keep_soon)

    def touch(self) -> None:
        """A key was typed: keep what stands there within two seconds, however long typing goes on."""
        if not self._timer.isActive():
            self._timer.start()

    def took(self, kept: Mapping[str, Any]) -> None:
        """This is what the register holds already."""
        self._kept = dict(kept)

    def keep_soon(self) -> None:
        """Keep it beside the window."""
        self._keep(is_aside=False)

    def put_aside(self) -> None:
        """The cover is left: what is half typed is not shown to the next who asks."""
        self._keep(is_aside=True)

    def keep_now(self) -> None:
        """Keep it; durable when this returns, as when the window locks."""
        self._timer.stop()
        fields = self._form.kept(is_aside=False)
        if fields and fields != self._kept:
            keep_draft(self._context.register, self._form.draft_id, fields)
            self._kept = fields

    def forget(self) -> None:
        """The message was kept: its draft goes."""
        self._timer.stop()
        self._kept = {}
        register, draft_id = self._context.register, self._form.draft_id
        self._context.jobs.write(lambda: forget_draft(register, draft_id), lambda _done: None)

    def _keep(self, *, is_aside: bool) -> None:
        self._timer.stop()
        fields = self._form.kept(is_aside=is_aside)
        if fields and fields != self._kept:
            self._kept = fields
            register, draft_id = self._context.register, self._form.draft_id
            self._context.jobs.write(lambda: keep_draft(register, draft_id, fields), lambda _done: None)
