"""The desk of a centre with a few mats, and somebody at its keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from intake_app.services.places import add_places
from tests.ui.keyboard import Keyboard
from ui.desk.page import DeskPage

if TYPE_CHECKING:
    from intake_app.opening import Unlocked
    from ui.window import MainWindow


@pytest.fixture
def mats() -> int:
    """How many there are in hall 1; none where a test makes its own."""
    return 5


@pytest.fixture
def unlocked(unlocked: Unlocked, mats: int) -> Unlocked:
    """The centre with its mats."""
    if mats:
        add_places(unlocked.register, f"Hall 1, mat 1-{mats}")
    return unlocked


@pytest.fixture
def page(app_window: MainWindow) -> DeskPage:
    """The desk with the focus in its first field."""
    found = app_window.page()
    assert isinstance(found, DeskPage)
    return found


@pytest.fixture
def keys() -> Keyboard:
    """Somebody at the keyboard."""
    return Keyboard()
