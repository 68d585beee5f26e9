"""The card at the right that asks for a decision: who somebody may be, who is to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.desk.answer_rows import AnswerRows
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from ui.desk.decisions import CardWords

HEIGHT = 220
_BESIDE, _INSET = 8, 8  # the card beside the rows, whose wash and ring stand out of their words
_ABOVE_ASK = 6


class DecisionCard(QWidget):
    """`answered` carries the keys of the row that was clicked; keys themselves are the page's.

    With `takes_focus` the rows take Enter and digits by themselves.
    """

    answered = Signal(str)

    def __init__(self, *, takes_focus: bool = False) -> None:
        super().__init__()
        self.rows = AnswerRows(takes_focus=takes_focus, inset=_INSET)
        self._title = label("", is_wrapped=True)
        self._reasons = label("", "helper", is_wrapped=True)
        self._equal = IconLabel("equal", size=16)
        self._ask = label("", "said", is_wrapped=True)
        self._words: CardWords | None = None
        self._column = QVBoxLayout(self)
        self._build()
        self.rows.answered.connect(self._answer)

    def show_words(self, words: CardWords) -> None:
        """Show a decision."""
        if words == self._words:
            return
        self._words = words
        self._title.setText(words.title)
        self._reasons.setText(", ".join(words.reasons))
        for part in (self._reasons, self._equal):
            part.setVisible(bool(words.reasons))
        self._ask.setText(words.ask)
        self.rows.show_rows(words.rows, words.chosen)
        self.rows.setAccessibleName(words.title)
        self.setAccessibleName(". ".join((words.section, words.title, *words.reasons, words.ask)))
        self._column.activate()  # its height is asked for at once, and the row of the reasons still holds its old one

    def _build(self) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # not at most its hint: that is of a wider card, with fewer lines
        self.setSizePolicy(policy)
        self._title.setFont(font(Size.VALUE, Weight.SEMIBOLD))
        reasons = bare(QHBoxLayout(), px(6))
        reasons.setContentsMargins(px(_INSET), 0, px(_INSET), 0)
        for words in (self._title, self._ask):
            words.setContentsMargins(px(_INSET), 0, px(_INSET), 0)
        reasons.addWidget(self._equal, 0, Qt.AlignmentFlag.AlignTop)
        reasons.addWidget(self._reasons, 1)
        column = self._column
        column.setContentsMargins(px(_BESIDE), px(10), px(_BESIDE), px(_BESIDE))
        column.setSpacing(px(2))
        column.addWidget(self._title)
        column.addLayout(reasons)
        column.addSpacing(px(_ABOVE_ASK))
        column.addWidget(self._ask)
        column.addWidget(self.rows)

    def _answer(self, number: int) -> None:
        if self._words is not None:
            self.answered.emit(self._words.rows[number][0])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("border"), 1))
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(8), px(8))


class CardSlot(QWidget):
    """The card's place: always as high, so that nothing below moves; only the longest languages need more."""

    def make_room(self) -> None:
        """For what stands in it now, in the width it has."""
        inside = self.layout()
        needed = inside.heightForWidth(self.width()) if inside is not None and self.isVisible() else 0
        self.setFixedHeight(max(px(HEIGHT), needed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.make_room()


class Nobody(QWidget):
    """What stands in the card's place where there is nothing to decide."""

    def __init__(self) -> None:
        super().__init__()
        row = bare(QHBoxLayout(self), px(6))
        row.addWidget(IconLabel("circle-check", size=16))
        row.addWidget(label(_("No similar records"), "muted"), 1)
