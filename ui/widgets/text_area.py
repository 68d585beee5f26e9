"""Several lines of text in a form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from ui.resources.theme import Size, font, px
from ui.widgets.field_shell import BLEED, FieldShell, State


class TextArea(FieldShell):
    """A field of several lines: Enter begins a new one, Tab goes on. `edited` carries the whole text."""

    def __init__(self, label: str, *, helper: str = "", lines: int = 5, placeholder: str = "") -> None:
        self.area = QPlainTextEdit()
        self.frame_height = 12 + lines * 21
        super().__init__(label, self.area, helper=helper, keycap="", needed=False)
        self.set_insets(BLEED + px(7))
        self.area.setFont(font(Size.ROW))
        self.area.setTabChangesFocus(True)
        self.area.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)  # a line is an entry
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setPlaceholderText(placeholder)
        self.area.textChanged.connect(self._edit)

    def text(self) -> str:
        """What stands in the field."""
        return self.area.toPlainText()

    def lines(self) -> tuple[str, ...]:
        """Its lines that are not empty, without spaces at their ends."""
        return tuple(line.strip() for line in self.text().splitlines() if line.strip())

    def set_text(self, text: str, state: State | None = None) -> None:
        """Put text into the field; nobody is told."""
        self.area.blockSignals(True)
        self.area.setPlainText(text)
        self.area.blockSignals(False)
        self.set_state(state or ("done" if text else "empty"))

    def _edit(self) -> None:
        if self.value_state == "error":
            self.clear_helper()
        self.set_state("empty")
        self.edited.emit(self.text())

    def _editor_left(self) -> None:
        if self.value_state == "empty" and self.text():
            self.set_state("done")
        super()._editor_left()
