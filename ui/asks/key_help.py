"""F1: every key that does something on the page that is shown, and those that work everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.keycap import Keycap
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare
from ui.widgets.mirror import margins
from ui.widgets.scroll_button import ScrollButton
from ui.widgets.scrolling import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

KeyRow = tuple[str, str]
"""A key or chord as a keycap shows it, and what it does."""

_MARGIN = 72
_NARROW = 1_000  # pixels at 100 %: below it every act would take three lines
_CAPS = 120


class KeyHelp(QWidget):
    """The page's own keys, and the window's: beside each other, or one below the other where text is large. The arrows
    go on in what is below. `left` when it is closed.
    """

    left = Signal()

    def __init__(self, page_title: str, of_page: Sequence[KeyRow], of_window: Sequence[KeyRow]) -> None:
        super().__init__()
        self.rows = (*of_page, *of_window)
        self._area = ScrollArea()
        self._sides = bare(QBoxLayout(QBoxLayout.Direction.LeftToRight), px(48))
        self.back = ScrollButton(_("Close"), "Esc", self._area, flat=True)
        self._build(page_title, of_page, of_window)
        self.back.clicked.connect(self.left)

    def take_focus(self) -> None:
        """Enter closes, as Esc does."""
        self.back.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < px(_NARROW)
        self._sides.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(px(24 if is_narrow else 48))
        for place in range(self._sides.count()):
            self._sides.setStretch(place, 0 if is_narrow else 1)

    def _build(self, page_title: str, of_page: Sequence[KeyRow], of_window: Sequence[KeyRow]) -> None:
        self.setProperty("ground", "surface")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(px(_MARGIN), px(28), px(_MARGIN), px(16))
        head = bare(QHBoxLayout(), px(10))
        head.addWidget(IconLabel("keyboard", "accent", 22))
        head.addWidget(label(_("Keys"), "title"))
        head.addStretch(1)
        column.addLayout(head)
        column.addSpacing(px(20))
        for title, rows in ((page_title, of_page), (_("Everywhere"), of_window)):
            self._sides.addWidget(_key_table(title, rows), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._sides)
        column.addStretch(1)
        self._area.setWidget(inner)
        bar = QHBoxLayout()
        bar.setContentsMargins(*margins(self, px(_MARGIN - 8), px(10), px(_MARGIN), px(10)))
        bar.addWidget(self.back)
        bar.addStretch(1)
        outer = bare(QVBoxLayout(self))
        outer.addWidget(self._area, 1)
        outer.addWidget(Hairline())
        outer.addLayout(bar)


def _key_table(title: str, rows: Sequence[KeyRow]) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(8))
    grid.setColumnMinimumWidth(0, px(_CAPS))
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(title, "label"), 0, 0, 1, 2)
    keys_of: dict[str, list[str]] = {}  # several keys of one act stand in one row
    for keys, words in rows:
        keys_of.setdefault(words, []).append(keys)
    for number, (words, several) in enumerate(keys_of.items(), start=1):
        caps = QWidget()
        column = bare(QVBoxLayout(caps), px(4))
        for keys in several:
            column.addWidget(Keycap(keys), 0, Qt.AlignmentFlag.AlignLeading)
        grid.addWidget(caps, number, 0, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label(words, "row", is_wrapped=True), number, 1)
    return table
