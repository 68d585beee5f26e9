"""Walking a line's fields and the saved lines: each is corrected where it stands, what was being typed waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.arrivals import FieldProblem
from intake_app.i18n import _
from ui.tonight.entry import FIELDS
from ui.tonight.words import say_problem

if TYPE_CHECKING:
    from ui.tonight.actions import TonightActions
    from ui.tonight.page import TonightPage


class LineWalker:
    """Up, Down and a click choose a line; nothing that was typed is lost by walking on."""

    def __init__(self, actions: TonightActions, page: TonightPage) -> None:
        self._actions = actions
        self._page = page

    def choose(self, row: int, name: str) -> None:
        """A cell was clicked."""
        board = self._actions.board
        if board is None or self._actions.saver.is_saving:
            return
        if row < len(board.tonight.lines) and row != board.typed_row():
            if not self.refuses_leaving():
                self._go_to_row(row)
        elif row == len(board.tonight.lines) and board.entry.line_id and not self.refuses_leaving():
            self.leave_correction()
        if row == board.typed_row() and not board.is_bed(board.entry.line_id):
            self._actions.go_to(name)
        self._page.take_focus()

    def walk(self, step: int) -> None:
        """To the line above or below."""
        board = self._actions.board
        if board is None:
            return
        row = board.typed_row() + step
        if self.refuses_leaving():
            return
        if row == len(board.tonight.lines) and board.entry.line_id:
            self.leave_correction()
        elif 0 <= row < len(board.tonight.lines):
            self._go_to_row(row)

    def enter(self) -> None:
        """Take the field and go on to the next that is neither typed nor guessed; save at the end of the line."""
        board = self._actions.board
        if board is None:
            return
        entry = board.entry
        entry.take_lead_digit()
        if (problem := entry.problem(self._actions.field, board.context, board.beds)) is not None:
            self._actions.show_field(say_problem(problem))
            return
        if code := entry.doubt(self._actions.field):
            doubt = say_problem(FieldProblem(self._actions.field, code))
            self._actions.show_field(_("{doubt} Enter once more takes it").format(doubt=doubt), is_doubt=True)
            return
        if self._actions.field == "name" and not entry.texts["name"].strip() and not entry.need():
            self._actions.show_field(_("A name is needed"))
            return
        if entry.is_sex_unconfirmed and not entry.line_id:
            entry.is_sex_unconfirmed = False
            return
        name = "" if entry.line_id or entry.need() else entry.next_after(self._actions.field)
        if name:
            self._actions.draft.keep_soon()
            self._actions.go_to(name)
        else:
            self._actions.saver.save(is_party_next=False)

    def step(self, step: int) -> None:
        """Tab walks every field, guesses too; past the ends it leaves the table."""
        number = FIELDS.index(self._actions.field) + step
        if 0 <= number < len(FIELDS):
            self._actions.go_to(FIELDS[number])
        elif step > 0:
            self._page.leave_table(is_forward=True)
        else:
            self._page.leave_table(is_forward=False)

    def escape(self) -> None:
        """Clears the field, then the line, then what ties it to the one above."""
        board = self._actions.board
        if board is None:
            return
        entry = board.entry
        if entry.line_id:
            self.leave_correction()
        elif entry.texts[self._actions.field]:
            entry.type(self._actions.field, "")
            self._actions.show_field()
        elif entry.has_typed():
            board.begin(companion=entry.companion)
            self._actions.go_to(board.first_field())
        elif entry.companion:
            board.turn_party()
            self._actions.show_field()
        self._actions.draft.touch()

    def leave_correction(self) -> None:
        """Back to the line that waits, or to an empty one."""
        board = self._actions.board
        if board is not None:
            board.begin()
            self._actions.go_to(board.first_field())

    def refuses_leaving(self) -> bool:
        """A correction that was typed is not lost by walking on: that is said, and True."""
        board = self._actions.board
        if board is None or not (board.entry.line_id and board.is_changed()):
            return False
        said = _("Enter saves the correction, Esc leaves the line as it was.")
        self._actions.context.bus.said.emit(said, "warning")
        return True

    def _go_to_row(self, row: int) -> None:
        board = self._actions.board
        if board is None:
            return
        board.correct(row)
        is_bed = not board.tonight.lines[row].is_record
        self._actions.go_to("urgent" if is_bed else self._actions.field)
