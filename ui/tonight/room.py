"""Where large text leaves little height: what stands first on the night's page, and how high it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from ui.resources.theme import px
from ui.widgets.layouts import bare
from ui.widgets.page import TITLE_ROW

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QWidget

    from ui.tonight.notice_row import NoticeRow
    from ui.tonight.start_view import NightStart
    from ui.tonight.table import LinesTable

ANY_HEIGHT = 16_777_215  # Qt's own most
_LOW_TITLE, _LOW_START, _LOW_BAR = 34, 150, 64


def order_lines(lines: QWidget, table: LinesTable, above: NoticeRow, title: QLabel, *, is_low: bool) -> None:
    """The notice's row above the table; below it where the page is low, so that five rows can be seen."""
    column = lines.layout() or bare(QVBoxLayout(lines))
    for widget in (table, above) if is_low else (above, table):
        column.addWidget(widget)
    table.stand_low(is_low=is_low)
    title.setFixedHeight(px(_LOW_TITLE if is_low else TITLE_ROW))


def fit_start(start: NightStart, page_height: int, *, is_low: bool) -> None:
    """As high as there is room where the page is low: what is read out scrolls, the button below it stays in sight."""
    height = max(px(_LOW_START), page_height - px(_LOW_TITLE + _LOW_BAR))
    start.setMinimumHeight(height if is_low else 0)
    start.setMaximumHeight(height if is_low else ANY_HEIGHT)
