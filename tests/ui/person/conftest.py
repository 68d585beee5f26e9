"""The page of Sergei, open in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from ui.people.page import PeoplePage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.people.person_page import PersonPage
    from ui.window import MainWindow


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
