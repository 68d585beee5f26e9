"""The head of a person's page: initials, name, whether they are here, card, the two buttons, and a line of facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.labels import label
from ui.widgets.layouts import bare
from ui.widgets.mirror import kept_in_order, margins
from ui.widgets.page import MARGIN
from ui.widgets.sides import Sides

if TYPE_CHECKING:
    from ui.people.person import PersonView

_BADGE, _PILL = 60, 22
_LONGEST_NAME = 420
_LOW, _VERY_LOW = 520, 400
_LEAST = 470  # badge, a name of usual length and the pill


class PersonHead(QWidget):
    """Shows a view; the buttons are the page's to connect."""

    def __init__(self) -> None:
        super().__init__()
        self.name = label("", "hero")
        self.latin = label("", "lead")
        self.card = label("", "strong")
        self.card_note = label("", "helper")
        self.pill = Pill()
        self.badge = Badge()
        self.back = Button(_("Back"), "Esc", flat=True)
        self.edit = Button(_("Correct"), "Ctrl+E")
        self.print = Button(_("Print sheet"), "Ctrl+P", primary=True)
        self.facts = QWidget()
        self.has_facts = True
        self._name_size = Size.HERO
        self._build()

    def show_person(self, view: PersonView) -> None:
        """Say who this is."""
        self._set_name(view.title)
        self.latin.setText(view.latin)
        self.badge.show_text(view.badge)
        self.pill.say(*view.pill)
        self.card.setText(view.card_shown)
        self.card_note.setText(view.card_note)
        self._set_facts(view.facts)
        self.print.set_primary(is_primary=view.is_here)  # of who has left it is seldom what is to be done
        self.sides.arrange()

    def show_nobody(self) -> None:
        """Nothing of anybody: nobody is read, or may be seen."""
        self._set_name("")
        for each in (self.latin, self.card, self.card_note):
            each.setText("")
        self.badge.show_text("")
        self.pill.say("", "")
        self._set_facts(())

    def fit(self, height: int, *, has_form: bool = False) -> None:
        """Make room on a page of a height: in a low one with large text a tab is worth more than what stands in it too,
        the facts first (the overview has them then), initials and Latin name, and the card while a form names it.
        """
        self.has_facts = height >= px(_LOW)
        self.facts.setVisible(self.has_facts)
        is_low = height < px(_VERY_LOW)
        for each in (self.badge, self.latin):
            each.setVisible(not is_low)
        for each in (self.card, self.card_note):
            each.setVisible(not (is_low and has_form))
        if is_low != (self._name_size is Size.TITLE):
            self._name_size = Size.TITLE if is_low else Size.HERO
            self.name.setProperty("role", "title" if is_low else "hero")
            self.name.style().polish(self.name)
            self._set_name(self.name.text())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(MARGIN), px(14), px(MARGIN), px(6))
        column.setSpacing(px(12))
        who, side = QWidget(), QWidget()
        row = bare(QHBoxLayout(who), px(10))
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        names = bare(QVBoxLayout(), 0)
        first = bare(QHBoxLayout(), px(14))
        first.addWidget(self.name)
        first.addLayout(self._first_line(self.pill))
        first.addStretch(1)
        names.addLayout(first)
        names.addWidget(self.latin)
        row.addLayout(names, 1)
        acts = bare(QHBoxLayout(side), px(8))
        acts.addLayout(self._card_column())
        acts.addStretch(1)  # in a row of its own the card stands where the name does
        for button in (self.back, self.edit, self.print):
            acts.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._side = side
        self.sides = Sides(who, side, gap=px(10), narrowest=px(_LEAST), is_first_wide=True)
        policy = self.sides.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # what stands below gives way, not the name
        self.sides.setSizePolicy(policy)
        self.sides.turned.connect(self._align_card)
        column.addWidget(self.sides)
        indent = QHBoxLayout()
        indent.setContentsMargins(*margins(self, px(_BADGE) + px(10), 0, 0, 0))  # where the name begins
        indent.addWidget(self.facts)
        column.addLayout(indent)

    def _first_line(self, pill: Pill) -> QVBoxLayout:
        """Beside the first line of a name that takes two."""
        column = bare(QVBoxLayout(), 0)
        line = QFontMetrics(font(Size.HERO, Weight.SEMIBOLD)).height()
        column.addSpacing((line - px(_PILL)) // 2)
        column.addWidget(pill)
        column.addStretch(1)
        return column

    def _card_column(self) -> QVBoxLayout:
        cards = bare(QVBoxLayout(), px(4))
        cards.addStretch(1)
        for each in (self.card, self.card_note):
            cards.addWidget(each, 0, Qt.AlignmentFlag.AlignTrailing)
        cards.addStretch(1)
        self._cards = cards
        return cards

    def _align_card(self) -> None:
        """Both lines about the card end at one edge beside the name, and begin at one in a row of their own."""
        side = Qt.AlignmentFlag.AlignLeading if self.sides.is_below else Qt.AlignmentFlag.AlignTrailing
        for each in (self.card, self.card_note):
            self._cards.setAlignment(each, side)

    def _set_name(self, text: str) -> None:
        """A long name takes two lines."""
        self.name.setText(text)
        metrics = QFontMetrics(font(self._name_size, Weight.SEMIBOLD))
        wide = metrics.horizontalAdvance(text)
        longest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
        self.name.setWordWrap(wide > px(_LONGEST_NAME))
        self.name.setMinimumWidth(min(wide, max(longest, px(_LONGEST_NAME))))

    def _set_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        fresh = make_facts(facts)
        old, self.facts = self.facts, fresh
        self.layout().itemAt(1).layout().replaceWidget(old, fresh)  # type: ignore[union-attr]
        old.hide()
        old.deleteLater()
        fresh.setVisible(self.has_facts)


def make_facts(facts: tuple[tuple[str, str], ...]) -> QWidget:
    """Facts beside each other, each below its name; in as many rows as they need."""
    made = QWidget()
    row = Flow(px(40), px(8), made)
    for name, text in facts:
        cell = QWidget()
        lines = bare(QVBoxLayout(cell), px(2))
        lines.addWidget(label(name, "helper"))
        value = label(text, "row")
        value.setAccessibleName(f"{name}: {text}")
        lines.addWidget(value)
        row.addWidget(cell)
    return made


class Badge(QWidget):
    """Initials in a disc."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFixedSize(px(_BADGE), px(_BADGE))

    def show_text(self, text: str) -> None:
        """Other initials."""
        self._text = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_wash"))
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(colour("accent"))
        painter.setFont(font(Size.TITLE, Weight.SEMIBOLD))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._text)


class Pill(QWidget):
    """A word in a wash of its tone; gone while it says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._tone = "", ""

    def say(self, text: str, tone: str) -> None:
        """Another word; tones are good, danger and muted."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        width = QFontMetrics(font(Size.LABEL)).horizontalAdvance(text) + px(18)
        self.setFixedSize(width, px(_PILL))
        self.setVisible(bool(text))
        self.update()

    def text(self) -> str:
        """What it says."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("hover" if self._tone == "muted" else f"{self._tone}_wash"))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(colour("text" if self._tone == "muted" else self._tone))
        painter.setFont(font(Size.LABEL))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, kept_in_order(painter, self._text))
