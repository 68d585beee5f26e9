"""The night where room is dear: large text, long heads of columns, a laptop's small screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from intake_app.services.nights import Night, keep_night
from intake_app.services.places import add_places
from tests.ui.clipping import settle
from tests.ui.keyboard import Keyboard
from tests.ui.opened import SMALLEST, show_in_look
from ui.preferences import Preferences
from ui.resources.theme import Size, Weight, font, px
from ui.tonight.page import TonightPage
from ui.tonight.table_delegate import PADDING

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from ui.shell import Shell

LOWER = 696  # with a title bar and a task bar


def open_night(shell: Shell, unlocked: Unlocked, look: Preferences) -> TonightPage:
    """The night's table in a look, eight lines typed and the ninth begun."""
    add_places(unlocked.register, "Hall 1, mat 1-40")
    keep_night(unlocked.register, Night(notice_language="rus", notice_version="1"))
    show_in_look(shell, unlocked, look, "tonight")
    assert shell.window_ is not None
    page = shell.window_.page()
    assert isinstance(page, TonightPage)
    keys = Keyboard()
    keys.enter("1")
    for number in range(8):
        keys.enter("Смирнов Павел", str(1980 + number), "")
    keys.type("Лаптев")
    settle()
    return page


def rows_in_sight(page: TonightPage, shell: Shell) -> list[int]:
    """The rows of the table that can be seen whole: nothing of the page, the bar or the window hides them."""
    table = page.table
    area = table.viewport().visibleRegion().boundingRect()
    shown = []
    for row in range(table.lines.rowCount()):
        box = table.visualRect(table.lines.index(row, 1))
        if area.top() <= box.top() and box.bottom() <= area.bottom():
            shown.append(row)
    assert table.mapTo(shell, QPoint(0, 0)).y() > 0
    return shown


def top_of(page: TonightPage, row: int) -> int:
    """Where a row of the table begins, below the heads."""
    return page.table.visualRect(page.table.lines.index(row, 1)).top()


@pytest.mark.parametrize(("scale", "language"), [(100, "kk"), (125, "ru"), (150, "ru"), (200, "en"), (200, "kk")])
def test_five_rows_and_every_head_are_in_sight_while_typing_however_large_the_text(
    shell: Shell, unlocked: Unlocked, scale: int, language: str
) -> None:
    page = open_night(shell, unlocked, Preferences("light", scale, language=language))
    assert (shell.width(), shell.height()) == SMALLEST
    shown = rows_in_sight(page, shell)
    assert len(shown) >= 5
    assert {8, 9, 10} <= set(shown)  # the typed line and what comes after it
    assert top_of(page, shown[0]) == 0  # no half of a row below the heads
    assert page.table.editor.visibleRegion().boundingRect().height() == page.table.editor.height()
    heads = page.table.horizontalHeader()
    assert heads.visibleRegion().boundingRect().height() == heads.height()
    metrics = QFontMetrics(font(Size.STATUS, Weight.MEDIUM))
    for column in range(page.table.lines.columnCount()):
        title = str(page.table.lines.headerData(column, Qt.Orientation.Horizontal))
        assert metrics.horizontalAdvance(title) <= heads.sectionSize(column) - 2 * px(PADDING), title
    assert sum(heads.sectionSize(column) for column in range(heads.count())) <= page.table.viewport().width()
    shell.resize(SMALLEST[0], LOWER)
    settle()
    shown = rows_in_sight(page, shell)
    assert len(shown) >= 3
    assert {8, 9} <= set(shown)
    assert top_of(page, shown[0]) == 0
    assert heads.visibleRegion().boundingRect().height() >= heads.height() - 1


def test_a_pasted_list_stands_with_what_is_wrong_in_it_and_its_buttons_where_text_is_large(
    shell: Shell, unlocked: Unlocked
) -> None:
    page = open_night(shell, unlocked, Preferences("light", 150, language="ru"))
    page.show_paste("Смирнов Павел;1996\nЛаптев Илья;31.02.2004\nКим Анна;1988;ж\n")
    settle()
    for each in (page.paste.next_bad, page.paste.back, page.paste.area, page.save_list):
        assert each.visibleRegion().boundingRect().height() == each.height(), each.accessibleName()
    table = page.paste.table
    last = table.visualRect(table.model().index(2, 0))
    assert table.viewport().visibleRegion().boundingRect().contains(last)


def test_what_has_no_room_in_a_cell_of_the_night_is_whole_in_its_tool_tip_and_a_date_has_room(
    shell: Shell, unlocked: Unlocked
) -> None:
    page = open_night(shell, unlocked, Preferences("light", 125, language="kk"))
    born = page.table.lines.index(8, 3)
    date = QFontMetrics(font(Size.ROW)).horizontalAdvance("25.05.1997")
    assert date <= page.table.visualRect(born).width() - 2 * px(PADDING)
    name = page.table.visualRect(page.table.lines.index(0, 2)).center()
    at = page.table.viewport().mapToGlobal(name)
    QApplication.sendEvent(page.table.viewport(), QHelpEvent(QEvent.Type.ToolTip, name, at))
    assert QToolTip.text() == "Смирнов Павел"


def test_the_call_stays_one_key_away_where_its_panel_is_below(shell: Shell, unlocked: Unlocked) -> None:
    page = open_night(shell, unlocked, Preferences("light", 200, language="en"))
    keys = Keyboard()
    keys.enter("", "1990", "1")
    keys.press(Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.work.board is not None
    assert page.work.board.tonight.lines[-1].called_at
    keys.type("Зайцев")
    settle()
    assert len(rows_in_sight(page, shell)) >= 5


def test_the_notice_scrolls_by_key_and_its_button_stays_in_sight_at_200_per_cent(
    shell: Shell, unlocked: Unlocked
) -> None:
    show_in_look(shell, unlocked, Preferences("light", 200, language="en"), "tonight")
    assert shell.window_ is not None
    page, keys = shell.window_.page(), Keyboard()
    assert isinstance(page, TonightPage)
    keys.enter("Train 325", "320")
    settle()
    assert page.start.read.hasFocus()
    assert page.bar.isAncestorOf(page.start.read)  # where every page has its primary action
    assert page.start.read.visibleRegion().boundingRect().height() == page.start.read.height()
    bar = page.start._area.verticalScrollBar()
    assert bar.value() == 0
    for _time in range(20):
        keys.press(Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum() > 0
