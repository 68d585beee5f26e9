"""What is done to a person from their page, beside the window: a form saved, an act undone, older entries read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from intake_app.services.stories import tell_story
from intake_app.services.undoing import undo_act
from ui.models.joined_words import say_left_over
from ui.people.forms import Done
from ui.people.person import FIRST_PAGE
from ui.people.person_view import make_history, say_older, story_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.errors import UserError
    from intake_app.services.parting import Undone
    from intake_app.services.stories import StoryEntry, StoryPage
    from ui.context import WindowContext
    from ui.people.person import PersonView
    from ui.widgets.story import Story


class PersonWork(QObject):
    """`changed` carries what was done; `refused` what was not, and why. `last_act` is what was done last."""

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.last_act = ""

    def save(self, work: Callable[[], Done]) -> None:
        """Do what a checked form asks for."""
        self._context.jobs.write(work, self._saved, self.refused.emit)

    def undo(self, act_id: str, said: str) -> None:
        """Take an act back; `said` is what the status line says when it is done."""
        register = self._context.register

        def done(changes: Undone) -> None:
            more = say_left_over(changes)
            self._saved(Done(changes, f"{said} {more}", "warning") if more else Done(changes, said))

        self._context.jobs.write(lambda: undo_act(register, act_id), done, self._refuse)

    def _saved(self, done: Done) -> None:
        self._context.bus.said.emit(done.said, done.kind)
        self.last_act = done.changes.act_id
        self.changed.emit(done.changes)

    def _refuse(self, error: UserError) -> None:
        self._context.bus.said.emit(str(error), "danger")


class OlderEntries(QObject):
    """A person's whole history, read page by page as somebody asks for what is older."""

    def __init__(self, context: WindowContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._view: PersonView | None = None
        self._story: Story | None = None
        self._told: list[StoryEntry] = []

    def begin(self, view: PersonView, undo: Callable[[str], None]) -> Story:
        """The history's first page as a widget."""
        self._view = view
        self._told = list(view.story.entries)
        self._story = make_history(view, undo, self._read)
        return self._story

    def find(self, act_id: str) -> StoryEntry | None:
        """The entry of an act, of those that are read."""
        return next((each for each in self._told if each.act_id == act_id), None)

    def forget(self) -> None:
        """Another tab is shown: what is still being read belongs nowhere."""
        self._story = None

    def _read(self) -> None:
        if self._view is not None:
            register, person_id, start = self._context.register, self._view.file.person.person_id, len(self._told)
            self._context.jobs.read(
                lambda: tell_story(register, person_id, start, FIRST_PAGE), self._add, self._refuse, latest="story"
            )

    def _add(self, page: StoryPage) -> None:
        view, story = self._view, self._story
        if view is None or story is None or page.start != len(self._told):
            return
        after = self._told[-1].at.astimezone(ZoneInfo(view.time_zone)).date() if self._told else None
        self._told += page.entries
        story.add(story_lines(page.entries, view, after), say_older(page.total - len(self._told)))

    def _refuse(self, error: UserError) -> None:
        self._context.bus.said.emit(str(error), "danger")
