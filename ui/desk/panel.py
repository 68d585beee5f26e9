"""The right side of the desk: first the notice, then what is known of the form. Each part has its fixed place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.desk.answer_rows import AnswerRows
from ui.desk.dates_view import DatesView
from ui.desk.decision_card import HEIGHT, CardSlot, DecisionCard, Nobody
from ui.desk.notice_card import NoticeCard
from ui.desk.parked_list import ParkedList
from ui.desk.scan_lines import ScanLines
from ui.desk.sheet_view import SheetView
from ui.resources.theme import px
from ui.widgets.labels import label
from ui.widgets.layouts import bare, bring_into_view, scroll_to_beginning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from intake_app.packs.notices import NoticeText
    from ui.desk.decisions import CardWords
    from ui.desk.scans import ScanLine

_GAP, _LEAST_GAP = 20, 6
_WIDTH, _MARGIN = 294, 16  # beside the form


class DeskPanel(QWidget):
    """`notice` and `lead` answer by themselves; `answered(keys)` comes from a click into the card."""

    answered = Signal(str)

    def __init__(self, notices: Mapping[str, NoticeText]) -> None:
        super().__init__()
        self.notice = NoticeCard(notices)
        self.parked = ParkedList()
        self.card = DecisionCard()
        self.lead = DecisionCard(takes_focus=True)
        self.dates = DatesView()
        self.sheet = SheetView()
        self.put_aside = AnswerRows(takes_focus=False, inset=0)
        self._scans = (ScanLines(), ScanLines())
        self._section = label("", "label")
        self._nobody = Nobody()
        self._pages = {name: QWidget() for name in ("notice", "outlook", "lead")}
        self._slot = CardSlot()
        self._gaps = (QWidget(), QWidget())
        self._shown = "notice"
        self._is_wide = self._is_low = False
        self._take_back_keys = ""
        self._settled = QTimer(self, interval=0, singleShot=True)  # once what stands in it has its places
        self._settled.timeout.connect(self._come_into_view_again)
        self._build()
        self.parked.rows.came.connect(self._show_keys)
        self.card.answered.connect(self.answered)
        self.lead.answered.connect(self.answered)
        self.put_aside.answered.connect(lambda _row: self.answered.emit(self._take_back_keys))

    def show_page(self, name: str) -> None:
        """`notice`, `outlook` or `lead`."""
        for each, page in self._pages.items():  # hidden, so that the height is that of what is shown
            page.setVisible(each == name)
        if name != self._shown and not self._is_wide:
            scroll_to_beginning(self)  # the answers to the one before may stand below what is to be decided now
        self._shown = name
        self._slot.make_room()

    def page_shown(self) -> str:
        """Which of the three is shown."""
        return self._shown

    def focus_answers(self) -> None:
        """Go to the answers of the notice, or of what is shown in its place: they are in sight, their words as far as
        there is room.
        """
        is_lead = self._shown == "lead"
        (self.lead.rows if is_lead else self.notice.answers).setFocus()
        self.bring_answers_into_view()

    def bring_answers_into_view(self) -> None:
        """Scroll to the notice, or to what is shown in its place, where it does not stand beside the form."""
        is_lead = self._shown == "lead"
        if not self._is_wide:
            scroll_to_beginning(self)  # as far down as the answers ask, and no further
        bring_into_view(self.lead if is_lead else self.notice)
        bring_into_view(self.lead.rows if is_lead else self.notice.answers)
        if self._is_wide and not is_lead:
            bring_into_view(self.notice.first_line())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()  # it is scrolled to as soon as the desk opens, when nothing has its height yet

    def _come_into_view_again(self) -> None:
        if not self._is_wide and self._shown != "outlook":
            self.bring_answers_into_view()

    def stand(self, *, is_wide: bool, room: int) -> None:
        """In the place of the form, where that has no panel beside it, or in so many pixels of height beside it: what
        is to be read and what is to be answered begin in sight.
        """
        is_low = is_wide or self.notice.height_in(px(_WIDTH)) + 2 * px(_MARGIN) > room
        if (is_wide, is_low) != (self._is_wide, self._is_low):
            self._is_wide, self._is_low = is_wide, is_low
            self.notice.stand(is_wide=is_wide, is_low=is_low)
            for gap in self._gaps:
                gap.setMinimumHeight(gap.maximumHeight() if is_wide else 0)

    def show_card(self, words: CardWords | None, put_aside: str = "", keys: str = "") -> None:
        """What is to be decided, or that nobody looks like the person; quietly whom they were said not to be, with the
        keys that take it back.
        """
        self._section.setText(words.section if words else _("Looks like"))
        if words is not None:
            self.card.show_words(words)
        self._take_back_keys = keys
        self.put_aside.show_rows(((keys, put_aside),) if put_aside else ())
        self.put_aside.setVisible(bool(put_aside))
        self.card.setVisible(words is not None)
        self._nobody.setVisible(words is None and not put_aside)
        self._scans[1].setVisible(words is None)
        self._slot.make_room()

    def show_scan(self, lines: Sequence[ScanLine]) -> None:
        """What was found in a scan, errors first; nothing clears it."""
        for part in self._scans:
            part.show_lines(lines)
        self._scans[0].setVisible(bool(lines))

    def _show_keys(self, is_in_parked: bool) -> None:
        """Of two lists with the same keys that one shows them which takes them."""
        self.parked.rows.show_keys(are_shown=is_in_parked)
        self.notice.answers.show_keys(are_shown=not is_in_parked)

    def _build(self) -> None:
        notice = bare(QVBoxLayout(self._pages["notice"]), px(10))
        for widget in (self.notice, self._scans[0], self.parked):
            notice.addWidget(widget)
        notice.addStretch(1)
        self._scans[0].hide()
        lead = bare(QVBoxLayout(self._pages["lead"]), px(4))
        lead.addWidget(label(_("Lead"), "label"))
        lead.addWidget(self.lead)
        lead.addStretch(1)
        self._build_outlook(bare(QVBoxLayout(self._pages["outlook"])))
        column = bare(QVBoxLayout(self))
        for page in self._pages.values():
            column.addWidget(page)
        self.show_page(self._shown)

    def _build_outlook(self, column: QVBoxLayout) -> None:
        slot, inside = self._slot, bare(QVBoxLayout(self._slot), px(6))
        slot.setFixedHeight(px(HEIGHT))
        for widget in (self.card, self.put_aside, self._nobody, self._scans[1]):
            inside.addWidget(widget)
        inside.addStretch(1)
        column.addWidget(self._section)
        column.addSpacing(px(4))
        column.addWidget(slot)
        for gap, part in zip(self._gaps, (self.dates, self.sheet), strict=True):
            # The parts stand apart, and move together on a low screen before the panel begins to scroll: a gap that
            # grows, as what scrolls is given the height it asks for, not its least.
            gap.setMaximumHeight(px(_GAP - _LEAST_GAP))
            column.addSpacing(px(_LEAST_GAP))
            column.addWidget(gap, 100)
            column.addWidget(part)
        column.addStretch(1)
