"""Made-up languages that show a fault before a translator does: texts that are cut, and windows that do not mirror.

Every text is changed as it is asked for, so what is not changed never went through the catalogue.
"""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ACCENTED = str.maketrans("acdeghijklnorstuwyzACDEGHIJKLNORSTUWYZ", "áçđéğĥíĵķłñóřšťúŵýžÁÇĐÉĞĤÍĴĶŁÑÓŘŠŤÚŴÝŽ")
_PARTS = re.compile(r"(\{[^{}]*\}|\w+)")
_MARK, _OVERRIDE, _POP = "\N{RIGHT-TO-LEFT MARK}", "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"


class PseudoTranslations(gettext.NullTranslations):
    """Translates any text: twice as long with accents in brackets, or letter by letter from right to left."""

    def __init__(self, *, is_mirrored: bool) -> None:
        super().__init__()
        self._change = mirrored if is_mirrored else lengthened

    def gettext(self, message: str) -> str:
        return self._change(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._change(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's own signature
        return self._change(message)


def lengthened(text: str) -> str:
    """`Save` as `[ŠŠáávvéé]`: each word twice as long, so that words break where those of a translation would."""
    return f"[{_words(text, lambda word: ''.join(2 * char for char in word.translate(_ACCENTED)))}]" if text else ""


def mirrored(text: str) -> str:
    """Each word from right to left, as in Arabic or Hebrew, with letters that the shipped font has."""
    return _words(text, lambda word: f"{_MARK}{_OVERRIDE}{word}{_POP}{_MARK}")


def _words(text: str, change: Callable[[str], str]) -> str:
    """The text with its words changed; placeholders, numbers and signs stay."""
    return "".join(change(part) if part[:1].isalpha() else part for part in _PARTS.split(text))
