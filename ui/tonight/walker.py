"""Walking the saved lines: each is corrected where it stands; the line that was being typed waits meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n import _

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
