"""Hiding a form without its fields hearing of it: half a date is no wrong date when the clerk comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from types import TracebackType

_FOCUS = (QEvent.Type.FocusIn, QEvent.Type.FocusOut)


class StillFocus(QObject):
    """While it holds, nothing in a widget hears that the focus comes or goes."""

    def __init__(self, root: QWidget) -> None:
        super().__init__()
        self._root = root

    def __enter__(self) -> None:
        if (app := QGuiApplication.instance()) is not None:
            app.installEventFilter(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if (app := QGuiApplication.instance()) is not None:
            app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() in _FOCUS and isinstance(watched, QWidget) and self._root.isAncestorOf(watched)
