"""The bar below a page's content: quiet actions where the line begins, the primary one where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.resources.theme import px
from ui.widgets.buttons import Button
from ui.widgets.mirror import is_mirrored

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

GAP = 8
BEFORE, AFTER, ABOVE = 24, 32, 10  # a flat button's words stand in line with the content


class ActionBar(QWidget):
    """`left` and `right` take the buttons. All of them can be seen at any width and text size.

    Where one row is too narrow the left ones stand in a row of their own below; where that is too narrow as well, the
    buttons of the row show their keys alone, the primary one excepted.
    """

    def __init__(self) -> None:
        super().__init__()
        self.left = QHBoxLayout()
        self.right = QHBoxLayout()
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._ends = (QHBoxLayout(), QHBoxLayout())
        self._build()

    def is_in_two_rows(self) -> bool:
        """Whether one row was too narrow."""
        return self._rows.direction() == QBoxLayout.Direction.BottomToTop

    def _build(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rows.setContentsMargins(0, px(ABOVE), 0, px(ABOVE))
        self._rows.setSpacing(px(GAP))
        for part, end in zip((self.left, self.right), self._ends, strict=True):
            part.setSpacing(px(GAP))
            end.setContentsMargins(0, 0, 0, 0)
            end.addLayout(part)
            self._rows.addLayout(end)
        before, after = (px(BEFORE), 0), (0, px(AFTER))
        for end, (first, last) in zip(self._ends, (before, after), strict=True):
            end.setContentsMargins(*((last, 0, first, 0) if is_mirrored(self) else (first, 0, last, 0)))
        self._ends[0].addStretch(1)
        self._ends[1].insertStretch(0, 1)

    def _fit(self) -> None:
        """Choose one row or two for the width there is, and in two what is short."""
        room = self.width() - px(BEFORE) - px(AFTER)
        sides = [_buttons(part) for part in (self.left, self.right)]
        widths = [_width(part) for part in (self.left, self.right)]
        is_one_row = sum(widths) + px(GAP) * (1 + all(widths)) <= room
        across = QBoxLayout.Direction.LeftToRight if is_one_row else QBoxLayout.Direction.BottomToTop
        if self._rows.direction() != across:
            self._rows.setDirection(across)
        for side, width in zip(sides, widths, strict=True):
            for button in side:
                button.set_short(is_short=not is_one_row and width > room)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(AFTER), self._rows.totalMinimumSize().height())

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self._rows.totalSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)


def _buttons(part: QHBoxLayout) -> list[Button]:
    items = (part.itemAt(place) for place in range(part.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget for widget in widgets if isinstance(widget, Button) and not widget.isHidden()]


def _width(part: QHBoxLayout) -> int:
    """Of everything in it, its buttons with all their words; hints beside them count too."""
    return part.sizeHint().width() + sum(button.whole_width() - button.sizeHint().width() for button in _buttons(part))
