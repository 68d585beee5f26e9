"""Text for people through gettext: one catalogue, `intake`, for core, reports and window.

The language is the process's, set at start and again when somebody switches it; a text is put into it when it is
shown, never at import. The window follows its preferences. The command line never sets a language and so speaks
English, like its commands, its JSON and its help: what is piped into other programs must not change with a laptop.

A text of a right-to-left language keeps apart what `format` puts into it, whoever puts it: dates, names and numbers
stand in their own order. What is joined to one without `format` goes through `kept_apart`.

A catalogue is read from its `.mo`. Where that is missing or older than its `.po`, it is made in memory: a checkout
just pulled speaks every language without a step that somebody can forget.
"""

from __future__ import annotations

import gettext as _gettext
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
"""ISO 639-1 of each language of the window, with its own name for itself."""

PSEUDO_LONG, PSEUDO_MIRRORED = "en_XA", "ar_XB"
"""Made-up languages for tests and pictures: texts twice as long, and a window from right to left."""

_FOLDER = Path(__file__).resolve().parent / "locale"
_SOURCE = "en"
_GROUPS = {"en": ",", "ru": "\N{NO-BREAK SPACE}", "kk": "\N{NO-BREAK SPACE}"}  # CLDR; a test compares

_language = _SOURCE
_nothing = _gettext.NullTranslations()
_translations: _gettext.NullTranslations = _nothing
_aside: ContextVar[tuple[str, _gettext.NullTranslations] | None] = ContextVar("aside", default=None)


def set_language(language: str) -> None:
    """Show text in this language (`en`, `ru`, `kk`) from now on; an unknown one is English."""
    global _language, _translations  # noqa: PLW0603 - the one process-wide setting that gettext itself is built around
    if language in (PSEUDO_LONG, PSEUDO_MIRRORED):
        from intake_app.pseudo import PseudoTranslations

        _language, _translations = language, PseudoTranslations(is_mirrored=language == PSEUDO_MIRRORED)
        return
    _language = language if language in LANGUAGES else _SOURCE
    _translations = _nothing if _language == _SOURCE else load_catalogue(catalogue_path(_language))


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say what is said inside in a language (`en`, `ru`, `kk`; another is English), in this thread or task alone.

    For what is handed to somebody who reads another language than the one at the desk.
    """
    known = language if language in LANGUAGES else _SOURCE
    spoken = _nothing if known == _SOURCE else load_catalogue(catalogue_path(known))
    token = _aside.set((known, spoken))
    try:
        yield
    finally:
        _aside.reset(token)


def current_language() -> str:
    """The language that was set, as preferences keep it."""
    return _language


def interface_language() -> str:
    """ISO 639-1 of the language in force, for dates, countries and languages; a made-up one has those of English."""
    aside = _aside.get()
    if aside is not None:
        return aside[0]
    return _language if _language in LANGUAGES else _SOURCE


def is_right_to_left() -> bool:
    """Whether the language in force is written from right to left."""
    return _language == PSEUDO_MIRRORED


def catalogue_path(language: str) -> Path:
    """Where the translations into a language are written."""
    return _FOLDER / language / "LC_MESSAGES" / "intake.po"


def load_catalogue(source: Path) -> _gettext.NullTranslations:
    """The translations of a `.po`, from the `.mo` beside it unless that is missing or older."""
    made = source.with_suffix(".mo")
    try:
        is_fresh = not source.exists() or made.stat().st_mtime_ns >= source.stat().st_mtime_ns
        if is_fresh:
            with made.open("rb") as file:
                return _gettext.GNUTranslations(file)
    except OSError:
        pass
    return _gettext.GNUTranslations(BytesIO(compile_catalogue(source)))


def compile_catalogue(source: Path) -> bytes:
    """What the `.mo` of a `.po` holds; a translation that somebody must look at again (fuzzy) is left out."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file)
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def _(text: str) -> str:
    """The text in the current language; nothing stays nothing, which to gettext is a catalogue's head."""
    return _keeping_order(_spoken().gettext(text)) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a text that goes with a count, in the current language."""
    return _keeping_order(_spoken().ngettext(one, many, count))


def pgettext(context: str, text: str) -> str:
    """A short text that other languages say differently from place to place, told apart by a word of context."""
    return _keeping_order(_spoken().pgettext(context, text))


class _RightToLeft(str):
    """A text that is read from right to left; what is put into it (`25 Nov`, `Aigerim B.`) keeps its own order.

    One without a letter of its own, `{undo}: {what}`, begins with a RIGHT-TO-LEFT MARK: else nothing would tell Qt.
    """

    __slots__ = ()

    def format(self, *args: object, **kwargs: object) -> str:
        apart = _Apart()
        said = apart.vformat(self, args, kwargs)
        has_letters = any(char.isalpha() for words, *_field in apart.parse(self) for char in words)
        return said if has_letters else f"\u200f{said}"


class _Apart(Formatter):
    """Puts each value between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        return kept_apart(super().format_field(value, format_spec))


def kept_apart(text: str) -> str:
    """A text of its own direction between others: left to right as it is, right to left in isolates."""
    return f"\u2068{text}\u2069" if text and _is_spoken_right_to_left() else text


def _keeping_order(text: str) -> str:
    return _RightToLeft(text) if _is_spoken_right_to_left() else text


def _is_spoken_right_to_left() -> bool:
    return is_right_to_left() and _aside.get() is None


def _spoken() -> _gettext.NullTranslations:
    aside = _aside.get()
    return _translations if aside is None else aside[1]


def say_number(number: int) -> str:
    """A whole number as the language in force groups its thousands: `12,345`, `12 345`."""
    return f"{number:,}".replace(",", _GROUPS[interface_language()])
