"""The grid of a form: the groups' names in a left gutter, three equal columns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from ui.resources.theme import px
from ui.widgets.field_shell import BLEED, FieldShell
from ui.widgets.labels import label
from ui.widgets.layouts import bare

GUTTER = 84
COLUMN_GAP = 16
ROW_GAP = 8
GROUP_GAP = 20  # between the last row of a group and the first of the next


class FormGrid(QWidget):
    """Fields in columns; a group begins a row with its name in the gutter.

    Columns are 0, 1, 2; the frames, not the fields with their halo, stand in line with what is around the form.
    """

    def __init__(self, *, columns: int = 3, gutter: int = GUTTER) -> None:
        super().__init__()
        self._columns = columns
        self._row = -1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(COLUMN_GAP) - 2 * BLEED)
        self._grid.setVerticalSpacing(0)
        self._has_gutter = gutter > 0
        if self._has_gutter:
            self._grid.setColumnMinimumWidth(0, px(gutter - COLUMN_GAP) + BLEED)
        for column in range(columns):
            self._grid.setColumnStretch(column + 1, 1)
            self._grid.setColumnMinimumWidth(column + 1, 1)  # also an empty one keeps its gap

    def begin_group(self, name: str, *, gap: int = GROUP_GAP) -> None:
        """Start a group on a new row."""
        self._next_row(gap if self._row >= 0 else 0)
        if self._has_gutter and name:
            title = label(name, "helper")
            title.setFixedHeight(px(18))
            self._grid.addWidget(title, self._row, 0, Qt.AlignmentFlag.AlignTop)

    def begin_row(self) -> None:
        """Start another row of the same group."""
        self._next_row(ROW_GAP)

    def add(self, field: QWidget, column: int, span: int = 1) -> None:
        """Put a field, or something of its kind, into the row begun last."""
        if isinstance(field, FieldShell):
            self._grid.addWidget(field, self._row, column + 1, 1, span, Qt.AlignmentFlag.AlignTop)
        else:
            self._grid.addLayout(_within(field), self._row, column + 1, 1, span)

    def add_wide(self, widget: QWidget) -> None:
        """Put something else over all columns of the row begun last."""
        self._grid.addLayout(_within(widget), self._row, 1, 1, self._columns)

    def _next_row(self, gap: int) -> None:
        if self._row >= 0:
            self._row += 1
            # Groups stand apart, and move together on a low screen before the form begins to scroll.
            self._grid.setRowMinimumHeight(self._row, px(ROW_GAP))
            fixed, shrinking = QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred
            self._grid.addItem(QSpacerItem(0, px(gap), fixed, shrinking), self._row, 0)
        self._row += 1


def _within(widget: QWidget) -> QHBoxLayout:
    """As wide as the frames around it, which are narrower than their fields by the halo."""
    row = bare(QHBoxLayout())
    row.setContentsMargins(BLEED, 0, BLEED, 0)
    row.addWidget(widget)
    return row
