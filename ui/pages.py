"""A page of the window as data: where it stands in the rail and how it is made when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.services.open_register import OpenRegister
    from ui.context import WindowContext
    from ui.widgets.page import Page

USERS = "users"
"""What the settings are asked for where their users are meant."""


@dataclass(frozen=True, slots=True)
class OpenFirst:
    """What a page that finds people is asked for with Enter: to open the first of those whom words find."""

    text: str


@dataclass(frozen=True, slots=True)
class Compare:
    """What the page of duplicates is asked for: to show two people side by side, by their person_ids."""

    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """`key` is what `Bus.asked_to_show` names and what `services.access.pages_of` gives to a role; `shortcut` is
    written like `Ctrl+1`; `is_apart` begins a group. `count` reads how many things wait on the page, beside the window.
    """

    key: str
    title: str
    icon: str
    shortcut: str
    make: Callable[[WindowContext], Page]
    is_apart: bool = False
    count: Callable[[OpenRegister], int] | None = None
