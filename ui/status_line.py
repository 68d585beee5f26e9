"""The line at the bottom: the last result on the left, standing facts on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import ElidedLabel, label, set_tone
from ui.widgets.layouts import bare
from ui.widgets.mirror import margins

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

HEIGHT = 32
_ICONS = {"good": "circle-check", "muted": "info", "warning": "triangle-alert", "danger": "circle-alert"}
_STAYS_MS = 60_000  # a result stands a minute; a problem until something else is said, or another page is gone to


class StatusLine(QWidget):
    """`say` puts the last result; `set_fact` a standing fact such as the age of the backup.

    A problem that has no room beside the facts takes that of those that warn of nothing, while it stands: it says what
    is to be done.
    """

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("", size=16)
        self._text = ElidedLabel("", "said")
        self._facts: dict[str, QLabel] = {}
        self._icons: dict[str, IconLabel] = {}
        self._parts: dict[str, QWidget] = {}
        self._is_result, self._is_old = True, False
        self._timer = QTimer(self)
        self._build()

    def _build(self) -> None:
        self.setFixedHeight(px(HEIGHT))
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self._grow_old)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*margins(self, px(32), 0, px(24), 0))
        self._row.setSpacing(px(16))
        said = bare(QHBoxLayout(), px(6))
        said.addWidget(self._icon)
        said.addWidget(self._text, 1)
        self._row.addLayout(said, 1)

    def say(self, text: str, kind: str) -> None:
        """Show the last result; kinds are good, muted, warning and danger."""
        self._icon.show_icon(_ICONS.get(kind, "info") if text else "", kind)
        self._text.setText(text)
        self._text.setAccessibleName(text)
        set_tone(self._text, kind if kind in ("warning", "danger") else "")
        self._is_result, self._is_old = kind in ("good", "muted"), False
        self._timer.stop()
        if text:
            self._timer.start()
        self._make_room()

    def turn_page(self) -> None:
        """Another page is shown: a problem that stood a minute is not what is worked on any more."""
        if self._is_old:
            self.say("", "muted")

    def _grow_old(self) -> None:
        if self._is_result:
            self.say("", "muted")
        self._is_old = True

    def said(self) -> str:
        """What stands on the left."""
        return self._text.text()

    def set_fact(self, key: str, icon: str, text: str, kind: str = "muted") -> None:
        """Add or change a standing fact; kinds are muted and warning. Without a text it is not shown."""
        if key not in self._facts:
            self._icons[key], self._facts[key] = IconLabel(icon, size=14), label("", "status")
            self._parts[key] = QWidget()
            part = bare(QHBoxLayout(self._parts[key]), px(6))
            part.addWidget(self._icons[key])
            part.addWidget(self._facts[key])
            self._row.addWidget(self._parts[key])
        self._icons[key].show_icon(icon, kind)
        self._facts[key].setText(text)
        set_tone(self._facts[key], kind if kind == "warning" else "")
        self._make_room()

    def _make_room(self) -> None:
        """Show every fact that has a text, with what parts it from the next: the line ends at one place."""
        told = {key: part for key, part in self._parts.items() if self._facts[key].text()}
        facts = sum(part.sizeHint().width() + self._row.spacing() for part in told.values())
        edges = self._row.contentsMargins()
        said = self._icon.sizeHint().width() + px(6) + self._text.sizeHint().width()
        is_tight = not self._is_result and said + facts > self.width() - edges.left() - edges.right()
        for key, part in self._parts.items():
            part.setVisible(key in told and not (is_tight and self._facts[key].property("tone") != "warning"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def fact(self, key: str) -> str:
        """The text of a standing fact; empty where there is none."""
        return self._facts[key].text() if key in self._facts else ""
