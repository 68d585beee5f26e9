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
    from ui.tonight.paste_view import PasteView
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


def fit_shown(parts: tuple[NightStart, PasteView], shown: QWidget | None, page_height: int, *, is_low: bool) -> None:
    """As high as there is room where the page is low. What is read out scrolls, the button below it stays in sight; of
    a pasted list as much as can be is seen at once. What stands in the panel below is read with neither.
    """
    room = page_height - px(_LOW_TITLE + _LOW_BAR)
    start, paste = parts
    is_start, is_paste = is_low and shown is start, is_low and shown is paste
    start.setMinimumHeight(max(px(_LOW_START), room) if is_start else 0)
    start.setMaximumHeight(max(px(_LOW_START), room) if is_start else ANY_HEIGHT)
    column = paste.layout()
    least = column.totalMinimumHeightForWidth(paste.width()) if column is not None else 0
    paste.setMinimumHeight(max(least, room) if is_paste else 0)
