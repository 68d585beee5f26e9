"""The one band under a page's title: a notice that must be seen, in a quiet colour of its kind."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.resources.theme import colour, px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label, set_tone

_ONE_LINE, _TWO_LINES = 34, 42
_ICONS = {"danger": "circle-alert", "warning": "shield-alert", "good": "circle-check", "muted": "info"}


class Band(QWidget):
    """34 high when it says something loud, a plain line when it is `muted` or `good`; hidden when it says nothing.

    What is too long for one line takes two.
    """

    def __init__(self) -> None:
        super().__init__()
        self._kind = ""
        self._icon = IconLabel("", size=16)
        self._strong = label("", "strong")
        self._text = label("", is_wrapped=True)
        self._build()
        self.clear()

    def _build(self) -> None:
        self.setMinimumHeight(px(_ONE_LINE))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(px(8))
        self._row.addWidget(self._icon)
        self._row.addWidget(self._strong)
        self._row.addWidget(self._text, 1)

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
        self._row.setContentsMargins(inset, 0, inset, 0)
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
