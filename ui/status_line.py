"""The line at the bottom: the last result on the left, standing facts on the right."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import ElidedLabel, label, set_tone
from ui.widgets.mirror import is_mirrored

HEIGHT = 32
_ICONS = {"good": "circle-check", "muted": "info", "warning": "triangle-alert", "danger": "circle-alert"}
_STAYS_MS = 60_000  # a result stands a minute; problems stay until something else is said


class StatusLine(QWidget):
    """`say` puts the last result; `set_fact` a standing fact such as the age of the backup."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("", size=16)
        self._text = ElidedLabel("", "said")
        self._facts: dict[str, QLabel] = {}
        self._icons: dict[str, IconLabel] = {}
        self._timer = QTimer(self)
        self._build()

    def _build(self) -> None:
        self.setFixedHeight(px(HEIGHT))
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(lambda: self.say("", "muted"))
        self._row = QHBoxLayout(self)
        first, last = (px(20), px(32)) if is_mirrored(self) else (px(32), px(20))
        self._row.setContentsMargins(first, 0, last, 0)
        self._row.setSpacing(px(6))
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)

    def say(self, text: str, kind: str) -> None:
        """Show the last result; kinds are good, muted, warning and danger."""
        self._icon.show_icon(_ICONS.get(kind, "info") if text else "", kind)
        self._text.setText(text)
        self._text.setAccessibleName(text)
        set_tone(self._text, kind if kind in ("warning", "danger") else "")
        self._timer.stop()
        if text and kind in ("good", "muted"):
            self._timer.start()

    def said(self) -> str:
        """What stands on the left."""
        return self._text.text()

    def set_fact(self, key: str, icon: str, text: str, kind: str = "muted") -> None:
        """Add or change a standing fact; kinds are muted and warning. Without a text it is not shown."""
        if key not in self._facts:
            self._icons[key], self._facts[key] = IconLabel(icon, size=14), label("", "status")
            self._row.addSpacing(px(10))
            self._row.addWidget(self._icons[key])
            self._row.addWidget(self._facts[key])
        self._icons[key].show_icon(icon, kind)
        self._facts[key].setText(text)
        for part in (self._icons[key], self._facts[key]):
            part.setVisible(bool(text))
        set_tone(self._facts[key], kind if kind == "warning" else "")

    def fact(self, key: str) -> str:
        """The text of a standing fact; empty where there is none."""
        return self._facts[key].text() if key in self._facts else ""
