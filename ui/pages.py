"""A page of the window as data: where it stands in the rail and how it is made when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.context import WindowContext
    from ui.widgets.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """`key` is what `Bus.asked_to_show` names; `shortcut` is written like `Ctrl+1`."""

    key: str
    title: str
    icon: str
    shortcut: str
    make: Callable[[WindowContext], Page]
    is_apart: bool = False
