"""A window on People with a few made-up people, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from ui.people.page import PeoplePage

if TYPE_CHECKING:
    from intake_app.services.open_register import OpenRegister
    from intake_app.services.registration import Registration
    from ui.window import MainWindow

ANSWERS = {"birth_date": "1997-05-25", "entered_on": "2022-11-25", "sleeps": "own", "languages": "rus"}
FAMILIES = ("Абаев", "Иванов", "Ким", "Лысенко", "Цой")


def record(register: OpenRegister, *families: str, **answers: str) -> Registration:
    """Record people by family name in one act: several are a party."""
    context = DeskContext(register.clock.now().date(), "KZ")
    arrivals = [parse_arrival(ANSWERS | {"family_name": family} | answers, context) for family in families]
    return register_party(register, arrivals)


def record_five(register: OpenRegister) -> dict[str, str]:
    """Five people who came alone; their ids by family name."""
    add_places(register, "Hall 1, mat 1-9")
    return {family: record(register, family).people[0].person_id for family in FAMILIES}


def show_people(window: MainWindow) -> PeoplePage:
    """The list in the window."""
    window.show_page("people")
    page = window.page()
    assert isinstance(page, PeoplePage)
    QApplication.processEvents()
    page.take_focus()
    return page


def names(page: PeoplePage) -> list[str]:
    """Who is listed, by family name."""
    model = page.list.list.model
    lines = (model.line_at(row) for row in range(model.rowCount()))
    return [line.short if line else "?" for line in lines]
