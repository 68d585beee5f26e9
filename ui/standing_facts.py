"""Keeps the standing facts of the status line as they are: backup, not exported, and what another process records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _
from ui.facts import Facts, NotExported, backup_in_words, export_in_words, read_facts, read_vector

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.context import WindowContext
    from ui.status_line import StatusLine


class StandingFacts(QObject):
    """`refresh` after a change, `look` every second; `recorded_elsewhere` says that another process did something.

    The count runs among what takes long, one at a time, so that no search ever stands behind it.
    """

    recorded_elsewhere = Signal()

    def __init__(self, context: WindowContext, status: StatusLine) -> None:
        super().__init__(status)
        self._context = context
        self._status = status
        self._vector: Mapping[str, int] | None = None
        self._people = NotExported()
        self._shown: Facts | None = None
        self._is_counting = False
        self._is_outdated = False
        context.jobs.crashed.connect(self._end_count)

    def refresh(self) -> None:
        """Read the facts anew, beside the window."""
        register = self._context.register
        self._context.jobs.read(lambda: read_facts(register), self._show, latest="facts")
        self._count()

    def look(self) -> None:
        """See whether another process recorded something; the backup's age goes on without a reading."""
        self._say_age()
        self._say_trail()
        register = self._context.register
        self._context.jobs.read(lambda: read_vector(register), self._compare, latest="vector")

    def _show(self, facts: Facts) -> None:
        self._vector, self._shown = facts.vector, facts
        self._say_age()

    def _say_age(self) -> None:
        """Only other words are put there: whoever listens to the window hears no minute twice."""
        if (facts := self._shown) is None:
            return
        now = self._context.register.clock.now()
        words, kind = backup_in_words(facts.last_backup, now, awaits_second=facts.awaits_second)
        if words != self._status.fact("backup"):
            self._status.set_fact("backup", "hard-drive-download", words, kind)

    def _say_trail(self) -> None:
        """Whoever works here is told while nothing writes down who looks at what, and once why."""
        problem = self._context.register.trail_problem()
        words = "" if problem is None else _("The trail is not written")
        if words != self._status.fact("trail"):
            self._status.set_fact("trail", "triangle-alert", words, "warning")
            if problem is not None:
                text = _("Who looks at what cannot be written down just now; it is tried again. {why}")
                self._context.bus.said.emit(text.format(why=problem), "danger")

    def _compare(self, vector: Mapping[str, int]) -> None:
        if self._vector is not None and vector != self._vector:
            self._vector = vector
            self.recorded_elsewhere.emit()

    def _count(self) -> None:
        """Of many wishes while one count runs, one more is enough."""
        if self._is_counting:
            self._is_outdated = True
            return
        self._is_counting, self._is_outdated = True, False
        register, people = self._context.register, self._people
        self._context.jobs.take_long(lambda: people.count(register), self._show_count, lambda _error: self._end_count())

    def _show_count(self, count: int) -> None:
        self._status.set_fact("export", "upload", export_in_words(count))
        self._end_count()
        if self._is_outdated:
            self._count()

    def _end_count(self) -> None:
        self._is_counting = False
