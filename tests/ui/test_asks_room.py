"""Who asks, at 125 %: all of it stands whole; at 200 %: what is to be said, then the field that is typed in.

No key stands without its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from intake_app.services.centres import change_centre
from tests.ui.clipping import settle
from tests.ui.day import answer_day
from tests.ui.keyboard import Keyboard
from tests.ui.keys import CTRL
from tests.ui.opened import show_in_look
from ui.asks.ask_cover import AskCover
from ui.preferences import Preferences

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from intake_app.opening import Unlocked
    from ui.shell import Shell


def is_whole(widget: QWidget) -> bool:
    """Whether all of a widget can be seen."""
    return widget.visibleRegion().boundingRect().size() == widget.size()


def cover_of(shell: Shell) -> AskCover:
    assert shell.window_ is not None
    cover = shell.window_.covers.cover()
    assert isinstance(cover, AskCover)
    settle()
    return cover


def test_at_125_percent_the_words_the_number_and_every_field_stand_whole(shell: Shell, unlocked: Unlocked) -> None:
    change_centre(unlocked.register, {"tracing_phone": "8 7112 00-00-00"})
    show_in_look(shell, unlocked, Preferences("light", 125, language="ru"))
    answer_day(shell)
    settle()
    keys = Keyboard()
    keys.press(Qt.Key.Key_F9)
    cover = cover_of(shell)
    assert cover.tracing.isVisible()
    assert cover._area.verticalScrollBar().maximum() == 0
    shell.resize(1366, 560)  # no room for all of it: what is typed into is whole, though the rest goes below the bar
    keys.enter("Анна", "Мать", "8 7112")
    settle()
    assert cover._area.verticalScrollBar().maximum() > 0
    assert is_whole(cover.fields.fields["body"].line)


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_words_come_first_then_the_field_and_every_key_keeps_its_words(
    shell: Shell, unlocked: Unlocked, language: str
) -> None:
    show_in_look(shell, unlocked, Preferences("light", 200, language=language))
    answer_day(shell)
    settle()
    keys = Keyboard()
    keys.press(Qt.Key.Key_F9)
    cover = cover_of(shell)
    assert cover._area.verticalScrollBar().value() == 0
    for name in ("for_whom", "from_whom", "reach", "body"):
        keys.type("Анна")
        settle()
        assert is_whole(cover.fields.fields[name].line)
        keys.enter("")
        settle()
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_F9)
    cover = cover_of(shell)
    for button in (cover.back, cover.other, cover.bring_back, cover.keep):
        assert is_whole(button)
        assert button.width() >= button.whole_width(), button.text()
    keys.press(Qt.Key.Key_Return, CTRL)  # nothing is typed: what is missing is said where it can be seen
    settle()
    missing = next(field for field in cover.fields.fields.values() if field.value_state == "error")
    assert is_whole(missing.line)
