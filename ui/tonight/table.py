"""The table of the night with the one field that is typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from intake_app.i18n import _
from ui.resources.theme import Size, Weight, font, px
from ui.tonight.cell_editor import BLEED, CellEditor, CellError
from ui.tonight.entry import FIELDS
from ui.tonight.table_delegate import PADDING, ROW, LineDelegate
from ui.tonight.table_model import FIRST, LinesModel
from ui.widgets.layouts import bring_into_view
from ui.widgets.table import HEAD, HeadView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QMouseEvent, QResizeEvent

    from ui.tonight.rows import Row

_WIDTHS = (20, 66, 252, 98, 56, 180, 150, 24)
_LEAST_NAME, _LEAST_SLEEPS = 144, 116  # the bed's number is what the line is for
_LONGEST_DATE = "25.05.1997"
_LEAST_SHARE, _DATE_SHARE = 55, 80  # per cent; where the others give way further, a date does too
_LEAST_ROWS, _FEWEST_ROWS = 5, 3
_HARDLY_CUT = 4  # pixels of the last row that nobody misses
_AROUND_ROW, _AROUND_HEAD = 14, 10  # pixels above and below the words where height is dear, at any text size
_NAME, _BORN, _SLEEPS = (FIRST + FIELDS.index(name) for name in ("name", "born", "sleeps"))


class LinesTable(QTableView):
    """`chosen(row, field)` when a cell is clicked; everything else comes from `editor`."""

    chosen = Signal(int, str)
    _is_low = False

    def __init__(self) -> None:
        super().__init__()
        self.lines = LinesModel(self)
        self.editor = CellEditor(self.viewport())
        self._error = CellError(self.viewport())
        self._at = (0, "name")
        self._build()

    def stand_low(self, *, is_low: bool) -> None:
        """Rows as high as their words need, where large text leaves little height: five of them can always be seen."""
        self._is_low = is_low
        head = QFontMetrics(font(Size.STATUS)).height() + _AROUND_HEAD if is_low else px(HEAD)
        self.horizontalHeader().setFixedHeight(min(head, px(HEAD)))
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self._show_at_least(_LEAST_ROWS)
        self._place()

    def fit_into(self, height: int) -> None:
        """Fewer than five rows where five and their heads are higher than what can be seen of them at once."""
        rows = (height + _HARDLY_CUT - self.horizontalHeader().height()) // self.row_height()
        self._show_at_least(max(_FEWEST_ROWS, min(_LEAST_ROWS, rows)))

    def _show_at_least(self, rows: int) -> None:
        self.setMinimumHeight(self.horizontalHeader().height() + rows * self.row_height())

    def row_height(self) -> int:
        """In pixels."""
        return min(px(ROW), QFontMetrics(font(Size.ROW)).height() + _AROUND_ROW) if self._is_low else px(ROW)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The rows as they are now; those that come after the typed one stay in sight when they appear."""
        before = self.lines.rowCount()
        self.lines.show(rows)
        if self.lines.rowCount() > before:
            self.executeDelayedItemsLayout()  # else the table scrolls no further than its rows before went
            self._bring_into_view(self._at[0])

    def edit_at(self, row: int, name: str, text: str, hint: str, problem: str = "", *, is_error: bool = True) -> None:
        """Let a field of a row be typed in; an error, or a warning that hinders nothing, stands below it."""
        has_moved, self._at = (row, name) != self._at, (row, name)
        title = str(self.lines.headerData(FIRST + FIELDS.index(name), Qt.Orientation.Horizontal))
        guess = "" if text else self.lines.row_at(row).cells[FIELDS.index(name)].text
        self.editor.show_text(text, guess, title, hint, is_error=bool(problem) and is_error)
        self._error.say(problem, is_error=is_error)
        if has_moved:
            self._bring_into_view(row)
        self._place()
        if has_moved:
            bring_into_view(
                self if self._is_low else self.editor
            )  # of a page that scrolls, as it does where text is large

    def _build(self) -> None:
        self.setAccessibleName(_("Tonight"))
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(self))
        self.setHorizontalHeader(HeadView(self))
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.editor)
        self.setWordWrap(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setMinimumSectionSize(px(16))
        heads.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.verticalScrollBar().valueChanged.connect(self._place)
        # Only afterwards: a column that stretches says its width before it has it.
        heads.sectionResized.connect(self._place, Qt.ConnectionType.QueuedConnection)
        self.stand_low(is_low=False)

    def _bring_into_view(self, row: int) -> None:
        """The row that is typed in, and what comes after it."""
        after = min(row + 2, self.lines.rowCount() - 1)
        self.scrollTo(self.lines.index(after, _NAME))
        self.scrollTo(self.lines.index(row, _NAME))
        self.verticalScrollBar().setValue(self._whole_rows(self.verticalScrollBar().value()))

    def _whole_rows(self, height: int) -> int:
        """So high, or as much higher as makes it whole rows."""
        return -(-height // self.row_height()) * self.row_height()

    def updateGeometries(self) -> None:
        """It scrolls by whole rows, also to its end: no half of one stands below the heads."""
        super().updateGeometries()
        bar = self.verticalScrollBar()
        bar.setMaximum(self._whole_rows(bar.maximum()))
        bar.setSingleStep(self.row_height())
        bar.setValue(self._whole_rows(bar.value()))

    def _place(self) -> None:
        row, name = self._at
        cell = self.visualRect(self.lines.index(row, FIRST + FIELDS.index(name)))
        inset = px(1)
        self.editor.setGeometry(cell.adjusted(-BLEED, inset, BLEED - px(2), -inset))
        self.editor.raise_()
        if self._error.isVisible():
            self._error.setGeometry(self._error_place(cell))
            self._error.raise_()

    def _error_place(self, cell: QRect) -> QRect:
        """Below the field; in the last row there is room for, beside it: over its own row, never over another line."""
        wanted, whole = self._error.sizeHint().width() + 2 * px(PADDING), self.viewport().width()
        height = self.row_height() - 4
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if cell.bottom() + 2 + height > self.viewport().height():
            before, after = cell.left() - BLEED, whole - cell.right() - BLEED
            is_right = after >= wanted if not is_mirrored else before < wanted
            left, width = (whole - after, after) if is_right else (max(0, before - wanted), min(before, wanted))
            return QRect(left, cell.top() + 2, width, height)
        # To the end of the row, so that no half of a word looks out behind it.
        if is_mirrored:
            return QRect(0, cell.bottom() + 2, min(whole, max(cell.right(), wanted)), height)
        left = min(cell.left(), max(0, whole - wanted))
        return QRect(left, cell.bottom() + 2, whole - left, height)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and 0 <= index.column() - FIRST < len(FIELDS):
            self.chosen.emit(index.row(), FIELDS[index.column() - FIRST])

    def _share_width(self) -> None:
        """Where text is large the name keeps its room and the other columns give way, but never their heads."""
        room = self.viewport().width() - px(_LEAST_NAME)
        widths = self._widths(100)
        for share in range(100, _LEAST_SHARE - 1, -1):
            widths = self._widths(share)
            if sum(widths.values()) <= room:
                break
        for column, width in widths.items():
            self.setColumnWidth(column, width)

    def _widths(self, share: int) -> dict[int, int]:
        """Every column but the name's, at a share of what it would like, in per cent."""
        metrics = QFontMetrics(font(Size.STATUS, Weight.MEDIUM))
        widths = {}
        for column, width in enumerate(_WIDTHS):
            title = str(self.lines.headerData(column, Qt.Orientation.Horizontal))
            least = metrics.horizontalAdvance(title) + 2 * px(PADDING) + 2 if title else 0
            if column == _SLEEPS:
                least = max(least, px(_LEAST_SLEEPS))
            if column == _BORN and share >= _DATE_SHARE:
                date = QFontMetrics(font(Size.ROW)).horizontalAdvance(_LONGEST_DATE)
                least = max(least, date + 2 * px(PADDING) + 2)
            if column != _NAME:
                widths[column] = max(px(width) * share // 100, least)
        return widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self._bring_into_view(self._at[0])
        self._place()
