"""The language the window speaks: our own texts, Qt's few, and the direction of the layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator

from intake_app.i18n import LANGUAGES, current_language, interface_language, is_right_to_left, set_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_SOURCE = "en"
_OF_QT = "qtbase"


def speak(app: QApplication, language: str) -> None:
    """Put everything shown from now on into a language; an empty one is the system's."""
    wanted = language or system_language()
    if wanted == current_language():
        return
    set_language(wanted)
    _install_catalogue_of_qt(app, interface_language())
    QLocale.setDefault(QLocale(interface_language()))
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_right_to_left() else Qt.LayoutDirection.LeftToRight)


def system_language() -> str:
    """The first of the system's languages that the window speaks; English where it speaks none of them."""
    wanted = (name.replace("_", "-").split("-")[0] for name in QLocale.system().uiLanguages())
    return next((language for language in wanted if language in LANGUAGES), _SOURCE)


def _install_catalogue_of_qt(app: QApplication, language: str) -> None:
    """The menu of a text field and the file dialog speak too; Qt ships Russian and Kazakh."""
    for old in app.findChildren(QTranslator, _OF_QT):
        app.removeTranslator(old)
        old.setParent(None)
    made = QTranslator(app)
    made.setObjectName(_OF_QT)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != _SOURCE and made.load(f"{_OF_QT}_{language}", folder):
        app.installTranslator(made)
