"""The look and the language of the whole application, and the desktop's own turning from light to dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.resources.theme import apply_theme, system_tokens
from ui.resources.tokens import DARK, LIGHT
from ui.speech import speak

if TYPE_CHECKING:
    from ui.preferences import Preferences


class SystemScheme(QObject):
    """`turned` when the desktop turns light or dark, as long as its parent lives.

    What Qt's one list of hints is connected to must be a method of an object that ends: it would hold a lambda, and the
    window in it, for ever.
    """

    turned = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._tell)

    def _tell(self, _scheme: object) -> None:
        self.turned.emit()


def dress(preferences: Preferences) -> None:
    """Give the application the look and the language that were chosen."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        tokens = {"light": LIGHT, "dark": DARK}.get(preferences.scheme) or system_tokens()
        apply_theme(app, tokens, preferences.scale / 100)
        speak(app, preferences.language)
