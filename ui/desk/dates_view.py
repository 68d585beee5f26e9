"""The dates that follow from a form, each in a row of its own that keeps its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import ElidedLabel, Hairline, label, set_tone
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.desk.dates import DateRow

ROWS = 3
_ROW = 54
_LEFT, _MOST_LEFT, _BETWEEN = 114, 128, 12
_ICON, _BESIDE_ICON = 14, 4
_ICONS = {"good": "check", "warning": "circle-alert", "danger": "triangle-alert"}


class DatesView(QWidget):
    """Always room for as many rows as a country's pack has had so far: nothing below them moves."""

    def __init__(self) -> None:
        super().__init__()
        self._note = ElidedLabel("", "helper")
        self._none = label(_("No dates follow from what was said."), "helper", is_wrapped=True)
        self._rows: list[_Row] = []
        self._list = bare(QVBoxLayout())
        self._shown: tuple[tuple[DateRow, ...], bool] | None = None
        self._note.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._build()

    def show_dates(self, rows: Sequence[DateRow], *, is_guessed: bool) -> None:
        """Show these; `is_guessed` where the day of entry nobody has confirmed."""
        if (tuple(rows), is_guessed) == self._shown:
            return
        self._shown = (tuple(rows), is_guessed)
        self._note.setText(_("counted from a guess") if is_guessed else "")
        while len(self._rows) < len(rows):
            self._add_row()
        for number, widget in enumerate(self._rows):
            widget.show_date(rows[number] if number < len(rows) else None)
        self._align()
        self._none.setVisible(not rows)

    def _align(self) -> None:
        """The duties of all rows begin at the same place: as far in as the days need and the duties leave."""
        shown = self._rows[: len(self._shown[0])] if self._shown is not None else []
        first = max([row.first_width() for row in shown], default=0)
        left_over = self.width() - px(_BETWEEN) - max([row.second_width() for row in shown], default=0)
        for row in self._rows:
            row.align(max(px(_LEFT), min(first, max(left_over, px(_MOST_LEFT)))))

    def _build(self) -> None:
        head = bare(QHBoxLayout(), px(6))
        head.addWidget(label(_("Dates"), "label"))
        head.addWidget(self._note, 1)
        column = bare(QVBoxLayout(self), px(2))
        column.addLayout(head)
        column.addWidget(self._none)
        column.addLayout(self._list)
        for _number in range(ROWS):
            self._add_row()
        self._none.hide()

    def _add_row(self) -> None:
        row = _Row(has_line=bool(self._rows))
        self._rows.append(row)
        self._list.addWidget(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()


class _Row(QWidget):
    def __init__(self, *, has_line: bool) -> None:
        super().__init__()
        self._line = Hairline() if has_line else QWidget()
        self._when = ElidedLabel("", "strong")
        self._away = ElidedLabel("", "helper")
        self._duty = ElidedLabel()
        self._mark = ElidedLabel("", "helper")
        self._icon = IconLabel("", size=_ICON)
        self._build()
        self.show_date(None)

    def show_date(self, row: DateRow | None) -> None:
        """Show a date; nothing keeps its room."""
        for part in (self._line, self._when, self._away, self._duty, self._mark, self._icon):
            part.setVisible(row is not None)
        self.setAccessibleName("")
        self.setToolTip("")
        if row is None:
            return
        is_waiting = row.kind == "waiting"
        for text, part in ((row.when, self._when), (row.away, self._away), (row.duty, self._duty)):
            part.setText(text)
        self._mark.setText(row.mark)
        self._when.setProperty("role", "helper" if is_waiting else "strong")
        set_tone(self._when, "")
        set_tone(self._mark, "" if row.kind == "good" else row.kind)
        self._icon.setVisible(not is_waiting)
        if not is_waiting:
            self._icon.show_icon(_ICONS[row.kind], "muted" if row.kind == "good" else row.kind)
        self.setAccessibleName(", ".join(filter(None, (row.duty, row.when, row.away, row.mark))))
        self.setAccessibleDescription(row.source)
        source = _("Source: {source}").format(source=row.source)
        self.setToolTip(source)
        for part in (self._when, self._away, self._duty, self._mark):  # whole, where it ends in dots
            part.setToolTip(f"{part.text()}\n{source}")

    def first_width(self) -> int:
        """How wide day and distance want to be."""
        return max(self._when.sizeHint().width(), self._away.sizeHint().width())

    def second_width(self) -> int:
        """How wide duty and mark want to be."""
        mark = self._mark.sizeHint().width() + (px(_ICON) + px(_BESIDE_ICON) if not self._icon.isHidden() else 0)
        return max(self._duty.sizeHint().width(), mark)

    def align(self, width: int) -> None:
        """Let the duty begin where those of the other rows do."""
        for part in (self._when, self._away):
            part.setFixedWidth(width)

    def _build(self) -> None:
        self.setFixedHeight(px(_ROW))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(_BETWEEN))
        grid.setVerticalSpacing(px(1))
        grid.setColumnStretch(1, 1)
        self._line.setFixedHeight(1)
        grid.addWidget(self._line, 0, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._when, 1, 0)
        grid.addWidget(self._away, 2, 0)
        grid.addWidget(self._duty, 1, 1)
        mark = bare(QHBoxLayout(), px(_BESIDE_ICON))
        mark.addWidget(self._icon)
        mark.addWidget(self._mark, 1)
        grid.addLayout(mark, 2, 1)
        grid.setRowMinimumHeight(0, px(6))
        grid.setRowStretch(3, 1)
