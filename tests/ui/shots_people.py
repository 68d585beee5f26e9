"""Pictures of the list of people and of Find, on two hundred made-up people in mixed scripts."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.domain.person_lists import ListQuery
from intake_app.domain.records import Stay
from intake_app.services.card_reissue import reissue_card
from intake_app.services.registration import register_party
from tests.ui.keyboard import Keyboard
from ui.people.filter_panel import FilterPanel
from ui.people.find_page import FindPage
from ui.people.page import PeoplePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.open_register import OpenRegister

_FAMILIES = (
    *("Иванов", "Ким", "Лысенко", "Сергеев", "Сергиенко", "Серғалиев", "Соколов", "Цой", "Чернов", "Әбілов", "Ғабитов"),
    *("Қожахмет", "Ілиясов", "Щукин", "Ёлкин", "Королёв", "Королев", "Салтыков-Щедрин", "Бондаренко", "Єременко"),
    *("Abdullayev", "Sergeyev", "Müller", "Nguyễn", "حسيني", "Үмбетов", "Өтепов", "Жуков", "Зайцев", "Петров"),
)
_GIVEN = ("Сергей", "Максим", "Тимур", "Дамир", "Сергій", "Ерлан", "Лев", "Илья", "Sergei", "Рустам", "Артём")
_LANGUAGES = ("rus", "rus", "rus", "rus kaz", "kaz", "ukr", "uzb")
TODAY = date(2022, 11, 25)


def record_many(register: OpenRegister, count: int) -> None:
    """So many made-up people, always the same; some left, some lack half of what a file needs."""
    chance = random.Random(7)
    for number in range(count):
        flat = _made_up(chance, number)
        person = register_party(register, [parse_arrival(flat, DeskContext(TODAY, "KZ"))]).people[0]
        if number % 9 == 4:
            _leave(register, person.person_id, flat["entered_on"] or "2022-11-20")


def _made_up(chance: random.Random, number: int) -> dict[str, str]:
    is_hasty = number % 5 == 0
    entered = TODAY - timedelta(days=chance.choice((0, 0, 1, 2, 3, 5, 9, 23, 29, 40)))
    born = f"{chance.randint(1955, 2003)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {
        "family_name": _FAMILIES[number % len(_FAMILIES)],
        "given_name": chance.choice(_GIVEN),
        "birth_date": str(chance.randint(20, 50)) if is_hasty else born,
        "sex": "" if is_hasty else "M",
        "document_type": "" if is_hasty else "internal_passport",
        "document_number": "" if is_hasty else f"4512 {number:06}",
        "document_country": "" if is_hasty else "RUS",
        "entered_on": entered.isoformat(),
        "sleeps": chance.choice(("here", "here", "here", "host", "own")),
        "languages": "" if is_hasty else chance.choice(_LANGUAGES),
        "phone": "" if is_hasty else f"+7912345{number:04}",
    }


def _leave(register: OpenRegister, person_id: str, day: str) -> None:
    with register.writing("depart") as unit:
        [stay] = unit.of_person(Stay, person_id)
        unit.update(replace(stay, departed_on=max(day, "2022-11-24"), departure="left"), unit.heads(stay.stay_id))
        unit.commit()


def _people(stage: Any, count: int = 200) -> PeoplePage:
    stage.open("desk")
    window = stage.shell.window_
    record_many(window.context.register, count)
    window.show_page("people")
    page = window.page()
    assert isinstance(page, PeoplePage)
    QApplication.processEvents()
    page.take_focus()
    return page


def _full(stage: Any) -> None:
    _people(stage)


def _found(stage: Any) -> None:
    page = _people(stage)
    window = stage.shell.window_
    window.search.take_focus()
    window.search.line.setText("serg")
    page.show_argument("serg")


def _meant(stage: Any) -> None:
    """Nobody is called so: a short form, and why each was found."""
    page = _people(stage)
    window = stage.shell.window_
    window.search.take_focus()
    window.search.line.setText("Серёжа Королев")
    page.show_argument("Серёжа Королев")


def _filtered(stage: Any) -> None:
    page = _people(stage)
    page.list.ask(ListQuery(tab="present", language="rus", entered_from="2022-11-20", sort="next"))
    QApplication.processEvents()


def _panel(stage: Any) -> None:
    _filtered(stage)
    page = stage.shell.window_.page()
    page.list.panels.open_filters()


def _selected(stage: Any) -> None:
    page = _people(stage)
    page.show_argument("serg")
    keys = Keyboard()
    page.take_focus()
    keys.press(Qt.Key.Key_Down)
    for _time in range(2):
        keys.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    keys.press(Qt.Key.Key_Down)


def _leaving(stage: Any) -> None:
    _selected(stage)
    stage.shell.window_.page().list.panels.open_leave(stage.shell.window_.page().list.acts.leave)


def _left(stage: Any) -> None:
    """Three have left, and it can be taken back."""
    _leaving(stage)
    Keyboard().press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _gathered(stage: Any) -> None:
    """Some who are checked are not in the list."""
    _selected(stage)
    page = stage.shell.window_.page()
    page.show_argument("лыс")
    page.take_focus()


def _parties(stage: Any) -> None:
    """Two parties have somebody of that name."""
    page = _people(stage, 20)
    register = stage.shell.window_.context.register
    for other in ("Зайцев", "Петров"):
        parsed = [
            parse_arrival({"family_name": name, "sleeps": "own"}, DeskContext(TODAY, "KZ")) for name in ("Жуков", other)
        ]
        register_party(register, parsed)
    page.take_changes(None, None)
    page.list.panels.open_filters()
    panel = page.list.panels.shown
    assert isinstance(panel, FilterPanel)
    panel.party.focus()
    Keyboard().enter("Жуков")


def _void(stage: Any) -> None:
    """Somebody is found by a card that is void."""
    page = _people(stage, 20)
    register = stage.shell.window_.context.register
    line = page.list.list.model.line_at(3)
    assert line is not None
    reissue_card(register, line.person_id, "lost")
    page.show_argument(line.texts["card"])
    page.take_focus()


def _tab(tab: str) -> Callable[[Any], None]:
    def prepare(stage: Any) -> None:
        page = _people(stage)
        page.list.ask(ListQuery(tab=tab))
        QApplication.processEvents()
        page.take_focus()

    return prepare


def _columns(stage: Any) -> None:
    page = _people(stage)
    page.list.panels.open_columns()


def _saving(stage: Any) -> None:
    _filtered(stage)
    stage.shell.window_.page().list.panels.open_save()


def _nothing(stage: Any) -> None:
    page = _people(stage, 30)
    page.list.ask(ListQuery(tab="due", text="Неизвестный"))


def _nothing_hidden(stage: Any) -> None:
    page = _people(stage, 30)
    page.list.ask(ListQuery(tab="hidden"))


def _find(text: str) -> Callable[[Any], None]:
    def prepare(stage: Any) -> None:
        stage.open("desk")
        window = stage.shell.window_
        record_many(window.context.register, 60)
        window.show_page("find")
        page = window.page()
        assert isinstance(page, FindPage)
        QApplication.processEvents()
        page.take_focus()
        page.show_argument(text)

    return prepare


SHOTS: tuple[tuple[str, Callable[[Any], None], bool], ...] = (
    ("list_full", _full, False),
    ("list_full_low", _full, True),
    ("list_found", _found, False),
    ("list_meant", _meant, False),
    ("list_filtered", _filtered, False),
    ("list_filter_panel", _panel, False),
    ("list_filter_panel_low", _panel, True),
    ("list_selected", _selected, False),
    ("list_leaving", _leaving, False),
    ("list_left_back", _left, False),
    ("list_gathered", _gathered, False),
    ("list_parties", _parties, False),
    ("list_void_card", _void, False),
    ("list_incomplete", _tab("incomplete"), False),
    ("list_left", _tab("left"), False),
    ("list_columns", _columns, False),
    ("list_saving", _saving, False),
    ("list_nothing", _nothing, False),
    ("list_nobody_hidden", _nothing_hidden, False),
    ("list_empty", lambda stage: stage.open("people"), False),
    ("find_empty", _find(""), False),
    ("find_found", _find("серг"), False),
    ("find_nothing", _find("Неизвестный"), False),
)
"""Name, what is done before, whether in a low window."""
