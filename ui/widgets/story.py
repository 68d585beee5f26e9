"""What happened, the newest first: days, a time, an icon on a line, a sentence, quiet lines, and a way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.marked import plain
from ui.resources.theme import Size, colour, px
from ui.widgets.buttons import Button
from ui.widgets.icons import paint_icon
from ui.widgets.labels import label
from ui.widgets.layouts import bare
from ui.widgets.runs import RunsLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIME, _DISC = 50, 24


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One entry: `day` heads it where a new day begins; `text` and `details` are marked text (`ui.marked`).

    `action` is the word on the button that takes it back, with `keycap` where a key does; empty for none. `key` is what
    `Story.undone` carries.
    """

    key: str
    day: str
    time: str
    icon: str
    text: str
    details: tuple[str, ...] = ()
    action: str = ""
    keycap: str = ""
    is_struck: bool = False
    ink: str = "muted"


class Story(QWidget):
    """`undone(key)` when somebody takes an entry back, `asked_for_more()` for older ones.

    Only the lines given are made into widgets: a long story is given a page at a time.
    """

    undone = Signal(str)
    asked_for_more = Signal()

    def __init__(self, lines: Sequence[StoryLine], *, more: str = "", more_keycap: str = "") -> None:
        super().__init__()
        self.rows: list[StoryRow] = []
        self.more = Button(more, more_keycap, flat=True, icon="chevron-down")
        self._column = bare(QVBoxLayout(self))
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch(1)
        self.more.clicked.connect(self.asked_for_more)
        self.add(lines, more)

    def add(self, lines: Sequence[StoryLine], more: str = "") -> None:
        """Put older lines below; `more` is the word for what is still older, empty when this was all."""
        for line in lines:
            if line.day:
                self._insert(_day(line.day, is_first=not self.rows))
            row = StoryRow(line)
            row.undone.connect(self.undone)
            self.rows.append(row)
            self._insert(row)
        self.more.set_text(more)
        self.more.setVisible(bool(more))

    def _insert(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 2, widget)


class StoryRow(QWidget):
    """One entry; `button` is there where it can be taken back."""

    undone = Signal(str)

    def __init__(self, line: StoryLine) -> None:
        super().__init__()
        self.line = line
        self.button: Button | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(2, 1)
        time = label(line.time, "helper")
        time.setFixedWidth(px(_TIME))
        time.setFixedHeight(px(_DISC))
        grid.addWidget(time, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_Mark(line.icon, line.ink), 0, 1, 2, 1)
        grid.addLayout(self._words(), 0, 2, 2, 1)
        grid.addLayout(self._side(), 0, 3, Qt.AlignmentFlag.AlignTop)

    def _words(self) -> QVBoxLayout:
        line = self.line
        words = bare(QVBoxLayout(), px(1))
        words.setContentsMargins(0, px(1), 0, px(12))
        words.addWidget(RunsLabel(line.text, is_struck=line.is_struck))
        for detail in line.details:
            words.addWidget(RunsLabel(detail, Size.LABEL, ink="muted"))
        words.addStretch(1)
        return words

    def _side(self) -> QHBoxLayout:
        side = bare(QHBoxLayout())
        line = self.line
        if line.action:
            self.button = Button(line.action, line.keycap, flat=True, icon="undo-2")
            self.button.set_height(28)
            self.button.setAccessibleDescription(plain(line.text))
            self.button.clicked.connect(lambda: self.undone.emit(line.key))
            side.addWidget(self.button)
        return side


class _Mark(QWidget):
    """An icon in a disc on a line that goes on to the next entry."""

    def __init__(self, icon: str, ink: str) -> None:
        super().__init__()
        self._icon, self._ink = icon, ink
        self.setFixedWidth(px(_DISC))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(px(_DISC), px(_DISC))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, middle = px(_DISC), self.width() / 2
        painter.setPen(QPen(colour("border"), 1.5))
        painter.drawLine(QPointF(middle, side + px(2)), QPointF(middle, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_wash" if self._ink == "accent" else "hover"))
        painter.drawEllipse(QRectF(0, 0, side, side))
        inner = px(14)
        box = QRectF((side - inner) / 2, (side - inner) / 2, inner, inner)
        paint_icon(painter, self._icon, colour(self._ink), box)


def _day(text: str, *, is_first: bool) -> QWidget:
    heading = label(text, "strong")
    heading.setContentsMargins(0, 0 if is_first else px(4), 0, px(8))
    return heading
