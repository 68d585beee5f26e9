"""Saving and taking back: one at a time, durable before anything is said; keys typed meanwhile wait."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.tonight import SPEAK_ALONE
from intake_app.i18n import _, ngettext
from ui.models.children import say_released
from ui.tonight import work
from ui.tonight.entry import Entry
from ui.tonight.words import say_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.domain.arrivals import Arrival
    from intake_app.errors import UserError
    from ui.tonight.actions import TonightActions
    from ui.tonight.board import Board
    from ui.tonight.page import TonightPage


def _nothing() -> None:
    """Nothing waits for the save."""


@dataclass(frozen=True, slots=True)
class _Saved:
    """What can be taken back: an act, or a bed by token; and what was typed for it, a line or a whole list."""

    act_id: str = ""
    bed: str = ""
    entry: Entry = field(default_factory=Entry)
    listed: str = ""


class LineSaver(QObject):
    """`moved(done, total)` while a list is recorded, on the window's thread."""

    moved = Signal(int, int)

    def __init__(self, actions: TonightActions, page: TonightPage) -> None:
        super().__init__(actions)
        self._actions = actions
        self._page = page
        self._stopped = Event()
        self._acts: list[_Saved] = []
        self.is_saving = False

    def save(self, *, is_party_next: bool, then: Callable[[], None] = _nothing) -> bool:
        """Save the typed line, `then` what waits for that; what hinders it is said below its field, and False."""
        actions, board = self._actions, self._actions.board
        if board is None or self.is_saving:
            return False
        if board.entry.line_id and not board.is_changed():
            actions.press("escape")
            return True
        if (problem := board.first_problem()) is not None:
            actions.field = problem.field
            actions.show_field(say_problem(problem))
            return False
        self._save(board, then, is_party_next=is_party_next)
        return True

    def _save(self, board: Board, then: Callable[[], None], *, is_party_next: bool) -> None:
        entry, register = board.entry, self._actions.context.register
        if board.is_bed(entry.line_id):
            self._run(lambda: work.free_bed(register, entry.line_id, entry.token()), self._freed, then)
        elif entry.need() == SPEAK_ALONE and not entry.line_id:
            self._save_bed(board, entry, then)
        elif entry.line_id:
            arrival = entry.arrival(board.context, board.beds)
            self._run(lambda: work.save_correction(register, entry.line_id, arrival), self._corrected, then)
        else:
            arrival = replace(entry.arrival(board.context, board.beds), notice=board.tonight.night.notice)
            self._run(
                lambda: work.save_arrival(register, arrival, entry.companion),
                lambda done: self._saved(done, entry, is_party_next=is_party_next),
                then,
            )

    def save_list(self) -> None:
        """Record the good lines of the pasted list, in one act."""
        actions, board, view = self._actions, self._actions.board, self._page.paste
        view.parse()
        parties = view.parties()
        if board is None or self.is_saving:
            return
        if not parties:
            actions.context.bus.said.emit(_("No line of the list can be recorded yet."), "warning")
            return
        register, notice = actions.context.register, board.tonight.night.notice
        total, first = sum(map(len, parties)), board.entry.token() or "1"
        self._stopped.clear()

        def dress(arrival: Arrival, token: str) -> Arrival:
            return replace(arrival, notice=notice, token=token)

        def go_on(count: int) -> bool:
            self.moved.emit(count, total)
            return not self._stopped.is_set()

        view.lock(is_locked=True)
        listed = view.area.text()
        self._run(
            lambda: work.save_all(register, parties, dress, first, go_on),
            lambda done: self._list_saved(done, listed),
            are_keys_held=False,
        )

    def stop_list(self) -> bool:
        """Ask a list under way to stop; answers whether one was."""
        self._stopped.set()
        return self.is_saving

    def leave_list(self) -> None:
        """Esc: back to the table, or the list under way stops."""
        if self.is_saving:
            self.stop_list()
        else:
            self._page.paste.leave()
            self._page.show_lines()

    def undo(self) -> None:
        """Take back what was saved last here; what was typed comes back where the line is empty."""
        actions = self._actions
        if self.is_saving or actions.walker.refuses_leaving():
            return
        if not self._acts:
            actions.context.bus.said.emit(_("Nothing was saved here that could be undone."), "muted")
            return
        last, register = self._acts[-1], actions.context.register
        if last.bed:
            token = last.entry.token()
            self._run(lambda: work.free_bed(register, last.bed, token), lambda done: self._undone(done, last))
        else:
            self._run(lambda: work.undo(register, last.act_id), lambda done: self._undone(done, last))

    def stop(self) -> None:
        """A job has ended one way or another: keys go to the line again."""
        self.is_saving = False
        self._page.paste.show_progress(0, 0)
        self._page.paste.lock(is_locked=False)
        self._actions.context.keys.release()

    def _run(
        self,
        job: Callable[[], work.Done],
        done: Callable[[work.Done], None],
        then: Callable[[], None] = _nothing,
        *,
        are_keys_held: bool = True,
    ) -> None:
        """Keys typed while a line is saved wait for the next; a list takes longer, and Esc must reach it."""
        self.is_saving = True
        if are_keys_held:
            self._actions.context.keys.hold(self._page)

        def finish(answer: work.Done) -> None:
            done(answer)
            self._actions.context.bus.changed.emit(answer.changes, self._page)
            self.stop()
            then()

        self._actions.context.jobs.write(job, finish, self._refused)

    def _save_bed(self, board: Board, entry: Entry, then: Callable[[], None]) -> None:
        register = self._actions.context.register
        token, place = entry.token(), entry.next_place
        typed = bool(entry.texts["sleeps"].strip())
        chosen = entry.place(board.context, board.beds)[1] if typed else place
        place_id = chosen.place_id if chosen else ""

        def saved(done: work.Done) -> None:
            line = next((each for each in reversed(done.tonight.lines) if each.token == done.token), None)
            if line is not None:
                self._acts.append(_Saved(bed=line.line_id, entry=entry))
            self._begin_after(done)
            where = done.place or _("no bed is free")
            said = _("{token}: {place}, no record. Call the shift lead").format(token=done.token, place=where)
            self._actions.context.bus.said.emit(said, "warning")

        self._run(lambda: work.save_bed(register, token, place_id), saved, then)

    def _begin_after(self, done: work.Done, companion: str = "") -> None:
        """The typed line is saved: it is typed no more, whatever the night is read to be."""
        if self._actions.board is not None:
            self._actions.board.entry = Entry()
        self._actions.take(done.tonight)
        self._actions.begin_line(companion=companion)

    def _saved(self, done: work.Done, entry: Entry, *, is_party_next: bool) -> None:
        actions = self._actions
        self._acts.append(_Saved(done.changes.act_id, entry=entry))
        if actions.board is not None:
            actions.board.is_on_paper = bool(entry.card())
        self._begin_after(done, done.person_id if is_party_next else "")
        actions.context.bus.said.emit(say_saved(done), _kind_of(done))

    def _corrected(self, done: work.Done) -> None:
        self._acts.append(_Saved(done.changes.act_id))
        self._begin_after(done)
        said = _("Corrected {token}").format(token=done.token)
        self._actions.context.bus.said.emit(said, "good")

    def _freed(self, done: work.Done) -> None:
        self._begin_after(done)
        self._actions.context.bus.said.emit(_("The bed of {token} is free again").format(token=done.token), "good")

    def _list_saved(self, done: work.Done, listed: str) -> None:
        self._acts.append(_Saved(done.changes.act_id, listed=listed))
        actions = self._actions
        actions.take(done.tonight)
        said = say_saved(done)
        if left := self._page.paste.keep_bad():
            words = ngettext(
                "{saved}. {count} line is left to be mended", "{saved}. {count} lines are left to be mended", left
            )
            actions.context.bus.said.emit(words.format(saved=said, count=left), "warning")
            return
        actions.context.bus.said.emit(said, _kind_of(done))
        self._page.show_lines()

    def _undone(self, done: work.Done, last: _Saved) -> None:
        """The line is typed on; a list stands behind F3 again, as it was before anything of it was recorded."""
        actions, board = self._actions, self._actions.board
        self._acts.pop()
        if board is None:
            return
        board.take_back(last.entry)  # first, so that what waits keeps the token that was shown with it
        actions.take(done.tonight)
        actions.go_to("name" if board.entry.has_typed() else board.first_field())
        actions.draft.keep_soon()
        said = _("Taken back.")
        if last.listed:
            self._page.paste.area.set_text(last.listed)
            said = _("Taken back. F3 shows the list again.")
        elif last.entry.has_typed():
            said = _("Taken back. Enter to the end of the line saves it again, Esc clears it.")
        actions.context.bus.said.emit(said, "muted")

    def _refused(self, error: UserError) -> None:
        actions = self._actions
        self.stop()
        actions.context.bus.said.emit(str(error), "danger")
        actions.reload()
        names = {"card_number": "token", "token": "token", "sleeps": "sleeps"}
        if error.field in names:
            actions.field = names[error.field]
            actions.show_field(error.what)


def _kind_of(done: work.Done) -> str:
    return "warning" if done.is_held or done.without_bed else "good"


def say_saved(done: work.Done) -> str:
    """Cards and tokens, never a name: the screen faces the queue."""
    parts = [done.token, done.card, done.place]
    said = _("Saved {what}").format(what=", ".join(part for part in parts if part))
    if done.count > 1:
        said = ngettext("Saved {count} line", "Saved {count} lines", done.count).format(count=done.count)
    if done.without_bed:
        words = ngettext(
            "{saved}. No bed was left for {count}: call the shift lead",
            "{saved}. No bed was left for {count}: call the shift lead",
            done.without_bed,
        )
        said = words.format(saved=said, count=done.without_bed)
    if done.is_held:
        said = _("{saved}. Bed and sheet are held: call the shift lead").format(saved=said)
    return say_released(said, done.released)
