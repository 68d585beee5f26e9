"""The sheet that saving will ask for: its language, what waits before it, whether it is held."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _, ngettext
from intake_app.values import say_languages
from ui.resources.theme import colour, px
from ui.widgets.buttons import Button
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label, set_tone
from ui.widgets.layouts import bare

_BARS = (
    (8, 6, 26, 3),
    (8, 16, 30, 2),
    (8, 21, 22, 2),
    (8, 32, 16, 3),
    (28, 32, 28, 2),
    (8, 40, 16, 3),
    (28, 40, 24, 2),
)
_LOWER = (
    (8, 48, 16, 3),
    (28, 48, 28, 2),
    (8, 60, 48, 2),
    (8, 66, 22, 2),
    (34, 66, 22, 2),
    (8, 72, 48, 2),
    (8, 78, 30, 2),
)


class SheetView(QWidget):
    """`asked_to_preview` is F12 or its button."""

    asked_to_preview = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._language = label("", "")
        self._state = label("", "helper", is_wrapped=True)
        self._lock = IconLabel("lock", "warning", size=14)
        self.preview = Button(_("Preview"), "F12")
        self._build()
        self.preview.clicked.connect(self.asked_to_preview)

    def show_sheet(self, language: str, waiting: int, *, is_held: bool) -> None:
        """ISO 639-3 of the sheet, how many wait for the printer, and whether this one is held for the lead."""
        self._language.setText(say_languages((language,)) if language else "")
        count = ngettext("{count} waiting to print", "{count} waiting to print", waiting).format(count=waiting)
        text = _("held for the lead") if is_held else count if waiting else _("none waiting to print")
        if text != self._state.text():
            self._state.setText(text)
            set_tone(self._state, "warning" if is_held else "")
        self._lock.setVisible(is_held)

    def _build(self) -> None:
        state = bare(QHBoxLayout(), px(5))
        state.addWidget(self._lock)
        state.addWidget(self._state, 1)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(15))
        grid.setVerticalSpacing(px(1))
        grid.setColumnStretch(1, 1)
        grid.addWidget(_Thumbnail(), 0, 0, 4, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._language, 0, 1)
        grid.addLayout(state, 1, 1)
        grid.setRowStretch(2, 1)
        grid.addWidget(self.preview, 3, 1)
        column = bare(QVBoxLayout(self), px(8))
        column.addWidget(label(_("Sheet"), "label"))
        column.addLayout(grid)


class _Thumbnail(QWidget):
    """A sheet of paper, for the eye only."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(66), px(92))

    def sizeHint(self) -> QSize:
        return QSize(px(66), px(92))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("border"), 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("muted"))
        for left, top, width, height in (*_BARS, *_LOWER):
            painter.drawRect(QRectF(px(left), px(top), px(width), px(height)))
        painter.drawRect(QRectF(px(46), px(6), px(11), px(11)))
