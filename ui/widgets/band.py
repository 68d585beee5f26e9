"""The one band under a page's title: a notice that must be seen, in a quiet colour of its kind."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.resources.theme import colour, px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label, set_tone
from ui.widgets.layouts import bare

_ONE_LINE, _TWO_LINES = 34, 50
_ABOVE = 5  # and below two lines
_ICON = 16
_ICONS = {"danger": "circle-alert", "warning": "shield-alert", "good": "circle-check", "muted": "info"}


class Band(QWidget):
    """34 high when it says something loud, a plain line when it is `muted` or `good`; hidden when it says nothing.

    What is too long for one line takes two.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kind = ""
        self._icon = IconLabel("", size=_ICON)
        self._strong = label("", "strong")
        self._text = label("", is_wrapped=True)
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
        icon.addSpacing(max(0, (self._text.fontMetrics().height() - px(_ICON)) // 2))  # beside the first line
        icon.addWidget(self._icon)
        icon.addStretch(1)
        row.addLayout(icon)
        row.addWidget(self._strong, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self._column.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(1)

    def say(self, text: str, kind: str = "muted", *, strong: str = "", icon: str = "") -> None:
        """Show a notice; kinds are muted, good, warning and danger."""
        self._kind = kind
        self._icon.show_icon(icon or _ICONS.get(kind, "info"), kind)
        self._strong.setText(strong)
        self._strong.setVisible(bool(strong))
        self._text.setText(text)
        for widget in (self._strong, self._text):
            set_tone(widget, kind if self._is_loud() else "")
        self._text.setProperty("role", "" if self._is_loud() else "muted")
        self._text.style().polish(self._text)
        inset = px(12) if self._is_loud() else 0
        above = px(_ABOVE) if self._is_loud() else 0
        self._column.setContentsMargins(inset, above, inset, above)
        self.setAccessibleName(f"{strong} {text}".strip())
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
        return f"{self._strong.text()} {self._text.text()}".strip() if self._kind else ""

    def _is_loud(self) -> bool:
        return self._kind in ("warning", "danger")

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_loud():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(colour(f"{self._kind}_wash"))
            painter.setBrush(colour(f"{self._kind}_wash"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
