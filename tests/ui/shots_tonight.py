"""Pictures of the night: empty, typed as in the drawing, a child held, a lead, a list with bad lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.services.places import add_places
from tests.ui.keyboard import Keyboard
from ui.tonight.page import TonightPage

if TYPE_CHECKING:
    from collections.abc import Callable

PLACES = "Hall 1, mat 41-120\nHall 2, mat 1-60\nCamp, house 4, bed 1-12\nCamp, house 5, bed 1-12"
LIST = """ФИО;Год рождения;Пол
Смирнов Павел Ильич;1996;м
Смирнова Вера;1999;ж

Лаптев Никита;1998
Лаптев Илья;31.02.2004;м
;1988;ж
Гусева Марина;1988;1989
Зайцев4 Антон;27

Тихонов Кирилл;1995
Ким Анна;ж;34
"""


def open_tonight(stage: Any) -> tuple[TonightPage, Keyboard]:
    """The page of a fresh centre, before the notice."""
    stage.open("desk")
    add_places(stage.shell.window_.context.register, PLACES)
    stage.shell.window_.show_page("tonight")
    QApplication.processEvents()
    page = stage.shell.window_.page()
    assert isinstance(page, TonightPage)
    return page, Keyboard()


def begun(stage: Any) -> tuple[TonightPage, Keyboard]:
    """The notice was read out: the table waits for the first token."""
    page, keys = open_tonight(stage)
    keys.enter("Train 325, Saratov to Oral, 22:55", "320", "")
    return page, keys


def typed(stage: Any) -> tuple[TonightPage, Keyboard]:
    """The lines of the drawing."""
    page, keys = begun(stage)
    keys.enter("211", "Смирнов Павел")
    keys.type("1996")
    keys.press(Qt.Key.Key_F6)
    for name, born in (("Смирнов Егор", "1999"), ("Лаптев Никита", "1998")):
        keys.enter(name)
        keys.type(born)
        keys.press(Qt.Key.Key_F6)
    keys.enter("Дорошенко Илья", "1997", "m", "")
    keys.enter("Ахметова Диляра", "34")
    keys.press(Qt.Key.Key_Backtab)
    keys.enter("host", "")
    keys.enter("Гусева Марина", "1988")
    keys.type("1")
    keys.press(Qt.Key.Key_F6)
    keys.enter("Гусев Тимофей")
    keys.type("2016")
    keys.press(Qt.Key.Key_F6)
    keys.enter("Гусева Вера", "1961", "")
    keys.enter("3")
    keys.enter("Беляев Роман", "2005", "")
    keys.enter("Тихонов Кирилл")
    keys.type("1995")
    keys.press(Qt.Key.Key_F6)
    keys.enter("Зайцев Антон")
    keys.type("1994")
    return page, keys


def _wrong(stage: Any) -> None:
    _page, keys = typed(stage)
    keys.type("7")
    keys.enter("")


def _correcting(stage: Any) -> None:
    _page, keys = begun(stage)
    keys.enter("211", "Смирнов Павел", "1996", "")
    keys.enter("Лаптев Никита", "1998", "")
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Up)


def _pasted(stage: Any) -> None:
    page, _keys = begun(stage)
    page.show_paste(LIST)


def _full(stage: Any) -> None:
    """A list for whose last two there is no bed left; the next is being typed."""
    stage.open("tonight")
    QApplication.processEvents()
    page, keys = stage.shell.window_.page(), Keyboard()
    keys.enter("Train 325, Saratov to Oral, 22:55", "48", "")
    keys.enter("211", "Смирнов Павел", "1996", "")
    page.show_paste("\n".join(f"Лаптев Никита;{year}" for year in range(1950, 1997)))
    page.work.saver.save_list()
    keys.enter("Ким Анна")
    keys.type("1980")


def _leave(show: Callable[[Any], object]) -> Callable[[Any], None]:
    def prepare(stage: Any) -> None:
        show(stage)

    return prepare


SHOTS: tuple[tuple[str, Callable[[Any], None], bool], ...] = (
    ("tonight_typed", _leave(typed), False),
    ("tonight_start", _leave(open_tonight), False),
    ("tonight_empty", _leave(begun), False),
    ("tonight_typed_low", _leave(typed), True),
    ("tonight_wrong", _wrong, False),
    ("tonight_correcting", _correcting, False),
    ("tonight_full", _full, False),
    ("tonight_paste", _pasted, False),
    ("tonight_paste_low", _pasted, True),
)
"""Name, what is done before, whether in a low window."""
