"""Names that one person may be called by: full names in their languages' spellings, and their short forms.

Everything is asked and answered as folded words (`domain.name_keys`). One short form belongs to several names (Саша to
Александр and Александра, Женя to Евгений and Евгения), and each name's forms stay apart from the others'.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.name_keys import fold_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class NameForms:
    """One given name of one sex (F, M): its full spellings, and what its bearers are called for short."""

    sex: str
    full: tuple[str, ...]
    short: tuple[str, ...] = ()


class ShortNames:
    """Which folded words stand for the same given name."""

    def __init__(self, names: Iterable[NameForms]) -> None:
        self._spelt: dict[str, dict[str, None]] = {}
        self._full: dict[str, dict[str, None]] = {}
        self._short: dict[str, dict[str, None]] = {}
        for name in names:
            full, short = fold_tokens(*name.full), fold_tokens(*name.short)
            for word in full:
                self._spelt.setdefault(word, {}).update(dict.fromkeys(full))
            for word in dict.fromkeys((*full, *short)):
                self._full.setdefault(word, {}).update(dict.fromkeys(full))
                self._short.setdefault(word, {}).update(dict.fromkeys(short))

    def spellings(self, word: str) -> tuple[str, ...]:
        """The other spellings of a full name; none for a short form."""
        return tuple(each for each in self._spelt.get(word, ()) if each != word)

    def full_names(self, word: str) -> tuple[str, ...]:
        """The full names of which a word is one spelling or the short form, without itself."""
        return tuple(each for each in self._full.get(word, ()) if each != word)

    def short_forms(self, word: str) -> tuple[str, ...]:
        """The short forms of the names of which a word is one, or a form; without itself and what is a full name."""
        full = self._full.get(word, {})
        return tuple(each for each in self._short.get(word, ()) if each != word and each not in full)

    def equivalents(self, word: str) -> tuple[str, ...]:
        """Every other word for the same names, full names first; none for a word that is no known name."""
        return (*self.full_names(word), *self.short_forms(word))


NO_SHORT_NAMES = ShortNames(())
"""Where no list of names is at hand."""
