"""The record in large letters over the whole page, turned to the arrival: to check, not to type into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.keycap import Keycap
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare
from ui.widgets.scrolling import ScrollArea

if TYPE_CHECKING:
    from ui.desk.read_back_lines import ReadBack, ReadBackLine

_BACK = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_F11)
_CTRL = Qt.KeyboardModifier.ControlModifier
_OF_THE_WINDOW = ((Qt.Key.Key_L, _CTRL), (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier))
"""Locking and "someone asks" work everywhere."""


class ReadBackCover(QWidget):
    """Covers its host. `left` once, with the field to correct, or empty: Enter and Esc go back, a digit corrects."""

    left = Signal(str)

    def __init__(self, host: QWidget, content: ReadBack) -> None:
        super().__init__(host)
        self._content = content
        self._is_over = False
        self.right = Button(_("All correct, go back"), "Enter", primary=True)
        self._build()
        self.right.clicked.connect(self._confirm)
        host.installEventFilter(self)
        self.setGeometry(host.rect())

    def leave(self, name: str = "") -> None:
        """Go away, to a field where one is wrong."""
        if self._is_over:
            return
        self._is_over = True
        self.hide()
        self.left.emit(name)
        self.deleteLater()

    def _confirm(self) -> None:
        self.leave()

    def _build(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        content = self._content
        spoken = (content.title, *(f"{line.label}: {line.text}" for line in content.lines))
        self.setAccessibleName(". ".join(spoken))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(px(32), px(12), px(32), px(12))
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(2))
        grid.setColumnStretch(2, 1)
        for number, line in enumerate(content.lines, start=1):
            self._add_line(grid, number, line)
        grid.setRowStretch(2 * len(content.lines) + 2, 1)
        area = ScrollArea()
        area.setWidget(inner)
        column = bare(QVBoxLayout(self))
        column.addSpacing(px(24))
        title = label(content.title, "hero", is_wrapped=True)
        title.setContentsMargins(px(32), 0, px(32), 0)
        column.addWidget(title)
        column.addWidget(area, 1)
        column.addWidget(Hairline())
        column.addLayout(self._bar())

    def _add_line(self, grid: QGridLayout, number: int, line: ReadBackLine) -> None:
        row = 2 * number
        if number > 1:
            grid.addWidget(Hairline(), row - 1, 0, 1, 3)
        named = label(line.label, "lead", is_wrapped=True)
        named.setMinimumWidth(px(200))
        named.setMaximumWidth(px(260))
        text = label(line.text, "muted" if line.is_missing else "token", is_wrapped=True)
        text.setMinimumHeight(px(52))
        grid.addWidget(Keycap(str(number)), row, 0)
        grid.addWidget(named, row, 1)
        grid.addWidget(text, row, 2)

    def _bar(self) -> QHBoxLayout:
        bar = bare(QHBoxLayout(), px(16))
        bar.setContentsMargins(px(32), px(10), px(32), px(10))
        correct = _("A number goes to the field that is wrong")
        words = bare(QVBoxLayout(), px(2))
        words.addWidget(label(self._content.hint, "strong", is_wrapped=True))
        words.addWidget(label(correct, "helper", is_wrapped=True))
        bar.addLayout(words, 1)
        self.right.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        bar.addWidget(self.right)
        return bar

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        host = self.parentWidget()
        if watched is host and host is not None:
            if event.type() == QEvent.Type.Resize:
                self.setGeometry(host.rect())
            elif event.type() == QEvent.Type.Hide:
                self.leave()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if (Qt.Key(event.key()), event.modifiers()) not in _OF_THE_WINDOW:
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        names = [line.name for line in self._content.lines]
        digit = int(event.text()) if event.text() in tuple("123456789") else 0
        if event.key() in _BACK:
            self.leave()
        elif 0 < digit <= len(names):
            self.leave(names[digit - 1])
        else:
            event.accept()


def cover_with(host: QWidget, content: ReadBack) -> ReadBackCover:
    """Lay the cover over a page; it has the focus until it goes."""
    former = QApplication.focusWidget()
    cover = ReadBackCover(host, content)
    cover.left.connect(lambda name: former.setFocus() if former is not None and not name else None)
    cover.show()
    cover.raise_()
    cover.setFocus()
    return cover
