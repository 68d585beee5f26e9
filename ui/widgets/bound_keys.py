"""Keys that stand on no button, bound together with the words that the list of keys says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

WINDOW = Qt.ShortcutContext.WindowShortcut


def bind_key(
    keys: str,
    words: str,
    owner: QWidget,
    act: Callable[[], object],
    context: Qt.ShortcutContext = WINDOW,
) -> QShortcut:
    """`act` on a key or chord while `owner` can be seen; F1 lists it with these words."""
    made = QShortcut(QKeySequence(keys), owner, act)
    made.setContext(context)  # the constructor takes a context too, and forgets it
    made.setWhatsThis(words)
    return made
