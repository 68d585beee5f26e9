"""Words on the screen: a role gives size and colour, so that no page names either."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.widgets.mirror import kept_in_order


def label(text: str, role: str = "", tone: str = "", *, is_wrapped: bool = False) -> QLabel:
    """Plain text, never markup. Roles: title hero token strong value row label head muted helper status."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(is_wrapped)
    if QGuiApplication.isRightToLeft():  # else a date or a card in Latin letters would stand at the far side
        sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        made.setAlignment(sides | Qt.AlignmentFlag.AlignVCenter)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Another tone: danger, warning, good, accent, or none."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def unbroken(text: str) -> str:
    """A number or a date that does not go on in the next line: neither at its blanks nor at its hyphens."""
    return text.replace(" ", "\u00a0").replace("-", "-\u2060")


class ElidedLabel(QLabel):
    """One line that ends in dots where it is too long, and is whole in its tool tip; it never asks for more room."""

    def __init__(self, text: str = "", role: str = "", tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setProperty("elides", True)
        self.setMinimumWidth(1)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        if shown == "\u2026":  # dots alone say nothing
            return
        painter.drawText(room, self.alignment() | Qt.AlignmentFlag.AlignVCenter, kept_in_order(painter, shown))


class Hairline(QFrame):
    """A line one pixel high, or wide."""

    def __init__(self, *, is_vertical: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "hairline")
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        if is_vertical:
            self.setFixedWidth(1)
            self.setSizePolicy(fixed, free)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(free, fixed)
