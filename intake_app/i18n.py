"""Text for people through gettext: one catalogue for core, reports and window.

The language is the process's, set once at start and again when somebody switches it.
"""

from __future__ import annotations

import gettext as _gettext
from importlib.resources import files

_translations: _gettext.NullTranslations = _gettext.NullTranslations()


def set_language(language: str) -> None:
    """Show text in this language (`en`, `ru`, `kk`) from now on; without a catalogue, in English."""
    global _translations  # noqa: PLW0603 - the one process-wide setting that gettext itself is built around
    catalogues = str(files("intake_app").joinpath("locale"))
    _translations = _gettext.translation("intake", catalogues, languages=[language], fallback=True)


def _(text: str) -> str:
    """The text in the current language."""
    return _translations.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a text that goes with a count, in the current language."""
    return _translations.ngettext(one, many, count)
