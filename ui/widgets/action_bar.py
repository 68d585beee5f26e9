"""Quiet actions where the line begins, the primary one where it ends: below a page's content, or in a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.resources.theme import px
from ui.widgets.bar_rows import BarRows
from ui.widgets.mirror import margins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.widgets.buttons import Button

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
        self._rows.setContentsMargins(*margins(self, px(BEFORE), px(ABOVE), px(AFTER), px(ABOVE)))
        self.setLayout(self._rows)
        self.setSizePolicy(_policy())

    def keep_low(self, *, is_low: bool) -> None:
        """Take one row where quiet actions that show their keys alone make it one: for a page that has no height to
        give away, and whose quiet actions are known.
        """
        self._rows.keep_low(is_low=is_low)


class ButtonRow(QWidget):
    """The buttons of a column: what leads back where it begins, what goes on where it ends; in rows as a bar's."""

    def __init__(self, first: Sequence[Button], last: Sequence[Button]) -> None:
        super().__init__()
        rows = BarRows(px(GAP))
        rows.setContentsMargins(0, 0, 0, 0)
        for button in first:
            rows.add(button, is_end=False)
        for button in last:
            rows.add(button, is_end=True)
        self.setLayout(rows)
        self.setSizePolicy(_policy())


def _policy() -> QSizePolicy:
    """Not fixed: that would hold it to the height of one row where the actions need two."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy
