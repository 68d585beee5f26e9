"""Pictures of the people and the exchange; `shots` takes them with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from tests.ui.keyboard import Keyboard
from ui.desk.page import DeskPage
from ui.exchange.page import ExchangePage

if TYPE_CHECKING:
    from collections.abc import Callable

SERGEI = ("47", "", "4512 345678", "Иванов", "Сергей", "Петрович", "25051997", "", "25112022")
ANNA = ("", "4512 111111", "Иванова", "Анна", "Олеговна", "12031999", "", "", "")


def _desk(stage: Any) -> tuple[DeskPage, Keyboard]:
    stage.open("desk")
    QApplication.processEvents()  # the window becomes the active one
    page = stage.shell.window_.page()
    assert isinstance(page, DeskPage)
    return page, Keyboard()


def _recorded(stage: Any) -> None:
    page, keys = _desk(stage)
    keys.enter(*SERGEI, "", "9123456789", "русский")
    page.save_next.click()
    keys.enter(*ANNA)
    page.save.click()


def _exchange(stage: Any) -> ExchangePage:
    _recorded(stage)
    stage.shell.window_.show_page("exchange")
    page = stage.shell.window_.page()
    assert isinstance(page, ExchangePage)
    return page


def _exchange_wrong(stage: Any) -> None:
    page = _exchange(stage)
    page.export.protection.set_value("plain")
    page.export.protection.edited.emit("plain")
    page.export.more.click()
    page.start_export()


def _leave(show: Callable[[Any], object]) -> Callable[[Any], None]:
    def prepare(stage: Any) -> None:
        show(stage)

    return prepare


PAGES: tuple[tuple[str, Callable[[Any], None], bool], ...] = (
    ("exchange", _leave(_exchange), False),
    ("exchange_wrong", _exchange_wrong, False),
)
"""Name, what is done before, whether in a low window."""
