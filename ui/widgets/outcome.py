"""What became of something long: its place is always kept, so that nothing moves when it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label, set_tone
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

OutcomeKind = Literal["muted", "good", "warning", "danger"]
HEIGHT = 44
_TURNS = 6  # of the event loop
_BREAK = "\u200b"
_ICONS = {"good": "circle-check", "warning": "triangle-alert", "danger": "circle-alert"}


class Outcome(QWidget):
    """One sentence that says what happened, and below it what to do next. Two lines high also while it is silent.

    `settled` when what is said has got the height it needs, and what it stands in has too.
    """

    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self._turns = 0
        self._settle = QTimer(self, interval=0, singleShot=True)
        self._settle.timeout.connect(self._take_height)
        self._icon = IconLabel("", size=16)
        self._what = label("", "strong", is_wrapped=True)
        self._next = label("", "helper", is_wrapped=True)
        self._build()

    def say(self, what: str, then: str = "", kind: OutcomeKind = "muted") -> None:
        """Show this instead of what stood here; of a long path only the end, all of it in the tool tip."""
        self._said = what
        self._icon.show_icon(_ICONS.get(kind, ""), kind)
        self._icon.setVisible(kind in _ICONS and bool(what))
        self._next.setText(then)
        self._fit()
        set_tone(self._what, kind if kind in ("danger", "warning") else "")
        self.setAccessibleName(f"{what} {then}".strip())
        self._turns = _TURNS
        self._settle.start()

    def clear(self) -> None:
        """Say nothing; the place stays."""
        self.say("")

    def text(self) -> str:
        """What happened; empty while nothing is said."""
        return self._said

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def advice(self) -> str:
        """What to do next."""
        return self._next.text()

    def _take_height(self) -> None:
        """Words that wrap anew while they are laid out are as high as they ask only when it is said once more."""
        self.updateGeometry()
        self._turns -= 1
        if self._turns > 0:
            self._settle.start()
        elif self._said:
            self.settled.emit()

    def _fit(self) -> None:
        """Leave out folders from the first on until all of it stands in the place that is kept."""
        first, *folders = self._said.split(_BREAK)
        self._what.setText(self._said)
        while len(folders) > 1 and self._is_too_high():
            del folders[0]
            self._what.setText(_BREAK.join((f"{first[:-1]}\u2026{first[-1:]}", *folders)))
        self.setToolTip("" if self._what.text() == self._said else self._said.replace(_BREAK, ""))

    def _is_too_high(self) -> bool:
        row = self.layout()
        return row is not None and row.heightForWidth(self.width()) > self.minimumHeight()

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
    return path.replace("/", f"/{_BREAK}").replace("\\", f"\\{_BREAK}")
