"""What the keys of the night do: they change the board, start jobs, and show the board again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from intake_app.i18n import _
from intake_app.services.nights import Night, keep_night, read_tonight
from intake_app.services.tonight import call_token
from ui.draft_keeper import DraftKeeper
from ui.tonight import work
from ui.tonight.board import Board
from ui.tonight.half_typed import keep_typed, restore_typed
from ui.tonight.saver import LineSaver
from ui.tonight.slips import SlipPrinter
from ui.tonight.walker import LineWalker
from ui.tonight.words import say_hint

if TYPE_CHECKING:
    from intake_app.services.nights import Tonight
    from ui.context import WindowContext
    from ui.tonight.page import TonightPage


class TonightActions(QObject):
    """One night's board and what is done with it; until `load` has answered, keys do nothing."""

    def __init__(self, context: WindowContext, page: TonightPage) -> None:
        super().__init__(page)
        self.context = context
        self.board: Board | None = None
        self.field = "name"
        self.draft = DraftKeeper(context, work.DRAFT_ID, self._kept, self)
        self.saver = LineSaver(self, page)
        self.slips = SlipPrinter(context, self.take)
        self._page = page
        self.walker = LineWalker(self, page)
        self._commands = {
            "enter": self.walker.enter,
            "forward": lambda: self.walker.step(1),
            "back": lambda: self.walker.step(-1),
            "up": lambda: self.walker.walk(-1),
            "down": lambda: self.walker.walk(1),
            "escape": self.walker.escape,
            "undo": self.undo,
        }

    def load(self) -> None:
        """Read what the page needs, beside the window."""
        register = self.context.register
        self.context.jobs.read(lambda: work.load(register), self._begin, latest="tonight_start")

    def reload(self) -> None:
        """Another page or process changed the register."""
        register = self.context.register
        if self.board is not None:
            self.context.jobs.read(lambda: read_tonight(register), self.take, latest="tonight")

    def take(self, tonight: Tonight) -> None:
        """The register as it is now."""
        if self.board is not None:
            self.board.take(tonight)
            self._page.show_night(tonight)
            self.show_field()

    def press(self, command: str) -> None:
        """A key of the table."""
        if self.board is not None and not self.saver.is_saving:
            self._commands[command]()

    def edit(self, text: str) -> None:
        """The field changed."""
        if self.board is not None:
            sex = self.board.entry.texts["sex"]
            self.board.type(self.field, text)
            self.draft.touch()
            self.show_field()
            if self.field == "urgent" and self.board.entry.texts["sex"] != sex:
                taken = _("Taken as the sex: {sex}").format(sex=self.board.entry.texts["sex"].upper())
                self.context.bus.said.emit(taken, "muted")

    def start_night(self, what: str, expected: int, language: str, version: str) -> None:
        """The notice was read out to the whole queue."""
        register = self.context.register
        night = Night(what=what, expected=expected, notice_language=language, notice_version=version)
        self.context.jobs.write(
            lambda: (keep_night(register, night), read_tonight(register))[1], self._page.begin_lines
        )

    def same_party(self) -> None:
        """F6: this one is saved and the next came with them; on an empty line: this one came with the one above."""
        board = self.board
        if board is None or self.saver.is_saving or board.entry.line_id:
            return
        if board.entry.has_typed():
            self.saver.save(is_party_next=True)
        elif board.above() is not None:
            board.turn_party()
            self.show_field()

    def undo(self) -> None:
        """Ctrl+Z: what was saved last is taken back, into the line if that is empty."""
        self.saver.undo()

    def show_minutes(self) -> None:
        """How long somebody has waited is another number now."""
        if self.board is not None:
            self._page.right.show_tonight(self.board.tonight, self.context.register.clock.now())

    def call(self, line_id: str) -> None:
        """The token on top was called."""
        register = self.context.register

        def called(done: tuple[str, Tonight]) -> None:
            self.context.bus.said.emit(_("Called {token}").format(token=done[0]), "good")
            self.take(done[1])

        self.context.jobs.write(lambda: (call_token(register, line_id), read_tonight(register)), called)

    def print_slips(self) -> None:
        """Print the bed slips that are due, each once.

        What is half typed is saved first; where it cannot be, nothing is printed: nobody is left standing without a
        slip because Enter was not pressed.
        """
        board = self.board
        if board is None or self.saver.is_saving:
            return
        is_typed = board.is_changed() if board.entry.line_id else board.entry.has_typed()
        if not is_typed:
            self.slips.print_due(board.tonight)
            return
        board.entry.take_lead_digit()
        if not self.saver.save(is_party_next=False, then=self._print_due):
            said = _("Nothing is printed yet: finish the line of token {token}, or clear it with Esc.")
            self.context.bus.said.emit(said.format(token=board.entry.token()), "warning")

    def _print_due(self) -> None:
        if self.board is not None:
            self.slips.print_due(self.board.tonight)

    def take_card(self, card: str) -> bool:
        """A slip of the paper kit was scanned: its number goes into the line, which begins anew on paper."""
        board = self.board
        if board is None or board.entry.line_id or board.tonight.night.notice is None:
            return False
        board.entry.type("token", card)
        if not board.entry.card():
            board.entry.type("token", "")
            return False
        self.go_to("name")
        return True

    def go_to(self, name: str) -> None:
        """Put the focus on a field of the typed line."""
        self.field = name
        self.show_field()

    def begin_line(self, *, companion: str = "") -> None:
        """Another line is typed: the one that waits, if any does."""
        if self.board is not None:
            self.board.begin(companion=companion)
            self.draft.keep_soon()
            self.go_to(self.board.first_field())

    def show_field(self, error: str = "", *, is_doubt: bool = False) -> None:
        """Show the board, and the field that is typed in, with what is wrong there, or only to be doubted."""
        board = self.board
        if board is None:
            return
        if self.field != "token" and not board.entry.line_id and board.entry.need() and self.field == "name":
            self.field = "urgent"
        text = board.entry.texts[self.field]
        keys, hint = say_hint(self.field, is_correction=bool(board.entry.line_id))
        self._page.show_board(board, keys, hint)
        warning = _("Another line has this token") if self.field == "token" and board.is_token_taken() else ""
        is_error = bool(error) and not is_doubt
        self._page.table.edit_at(board.typed_row(), self.field, text, hint, error or warning, is_error=is_error)

    def _begin(self, start: work.Start) -> None:
        self.board = Board(start.tonight)
        if start.draft:
            restore_typed(self.board, start.draft)
            self._page.paste.area.set_text(str(start.draft.get("list", "")))
            self.context.bus.said.emit(_("What was half typed is here again."), "muted")
        self.field = self.board.first_field()
        self._page.begin(start)

    def _kept(self) -> dict[str, Any]:
        """The line, those that wait, and a list that is not recorded yet."""
        if self.board is None:
            return {}
        listed = self._page.paste.area.text()
        return keep_typed(self.board) | ({"list": listed} if listed.strip() else {})
