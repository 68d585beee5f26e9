"""No text is cut and nothing runs past the window in the middle of the work: a form, a night, the day in question."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from tests.ui import shots_asks, shots_desk, shots_handouts, shots_tonight
from tests.ui.clipping import clipped_texts, settle
from tests.ui.shots import Stage
from tests.ui.test_fitting import LOOKS
from ui.dressing import dress
from ui.tonight.page import TonightPage
from ui.widgets.action_bar import ActionBar
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SIZE = (1366, 768)
SHOTS: dict[str, Callable[[Any], object]] = {
    name: prepare
    for shots in (shots_desk.SHOTS, shots_tonight.SHOTS, shots_asks.SHOTS, shots_handouts.SHOTS)
    for name, prepare, _is_low in shots
}
TOO_LONG = ("long", "desk_known")  # the hint's card keeps its place: twice the length of English is more than it holds
WORK = ("desk_typed", "desk_known", "tonight_typed", "asks_day")


@pytest.fixture
def staged(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str, str], Stage]]:
    """A window in a look, with some work begun in it."""
    made: list[Stage] = []

    def stage(look: str, work: str) -> Stage:
        dress(LOOKS[look])
        made.append(Stage(tmp_path, LOOKS[look]))
        shell = made[-1].shell
        qtbot.addWidget(shell)
        shell.resize(*SIZE)
        shell.show()
        shell.activateWindow()
        SHOTS[work](made[-1])
        settle()
        return made[-1]

    yield stage
    for each in made:
        each.shell.close()


@pytest.mark.parametrize(("look", "work"), [pair for pair in product(LOOKS, WORK) if pair != TOO_LONG])
def test_work_that_is_begun_fits_the_smallest_screen(staged: Callable[[str, str], Stage], look: str, work: str) -> None:
    shell = staged(look, work).shell
    sideways = [
        type(area).__name__
        for area in shell.findChildren(QScrollArea)
        if area.isVisible()
        and area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.horizontalScrollBar().maximum() > 0
    ]
    outside = [
        each.text()
        for each in shell.findChildren(QLabel)
        if each.isVisible() and each.text() and not 0 <= each.mapTo(shell, QPoint(0, 0)).x() <= SIZE[0] - each.width()
    ]
    assert (shell.width(), shell.height()) == SIZE
    assert (clipped_texts(shell), sideways, outside) == ([], [], [])


def test_the_row_that_is_typed_in_is_in_sight_where_text_is_large(staged: Callable[[str, str], Stage]) -> None:
    shell = staged("large", "tonight_typed").shell
    assert shell.window_ is not None
    page = shell.window_.page()
    assert isinstance(page, TonightPage)
    editor = page.table.editor
    assert editor.visibleRegion().boundingRect() == editor.rect()


@pytest.mark.parametrize("look", ["english", "russian", "kazakh", "large"])
@pytest.mark.parametrize("work", ["handouts_printed", "handouts_fault"])
def test_the_actions_of_the_print_queue_keep_their_words(
    staged: Callable[[str, str], Stage], look: str, work: str
) -> None:
    window = staged(look, work).shell.window_
    assert window is not None
    [bar] = [each for each in window.findChildren(ActionBar) if each.isVisible()]
    buttons = [each for each in bar.findChildren(Button) if each.isVisible()]
    assert len(buttons) > 3
    assert [each.text() for each in buttons if each.width() < each.whole_width()] == []
    assert all(each.visibleRegion().boundingRect() == each.rect() for each in buttons)
