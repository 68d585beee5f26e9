"""Looks the register through for people recorded twice, beside the window, and keeps what it found while that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from intake_app.progress import Cancelled
from intake_app.services.centres import read_centre
from intake_app.services.duplicates import scan_register
from intake_app.services.not_the_same import list_declared
from intake_app.services.pair_lists import list_pairs
from ui.running import errand_of

if TYPE_CHECKING:
    from intake_app.errors import UserError
    from intake_app.services.duplicates import Pair
    from intake_app.services.not_the_same import Declared
    from intake_app.services.pair_lists import PairList
    from ui.context import WindowContext

ERRAND = "duplicates"
MOST = 500
"""Pairs that are read for the list; of more the likeliest."""


class PairFinder(QObject):
    """`listed(PairList, declared, zone)` after each reading; `moved` while the register is looked through, `ended`
    with whether it was stopped, `refused(UserError)` where it may not be.

    `pairs` is what was found last, None where nobody has looked yet.
    """

    listed = Signal(object, object, object)
    moved = Signal(int)
    ended = Signal(bool)
    refused = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.pairs: tuple[Pair, ...] | None = None
        self._errand = errand_of(context, ERRAND)
        self._errand.moved.connect(self._tell)  # its own, which ends with it: the errand outlives the page
        self._errand.done.connect(self._take)
        self._errand.failed.connect(self._fail)

    def is_running(self) -> bool:
        """Whether the register is being looked through."""
        return self._errand.is_running()

    def percent(self) -> int:
        """How far it is."""
        return self._errand.percent

    def start(self) -> None:
        """Look the register through."""
        register = self._context.register
        self._errand.start(self._context, ERRAND, lambda progress: scan_register(register, progress))

    def stop(self) -> None:
        """Stop at the next step; what was found before stays."""
        self._errand.stop()

    def read(self) -> None:
        """Read what is still to be decided of what was found, and what was said to be two people."""
        register, pairs = self._context.register, self.pairs or ()

        def look() -> tuple[PairList, tuple[Declared, ...], ZoneInfo]:
            zone = ZoneInfo(read_centre(register).time_zone)
            return list_pairs(register, pairs, MOST), list_declared(register), zone

        self._context.jobs.read(look, lambda found: self.listed.emit(*found), self.refused.emit, latest="pairs")

    def _tell(self) -> None:
        self.moved.emit(self._errand.percent)

    def _take(self, _kind: str, found: tuple[Pair, ...]) -> None:
        self.pairs = found
        self.ended.emit(False)
        self.read()

    def _fail(self, _kind: str, error: UserError) -> None:
        self.ended.emit(isinstance(error, Cancelled))
        if not isinstance(error, Cancelled):
            self.refused.emit(error)
