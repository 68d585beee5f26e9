"""A line of text in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLineEdit

from ui.widgets.field_shell import BLEED, HEIGHT, FieldShell, Kind, State
from ui.widgets.field_words import guess_width
from ui.widgets.mirror import begin_at_edge, margins

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

__all__ = ["BLEED", "HEIGHT", "Field", "FieldShell", "Kind", "State"]

LONGEST = 500  # characters; more than any name or note of a form, so that a slip of the clipboard does no harm


class Field(FieldShell):
    """A labelled line of text.

    Typing takes away the guess or the error; Enter makes a guess certain and emits `confirmed`; leaving makes what was
    typed `done`, and shows a long text from its beginning; whoever comes back types on where they were. What the text
    means is for whoever listens. Of two `helper_lines` a refusal can be read beside it.
    """

    def __init__(
        self,
        label: str,
        *,
        helper: str = "",
        keycap: str = "",
        needed: bool = False,
        placeholder: str = "",
        helper_lines: int = 1,
    ) -> None:
        self.line = QLineEdit()
        self.helper_lines = helper_lines
        self._stood = 0  # where the cursor goes when somebody comes back
        super().__init__(label, self.line, helper=helper, keycap=keycap, needed=needed)
        self.line.setFrame(False)
        begin_at_edge(self.line)
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self._edit)
        self.line.returnPressed.connect(self._confirm)

    def text(self) -> str:
        """What stands in the field, as typed."""
        return self.line.text()

    def set_text(self, text: str, state: State | None = None) -> None:
        """Put text into the field; without a state it is done, or empty where there is none."""
        self.line.setText(text)
        self._stood = 0 if state == "guess" else len(text)
        self.line.setCursorPosition(self._stood if self.line.hasFocus() else 0)
        self.set_state(state or ("done" if text else "empty"))

    def set_state(self, state: State) -> None:
        super().set_state(state)
        self._leave_room_for_guess()

    def set_helper(self, text: str, kind: Kind = "muted", icon: str = "") -> None:
        if kind != "error" and self.value_state == "error":
            self.set_state("done" if self.text() else "empty")
        super().set_helper(text, kind, icon)

    def _value_width(self) -> float:
        return self.line.fontMetrics().horizontalAdvance(self.text())

    def _leave_room_for_guess(self) -> None:
        word = round(guess_width()) if self._says_guess() else 0
        self.line.setTextMargins(*margins(self, 0, 0, word, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room_for_guess()

    def _edit(self, text: str) -> None:
        if self.value_state == "error":
            self.clear_helper()
        self.set_state("empty")
        self.edited.emit(text)

    def _confirm(self) -> None:
        if self.value_state in ("guess", "empty"):
            self.set_state("done" if self.text() else "empty")
        self.confirmed.emit()

    def _editor_focused(self) -> None:
        if self.value_state == "guess":
            self.line.selectAll()
        elif not self.line.hasSelectedText() and not QApplication.mouseButtons():  # a click says itself where
            self.line.setCursorPosition(self._stood)

    def _editor_left(self) -> None:
        if self.value_state == "empty" and self.text():
            self.set_state("done")
        if QApplication.activePopupWidget() is None:  # what is selected is still wanted by the menu over it
            self._stood = self.line.cursorPosition()
            self.line.setCursorPosition(0)
        super()._editor_left()
