"""The keys that do something, read from what is really bound: buttons, fields, and keys that stand on neither.

A key that a field or a table takes by itself is bound to nothing; a page says those in `key_words`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from intake_app.i18n import _
from ui.widgets.field_shell import FieldShell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


KeyRow = tuple[str, str]
HELP_KEY = "F1"
QUICK_CLOSE_KEY = "Ctrl+Q"
_CAPS = {"Return": "Enter", "Del": "Delete"}
"""Qt's names of keys, and what stands on them."""
_HELD = {"Shift": 1, "Ctrl": 2, "Ctrl+Shift": 3}


def keys_of_page(page: QWidget) -> tuple[KeyRow, ...]:
    """Enter, what the page declares (`key_words`), its fields, and all that is bound in it and can be seen.

    Each key once, in the words of the first, and in the order of the keyboard (`_rank`).
    """
    declared = getattr(page, "key_words", tuple)
    rows = [("Enter", _("Go on to the next field, or open the row")), *declared(), *_fields(page), *bound_keys(page)]
    return _each_once(rows)


def keys_of_window(frame: QWidget, page: QWidget) -> tuple[KeyRow, ...]:
    """The keys that work on every page: what is bound in the frame and not in the page that is shown."""
    of_page = set(page.findChildren(QShortcut))
    return _each_once(_words(each) for each in _seen(frame) if each not in of_page)


def bound_keys(widget: QWidget) -> Iterator[KeyRow]:
    """What is bound to a key in a widget that can be seen, with its words: those of the button, or its own."""
    for shortcut in _seen(widget):
        yield _words(shortcut)


def name_key(shortcut: QShortcut) -> str:
    """A key or chord as keycaps show it."""
    keys = shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)
    head, plus, last = keys.rpartition("+")
    return f"{head}{plus}{_CAPS.get(last, last)}"


def _seen(widget: QWidget) -> Iterator[QShortcut]:
    for shortcut in widget.findChildren(QShortcut):
        owner = shortcut.parent()
        is_seen = owner is widget or (isinstance(owner, QWidget) and owner.isVisibleTo(widget))
        if is_seen and shortcut.isEnabled() and _words(shortcut)[1]:
            yield shortcut


def _words(shortcut: QShortcut) -> KeyRow:
    owner = shortcut.parent()
    words = owner.text() if isinstance(owner, QAbstractButton) and not shortcut.whatsThis() else shortcut.whatsThis()
    return name_key(shortcut), words


def _fields(page: QWidget) -> Iterator[KeyRow]:
    for field in page.findChildren(FieldShell):
        if field.key_words[0] and field.isVisibleTo(page):
            yield field.key_words


def _each_once(rows: Iterable[KeyRow]) -> tuple[KeyRow, ...]:
    """The first of each key."""
    found: dict[str, KeyRow] = {}
    for keys, words in rows:
        found.setdefault(keys, (keys, words))
    return tuple(sorted(found.values(), key=lambda row: _rank(row[0])))


def _rank(keys: str) -> tuple[bool, int, bool, int, str]:
    """Where a key is looked for: Enter, F1 to F12, other keys alone, then those with Shift, Ctrl, and both; digits
    before letters.
    """
    head, _plus, last = keys.rpartition("+")
    digits = last.removeprefix("F")
    number = int(digits) if digits.isdigit() else 99
    return keys != "Enter", _HELD.get(head, 0), not (last.startswith("F") and digits.isdigit()), number, last
