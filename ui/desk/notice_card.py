"""The notice that is given before the name: its words, and the answers with their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.values import say_languages
from ui.desk.answer_rows import AnswerRows
from ui.desk.form import NOTICE_ANSWERS, SPEAK_ALONE
from ui.resources.theme import px
from ui.widgets.keycap import Keycap
from ui.widgets.labels import label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.packs.notices import NoticeText

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BETWEEN = 4  # sentences
_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class NoticeAnswers(AnswerRows):
    """The answers to the notice: Enter or 1, 2, 3, 4, Left and Right ask for another language.

    `gave` carries one of `NOTICE_ANSWERS`; `confirmed` says that the form goes on. An answer that is `fixed`, because
    the form has gone on, no digit changes: Enter goes on, Del asks once more, which is `taken_back`.
    """

    gave = Signal(str)
    confirmed = Signal()
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answer = ""
        self.is_fixed = False
        self.setAccessibleName(_("Notice"))
        self.answered.connect(self._give)
        self.show_answer("")

    def show_answer(self, answer: str, *, is_fixed: bool = False) -> None:
        """Mark one of the rows, or none."""
        self.answer, self.is_fixed = answer, is_fixed
        number = NOTICE_ANSWERS.index(answer) if answer else -1
        if is_fixed:
            self.show_rows((("Enter", answer_rows()[number][1]), ("Del", _("Give the notice again"))), 0)
            return
        rows = [("Enter" if place == 0 else str(place + 1), text) for place, (_c, text) in enumerate(answer_rows())]
        self.show_rows(rows, number)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_of(len(NOTICE_ANSWERS)))  # nothing below moves

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_fixed and event.key() in _BACK:
            self.taken_back.emit()
        elif self.is_fixed and event.text().isdigit():
            return
        elif event.key() in _ENTER and self.answer and not self.is_fixed:
            self._give(NOTICE_ANSWERS.index(self.answer))
        else:
            super().keyPressEvent(event)

    def _give(self, number: int) -> None:
        if self.is_fixed:
            (self.taken_back if number else self.confirmed).emit()
            return
        self.gave.emit(NOTICE_ANSWERS[number])
        if NOTICE_ANSWERS[number] != SPEAK_ALONE:
            self.confirmed.emit()


class _Sentences(QWidget):
    """Sentences that are read aloud, one after the other: each begins where it is seen to."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._lines = [label("", is_wrapped=True) for _number in range(most)]
        column = bare(QVBoxLayout(self), px(_BETWEEN))
        for line in self._lines:
            column.addWidget(line)
        column.addStretch(1)

    def show_lines(self, texts: Sequence[str]) -> None:
        """Show these."""
        for number, line in enumerate(self._lines):
            line.setText(texts[number] if number < len(texts) else "")
            line.setVisible(number < len(texts))

    def height_of(self, texts: Sequence[str], width: int) -> int:
        """How high sentences are in a width."""
        self._lines[0].ensurePolished()  # the style sheet's font, not the one it was made with
        measure, room = QFontMetrics(self._lines[0].font()).boundingRect, QRect(0, 0, width, 10_000)
        heights = [measure(room, Qt.TextFlag.TextWordWrap, text).height() for text in texts]
        return sum(heights) + px(_BETWEEN) * len(heights)


class NoticeCard(QWidget):
    """Heading with the language, the words, the answers. `answered` carries the answer, language and version."""

    answered = Signal(str, str, str)
    confirmed = Signal()
    taken_back = Signal()

    def __init__(self, notices: Mapping[str, NoticeText]) -> None:
        super().__init__()
        self._notices = notices
        self._language = next(iter(notices))
        self._heading = label(_("Notice"), "label")
        self._named = label("", "helper")
        self._words = _Sentences(max(len(notice.lines) for notice in notices.values()))
        self.answers = NoticeAnswers()
        self._build()
        self.answers.gave.connect(self._answer)
        self.answers.confirmed.connect(self.confirmed)
        self.answers.taken_back.connect(self.taken_back)
        self.answers.turned.connect(self._turn)

    def show_language(self, language: str) -> None:
        """The words in an ISO 639-3 language, if there are any; else nothing changes."""
        if language in self._notices:
            self._language = language
        self._show_words()

    def stand(self, *, is_wide: bool, is_low: bool) -> None:
        """In a place that is too low the answers stand above the words, both begin in sight; in a wide one beside each
        other.
        """
        self.answers.set_columns(2 if is_wide else 1)
        self._column.insertWidget(1 if is_low else 2, self.answers)

    def height_in(self, width: int) -> int:
        """How high it is in a width, with its words in the longest language and its answers one below the other."""
        around = self._column.spacing() * 2 + self._heading.sizeHint().height()
        return around + self._words_in(width) + self.answers.sizeHint().height()

    def first_line(self) -> QWidget:
        """What stands at its top."""
        return self._heading

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
        column = self._column = bare(QVBoxLayout(self), px(8))
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self.answers)
        self._show_words()

    def _show_words(self) -> None:
        notice = self._notices[self._language]
        self._named.setText(say_languages((notice.iso_639_3,)))
        self._words.show_lines(notice.lines)

    def _words_in(self, width: int) -> int:
        return max(self._words.height_of(notice.lines, width) for notice in self._notices.values())

    def _make_room(self) -> None:
        """As much height as the longest language needs: another language moves nothing, and none is cut off."""
        height = self._words_in(self.width())
        if height != self._words.height():
            self._words.setFixedHeight(height)
            # Those above are giving places just now, and do not hear it: else the answers move with the next change.
            QTimer.singleShot(0, self, self.updateGeometry)

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
