"""What is said to whoever asks, and the form below it, in what scrolls where the window has no room for both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from ui.resources.theme import px
from ui.widgets.field_shell import BLEED
from ui.widgets.labels import Hairline
from ui.widgets.layouts import bare, left
from ui.widgets.mirror import margins
from ui.widgets.scrolling import ScrollArea

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLayout

    from ui.asks.fields import AskFields
    from ui.asks.sentences import Sentences, TracingRow
    from ui.widgets.buttons import Button

MARGIN = 72
_LOW = 660  # pixels at 100 %, of the cover
_TOP, _LOW_TOP = 32, 16
_GAPS = ((28, 16), (26, 16), (22, 12))  # below the title, the sentences and the line; the second of a low cover


class AskArea(ScrollArea):
    """In a low cover all of it stands nearer to each other; `settled` once everything has its place anew."""

    settled = Signal()

    def __init__(
        self, head: QLayout, offer: Button, sentences: Sentences, tracing: TracingRow, fields: AskFields
    ) -> None:
        super().__init__()
        self._sentences = sentences
        self._gaps = [QSpacerItem(0, px(gap)) for gap, _low in _GAPS]
        self._is_low = False
        self._settle = QTimer(self, interval=0, singleShot=True)
        self._settle.timeout.connect(self.settled)
        inner = QWidget()
        column = self._column = bare(QVBoxLayout(inner))
        column.addLayout(head)
        column.addWidget(left(offer))  # not in the bar, which has no room for its words where text is large
        below_title, below_sentences, below_line = self._gaps
        column.addSpacerItem(below_title)
        column.addLayout(_in_line(sentences))
        column.addSpacerItem(below_sentences)
        column.addLayout(_in_line(tracing))
        column.addLayout(_in_line(Hairline()))
        column.addSpacerItem(below_line)
        column.addWidget(fields)
        column.addStretch(1)
        self.setWidget(inner)
        self.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._make_room())
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cover = self.parentWidget()
        is_low = cover is not None and cover.height() < px(_LOW)
        if is_low != self._is_low:
            self._is_low = is_low
            for item, (gap, low) in zip(self._gaps, _GAPS, strict=True):
                item.changeSize(0, px(low if is_low else gap))
            self._sentences.stand(is_low=is_low)
            self._column.invalidate()
            self._make_room()

    def _make_room(self) -> None:
        """The scroll bar stands in the margin: the form ends where the button below it does."""
        bar, begin = self.verticalScrollBar(), px(MARGIN) - BLEED
        end = begin - (bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0)
        top = px(_LOW_TOP if self._is_low else _TOP)
        self._column.setContentsMargins(*margins(self, begin, top, end, px(12)))
        self._settle.start()


def _in_line(widget: QWidget) -> QHBoxLayout:
    """Between the edges of the fields' frames, which are narrower than their fields by the halo."""
    row = bare(QHBoxLayout())
    row.setContentsMargins(BLEED, 0, BLEED, 0)
    row.addWidget(widget)
    return row
