"""The grid of a form: the groups' names in a left gutter, equal columns, fewer of them where it is narrow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSpacerItem, QWidget

from ui.resources.theme import px
from ui.widgets.field_frame import GAP, LABEL
from ui.widgets.field_shell import BLEED, FieldShell
from ui.widgets.flow import Flow
from ui.widgets.labels import label
from ui.widgets.layouts import let_go, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.widgets.buttons import Button

GUTTER = 84
COLUMN_GAP = 16
ROW_GAP = 8
GROUP_GAP = 20  # between the last row of a group and the first of the next
NARROWEST = 150  # a column narrower than that is given up
ROOMY = 220  # a helper of a sentence is whole in it


@dataclass(frozen=True, slots=True)
class _Cell:
    """A field, or a holder of something else, in the columns it asked for; `buttons` stand at the height of frames."""

    widget: QWidget
    column: int
    span: int
    buttons: QWidget | None = None


@dataclass(slots=True)
class _Row:
    """Cells beside each other; the first row of a group has its name. `gap` is what stands above."""

    title: QLabel | None
    gap: int
    is_group: bool
    cells: list[_Cell] = field(default_factory=list)


class FormGrid(QWidget):
    """Fields in columns; a group begins a row with its name in the gutter.

    Columns are 0, 1, 2; a form is wider than its frames by their halo at both ends, and its groups' names stand in line
    with those frames. Where the columns would be narrower than `narrowest` pixels at 100 %, or all of them than
    `roomy`, as long sentences below the fields ask, there are fewer: the fields of a group keep their order and flow
    on; with one column the group's name stands above them.
    """

    def __init__(self, *, columns: int = 3, gutter: int = GUTTER, narrowest: int = NARROWEST, roomy: int = 0) -> None:
        super().__init__()
        self._columns = columns
        self._narrowest, self._roomy = narrowest, max(roomy, narrowest)
        self._shown_columns = 0
        self._gutter = px(gutter)
        self._rows: list[_Row] = []
        self._struts = [_strut(self) for _number in range(columns)]
        self._settle = QTimer(self, interval=0, singleShot=True)
        self._settle.timeout.connect(self.updateGeometry)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(COLUMN_GAP) - 2 * BLEED)
        self._grid.setVerticalSpacing(0)

    def begin_group(self, name: str, *, gap: int = GROUP_GAP) -> None:
        """Start a group on a new row."""
        title = None
        if self._gutter > 0:
            title = label(name, "helper")
            title.setParent(self)
            title.setFixedHeight(px(LABEL))
            title.setContentsMargins(BLEED, 0, BLEED, 0)
            self._gutter = max(self._gutter, title.sizeHint().width() + px(COLUMN_GAP) - 2 * BLEED)
        self._rows.append(_Row(title, gap if self._rows else 0, is_group=True))
        self._stale()

    def begin_row(self) -> None:
        """Start another row of the same group."""
        self._rows.append(_Row(None, ROW_GAP if self._rows else 0, is_group=False))
        self._stale()

    def add(self, field: QWidget, column: int, span: int = 1) -> None:
        """Put a field, or something of its kind, into the row begun last; what has fields in it says `hasHalo`."""
        has_halo = isinstance(field, FieldShell) or bool(field.property("hasHalo"))
        widget = field if has_halo else within(field)
        widget.setParent(self)
        self._rows[-1].cells.append(_Cell(widget, column, span))
        self._stale()

    def add_beside(self, buttons: Sequence[Button], column: int, span: int = 1) -> None:
        """Buttons at the height of the frame before them; where there is no room beside it they stand below it."""
        holder = QWidget()
        flow = Flow(px(8), px(8), holder)
        for button in buttons:
            flow.addWidget(button)
        widget = within(holder)
        widget.setParent(self)
        self._rows[-1].cells.append(_Cell(widget, column, span, holder))
        self._stale()

    def add_wide(self, widget: QWidget) -> None:
        """Put something else over all columns of the row begun last."""
        self.add(widget, 0, self._columns)

    def shown_columns(self) -> int:
        """How many columns there are at the width there is."""
        return self._shown_columns or self._columns

    def gutter(self) -> int:
        """How far the frames stand from those of a form without groups, in pixels: as the longest name asks."""
        return self._gutter

    def set_gutter(self, gutter: int) -> None:
        """As wide a gutter as another form has, in pixels."""
        if gutter != self._gutter:
            self._gutter = gutter
            self._stale()

    def _stale(self) -> None:
        """Something was added: arrange anew, in as many columns as were shown last."""
        self._arrange(self.shown_columns())

    def _fitting_columns(self) -> int:
        for columns in range(self._columns, 1, -1):
            room = self.width() - self._gutter - px(COLUMN_GAP) * (columns - 1)
            if room >= columns * px(self._roomy if columns == self._columns else self._narrowest):
                return columns
        return 1

    def _arrange(self, columns: int) -> None:
        self._shown_columns = columns
        self._take_out()
        has_gutter = self._gutter > 0 and columns > 1
        self._grid.setColumnMinimumWidth(0, self._gutter - px(COLUMN_GAP) + 2 * BLEED if has_gutter else 0)
        for column in range(self._columns):
            is_shown = column < columns
            self._grid.setColumnStretch(column + 1, int(is_shown))
            self._struts[column].setVisible(is_shown)
        line = 0
        for row in _flowed(self._rows, columns) if columns < self._columns else self._rows:
            line = self._place(row, line, columns, has_gutter=has_gutter)
        for column in range(columns):
            self._grid.addWidget(self._struts[column], line, column + 1)

    def _place(self, row: _Row, line: int, columns: int, *, has_gutter: bool) -> int:
        """Put a row into the grid; answers the line below it."""
        if line > 0:
            # Groups stand apart, and move together on a low screen before the form begins to scroll.
            self._grid.setRowMinimumHeight(line, px(ROW_GAP))
            fixed, shrinking = QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred
            self._grid.addItem(QSpacerItem(0, px(row.gap), fixed, shrinking), line, 0)
            line += 1
        if row.title is not None and has_gutter:
            self._grid.addWidget(row.title, line, 0, Qt.AlignmentFlag.AlignTop)
        elif row.title is not None and row.title.text():
            self._grid.addWidget(row.title, line, 1, 1, columns)
            line += 1
        for cell in row.cells:
            is_field = isinstance(cell.widget, FieldShell)
            align = Qt.AlignmentFlag.AlignTop if is_field else Qt.AlignmentFlag(0)
            if cell.buttons is not None:
                cell.buttons.setContentsMargins(0, px(LABEL + GAP) if cell.column else 0, 0, px(GAP))
            self._grid.addWidget(cell.widget, line, cell.column + 1, 1, cell.span, align)
        return line + 1

    def _take_out(self) -> None:
        for line in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(line, 0)
        let_go(self._grid)

    def minimumSizeHint(self) -> QSize:
        """It can be narrower than its columns are now, because there can be fewer."""
        return QSize(px(NARROWEST), self._grid.totalMinimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (columns := self._fitting_columns()) != self.shown_columns():
            self._arrange(columns)
            self._settle.start()  # what it stands in is being laid out just now and would not hear of another height


def _strut(form: QWidget) -> QWidget:
    """Nothing, so that a column in which nothing stands by itself keeps its gap, and all of them are equal."""
    made = QWidget(form)
    made.setFixedHeight(0)
    return made


def _flowed(rows: list[_Row], columns: int) -> list[_Row]:
    """The rows of each group as one run of cells, broken where a row of fewer columns is full."""
    made: list[_Row] = []
    for row in rows:
        if row.is_group or not made:
            made.append(_Row(row.title, row.gap, is_group=True))
        for cell in row.cells:
            span = min(cell.span, columns)
            here = made[-1].cells
            column = here[-1].column + here[-1].span if here else 0
            if column + span > columns:
                made.append(_Row(None, ROW_GAP, is_group=False))
                column = 0
            made[-1].cells.append(_Cell(cell.widget, column, span, cell.buttons))
    return made


def align(holder: QWidget) -> None:
    """Give the forms below each other in a page one gutter: that of the longest name among them."""
    forms = [form for form in holder.findChildren(FormGrid) if form.gutter()]
    widest = max((form.gutter() for form in forms), default=0)
    for form in forms:
        form.set_gutter(widest)
