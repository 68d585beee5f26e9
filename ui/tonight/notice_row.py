"""The line above the table: how the notice was given, and the ways to a list and to the night's start."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.icons import IconLabel
from ui.widgets.labels import ElidedLabel
from ui.widgets.layouts import bare

HEIGHT = 34


class NoticeRow(QWidget):
    """`paste` and `night` are its two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.paste = Button(_("Paste list"), "F3", flat=True)
        self.night = Button(_("Notice"), "F2", flat=True)
        self._text = ElidedLabel("", "muted")
        self._build()

    def say(self, text: str) -> None:
        """How the notice was given."""
        self._text.setText(text)

    def _build(self) -> None:
        self.setFixedHeight(px(HEIGHT))
        row = bare(QHBoxLayout(self), px(8))
        row.addWidget(IconLabel("circle-check", "good", size=16))
        row.addWidget(self._text, 1)
        for button in (self.night, self.paste):
            button.set_height(28)
            row.addWidget(button)
