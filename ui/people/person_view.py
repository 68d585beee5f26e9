"""One person on the screen: who, the dates, the stays, the history. Labels only; the words come from `person`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from intake_app.i18n import _
from ui.resources.theme import px
from ui.widgets.icons import IconLabel
from ui.widgets.labels import Hairline, label
from ui.widgets.layouts import bare

if TYPE_CHECKING:
    from ui.people.person import DateLine, HistoryLine, PersonView

_LEFT = 344
_GAP = 40
_MOST_ACTS = 60


def make_person_body(view: PersonView) -> QWidget:
    """Facts in a row, then dates and stays at the left and the history at the right."""
    body = QWidget()
    column = bare(QVBoxLayout(body), px(16))
    column.addLayout(_facts(view))
    column.addWidget(Hairline())
    sides = bare(QHBoxLayout(), px(_GAP))
    left = QWidget()
    left.setFixedWidth(px(_LEFT))
    left.setLayout(_left(view))
    sides.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
    sides.addLayout(_history(view.history), 1)
    column.addLayout(sides)
    column.addStretch(1)
    return body


def _facts(view: PersonView) -> QHBoxLayout:
    row = bare(QHBoxLayout(), px(32))
    for name, text in view.facts:
        cell = bare(QVBoxLayout(), px(2))
        cell.addWidget(label(name, "helper"))
        value = label(text, "row")
        value.setAccessibleName(f"{name}: {text}")
        cell.addWidget(value)
        row.addLayout(cell)
    row.addStretch(1)
    return row


def _left(view: PersonView) -> QVBoxLayout:
    column = bare(QVBoxLayout(), px(10))
    column.addWidget(label(_("Dates"), "label"))
    if not view.dates:
        nothing = _("No dates: the day of entry is not known, or no rule applies.")
        column.addWidget(label(nothing, "helper", is_wrapped=True))
    for number, line in enumerate(view.dates):
        if number:
            column.addWidget(Hairline())
        column.addLayout(_date_row(line))
    column.addSpacing(px(16))
    column.addWidget(label(_("Stays"), "label"))
    for title, text in view.stays:
        column.addWidget(label(title, "strong"))
        column.addWidget(label(text, "helper", is_wrapped=True))
    return column


def _date_row(line: DateLine) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(2))
    grid.setColumnMinimumWidth(0, px(104))
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(line.when, "strong"), 0, 0)
    grid.addWidget(label(line.what, is_wrapped=True), 0, 1)
    grid.addWidget(label(line.away, "helper", "danger" if line.kind == "danger" else ""), 1, 0)
    mark = bare(QHBoxLayout(), px(6))
    mark.addWidget(IconLabel("circle-alert" if line.kind else "check", line.kind or "muted", size=14))
    mark.addWidget(label(line.mark, "helper", line.kind))
    mark.addStretch(1)
    grid.addLayout(mark, 1, 1)
    return grid


def _history(lines: tuple[HistoryLine, ...]) -> QVBoxLayout:
    column = bare(QVBoxLayout(), px(6))
    column.addWidget(label(_("History"), "label"))
    for line in lines[:_MOST_ACTS]:
        if line.day:
            column.addSpacing(px(6))
            column.addWidget(label(line.day, "strong"))
        column.addLayout(_act(line))
    if len(lines) > _MOST_ACTS:
        older = _("{count} older entries are not shown here.").format(count=len(lines) - _MOST_ACTS)
        column.addWidget(label(older, "helper"))
    column.addStretch(1)
    return column


def _act(line: HistoryLine) -> QHBoxLayout:
    row = bare(QHBoxLayout(), px(12))
    time = label(line.time, "helper")
    time.setFixedWidth(px(44))
    row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
    text = bare(QVBoxLayout(), px(2))
    text.addWidget(label(line.what))
    for detail in line.details:
        text.addWidget(label(detail, "helper", is_wrapped=True))
    row.addLayout(text, 1)
    return row
