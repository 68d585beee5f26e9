"""The keys that do something on a page, from its buttons, its fields, and what the page itself declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton

from intake_app.i18n import _
from ui.rail import AUTHORITY_KEY, SOMEONE_KEY, USER_KEY
from ui.widgets.field_shell import FieldShell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtWidgets import QWidget

    from ui.pages import PageSpec

KeyRow = tuple[str, str]
HELP_KEY = "F1"


def keys_of_page(page: QWidget) -> tuple[KeyRow, ...]:
    """Enter first, then what the page declares (`key_words`), then the buttons that can be seen; each key once."""
    declared = getattr(page, "key_words", tuple)
    rows = [("Enter", _("Go on to the next field, or open the row")), *declared(), *_fields(page), *_buttons(page)]
    return tuple({keys: (keys, words) for keys, words in reversed(rows)}.values())[::-1]


def keys_of_window(specs: Iterable[PageSpec]) -> tuple[KeyRow, ...]:
    """The keys that work on every page."""
    return (
        *((spec.shortcut, spec.title) for spec in specs),
        ("Ctrl+K", _("Search people, cards, documents, rooms")),
        (SOMEONE_KEY, _("Someone asks: hides every name")),
        (AUTHORITY_KEY, _("Authority asks: hides every name")),
        (USER_KEY, _("Language, colours, text size")),
        ("Ctrl+L", _("Lock")),
        (HELP_KEY, _("This list of keys")),
    )


def _fields(page: QWidget) -> Iterator[KeyRow]:
    for field in page.findChildren(FieldShell):
        if field.key_words[0] and field.isVisibleTo(page):
            yield field.key_words


def _buttons(page: QWidget) -> Iterator[KeyRow]:
    for shortcut in page.findChildren(QShortcut):
        button = shortcut.parent()
        if isinstance(button, QAbstractButton) and button.isVisibleTo(page) and button.text():
            keys = shortcut.key().toString(QKeySequence.SequenceFormat.PortableText).replace("Return", "Enter")
            yield keys, button.text()
