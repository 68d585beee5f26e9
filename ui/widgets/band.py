"""The one band under a page's title: a notice that must be seen, in a quiet colour of its kind."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.marked import strong as marked_strong
from ui.resources.theme import Size, colour, px
from ui.widgets.icons import IconLabel
from ui.widgets.layouts import bare
from ui.widgets.runs import RunsLabel

_ONE_LINE, _TWO_LINES = 34, 50
_ABOVE = 5  # and below two lines
_ICON = 16
_ICONS = {"danger": "circle-alert", "warning": "shield-alert", "good": "circle-check", "muted": "info"}


class Band(QWidget):
    """34 high when it says something loud, a plain line when it is `muted` or `good`; hidden when it says nothing.

    What stands out begins the line and the rest follows it; what is too long for one line takes two.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kind = ""
        self._icon = IconLabel("", size=_ICON)
        self._said = RunsLabel("", Size.BASE)
        self._build()
        self.clear()

    def _build(self) -> None:
        self.setMinimumHeight(px(_ONE_LINE))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = bare(QVBoxLayout(self))
        row = bare(QHBoxLayout(), px(8))
        icon = bare(QVBoxLayout())
        icon.addSpacing(max(0, (self._said.sizeHint().height() - px(_ICON)) // 2))  # beside the first line
        icon.addWidget(self._icon)
        icon.addStretch(1)
        row.addLayout(icon)
        row.addWidget(self._said, 1)
        self._column.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(1)

    def say(self, text: str, kind: str = "muted", *, strong: str = "", icon: str = "") -> None:
        """Show a notice; kinds are muted, good, warning and danger."""
        self._kind = kind
        self._icon.show_icon(icon or _ICONS.get(kind, "info"), kind)
        marked = " ".join(filter(None, (marked_strong(strong) if strong else "", text)))
        self._said.say(marked, kind if self._is_loud() else "muted", strong_ink=kind if self._is_loud() else "text")
        inset = px(12) if self._is_loud() else 0
        above = px(_ABOVE) if self._is_loud() else 0
        self._column.setContentsMargins(inset, above, inset, above)
        self.setAccessibleName(self._said.text())
        self.setVisible(True)
        self.update()

    def clear(self) -> None:
        """Say nothing."""
        self._kind = ""
        self.setVisible(False)

    def keep_place(self, *, is_kept: bool = True) -> None:
        """Take the room of two lines also while nothing is said, so that nothing moves when something is."""
        self.setMinimumHeight(px(_TWO_LINES if is_kept else _ONE_LINE))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(is_kept)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """What is said; empty while nothing is."""
        return self._said.text() if self._kind else ""

    def _is_loud(self) -> bool:
        return self._kind in ("warning", "danger")

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_loud():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(colour(f"{self._kind}_wash"))
            painter.setBrush(colour(f"{self._kind}_wash"))
            painter.drawRoundedRect(QRectF(self.contentsRect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
