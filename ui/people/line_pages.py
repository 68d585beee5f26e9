"""Reading the lines that are looked at, a page at a time, one reading after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.people.line_store import PAGE
from ui.people.list_work import read_page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.errors import UserError
    from intake_app.services.people_lists import Roster
    from ui.context import WindowContext
    from ui.people.list_lines import ShownLine
    from ui.people.list_model import PeopleModel

_AHEAD_MS = 400  # what nobody has scrolled to yet is not read between two keys of whoever types two or three a second


class LinePages(QObject):
    """`due()`: the model wants pages and none is being read; call `read`.

    Whoever scrolls on gets what is seen, not what was: pages wanted last are read first, and those scrolled past
    meanwhile are not read at all.
    """

    due = Signal()

    def __init__(self, context: WindowContext, model: PeopleModel) -> None:
        super().__init__(model)
        self._context = context
        self._model = model
        self._is_reading = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.due)
        model.needed.connect(lambda: self._timer.start(0))
        model.foreseen.connect(lambda: self._timer.isActive() or self._timer.start(_AHEAD_MS))
        model.modelReset.connect(self._timer.stop)

    def read(self, roster: Roster | None, text: str, reasons: Mapping[int, str]) -> None:
        """Read what is wanted now, unless something is being read; `reasons` are those of the list that is shown."""
        starts = () if self._is_reading else self._model.store.wanted()
        if starts:
            self._is_reading = True
            self._read(starts, roster, text, reasons)

    def _read(self, starts: tuple[int, ...], roster: Roster | None, text: str, reasons: Mapping[int, str]) -> None:
        """The first page, then the others one by one, unless something nearer is wanted meanwhile."""
        register, rows, (start, *others) = self._context.register, self._model.rows, starts

        def give(lines: tuple[ShownLine | None, ...]) -> None:
            is_same = rows is self._model.rows
            if is_same:
                self._model.give(start, lines)
            if is_same and others and not self._model.store.is_wanting():
                self._read(tuple(others), roster, text, reasons)
            else:
                self._is_reading = False
                self.due.emit()

        page = rows[start : start + PAGE]
        self._context.jobs.read(lambda: read_page(register, page, roster, text, reasons), give, self._say)

    def _say(self, error: UserError) -> None:
        self._is_reading = False
        self._context.bus.said.emit(str(error), "danger")
