"""The line above the table: how the notice was given, and the ways to a list and to the night's start."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label
from ui.widgets.layouts import bare

HEIGHT = 34


class NoticeRow(QWidget):
    """`paste` and `night` are its two buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.paste = Button(_("Paste list"), "F3", flat=True)
        self.night = Button(_("Notice"), "F2", flat=True)
        self._text = label("", "muted")
        self._build()

    def say(self, text: str) -> None:
        """How the notice was given."""
        self._text.setText(text)
        self._text.setToolTip(text)

    def _build(self) -> None:
        self.setFixedHeight(px(HEIGHT))
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = bare(QHBoxLayout(self), px(8))
        row.addWidget(IconLabel("circle-check", "good", size=16))
        row.addWidget(self._text, 1)
        for button in (self.night, self.paste):
            button.set_height(28)
            row.addWidget(button)
