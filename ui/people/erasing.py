"""Everything about somebody is erased from their own page: asked in place of a tab, done beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.people.erase_view import EraseView
from ui.people.erase_words import Erased, erase_everything, read_erasure, say_erased
from ui.running import errand_of

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from intake_app.progress import Progress
    from ui.context import WindowContext

ERRAND = "erase"


class Erasing(QObject):
    """Works for one view and goes with it; `erased(Changes)` once the person is gone."""

    erased = Signal(object)

    def __init__(self, context: WindowContext, view: EraseView) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._errand = errand_of(context, ERRAND)
        self._errand.moved.connect(self._follow)
        self._errand.done.connect(self._finish)
        self._errand.failed.connect(self._fail)
        view.asked.connect(self._start)

    def begin(self, person_id: str) -> None:
        """Read what is to be asked."""
        unlocked, view = self._context.unlocked, self._view
        self._context.jobs.read(
            lambda: read_erasure(unlocked, person_id), view.show_erasure, self._refuse, latest="erasure"
        )

    def _start(self, is_from_backups: bool) -> None:
        unlocked, shown = self._context.unlocked, self._view.shown
        if shown is None:
            return

        def work(progress: Progress) -> Erased:
            return erase_everything(unlocked, shown, progress, from_backups=is_from_backups)

        self._errand.start(self._context, ERRAND, work, is_writing=True)

    def _follow(self) -> None:
        self._view.show_progress(self._errand.percent)

    def _finish(self, _kind: str, done: Erased) -> None:
        self._context.bus.said.emit(*say_erased(done))
        self.erased.emit(done.changes)

    def _fail(self, _kind: str, error: UserError) -> None:
        self._refuse(error)

    def _refuse(self, error: UserError) -> None:
        self._view.refuse(str(error))


def make_erasing(context: WindowContext, person_id: str) -> tuple[EraseView, Erasing]:
    """The view in which it is asked, and what does it."""
    view = EraseView()
    erasing = Erasing(context, view)
    erasing.begin(person_id)
    return view, erasing
