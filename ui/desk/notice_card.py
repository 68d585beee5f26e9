"""The notice that is given before the name: its words, and the answers with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.desk.form import NOTICE_ANSWERS, SPEAK_ALONE
from ui.models.words import say_languages
from ui.resources.theme import Size, Weight, colour, font, px
from ui.widgets.icons import paint_icon
from ui.widgets.keycap import Keycap, paint_caps
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.packs.notices import NoticeText

_ROW = 32
_DIGITS = ("1", "2", "3", "4")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NoticeAnswers(QWidget):
    """Four rows, one focus: Enter or 1, 2, 3, 4 answer, Left and Right ask for another language."""

    answered = Signal(str)
    confirmed = Signal()
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.answer = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Notice"))

    def show_answer(self, answer: str) -> None:
        """Mark one of the rows, or none."""
        self.answer = answer
        self.setAccessibleDescription(dict(answer_rows()).get(answer, ""))
        self.update()

    def _give(self, answer: str) -> None:
        self.answered.emit(answer)
        if answer != SPEAK_ALONE:
            self.confirmed.emit()

    def sizeHint(self) -> QSize:
        return QSize(px(200), 4 * px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            if self.answer == SPEAK_ALONE:
                return
            self._give(self.answer or NOTICE_ANSWERS[0])
        elif event.text() in _DIGITS:
            self._give(NOTICE_ANSWERS[_DIGITS.index(event.text())])
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // px(_ROW))
        self.setFocus()
        self._give(NOTICE_ANSWERS[max(0, min(3, row))])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (answer, text) in enumerate(answer_rows()):
            box = QRectF(0, number * px(_ROW), self.width(), px(_ROW))
            is_chosen = answer == self.answer
            if is_chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("accent_wash"))
                painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), px(5), px(5))
                side = px(16)
                at = QRectF(box.right() - side - px(8), box.center().y() - side / 2, side, side)
                paint_icon(painter, "check", colour("accent"), at)
            keys = "Enter" if number == 0 else str(number + 1)
            paint_caps(painter, keys, QPointF(px(8), box.center().y()), colour("muted"), colour("border"))
            painter.setFont(font(Size.BASE, Weight.MEDIUM if is_chosen else Weight.REGULAR))
            painter.setPen(colour("text"))
            painter.drawText(box.adjusted(px(58), 0, -px(28), 0), Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(6), px(6))


class NoticeCard(QWidget):
    """Heading with the language, the words, the answers. `answered` carries the answer, language and version."""

    answered = Signal(str, str, str)
    confirmed = Signal()

    def __init__(self, notices: Mapping[str, NoticeText]) -> None:
        super().__init__()
        self._notices = notices
        self._language = next(iter(notices))
        self._heading = label(_("Notice"), "label")
        self._named = label("", "helper")
        self._words = label("", is_wrapped=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.answers = NoticeAnswers()
        self._build()
        self.answers.answered.connect(self._answer)
        self.answers.confirmed.connect(self.confirmed)
        self.answers.turned.connect(self._turn)

    def show_language(self, language: str) -> None:
        """The words in an ISO 639-3 language, if there are any; else nothing changes."""
        if language in self._notices:
            self._language = language
        self._show_words()

    def language(self) -> str:
        """The language shown, ISO 639-3."""
        return self._language

    def _build(self) -> None:
        head = bare(QHBoxLayout(), px(6))
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._named)
        if len(self._notices) > 1:
            head.addWidget(Keycap("←+→"))
        column = bare(QVBoxLayout(self), px(8))
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self.answers)
        self._show_words()

    def _show_words(self) -> None:
        notice = self._notices[self._language]
        self._named.setText(say_languages((notice.iso_639_3,)))
        self._words.setText("\n".join(notice.lines))

    def _make_room(self) -> None:
        """As much height as the longest language needs: another language moves nothing, and none is cut off."""
        self._words.ensurePolished()  # the style sheet's font, not the one it was made with
        room = QRect(0, 0, self.width(), 10_000)
        measure = QFontMetrics(self._words.font()).boundingRect
        heights = (
            measure(room, Qt.TextFlag.TextWordWrap, "\n".join(notice.lines)).height()
            for notice in self._notices.values()
        )
        self._words.setFixedHeight(max(heights))

    def _turn(self, step: int) -> None:
        languages = list(self._notices)
        self._language = languages[(languages.index(self._language) + step) % len(languages)]
        self._show_words()

    def _answer(self, answer: str) -> None:
        self.answered.emit(answer, self._language, self._notices[self._language].version)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()


def answer_rows() -> tuple[tuple[str, str], ...]:
    """The answers in their order with their words."""
    speak = _("Speak alone: call the lead")
    words = (_("Understood"), _("Through an interpreter"), speak, _("Declines some questions"))
    return tuple(zip(NOTICE_ANSWERS, words, strict=True))
