"""What is done to everybody who is checked in the list of people, and taken back from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.i18n import _, ngettext, say_number
from intake_app.services.bulk_departures import Departed, record_departures
from intake_app.services.parties import bring_together
from intake_app.services.people_lists import person_ids_of
from intake_app.services.undoing import undo_act
from ui.pages import Compare
from ui.printing import print_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intake_app.domain.changes import Changes
    from intake_app.errors import UserError
    from intake_app.services.parties import Together
    from ui.context import WindowContext
    from ui.people.list_model import PeopleModel

LEFT, JOINED = "left", "joined"


@dataclass(frozen=True, slots=True)
class DoneAct:
    """An act made from the list that can be taken back: its id, what it was (LEFT, JOINED), and of how many people."""

    act_id: str
    kind: str
    count: int

    def said(self) -> str:
        """What was done."""
        texts = {
            LEFT: ngettext("{count} person recorded as left.", "{count} people recorded as left.", self.count),
            JOINED: ngettext("{count} person is in one party.", "{count} people are in one party.", self.count),
        }
        return texts[self.kind].format(count=say_number(self.count))

    def said_back(self) -> str:
        """That it was taken back."""
        texts = {
            LEFT: ngettext(
                "Taken back: {count} person has not left.", "Taken back: {count} people have not left.", self.count
            ),
            JOINED: ngettext(
                "Taken back: {count} person is not in that party.",
                "Taken back: {count} people are not in that party.",
                self.count,
            ),
        }
        return texts[self.kind].format(count=say_number(self.count))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act has changed, of how many people, and what must be said beyond that; mostly nothing."""

    changes: Changes
    count: int
    more: str = ""


class ListActs(QObject):
    """Acts on those who are checked and shown; each is one act, which `take_back` undoes, the last first.

    `recorded(Changes)` after each; `refused(UserError)` where what was asked in a panel cannot be done.
    """

    recorded = Signal(object)
    refused = Signal(object)

    def __init__(self, context: WindowContext, model: PeopleModel, parent: QObject) -> None:
        super().__init__(parent)
        self.done: tuple[DoneAct, ...] = ()
        self._context = context
        self._model = model

    def print(self) -> None:
        """Print the sheets. Answers at once."""
        register, rows = self._context.register, shown_choice(self._model)
        self._context.jobs.read(lambda: person_ids_of(register, rows), lambda ids: print_sheets(self._context, ids))

    def compare(self) -> None:
        """Show the two who are checked side by side: they may be one person."""
        register, rows = self._context.register, shown_choice(self._model)
        show = self._context.bus.asked_to_show
        self._context.jobs.read(
            lambda: person_ids_of(register, rows), lambda ids: show.emit("duplicates", Compare(tuple(ids)))
        )

    def leave(self, departure: str, departed_on: str = "", reason: str = "") -> None:
        """Record that they have left; who has left already stays as they are."""
        register = self._context.register

        def leave(ids: Sequence[str]) -> Outcome:
            departed = record_departures(register, ids, departure, departed_on, reason)
            return Outcome(departed.changes, departed.count, say_of_departed(departed))

        self._do(LEFT, leave)

    def join(self) -> None:
        """Let them travel in one party."""
        register = self._context.register

        def join(ids: Sequence[str]) -> Outcome:
            together = bring_together(register, ids)
            return Outcome(together.changes, len(ids), say_of_children(together))

        self._do(JOINED, join)

    def take_back(self) -> None:
        """Undo the last act made from the list that is not undone yet."""
        if not self.done:
            text = _("Nothing was done from this list. What was done to one person is undone on their page.")
            self._context.bus.said.emit(text, "muted")
            return
        register, act = self._context.register, self.done[-1]

        def undone(changes: Changes) -> None:
            self.done = tuple(each for each in self.done if each.act_id != act.act_id)
            self._context.bus.said.emit(act.said_back(), "good")
            self.recorded.emit(changes)

        self._context.jobs.write(lambda: undo_act(register, act.act_id), undone, self._refuse_undo)

    def _do(self, kind: str, act: Callable[[Sequence[str]], Outcome]) -> None:
        register, rows = self._context.register, shown_choice(self._model)

        def done(outcome: Outcome) -> None:
            made = DoneAct(outcome.changes.act_id, kind, outcome.count)
            self.done = (*self.done, made)
            self._model.choose_nobody()
            self._context.bus.said.emit(outcome.more or made.said(), "warning" if outcome.more else "good")
            self.recorded.emit(outcome.changes)

        if rows:
            self._context.jobs.write(lambda: act(person_ids_of(register, rows)), done, self.refused.emit)

    def _refuse_undo(self, error: UserError) -> None:
        if error.code == "undo_undone":
            self.done = self.done[:-1]  # somebody did so on a person's page
        self._context.bus.said.emit(str(error), "danger")


def say_of_departed(departed: Departed) -> str:
    """That some had left before; empty where none had."""
    if not departed.before:
        return ""
    text = ngettext(
        "{count} recorded as left; {before} person had left before.",
        "{count} recorded as left; {before} people had left before.",
        departed.before,
    )
    return text.format(count=say_number(departed.count), before=say_number(departed.before))


def say_of_children(together: Together) -> str:
    """What a new party means for a child in it, or for one left behind without an adult; empty for none."""
    if together.held:
        count = len(together.held)
        text = ngettext(
            "{count} child is without an adult now: bed and sheet are held.",
            "{count} children are without an adult now: beds and sheets are held.",
            count,
        )
        return text.format(count=say_number(count))
    if together.released:
        count = len(together.released)
        text = ngettext(
            "{count} child is held no longer: an adult is in the party.",
            "{count} children are held no longer: an adult is in the party.",
            count,
        )
        return text.format(count=say_number(count))
    return ""


def shown_choice(model: PeopleModel) -> list[int]:
    """Who is checked and shown, in the order of the list: nothing is done to those whom a filter has taken out."""
    return [row for row in model.rows if row in model.chosen] if model.chosen else []
