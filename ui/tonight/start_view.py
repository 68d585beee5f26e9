"""Before the first line of a night: what arrives, about how many, and the notice read out to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from intake_app.i18n import _
from intake_app.values import say_languages
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.field import BLEED, Field
from ui.widgets.keycap import Keycap
from ui.widgets.labels import label
from ui.widgets.layouts import bare, within
from ui.widgets.scroll_button import ScrollButton
from ui.widgets.scrolling import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from intake_app.packs.notices import NoticeText
    from intake_app.services.nights import Night

WIDTH = 640
MOST_EXPECTED = 9_999


class _ReadButton(ScrollButton):
    """Enter says that it was read; Left and Right ask for another language, the other arrows go on in a long text."""

    turned = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.turned.emit(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)


class _ReadArea(ScrollArea):
    """As high as what stands in it while there is room, and scrolls where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        holder = self.widget()
        inside = holder.layout() if holder is not None else None
        if inside is None:
            return super().sizeHint()
        return QSize(px(WIDTH), inside.totalHeightForWidth(self.width()) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # other lines, another height


class NightStart(QWidget):
    """`read_out(what, expected, language, version)` once the notice was given; `left` goes back without. Its buttons,
    `read` and `back`, stand in the page's bar.
    """

    read_out = Signal(str, int, str, str)
    left = Signal()

    def __init__(self, notices: Mapping[str, NoticeText]) -> None:
        super().__init__()
        self._notices = notices
        self._language = next(iter(notices))
        self.what = Field(_("What arrives"), helper=_("for example a train and where it comes from"))
        self.expected = Field(_("About how many"), helper=_("empty if nobody knows"))
        self._area = _ReadArea()
        self.read = _ReadButton(_("It was read out to everybody"), "Enter", self._area, primary=True)
        self.back = Button(_("Back to the list"), "Esc", flat=True)
        self._named = label("", "helper")
        self._words = label("", "value", is_wrapped=True)
        self._was_given = False
        self._build()
        self._connect()

    def show_night(self, night: Night) -> None:
        """What is known of the night; the way back is only there once the notice was given."""
        self.what.set_text(night.what)
        self.expected.set_text(str(night.expected) if night.expected else "")
        self._was_given = night.notice is not None
        if night.notice_language in self._notices:
            self._language = night.notice_language
        self._show_words()

    def show_language(self, language: str) -> None:
        """The notice in an ISO 639-3 language, if there is one."""
        self._language = language if language in self._notices else self._language
        self._show_words()

    def show_buttons(self, *, are_shown: bool) -> None:
        """Show the buttons with the page's others, or none of them."""
        self.read.setVisible(are_shown)
        self.back.setVisible(are_shown and self._was_given)

    def take_focus(self) -> None:
        """What arrives is asked first; once it is known, the notice."""
        (self.read if self.what.text() else self.what).setFocus()

    def _build(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(px(WIDTH) + 2 * BLEED)
        column = bare(QVBoxLayout(inner), px(8))
        fields = bare(QHBoxLayout(), px(10))
        fields.addWidget(self.what, 3)
        fields.addWidget(self.expected, 1)
        column.addLayout(fields)
        column.addSpacing(px(8))
        head = bare(QHBoxLayout(), px(6))
        head.setContentsMargins(BLEED, 0, BLEED, 0)
        head.addWidget(label(_("Read this out before the first name"), "strong"))
        head.addStretch(1)
        head.addWidget(self._named)
        if len(self._notices) > 1:
            head.addWidget(Keycap("←+→"))
        column.addLayout(head)
        column.addWidget(within(self._words))
        column.addStretch(1)
        holder = QWidget()
        row = bare(QHBoxLayout(holder))
        row.addWidget(inner, 1)
        row.addStretch(0)
        self._area.setWidget(holder)
        outer = bare(QVBoxLayout(self), px(8))
        outer.addWidget(self._area)
        outer.addStretch(1)
        self._show_words()

    def _connect(self) -> None:
        self.what.confirmed.connect(self.expected.focus)
        self.expected.confirmed.connect(self._leave_expected)
        self.read.turned.connect(self._turn)
        self.read.clicked.connect(self._read)
        self.back.clicked.connect(self.left)

    def _leave_expected(self) -> None:
        if self._count() is None:
            self.expected.set_helper(_("A number, or nothing"), "error")
        else:
            self.expected.clear_helper()
            self.read.setFocus()

    def _count(self) -> int | None:
        text = self.expected.text().strip()
        if not text:
            return 0
        return int(text) if text.isdecimal() and int(text) <= MOST_EXPECTED else None

    def _turn(self, step: int) -> None:
        languages = list(self._notices)
        self._language = languages[(languages.index(self._language) + step) % len(languages)]
        self._show_words()

    def _show_words(self) -> None:
        notice = self._notices[self._language]
        self._named.setText(say_languages((notice.iso_639_3,)))
        self._words.setText("\n\n".join(notice.lines))
        self._area.updateGeometry()

    def _read(self) -> None:
        count = self._count()
        if count is None:
            self.expected.focus()
            self._leave_expected()
            return
        self.read_out.emit(self.what.text().strip(), count, self._language, self._notices[self._language].version)
