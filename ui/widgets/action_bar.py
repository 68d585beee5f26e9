"""The bar below a page's content: quiet actions where the line begins, the primary one where it ends."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.resources.theme import px
from ui.widgets.bar_rows import BarRows
from ui.widgets.mirror import is_mirrored

GAP = 8
BEFORE, AFTER, ABOVE = 24, 32, 10  # a flat button's words stand in line with the content


class BarSide:
    """One side of a bar: what a page puts its actions into."""

    def __init__(self, rows: BarRows, *, is_end: bool) -> None:
        self._rows = rows
        self._is_end = is_end

    def addWidget(self, widget: QWidget) -> None:
        """Put an action behind the others of this side."""
        self._rows.add(widget, is_end=self._is_end)

    def addStrut(self, height: int) -> None:
        """The bar is at least so high, in pixels, also without any action."""
        self._rows.set_lowest(height)


class ActionBar(QWidget):
    """`left` and `right` take the buttons. All of them can be seen and read at any width and text size (`BarRows`)."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = BarRows(px(GAP))
        self.left = BarSide(self._rows, is_end=False)
        self.right = BarSide(self._rows, is_end=True)
        first, last = (px(AFTER), px(BEFORE)) if is_mirrored(self) else (px(BEFORE), px(AFTER))
        self._rows.setContentsMargins(first, px(ABOVE), last, px(ABOVE))
        self.setLayout(self._rows)
        # Not fixed: that would hold it to the height of one row where the actions need two.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
