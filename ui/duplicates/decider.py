"""Carries out what was decided of two records, and takes it back, the last first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _
from intake_app.services.merging import Joined, merge_people
from intake_app.services.not_the_same import declare_different, take_back
from intake_app.services.undoing import undo_act
from ui.duplicates.words import say_joined
from ui.models.joined_words import say_left_over

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.changes import Changes
    from intake_app.errors import UserError
    from intake_app.services.parting import Undone
    from ui.context import WindowContext
    from ui.duplicates.review import Review

Ids = tuple[str, str]


class Decision(NamedTuple):
    """What was done of whom: the act, the two, whether it joined them, and the sentence that says so."""

    act_id: str
    ids: Ids
    is_joining: bool
    said: str


class Decider(QObject):
    """`decided(Changes)` and `took_back(Changes, ids)` after what was done; `refused(UserError)` where it was not."""

    decided = Signal(object)
    took_back = Signal(object, object)
    refused = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.done: tuple[Decision, ...] = ()

    def join(self, review: Review) -> None:
        """Join the two as it was decided."""
        register, joining = self._context.register, review.joining()

        def done(joined: Joined) -> None:
            kind = "warning" if joined.is_held else "good"
            said = say_joined(joined.card_number, is_held=joined.is_held)
            self._keep(Decision(joined.changes.act_id, review.ids, True, said), joined.changes, kind)

        self._context.jobs.write(lambda: merge_people(register, joining), done, self.refused.emit)

    def differ(self, ids: Ids) -> None:
        """Say for good that they are two people."""
        register, said = self._context.register, _("Two people: this is remembered on every desk.")
        self._write(lambda: declare_different(register, *ids), ids, said)

    def doubt(self, ids: Ids) -> None:
        """Say no longer that they are two people."""
        register, said = self._context.register, _("Nobody says any more that they are two people.")
        self._write(lambda: take_back(register, *ids), ids, said)

    def take_last_back(self) -> None:
        """Undo the last decision that stands."""
        if not self.done:
            return
        register, last = self._context.register, self.done[-1]

        def undone(changes: Undone) -> None:
            self.done = self.done[:-1]
            more = say_left_over(changes)
            is_parted = "person" in changes.tables
            said = _("Taken back: there are two records again.") if is_parted else _("Taken back.")
            self._context.bus.said.emit(f"{said} {more}".strip(), "warning" if more else "good")
            self.took_back.emit(changes, last.ids)

        def refuse(error: UserError) -> None:
            if error.code == "undo_undone":  # somebody did so in the history
                self.done = self.done[:-1]
            self.refused.emit(error)

        self._context.jobs.write(lambda: undo_act(register, last.act_id), undone, refuse)

    def _write(self, say: Callable[[], Changes], ids: Ids, said: str) -> None:
        """Write whether two are two, or that nobody says so any more."""
        self._context.jobs.write(
            say,
            lambda changes: self._keep(Decision(changes.act_id, ids, False, said), changes),
            self.refused.emit,
        )

    def _keep(self, decision: Decision, changes: Changes, kind: str = "good") -> None:
        self.done = (*self.done, decision)
        self._context.bus.said.emit(decision.said, kind)
        self.decided.emit(changes)
