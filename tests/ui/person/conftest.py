"""The page of Sergei, open in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.domain.arrivals import DeskContext, parse_arrival
from intake_app.services.places import add_places
from intake_app.services.registration import register_party
from tests.ui.person_reading import SERGEI
from ui.people.page import PeoplePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.open_register import OpenRegister
    from ui.people.person_page import PersonPage
    from ui.window import MainWindow


@pytest.fixture
def record(register: OpenRegister) -> Callable[..., str]:
    """Records somebody and answers the id."""
    add_places(register, "Hall 1, mat 1-3")

    def make(**values: str) -> str:
        context = DeskContext(register.clock.now().date(), "KZ")
        return register_party(register, [parse_arrival(SERGEI | values, context)]).people[0].person_id

    return make


@pytest.fixture
def person_id(record: Callable[..., str]) -> str:
    return record()


@pytest.fixture
def first_page(person_id: str) -> str:
    """Who is recorded there is Sergei."""
    return "people"


@pytest.fixture
def page(app_window: MainWindow, person_id: str) -> PersonPage:
    """The page of Sergei, open in the window."""
    people = app_window.page()
    assert isinstance(people, PeoplePage)
    people.open_person(person_id)
    QApplication.processEvents()
    return people.person
