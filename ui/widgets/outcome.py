"""What became of something long: its place is always kept, so that nothing moves when it is said."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label, set_tone
from ui.widgets.layouts import bare

OutcomeKind = Literal["muted", "good", "warning", "danger"]
HEIGHT = 44
_ICONS = {"good": "circle-check", "warning": "triangle-alert", "danger": "circle-alert"}


class Outcome(QWidget):
    """One sentence that says what happened, and below it what to do next. Two lines high also while it is silent."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("", size=16)
        self._what = label("", "strong", is_wrapped=True)
        self._next = label("", "helper", is_wrapped=True)
        self._build()

    def say(self, what: str, then: str = "", kind: OutcomeKind = "muted") -> None:
        """Show this instead of what stood here."""
        self._icon.show_icon(_ICONS.get(kind, ""), kind)
        self._icon.setVisible(kind in _ICONS and bool(what))
        self._what.setText(what)
        self._next.setText(then)
        set_tone(self._what, kind if kind in ("danger", "warning") else "")
        self.setAccessibleName(f"{what} {then}".strip())

    def clear(self) -> None:
        """Say nothing; the place stays."""
        self.say("")

    def text(self) -> str:
        """What happened; empty while nothing is said."""
        return self._what.text()

    def advice(self) -> str:
        """What to do next."""
        return self._next.text()

    def _build(self) -> None:
        self.setMinimumHeight(px(HEIGHT))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = bare(QHBoxLayout(self), px(8))
        icon = bare(QVBoxLayout())
        icon.addSpacing(px(2))
        icon.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        icon.addStretch(1)
        self._icon.hide()
        words = bare(QVBoxLayout(), px(2))
        words.addWidget(self._what)
        words.addWidget(self._next)
        words.addStretch(1)
        row.addLayout(icon)
        row.addLayout(words, 1)


def breakable(path: str) -> str:
    """A path that may go on in the next line after any of its folders."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
